"""Who is asked, in groups, and what one line of the matrix is."""

from __future__ import annotations

from dataclasses import dataclass, field

UNIT = ("lscp_unit", "lscp_manager")
RAG_HERE = ("police_rag", "council_rag", "icb_rag", "police_only_here")
AUTHORITY = ("council_notifier", "council_director", "council_legal")
# Everybody who receives each submission to the first partnership.
RECEIVERS = (*UNIT, *RAG_HERE, *AUTHORITY, "lscp_scrutineer")
EXECUTIVE = ("police_executive", "council_executive", "icb_executive")
KEEPERS = ("lscp_manager", "lscp_admin")  # manage people and settings of the first partnership

AUTHOR = ("hospital_practitioner",)  # raised what is raised in the world
LEAD = ("hospital_lead",)  # was asked by the author whether they agree
READERS = (*RECEIVERS, *AUTHOR, *LEAD)  # of what was sent in by the author with their lead asked
CHAIR = ("council_rag",)
NOTIFIERS = ("council_notifier", "council_director")
RECORDERS = (*UNIT, *NOTIFIERS)

RAG_THERE = ("police_rag", "icb_rag", "police_only_there", "elsewhere_rag")
UNIT_THERE = ("elsewhere_unit",)
RECEIVERS_THERE = (*UNIT_THERE, *RAG_THERE, "elsewhere_notifier")
AUTHOR_THERE = ("elsewhere_practitioner",)
EXECUTIVE_THERE = ("police_executive", "icb_executive", "elsewhere_executive")

NOBODY_BELONGS = ("police_left", "superuser")  # no role today
# No role in the first partnership: for what names only the partnership they are strangers.
NOT_OF_HERE = (
    *NOBODY_BELONGS, "elsewhere_practitioner", "elsewhere_rag", "elsewhere_unit", "elsewhere_notifier",
    "elsewhere_executive", "police_only_there",
)  # fmt: skip
# Roles that open no case (docs/sources.md), and the author of a review, who sees their own case only.
NEVER_RAISE = ("lscp_audits", "lscp_training", "council_scrutiny", "lscp_admin", "independent_author")


@dataclass(frozen=True)
class Row:
    """One address and who gets which status. `others` is everybody not named; `out` is nobody signed in.

    `args` names values of the world (`world.py`); `sends` is what a POST sends, where a name of the world
    stands for its value. A later status of `gets` takes a person out of an earlier one.
    """

    name: str
    others: int
    gets: dict[int, tuple[str, ...]] = field(default_factory=dict)
    args: tuple[str, ...] = ()
    method: str = "get"
    out: int = 302
    sends: dict[str, str] = field(default_factory=dict)

    def expected(self, person: str) -> int:
        """What one person gets."""
        return next((status for status, names in self.by_status.items() if person in names), self.others)

    @property
    def by_status(self) -> dict[int, list[str]]:
        """Who gets each status, each person once."""
        last = {name: status for status, names in self.gets.items() for name in names}
        return {status: sorted(one for one, got in last.items() if got == status) for status in self.gets}


def public(name: str, status: int = 200, *, args: tuple[str, ...] = ()) -> Row:
    """The same for everybody, signed in or not."""
    return Row(name, status, args=args, out=status)


def posted(name: str, others: int, gets: dict[int, tuple[str, ...]], *args: str, **sends: str) -> Row:
    """An address that takes a button's press and nothing else."""
    return Row(name, others, gets, args=args, method="post", sends=sends)

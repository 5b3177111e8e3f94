"""The field's words in plain English: what they mean here, and who uses them differently.

One entry per word. Tags `term`, `define` and `expand` and the glossary page read this registry; add an
entry here rather than explaining a word on a page.
"""

import re
from dataclasses import dataclass

from django.utils.text import slugify


@dataclass(frozen=True)
class OtherUse:
    """How one kind of agency uses the same word."""

    who: str
    meaning: str


@dataclass(frozen=True)
class Term:
    """One word or acronym. `name` is written out; `meaning` is one or two short sentences."""

    name: str
    meaning: str
    acronym: str = ""
    other_uses: tuple[OtherUse, ...] = ()

    @property
    def anchor(self) -> str:
        """Where it stands on the glossary page."""
        return slugify(self.name)

    @property
    def in_full(self) -> str:
        """The first use on a page: "Review Advisory Group (RAG)"."""
        return f"{self.name} ({self.acronym})" if self.acronym else self.name


PANEL = "National Child Safeguarding Practice Review Panel"


TERMS: tuple[Term, ...] = (
    Term(
        "Abuse or neglect",
        "Harm done to a child, or a child's needs not being met so badly that the child is harmed. "
        "It can be physical, emotional or sexual, inside or outside the family, in person or online.",
    ),
    Term(
        "Agency",
        "An organisation that works with children or families and takes part here, such as the police, "
        "a council service, a hospital or a school.",
    ),
    Term(
        "Business Unit",
        "The partnership's own small team. It receives notifications, arranges meetings and "
        "keeps the time limits.",
    ),
    Term(
        "Care leaver",
        "A young person who was looked after by a council and has left care. "
        "The death of a care leaver aged 18 to 24 is told to the government.",
    ),
    Term(
        "Child Death Overview Panel",
        "A group that looks at every child death in the area to learn how deaths could be prevented.",
        acronym="CDOP",
    ),
    Term(
        "Child Safeguarding Practice Review",
        "A careful look at what happened to a child and how agencies worked together, to improve practice. "
        "It does not decide who is to blame.",
        acronym="CSPR",
    ),
    Term(
        "Department for Education",
        "The government department for children's services in England.",
        acronym="DfE",
    ),
    Term(
        "Executive",
        "The most senior people of the three safeguarding partners, acting together. "
        "They see each decision to notify or not.",
    ),
    Term(
        "Front door",
        "The place to report that a child may be at risk now, by telephone or online. "
        "A notification here never takes its place.",
    ),
    Term(
        "Independent scrutineer",
        "A person from outside the agencies who checks and challenges how well the partnership works. "
        "They comment but do not decide.",
    ),
    Term(
        "Integrated Care Board",
        "The National Health Service (NHS) body that plans and pays for health services in an area. "
        "It is one of the three safeguarding partners.",
        acronym="ICB",
    ),
    Term(
        "Joint agency response",
        "The way health, police and social care act together when a child dies suddenly. "
        "It is not the same as a rapid review.",
        acronym="JAR",
    ),
    Term(
        "Learning and Development Subgroup",
        "A group of the partnership that plans training and shares what was learned.",
        acronym="LDSG",
    ),
    Term(
        "Local Safeguarding Children Partnership",
        "The police, the council and the health service of an area, working together to keep children safe, "
        "with the other agencies they name.",
        acronym="LSCP",
    ),
    Term(
        "Looked-after child",
        "A child in the care of a council, or given a place to live by a council for more than 24 hours.",
    ),
    Term(
        PANEL,
        "The national, independent group that is told of serious incidents. On these pages: the Panel, or the "
        "national Panel.",
    ),
    Term(
        "Notification",
        "On these pages: telling about a serious incident. An agency notifies the partnership; "
        "the local authority notifies the national Panel.",
        other_uses=(
            OtherUse("Health", "Also the form that tells the Child Death Overview Panel of a child's death."),
            OtherUse("Computer systems", "Often a message or alert. Here we say message or reminder."),
        ),
    ),
    Term(
        "Office for Standards in Education, Children's Services and Skills",
        "The body that inspects children's services. It is told of serious incidents by the national route.",
        acronym="Ofsted",
    ),
    Term(
        "Performance Management Subgroup",
        "A group of the partnership that checks how well things are done, with figures and audits.",
        acronym="PMSG",
    ),
    Term(
        "Progress rating",
        "How an action is going: complete, on track, at risk or off track. Some people call it a RAG rating; "
        "here RAG always means the Review Advisory Group.",
    ),
    Term(
        "Rapid review",
        "A quick gathering of facts by all agencies after a serious incident, to see what must be done now, "
        "what can be learned and whether a full review is needed.",
    ),
    Term(
        "Review Advisory Group",
        "The group, one person from each safeguarding partner, that considers each incident and "
        "gives its view.",
        acronym="RAG",
        other_uses=(
            OtherUse(
                "Many agencies", "Red, amber, green: a way to rate progress. Here we say progress rating."
            ),
        ),
    ),
    Term(
        "Risk assessment",
        "Working out what harm may come to a child, how likely it is and what would make the child safer.",
        other_uses=(
            OtherUse(
                "Police",
                "Often a grade (standard, medium, high) given at the scene, such as for domestic abuse.",
            ),
            OtherUse("Health", "Often the risk a patient faces from illness, self-harm or treatment."),
            OtherUse(
                "Social care",
                "Part of a wider assessment of the child's needs, the family and what is around them.",
            ),
        ),
    ),
    Term(
        "Safeguarding lead",
        "The person in an agency who advises others on keeping children safe, and says whether they agree "
        "with a notification.",
        other_uses=(
            OtherUse("Schools", "Called the designated safeguarding lead."),
            OtherUse("Health", "Called the named or designated nurse or doctor."),
        ),
    ),
    Term(
        "Safeguarding partners",
        "The three that share the duty by law: the police, the local authority and the "
        "Integrated Care Board.",
    ),
    Term(
        "Serious child safeguarding incident",
        "A child has died or been seriously harmed, and abuse or neglect is known or suspected.",
        acronym="SCSI",
    ),
    Term(
        "Serious harm",
        "Harm to a child's body, mind or development that is grave or likely to last. "
        "A child who recovers may still have been seriously harmed. The list is not complete: "
        "use your judgement.",
        other_uses=(
            OtherUse("Police", "Often injury at the level of grievous bodily harm, as in a criminal charge."),
            OtherUse("Health", "Often lasting harm from care or treatment, as in a patient safety report."),
            OtherUse(
                "Social care",
                "Close to significant harm, the test for child protection enquiries, but higher.",
            ),
            OtherUse(
                "Probation", "Harm that threatens life or is so shocking that recovery is hard or impossible."
            ),
        ),
    ),
    Term(
        "Significant harm",
        "The test for child protection enquiries by social care. It is lower than serious harm.",
    ),
    Term(
        "Strategy discussion",
        "A talk between social care, police, health and others when a child may be suffering "
        "significant harm, "
        "to agree what to do.",
    ),
    Term(
        "Sudden Unexpected Death in Childhood",
        "A death that nobody expected 24 hours before. Agencies meet within 7 days to share what they know.",
        acronym="SUDIC",
    ),
    Term(
        "Voice of the child",
        "What the child said, showed or wanted, in the child's own way, and what life is like for them.",
    ),
    Term(
        "Working day",
        "Monday to Friday, without bank holidays in England and Wales. "
        "The day something happens is day 0; the next working day is day 1.",
    ),
    Term(
        "Working Together",
        "The government's guidance on how agencies keep children safe. It has editions; a case "
        "follows the one "
        "in force when the local authority became aware.",
    ),
)

_BY_KEY = {key.casefold(): term for term in TERMS for key in (term.name, term.acronym) if key}
_ACRONYMS = {term.acronym: term for term in TERMS if term.acronym}
_ACRONYM_IN_TEXT = re.compile(rf"\b({'|'.join(sorted(_ACRONYMS, key=len, reverse=True))})(s?)\b")
_PANEL_IN_TEXT = re.compile(rf"{PANEL}|\b[Nn]ational Panel\b")


def find(key: str) -> Term:
    """The entry for an acronym or a name, whatever its capitals.

    Raises:
        KeyError: the glossary has no such entry; add one.
    """
    return _BY_KEY[key.casefold()]


def in_order() -> list[Term]:
    """All entries by name."""
    return sorted(TERMS, key=lambda term: term.name.casefold())


def use(term: Term, seen: set[str]) -> str:
    """The words for one use of a term: written out with its acronym at first, then the acronym alone."""
    if not term.acronym:
        return term.name
    if term.acronym in seen:
        return term.acronym
    seen.add(term.acronym)
    return term.in_full


def expand(text: str, seen: set[str]) -> str:
    """`text` with each acronym of the glossary written out where it first appears on the page.

    An acronym that stands in brackets after its name counts as its first use and is left alone.
    """

    def replacement(match: re.Match[str]) -> str:
        term = _ACRONYMS[match[1]]
        before = text[: match.start()].rstrip("( ")
        if before.casefold().endswith(term.name.casefold()):
            seen.add(term.acronym)
            return match[0]
        if term.acronym in seen or match[2]:
            return match[0]
        return use(term, seen)

    return _ACRONYM_IN_TEXT.sub(replacement, _with_panel(text, seen))


def _with_panel(text: str, seen: set[str]) -> str:
    """ "The national Panel" written out where it first appears on the page, with the short name that follows."""

    def replacement(match: re.Match[str]) -> str:
        if "Panel" in seen:
            return match[0]
        seen.add("Panel")
        return match[0] if match[0] == PANEL else f"{PANEL} (the Panel)"

    return _PANEL_IN_TEXT.sub(replacement, text)

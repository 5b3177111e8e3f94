"""Who and what the demonstration has: partnerships, agencies, accounts, groups. Data, no rules.

People are named by their role, so that no invented person is needed. Telephone numbers are from the
range that is kept for fiction (01632 960...).
"""

from __future__ import annotations

from dataclasses import dataclass

from lscp.accounts.kinds import AgencyKind, StatutoryPartner
from lscp.accounts.models import GroupKind
from lscp.accounts.roles import Role

PASSWORD = "demo"  # noqa: S105 - the demonstration's, printed on its sign-in page
LEEDS, ELSEWHERE = "leeds", "elsewhere"
BOTH = (LEEDS, ELSEWHERE)


@dataclass(frozen=True)
class DemoAgency:
    """An agency, known by the domain of its people's addresses."""

    domain: str
    name: str
    short: str
    kind: AgencyKind
    statutory: str = ""
    partnerships: tuple[str, ...] = (LEEDS,)


@dataclass(frozen=True)
class DemoAccount:
    """One account: the part before the @, its roles, and what the person does in plain words."""

    local: str
    domain: str
    roles: tuple[Role, ...]
    name: str
    does: str
    partnerships: tuple[str, ...] = (LEEDS,)

    @property
    def email(self) -> str:
        """The address to sign in with."""
        return f"{self.local}@{self.domain}"


@dataclass(frozen=True)
class DemoSeat:
    """A seat in a group; `deputy_for` is an address."""

    email: str
    seat: str
    deputy_for: str = ""


@dataclass(frozen=True)
class DemoGroup:
    """A standing group with who sits in it."""

    kind: GroupKind
    name: str
    purpose: str
    quorum_note: str
    seats: tuple[DemoSeat, ...]


PARTNERSHIPS: dict[str, dict[str, str]] = {
    LEEDS: {
        "name": "Leeds Safeguarding Children Partnership",
        "slug": LEEDS,
        "reference_prefix": "LEE",
        "area_name": "Leeds",
        "front_door_name": "the Leeds front door (demonstration)",
        "front_door_phone": "01632 960 001",
        "front_door_out_of_hours": "01632 960 002",
        "contact_email": "unit@lscp.example",
        "contact_phone": "01632 960 003",
    },
    ELSEWHERE: {
        "name": "Elsewhere Safeguarding Children Partnership",
        "slug": ELSEWHERE,
        "reference_prefix": "ELS",
        "area_name": "Elsewhere",
        "front_door_name": "the Elsewhere front door (demonstration)",
        "front_door_phone": "01632 960 011",
        "front_door_out_of_hours": "01632 960 012",
        "contact_email": "unit@elsewhere.example",
        "contact_phone": "01632 960 013",
    },
}

_LA, _HEALTH, _POLICE = StatutoryPartner.LOCAL_AUTHORITY, StatutoryPartner.HEALTH, StatutoryPartner.POLICE

AGENCIES: tuple[DemoAgency, ...] = (
    DemoAgency(
        "police.example", "West Yorkshire Police (demonstration)", "Police", AgencyKind.POLICE, _POLICE, BOTH
    ),
    DemoAgency(
        "council.example", "Leeds City Council (demonstration)", "Council", AgencyKind.LOCAL_AUTHORITY, _LA
    ),
    DemoAgency(
        "icb.example",
        "NHS West Yorkshire Integrated Care Board (demonstration)",
        "Integrated care board",
        AgencyKind.HEALTH_COMMISSIONER,
        _HEALTH,
        BOTH,
    ),
    DemoAgency("hospital.example", "Hospital trust (demonstration)", "Hospital", AgencyKind.HOSPITAL),
    DemoAgency(
        "communityhealth.example",
        "Community health trust (demonstration)",
        "Community health",
        AgencyKind.COMMUNITY_HEALTH,
    ),
    DemoAgency("school.example", "Academy school (demonstration)", "School", AgencyKind.SCHOOL),
    DemoAgency("housing.example", "Housing service (demonstration)", "Housing", AgencyKind.HOUSING),
    DemoAgency("probation.example", "Probation service (demonstration)", "Probation", AgencyKind.PROBATION),
    DemoAgency("lscp.example", "Leeds Business Unit (demonstration)", "Leeds LSCP", AgencyKind.BUSINESS_UNIT),
    DemoAgency(
        "independent.example", "Independent author (demonstration)", "Independent", AgencyKind.INDEPENDENT
    ),
    DemoAgency(
        "elsewhere.example",
        "Elsewhere Council (demonstration)",
        "Elsewhere Council",
        AgencyKind.LOCAL_AUTHORITY,
        _LA,
        (ELSEWHERE,),
    ),
)

_PRACTITIONER = "Raises an incident and sees what they raised or were named on."
_LEAD = "Says whether their agency agrees with a notification, and answers for the agency."
_RAG = "Sits on the Review Advisory Group: reads every submission and records their agency’s own view."
_EXECUTIVE = "Sees every decision to notify or not, with reasons, and may ask for another look."


def _everyday(domain: str, who: str) -> tuple[DemoAccount, ...]:
    return (
        DemoAccount("practitioner", domain, (Role.PRACTITIONER,), f"{who} practitioner", _PRACTITIONER),
        DemoAccount("lead", domain, (Role.SAFEGUARDING_LEAD,), f"{who} safeguarding lead", _LEAD),
    )


def _partner(
    domain: str, who: str, *, partnerships: tuple[str, ...], executive: DemoAccount | None = None
) -> tuple[DemoAccount, ...]:
    return (
        *_everyday(domain, who),
        DemoAccount(
            "rag", domain, (Role.RAG_MEMBER,), f"{who} Review Advisory Group member", _RAG, partnerships
        ),
        executive
        or DemoAccount(
            "executive", domain, (Role.EXECUTIVE,), f"{who} Executive member", _EXECUTIVE, partnerships
        ),
    )


_COUNCIL_EXECUTIVE = DemoAccount(
    "executive",
    "council.example",
    (Role.EXECUTIVE, Role.LA_DECISION_MAKER),
    "Council Executive member",
    "Makes and signs the local authority’s decision to notify or not; sits on the Executive.",
)

ACCOUNTS: tuple[DemoAccount, ...] = (
    *_partner("police.example", "Police", partnerships=BOTH),
    *_partner("council.example", "Council", partnerships=(LEEDS,), executive=_COUNCIL_EXECUTIVE),
    DemoAccount(
        "notifier",
        "council.example",
        (Role.LA_NOTIFIER,),
        "Council notifier",
        "Records the local authority’s decision and notifies the national Panel.",
    ),
    DemoAccount(
        "legal",
        "council.example",
        (Role.LEGAL_ADVISER,),
        "Council legal adviser",
        "Gives legal advice that only named roles read.",
    ),
    DemoAccount(
        "scrutiny",
        "council.example",
        (Role.SCRUTINY_OFFICER,),
        "Council scrutiny officer",
        "Reads whole-area figures only, never a case.",
    ),
    *_partner("icb.example", "Health", partnerships=BOTH),
    *_everyday("hospital.example", "Hospital"),
    *_everyday("communityhealth.example", "Community health"),
    *_everyday("school.example", "School"),
    *_everyday("housing.example", "Housing"),
    *_everyday("probation.example", "Probation"),
    DemoAccount(
        "manager",
        "lscp.example",
        (Role.LSCP_MANAGER,),
        "Partnership manager",
        "Leads the Business Unit; sets up agencies, people, groups and settings.",
    ),
    DemoAccount(
        "unit",
        "lscp.example",
        (Role.BUSINESS_UNIT,),
        "Business Unit officer",
        "Receives every notification, watches every deadline, prepares meetings. Moves the clock.",
    ),
    DemoAccount(
        "scrutineer",
        "lscp.example",
        (Role.SCRUTINEER,),
        "Independent scrutineer",
        "Reads everything and comments; decides nothing.",
    ),
    DemoAccount(
        "audits",
        "lscp.example",
        (Role.AUDITS,),
        "Audit and performance officer",
        "Audits practice and impact; sees no identities.",
    ),
    DemoAccount(
        "training",
        "lscp.example",
        (Role.TRAINING,),
        "Learning and development officer",
        "Shares learning; sees no identities.",
    ),
    DemoAccount(
        "admin",
        "lscp.example",
        (Role.ADMINISTRATOR,),
        "System administrator",
        "Sets up agencies and people; sees no case.",
    ),
    DemoAccount(
        "author",
        "independent.example",
        (Role.INDEPENDENT_AUTHOR,),
        "Independent author",
        "Writes one review; sees only the case they were given.",
    ),
    DemoAccount(
        "practitioner",
        "elsewhere.example",
        (Role.PRACTITIONER,),
        "Elsewhere practitioner",
        _PRACTITIONER,
        (ELSEWHERE,),
    ),
    DemoAccount(
        "rag",
        "elsewhere.example",
        (Role.RAG_MEMBER,),
        "Elsewhere Review Advisory Group member",
        _RAG,
        (ELSEWHERE,),
    ),
    DemoAccount(
        "notifier",
        "elsewhere.example",
        (Role.LA_NOTIFIER,),
        "Elsewhere notifier",
        "Records the local authority’s decision and notifies the national Panel.",
        (ELSEWHERE,),
    ),
    DemoAccount(
        "executive",
        "elsewhere.example",
        (Role.EXECUTIVE, Role.LA_DECISION_MAKER),
        "Elsewhere Executive member",
        "Makes and signs the local authority’s decision to notify or not; sits on the Executive.",
        (ELSEWHERE,),
    ),
    DemoAccount(
        "unit",
        "elsewhere.example",
        (Role.BUSINESS_UNIT,),
        "Elsewhere Business Unit officer",
        "Receives every notification of the second partnership and watches its deadlines.",
        (ELSEWHERE,),
    ),
)

_QUORUM = "One senior representative of each statutory safeguarding partner (local rule)."


def _seats(*pairs: tuple[str, str]) -> tuple[DemoSeat, ...]:
    return tuple(DemoSeat(email, seat) for email, seat in pairs)


GROUPS: dict[str, tuple[DemoGroup, ...]] = {
    LEEDS: (
        DemoGroup(
            GroupKind.RAG,
            "Review Advisory Group",
            "Considers every incident and advises; its chair rotates among the three partners.",
            _QUORUM,
            (
                *_seats(
                    ("rag@police.example", "member"),
                    ("rag@council.example", "member"),
                    ("rag@icb.example", "member"),
                ),
                DemoSeat("scrutineer@lscp.example", "adviser"),
                DemoSeat("legal@council.example", "adviser"),
                DemoSeat("lead@police.example", "deputy", "rag@police.example"),
                DemoSeat("lead@icb.example", "deputy", "rag@icb.example"),
            ),
        ),
        DemoGroup(
            GroupKind.EXECUTIVE,
            "Executive",
            "The delegated safeguarding partners: oversight, commissioning and publication.",
            "All three statutory safeguarding partners (local rule).",
            _seats(
                ("executive@police.example", "member"),
                ("executive@council.example", "chair"),
                ("executive@icb.example", "member"),
            ),
        ),
        DemoGroup(
            GroupKind.PMSG,
            "Performance Management Subgroup",
            "Audits practice and watches whether actions make a difference.",
            "",
            _seats(("audits@lscp.example", "member"), ("manager@lscp.example", "member")),
        ),
        DemoGroup(
            GroupKind.LDSG,
            "Learning and Development Subgroup",
            "Shares learning and runs training.",
            "",
            _seats(("training@lscp.example", "member"), ("manager@lscp.example", "member")),
        ),
    ),
    ELSEWHERE: (
        DemoGroup(
            GroupKind.RAG,
            "Review Advisory Group",
            "Considers every incident and advises; its chair rotates among the three partners.",
            _QUORUM,
            _seats(
                ("rag@police.example", "member"),
                ("rag@elsewhere.example", "member"),
                ("rag@icb.example", "member"),
            ),
        ),
        DemoGroup(
            GroupKind.EXECUTIVE,
            "Executive",
            "The delegated safeguarding partners: oversight, commissioning and publication.",
            "All three statutory safeguarding partners (local rule).",
            _seats(
                ("executive@police.example", "member"),
                ("executive@elsewhere.example", "chair"),
                ("executive@icb.example", "member"),
            ),
        ),
    ),
}

# Who chairs the Review Advisory Group, in turn, for a year each from 1 April.
CHAIRS: dict[str, tuple[str, ...]] = {
    LEEDS: ("rag@police.example", "rag@council.example", "rag@icb.example"),
    ELSEWHERE: ("rag@icb.example", "rag@elsewhere.example", "rag@police.example"),
}

TERMS = """\
This service holds private facts about children, families and people who work with them.

I will look only at what I need for my own work.

I will not copy, print or pass on what I read, unless my role asks me to.

I will not sign in for somebody else or let them use my account.

I will tell the Business Unit at once if I know somebody who is named, or if something goes wrong.

I know that everything I open or change is recorded. Agencies can see who read what they wrote.
"""

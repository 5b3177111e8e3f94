"""Every role, what it is for and where it counts. Roles are code, so that they can be reviewed.

Source: docs/sources.md, who may do what. A role says what kind of decision a person may take; a grant says on which
case. Both are needed. Nothing here looks at a case.
"""

from dataclasses import dataclass

from django.db import models


class Role(models.TextChoices):
    """The value stored on a membership; never renamed, only retired."""

    PRACTITIONER = "practitioner", "Practitioner"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Agency safeguarding lead"
    RAG_MEMBER = "rag_member", "Review Advisory Group member"
    EXECUTIVE = "executive", "Executive member"
    LA_NOTIFIER = "la_notifier", "Local authority notifier"
    LA_DECISION_MAKER = "la_decision_maker", "Local authority decision maker"
    LEGAL_ADVISER = "legal_adviser", "Legal adviser"
    LSCP_MANAGER = "lscp_manager", "Partnership manager"
    BUSINESS_UNIT = "business_unit", "Business Unit officer"
    SCRUTINEER = "scrutineer", "Independent scrutineer"
    AUDITS = "audits", "Audit and performance officer"
    TRAINING = "training", "Learning and development officer"
    INDEPENDENT_AUTHOR = "independent_author", "Independent author"
    SCRUTINY_OFFICER = "scrutiny_officer", "Council scrutiny officer"
    ADMINISTRATOR = "administrator", "System administrator"


@dataclass(frozen=True)
class RoleInfo:
    """What the permission matrix and the people pages print about a role."""

    description: str
    sees_submissions: bool = False
    sees_identity: bool = False
    sees_legal_advice: bool = False
    may_open_cases: bool = True


CATALOGUE: dict[Role, RoleInfo] = {
    Role.PRACTITIONER: RoleInfo(
        "Raises an incident, sees what they raised or were named on, and adds information when asked."
    ),
    Role.SAFEGUARDING_LEAD: RoleInfo(
        "Says whether they agree with a notification from their own agency, and answers for their agency."
    ),
    Role.RAG_MEMBER: RoleInfo(
        "Represents a statutory safeguarding partner on the Review Advisory Group: records their own view.",
        sees_submissions=True,
        sees_identity=True,
        sees_legal_advice=True,
    ),
    Role.EXECUTIVE: RoleInfo(
        "Sees each decision to notify or not, and oversees what the Review Advisory Group recommends.",
        sees_identity=True,
        sees_legal_advice=True,
    ),
    Role.LA_NOTIFIER: RoleInfo(
        "Records the local authority's decision and the notification to the national Panel.",
        sees_submissions=True,
        sees_identity=True,
    ),
    Role.LA_DECISION_MAKER: RoleInfo(
        "Makes the local authority's decision to notify or not, and signs it.",
        sees_submissions=True,
        sees_identity=True,
        sees_legal_advice=True,
    ),
    Role.LEGAL_ADVISER: RoleInfo(
        "Gives legal advice, kept in a compartment that only named roles read.",
        sees_submissions=True,
        sees_identity=True,
        sees_legal_advice=True,
    ),
    Role.LSCP_MANAGER: RoleInfo(
        "Leads the Business Unit: everything it may do, and its settings.",
        sees_submissions=True,
        sees_identity=True,
    ),
    Role.BUSINESS_UNIT: RoleInfo(
        "Receives notifications, tracks every deadline, prepares meetings. Has no vote.",
        sees_submissions=True,
        sees_identity=True,
    ),
    Role.SCRUTINEER: RoleInfo(
        "Reads everything, comments, decides nothing.", sees_submissions=True, sees_identity=True
    ),
    Role.AUDITS: RoleInfo("Audits practice and impact. Sees no identities.", may_open_cases=False),
    Role.TRAINING: RoleInfo("Shares learning and runs training. Sees no identities.", may_open_cases=False),
    Role.INDEPENDENT_AUTHOR: RoleInfo(
        "Writes one review. Sees only the case they were given, while it lasts."
    ),
    Role.SCRUTINY_OFFICER: RoleInfo("Reads whole-area figures only.", may_open_cases=False),
    Role.ADMINISTRATOR: RoleInfo(
        "Sets up agencies, people and settings. Sees no case.", may_open_cases=False
    ),
}

UNIT_ROLES = frozenset({Role.BUSINESS_UNIT, Role.LSCP_MANAGER})
SUBMISSION_ROLES = frozenset(role for role, info in CATALOGUE.items() if info.sees_submissions)
IDENTITY_ROLES = frozenset(role for role, info in CATALOGUE.items() if info.sees_identity)
LEGAL_ROLES = frozenset(role for role, info in CATALOGUE.items() if info.sees_legal_advice)
OPENS_CASES = tuple(role for role, info in CATALOGUE.items() if info.may_open_cases)
"""Roles that may have to do with a case at all; the others work with figures, learning or settings."""
GRANTED_ROLES = SUBMISSION_ROLES | IDENTITY_ROLES | LEGAL_ROLES
"""Roles whose groups hold grants on many cases; everybody else sees a handful, by name."""
MANAGES_PEOPLE = frozenset({Role.LSCP_MANAGER, Role.ADMINISTRATOR})

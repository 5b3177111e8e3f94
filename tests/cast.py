"""The same people in every test: one account per role and agency, an outsider of each sort.

`cast.lead("police")` and the like give a person; everything is made through `lscp.accounts.actions`.
"""

import datetime as dt
from functools import partial
from types import SimpleNamespace

import pytest

from lscp.accounts import actions
from lscp.accounts.kinds import AgencyKind, StatutoryPartner
from lscp.accounts.roles import Role
from lscp.accounts.system import system_actor
from lscp.kernel import clock
from tests.remembered import remembered

STATUTORY = {
    "police": (AgencyKind.POLICE, StatutoryPartner.POLICE),
    "council": (AgencyKind.LOCAL_AUTHORITY, StatutoryPartner.LOCAL_AUTHORITY),
    "icb": (AgencyKind.HEALTH_COMMISSIONER, StatutoryPartner.HEALTH),
}
OTHERS = {"hospital": AgencyKind.HOSPITAL, "school": AgencyKind.SCHOOL}


class Cast(SimpleNamespace):
    """People, agencies and partnerships by name: `cast.police_rag`, `cast.agencies["police"]`."""


@pytest.fixture
def cast(db):
    """Two partnerships; police and health in both; somebody in every role; the outsiders."""
    people = remembered(("cast", clock.today()), build)
    people.person = partial(_person, people)
    return people


def build():
    """Two partnerships, everybody in them, written through the real actions."""
    system = system_actor()
    here = actions.add_partnership(
        name="Northtown Safeguarding Children Partnership", slug="northtown", reference_prefix="NOR",
        area_name="Northtown", front_door_name="the Northtown front door", front_door_phone="01000 000001",
        contact_email="unit@northtown.example", by=system,
    )  # fmt: skip
    there = actions.add_partnership(
        name="Southtown Safeguarding Children Partnership", slug="southtown", reference_prefix="SOU",
        area_name="Southtown", front_door_name="the Southtown front door", front_door_phone="01000 000002",
        contact_email="unit@southtown.example", by=system,
    )  # fmt: skip
    agencies = {}
    for name, (kind, partner) in STATUTORY.items():
        agencies[name] = actions.add_agency(name=name.title(), kind=kind, by=system)
        actions.place_agency(agencies[name], here, statutory_partner=partner, by=system)
    for name, kind in OTHERS.items():
        agencies[name] = actions.add_agency(name=name.title(), kind=kind, by=system)
        actions.place_agency(agencies[name], here, by=system)
    for name in ("police", "icb"):
        actions.place_agency(agencies[name], there, statutory_partner=STATUTORY[name][1], by=system)
    agencies["elsewhere"] = actions.add_agency(
        name="Elsewhere Council", kind=AgencyKind.LOCAL_AUTHORITY, by=system
    )
    actions.place_agency(
        agencies["elsewhere"], there, statutory_partner=StatutoryPartner.LOCAL_AUTHORITY, by=system
    )
    agencies["lscp"] = actions.add_agency(name="Business Unit", kind=AgencyKind.BUSINESS_UNIT, by=system)
    agencies["independent"] = actions.add_agency(name="Independent", kind=AgencyKind.INDEPENDENT, by=system)
    for name in ("lscp", "independent"):
        actions.place_agency(agencies[name], here, by=system)

    people = Cast(here=here, there=there, agencies=agencies, system=system)

    person = partial(_person, people)
    for agency in ("police", "council", "icb"):
        person("practitioner", agency, Role.PRACTITIONER)
        person("lead", agency, Role.SAFEGUARDING_LEAD)
        both = (here, there) if agency in ("police", "icb") else (here,)
        person("rag", agency, Role.RAG_MEMBER, partnerships=both)
        person("executive", agency, Role.EXECUTIVE, partnerships=both)
    for agency in OTHERS:
        person("practitioner", agency, Role.PRACTITIONER)
        person("lead", agency, Role.SAFEGUARDING_LEAD)
    person("notifier", "council", Role.LA_NOTIFIER)
    person("director", "council", Role.LA_DECISION_MAKER)
    person("legal", "council", Role.LEGAL_ADVISER)
    person("scrutiny", "council", Role.SCRUTINY_OFFICER)
    person("manager", "lscp", Role.LSCP_MANAGER)
    person("unit", "lscp", Role.BUSINESS_UNIT)
    person("scrutineer", "lscp", Role.SCRUTINEER)
    person("audits", "lscp", Role.AUDITS)
    person("training", "lscp", Role.TRAINING)
    person("admin", "lscp", Role.ADMINISTRATOR)
    person("author", "independent", Role.INDEPENDENT_AUTHOR)
    today = clock.today()
    person(
        "left", "police", Role.RAG_MEMBER,
        from_on=today - dt.timedelta(days=400), until_on=today - dt.timedelta(days=7),
    )  # fmt: skip
    for name, role in (
        ("practitioner", Role.PRACTITIONER), ("rag", Role.RAG_MEMBER), ("unit", Role.BUSINESS_UNIT),
        ("notifier", Role.LA_NOTIFIER), ("executive", Role.EXECUTIVE),
    ):  # fmt: skip
        person(name, "elsewhere", role, partnerships=(there,))
    person("only_here", "police", Role.RAG_MEMBER, partnerships=(here,))
    person("only_there", "police", Role.RAG_MEMBER, partnerships=(there,))
    people.superuser = person("superuser", "lscp")
    people.superuser.is_superuser = people.superuser.is_staff = True
    people.superuser.save()
    return people


def _person(people, name, agency, *roles, partnerships=None, **dates):
    user = actions.add_person(
        email=f"{name}@{agency}.example",
        name=f"{agency} {name}".replace("_", " ").title(),
        by=people.system,
    )
    for partnership in partnerships or (people.here,):
        for role in roles:
            actions.add_membership(
                user, partnership, people.agencies[agency], role, by=people.system, **dates
            )
    setattr(people, f"{agency}_{name}", user)
    return user

"""Four partnerships, their agencies, somebody in every role that is measured, and two thousand practitioners."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from lscp.accounts import actions, grants
from lscp.accounts.kinds import AgencyKind, StatutoryPartner
from lscp.accounts.models import Membership, User
from lscp.accounts.roles import Role
from lscp.accounts.system import system_actor
from lscp.kernel import clock
from tests.bench.data import rows

PRACTITIONERS = 2_000
AREAS = ("Northtown", "Southtown", "Easttown", "Westtown")
"""Cases are spread over them as 40, 30, 20 and 10 in a hundred."""

PARTNERS = {
    "police": (AgencyKind.POLICE, StatutoryPartner.POLICE),
    "icb": (AgencyKind.HEALTH_COMMISSIONER, StatutoryPartner.HEALTH),
    "council": (AgencyKind.LOCAL_AUTHORITY, StatutoryPartner.LOCAL_AUTHORITY),
}
OTHERS = {
    "hospital": AgencyKind.HOSPITAL, "communityhealth": AgencyKind.COMMUNITY_HEALTH, "school": AgencyKind.SCHOOL,
    "housing": AgencyKind.HOUSING, "probation": AgencyKind.PROBATION,
}  # fmt: skip


@dataclass
class World:
    """Who and where, by name; how many cases there are just now."""

    partnerships: list = field(default_factory=list)
    agencies: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    cases: int = 0

    @property
    def unit(self):
        """The Business Unit of the largest partnership."""
        return self.people["unit-0"]

    @property
    def police_of_two(self):
        """A police member of the advisory groups of the two largest partnerships."""
        return self.people["police-rag"]

    @property
    def practitioner(self):
        """Somebody at the hospital of the largest partnership who has raised about fifty."""
        return self.people["practitioner"]

    def again(self, name):
        """The same person read afresh, as each request does."""
        return User.objects.get(pk=self.people[name].pk)


def make_people():
    """Everybody through the product's own actions, the practitioners in one statement."""
    world, system = World(), system_actor()
    since = clock.today() - dt.timedelta(days=6 * 365)
    for number, area in enumerate(AREAS):
        _area(world, number, area, system, since)
    both = world.partnerships[:2]
    world.people["police-rag"] = _person("police-rag", "police", system)
    for partnership in both:
        _belongs(
            world.people["police-rag"],
            partnership,
            world.agencies["police-0"],
            Role.RAG_MEMBER,
            system,
            since,
        )
    _practitioners(world, since)
    return world


def _area(world, number, area, system, since):
    partnership = actions.add_partnership(
        name=f"{area} Safeguarding Children Partnership", slug=area.lower(), reference_prefix=area[:3].upper(),
        area_name=area, front_door_name=f"the {area} front door", front_door_phone="01000 000001",
        contact_email=f"unit@{area.lower()}.test", by=system,
    )  # fmt: skip
    world.partnerships.append(partnership)
    kinds = PARTNERS | {name: (kind, "") for name, kind in OTHERS.items()}
    kinds["lscp"] = (AgencyKind.BUSINESS_UNIT, "")
    for name, (kind, partner) in kinds.items():
        shared = number - number % 2 if name in ("police", "icb") else number
        key = f"{name}-{shared}"
        if key not in world.agencies:
            world.agencies[key] = actions.add_agency(name=f"{name.title()} of {area}", kind=kind, by=system)
        world.agencies[f"{name}-{number}"] = world.agencies[key]
        actions.place_agency(
            world.agencies[key], partnership, statutory_partner=partner, from_on=since, by=system
        )
    roles = {
        "unit": ("lscp", Role.BUSINESS_UNIT), "manager": ("lscp", Role.LSCP_MANAGER),
        "scrutineer": ("lscp", Role.SCRUTINEER), "notifier": ("council", Role.LA_NOTIFIER),
        "director": ("council", Role.LA_DECISION_MAKER), "legal": ("council", Role.LEGAL_ADVISER),
        "rag-police": ("police", Role.RAG_MEMBER), "rag-council": ("council", Role.RAG_MEMBER),
        "rag-icb": ("icb", Role.RAG_MEMBER), "executive": ("council", Role.EXECUTIVE),
        "lead": ("hospital", Role.SAFEGUARDING_LEAD), "first": ("hospital", Role.PRACTITIONER),
    }  # fmt: skip
    for name, (agency, role) in roles.items():
        person = world.people[f"{name}-{number}"] = _person(f"{name}-{number}", agency, system)
        _belongs(person, partnership, world.agencies[f"{agency}-{number}"], role, system, since)


def _person(name, agency, system):
    return actions.add_person(email=f"{name}@{agency}.test", name=name.replace("-", " ").title(), by=system)


def _belongs(person, partnership, agency, role, system, since):
    actions.add_membership(person, partnership, agency, role, by=system, from_on=since)
    grants.access_group(partnership, agency, role)


def _practitioners(world, since):
    """Two thousand, spread over the partnerships as the cases are and over their agencies evenly."""
    with rows.cursor() as found:
        found.execute(
            "CREATE TABLE bench_place (share int4range, partnership_id bigint, agency_ids bigint[])"
        )
        first = 0
        for partnership, share in zip(world.partnerships, (40, 30, 20, 10), strict=True):
            number = world.partnerships.index(partnership)
            agencies = [world.agencies[f"{name}-{number}"].pk for name in (*PARTNERS, *OTHERS)]
            found.execute("INSERT INTO bench_place VALUES (int4range(%s, %s), %s, %s)",
                          (first, first + share, partnership.pk, agencies))  # fmt: skip
            first += share
        found.execute("GRANT SELECT ON bench_place TO PUBLIC")
        rows.insert(
            found, User, f"generate_series(1, {PRACTITIONERS}) AS g",
            email="'practitioner-' || g || '@people.test'", name="'Practitioner ' || g",
            password=f"'{make_password(None)}'",
        )  # fmt: skip
        found.execute(
            "CREATE TABLE bench_person AS SELECT row_number() OVER (ORDER BY u.id) - 1 AS n, u.id AS user_id, "
            "p.partnership_id, p.agency_ids[1 + mod(u.id / 100, cardinality(p.agency_ids))] AS agency_id "
            "FROM accounts_user u JOIN bench_place p ON p.share @> mod(u.id, 100)::int "
            "WHERE starts_with(u.email, 'practitioner-')"
        )
        found.execute("CREATE UNIQUE INDEX ON bench_person (n)")
        found.execute("GRANT SELECT ON bench_person TO PUBLIC")
        rows.insert(
            found, Membership, "bench_person", user_id="user_id", partnership_id="partnership_id",
            agency_id="agency_id", role="'practitioner'", from_on=f"'{since}'::date",
        )  # fmt: skip
        found.execute("SELECT user_id FROM bench_person WHERE partnership_id = %s AND agency_id = %s ORDER BY n LIMIT 1",
                      (world.partnerships[0].pk, world.agencies["hospital-0"].pk))  # fmt: skip
        (user_id,) = found.fetchone()
    world.people["practitioner"] = User.objects.get(pk=user_id)

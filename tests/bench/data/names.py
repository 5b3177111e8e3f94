"""A child in every case, with the keyed hashes that a search looks for; plainly invented names."""

from django.db.models import Count

from lscp.cases.models import Case
from lscp.people import sealing
from lscp.people.matching import digest
from lscp.people.models import MatchKey, Person
from lscp.people.names import normal, sounds
from tests.bench.data import rows

FIRST = ("Zebedee", "Ottoline", "Peverell", "Marigold", "Quillon", "Tansy", "Barnaby", "Clementine")
LAST = tuple(f"{start}{end}" for start in ("Quill", "Bracken", "Thistle", "Pepper", "Marsh", "Fern", "Otter", "Hazel")
             for end in ("feather", "bury", "down", "corn", "wick", "ley", "stone", "worth"))  # fmt: skip
SOUGHT = f"{FIRST[1]} {LAST[9]}"
"""One of 512 names, so two hundred children of a hundred thousand bear it."""


def make_children(world):
    """Rows for all; the identity is sealed only where the sought name leads to it."""
    with rows.cursor() as found:
        rows.insert(found, Person, "cases_case WHERE starts_with(reference, 'BENCH-')", case_id="id", kind="'child'",
                    number="1")  # fmt: skip
        found.execute(
            "CREATE TEMP TABLE bench_key (partnership_id bigint, place int, kind text, digest text)"
        )
        for partnership in world.partnerships:
            for place, (first, last) in enumerate((first, last) for first in FIRST for last in LAST):
                name = normal(f"{first} {last}")
                keys = [("part", part) for part in name.split()] + [
                    ("sound", sound) for sound in sounds(name)
                ]
                found.executemany("INSERT INTO bench_key VALUES (%s, %s, %s, %s)", [
                    (partnership.pk, place, kind, digest(partnership.pk, kind, value)) for kind, value in set(keys)
                ])  # fmt: skip
        rows.insert(
            found, MatchKey,
            f"people_person p JOIN cases_case c ON c.id = p.case_id AND starts_with(c.reference, 'BENCH-') JOIN bench_key k "
            f"ON k.partnership_id = c.partnership_id AND k.place = mod(p.id * 37, {len(FIRST) * len(LAST)})",
            case_id="c.id", person_id="p.id", kind="k.kind", digest="k.digest",
        )  # fmt: skip
    _seal(world)
    rows.analyse("people_person", "people_matchkey")


def sought_digests(world):
    """The hashes of the sought name in the largest partnership."""
    return [digest(world.partnerships[0].pk, "part", part) for part in normal(SOUGHT).split()]


def _seal(world):
    sought = sought_digests(world)
    shared = MatchKey.objects.filter(digest__in=sought).values("person_id").annotate(count=Count("pk"))
    bearers = shared.filter(count=len(sought)).values("person_id")
    for person in Person.all_records.filter(pk__in=bearers, identity=None).order_by("-pk")[:300]:
        place = person.pk * 37 % (len(FIRST) * len(LAST))
        name = {"given_name": FIRST[place // len(LAST)], "family_name": LAST[place % len(LAST)]}
        person.identity = sealing.seal(Case.all_records.get(pk=person.case_id), name)
        person.save(update_fields=["identity"])

"""The demonstration's own chronology: what was planted in it is found, all of it and nothing else."""

import datetime as dt

import pytest

from lscp.accounts.kinds import AgencyKind
from lscp.demo.stories.chronology import ROWS, planted
from lscp.demo.stories.chronology.shape import TOLD, Days, in_full
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.mentions import called
from rapid_reviews.checks.run import run
from rapid_reviews.checks.values import Child, Chronology, Row, Source, Thresholds
from rapid_reviews.queries.chronology_dates import Order, read_when

NAMES = {"mum": "Perdita Oxenholme", "dad": "Craig Stainmore", "partner": "Wade Garsdale", "nan": "Sheila Oxenholme",
         "girl": "Tansy", "boy": "Rowan"}  # fmt: skip
BORN = dt.date(2024, 4, 10)
AGENCIES = {
    "police": ("Northtown Police", AgencyKind.POLICE),
    "council": ("Northtown City Council", AgencyKind.LOCAL_AUTHORITY),
    "icb": ("Northtown Integrated Care Board", AgencyKind.HEALTH_COMMISSIONER),
    "hospital": ("Northtown Hospitals Trust", AgencyKind.HOSPITAL),
    "communityhealth": ("Northtown Community Healthcare Trust", AgencyKind.COMMUNITY_HEALTH),
    "school": ("Larkspur Primary School", AgencyKind.SCHOOL), "housing": ("Northtown Homes", AgencyKind.HOUSING),
    "probation": ("Probation Service", AgencyKind.PROBATION),
}  # fmt: skip
CHECKS = {
    planted.DIFFERENT: Check.SAME_EVENT, planted.SILENT: Check.SILENT, planted.GAP: Check.GAP,
    planted.KNEW: Check.KNOWING, planted.UNSEEN: Check.NOT_SEEN,
}  # fmt: skip
SEEN = {"yes": "yes", "no": "no", "nr": "not_recorded", "na": "not_relevant"}
CHILDREN = (Child("girl", "Child 1", BORN), Child("boy", "Brother or sister 1", dt.date(2019, 5, 1)))


def chronology(happened):
    days = Days(happened, BORN + (happened - TOLD))
    rows, sources = [], {}
    for domain, own in ROWS.items():
        key = domain.partition(".")[0]
        name, kind = AGENCIES[key]
        sources[key] = Source(key, name, called(name, kind))
        for row in own:
            said = in_full(row, days, NAMES)
            rows.append(
                Row(
                    row.key, key, read_when(said["when"], Order()), f"{said['event']}\n{said['response']}",
                    dt.time.fromisoformat(row.at) if row.at else None, SEEN[row.seen], SEEN[row.spoken],
                    frozenset(row.children),
                )
            )  # fmt: skip
    children = tuple(Child(one.key, one.label, one.born + (happened - TOLD)) for one in CHILDREN)
    return Chronology(rows, sources, children, happened)


def ends(case):
    return CHECKS[case.check], case.rows[:2]


@pytest.mark.parametrize("weeks", [0, 4, 29])
def test_story_shows_what_was_planted_and_nothing_else(weeks):
    found = run(chronology(TOLD + dt.timedelta(weeks=weeks)), Thresholds())
    assert sorted((one.check, one.rows[:2]) for one in found) == sorted(
        ends(case) for case in planted.PLANTED
    )


def test_near_misses_of_the_story_are_rows_that_were_read_and_not_found():
    read = chronology(TOLD)
    keys = {row.key for row in read.rows}
    assert [case.rows for case in planted.NEAR_MISSES if not set(case.rows) <= keys] == []
    found = {(one.check, row) for one in run(read, Thresholds()) for row in [one.rows[:2]]}
    assert [case.rows for case in planted.NEAR_MISSES if ends(case) in found] == []


@pytest.mark.parametrize(
    ("check", "limits"),
    [
        (planted.SILENT, Thresholds(silent_rows=1)),
        (planted.GAP, Thresholds(gap_days=22)),
        (planted.UNSEEN, Thresholds(not_seen_days=27, unseen_days=27)),
    ],
)
def test_near_miss_is_found_when_the_limit_is_lower(check, limits):
    """What keeps each out is its limit: else the test above could not fail."""
    found = run(chronology(TOLD), limits)
    assert [one.rows for one in found if one.check == CHECKS[check]] != []
    less = len([one for one in run(chronology(TOLD), Thresholds()) if one.check == CHECKS[check]])
    assert len([one for one in found if one.check == CHECKS[check]]) > less

"""What people type into rows: sealed together, frozen, once for each case; read as text or as disposed of."""

from types import SimpleNamespace

import pytest
from django.db.models import F

from lscp.cases.actions import open_case
from lscp.cases.models import Case
from lscp.people import sealing
from lscp.people.models import SealedValue
from lscp.people.typed import seal_typed, text_of, type_into

WORDS = "Tessa Fictive’s aunt rang “twice” 🙂"


def row_of(case, **texts):
    row = SimpleNamespace(case=case, case_id=case.pk, why=None, reason=None)
    type_into(row, **texts)
    return row


def kept(value):
    return SealedValue.objects.select_related("key").get(pk=value.pk)


def test_equal_texts_of_a_case_are_sealed_once_and_of_two_cases_apart(cast, given_case):
    other = open_case(cast.here, by=cast.lscp_unit)
    one, two, apart = (
        row_of(given_case, why=WORDS),
        row_of(given_case, reason=WORDS),
        row_of(other, why=WORDS),
    )
    seal_typed([one, two, apart])
    assert (one.why.pk, one.reason, two.why) == (two.reason.pk, None, None)
    assert (one.why.key.case_id, apart.why.key.case_id) == (given_case.pk, other.pk)
    assert [text_of(kept(value)) for value in (one.why, apart.why)] == [WORDS, WORDS]
    assert [kept(value).is_frozen for value in (one.why, apart.why)] == [True, True]
    assert SealedValue.objects.count() == 2


def test_nothing_typed_is_nothing_kept(given_case):
    row = row_of(given_case, why="", reason="")
    seal_typed([row])
    assert (row.why, row.reason, text_of(row.why)) == (None, None, "")
    assert SealedValue.objects.count() == 0


def test_many_texts_of_many_cases_take_the_same_queries_as_one(cast, django_assert_num_queries):
    cases = [open_case(cast.here, by=cast.lscp_unit) for _ in range(3)]
    for case in cases:
        sealing.key_of(case)
    read = list(Case.all_records.filter(pk__in=[case.pk for case in cases]))
    with django_assert_num_queries(2):  # keys, texts
        seal_typed([row_of(case, why=f"{WORDS} {n}", reason="x") for case in read for n in range(5)])
    together = list(Case.all_records.select_related("sealing_key").order_by("pk"))
    with django_assert_num_queries(1):
        seal_typed([row_of(case, why=WORDS) for case in together])


def test_case_without_a_key_gets_one(cast):
    case = open_case(cast.here, by=cast.lscp_unit)
    fresh = Case.all_records.select_related("sealing_key").get(pk=case.pk)
    row = row_of(fresh, why=WORDS)
    seal_typed([row])
    assert text_of(kept(row.why)) == WORDS


@pytest.mark.parametrize("knows_its_key", [True, False])
def test_nothing_is_added_to_a_case_that_was_disposed_of(cast, given_case, knows_its_key):
    row = row_of(given_case, why=WORDS)
    seal_typed([row])
    sealing.destroy_key(given_case, by=cast.lscp_manager)
    case = given_case if knows_its_key else Case.all_records.annotate(n=F("pk")).get(pk=given_case.pk)
    assert text_of(kept(row.why)) == "disposed of"
    with pytest.raises(ValueError, match="disposed of"):
        seal_typed([row_of(case, why="More")])

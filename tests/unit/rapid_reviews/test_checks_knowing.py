"""Who knew what when: told and written down later, learned what another knew, and what is neither."""

from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.mentions import Mentions, called
from rapid_reviews.checks.values import Source
from tests.given_checks import found, pairs, row
from tests.unit.rapid_reviews.test_checks_same_event import OTHERS

MOVED = (
    "Mother says that a man with a conviction for assault has moved in; told the health visitor by telephone"
)
LATER = "Home visit. A man with a conviction for assault has moved into the flat"
PARTNER = "Neighbour says that a man called the uncle keeps a dog and a crossbow in the shed"
LEARNED = "Became aware that the uncle keeps a crossbow in the shed"


def knowing(*rows, **kwargs):
    return pairs([*rows, *OTHERS], Check.KNOWING, **kwargs)


def test_told_and_written_down_later_is_found_with_both_days():
    rows = [row("a", "school", 30, MOVED), row("b", "nurses", 49, LATER)]
    (finding,) = found([*rows, *OTHERS], Check.KNOWING)
    assert finding.rows == ("a", "b")
    assert " ".join(finding.sentences()) == (
        "Bramble Primary School writes on 5 February 2025 that Northtown Community Health was told. The first row of "
        "Northtown Community Health that seems to be about it is from 24 February 2025, 19 days later."
    )


def test_told_and_written_down_in_time_is_no_finding():
    assert knowing(row("a", "school", 30, MOVED), row("b", "nurses", 35, LATER)) == []


def test_call_that_the_other_wrote_down_is_no_finding():
    call = row("c", "nurses", 31, "Telephone call from school")
    rows = [row("a", "school", 30, MOVED), call, row("b", "nurses", 49, LATER)]
    assert knowing(*rows) == []


def test_not_told_is_not_told():
    not_told = MOVED.replace("told the health visitor", "did not tell: the health visitor was not told")
    assert knowing(row("a", "school", 30, not_told), row("b", "nurses", 49, LATER)) == []


def test_learned_what_another_had_known_long_is_found():
    there = row("c", "council", 40, "Assessment begins")
    assert knowing(row("a", "police", 10, PARTNER), there, row("b", "council", 60, LEARNED)) == [("a", "b")]


def test_learned_soon_after_is_no_finding():
    there = row("c", "council", 12, "Assessment begins")
    assert knowing(row("a", "police", 10, PARTNER), there, row("b", "council", 30, LEARNED)) == []


def test_agency_that_was_not_there_yet_could_not_know():
    assert knowing(row("a", "police", 10, PARTNER), row("b", "hospital", 60, LEARNED)) == []


def test_agency_that_wrote_the_same_before_learned_nothing():
    before = row("c", "council", 40, "The uncle keeps a crossbow in the shed")
    assert knowing(row("a", "police", 10, PARTNER), before, row("b", "council", 60, LEARNED)) == []


def test_name_that_two_agencies_may_have_means_neither():
    schools = [
        Source(key, name, called(name, "school"))
        for key, name in (("s1", "Oak School"), ("s2", "Ash School"))
    ]
    mentions = Mentions([*schools, Source("p", "Police", called("Police", "police"))])
    assert mentions.told_in(row("a", "p", 1, "Told the school")) == frozenset()
    assert mentions.told_in(row("b", "p", 1, "Told Oak School and wrote to Ash School")) == {"s1", "s2"}


def test_own_agency_is_never_the_one_that_was_told():
    mentions = Mentions([Source("p", "Police", called("Police", "police"))])
    assert mentions.told_in(row("a", "p", 1, "Told the police")) == frozenset()
    assert mentions.told_in(row("b", "x", 1, "Told the police")) == {"p"}

"""Finding who may be the same child through keyed hashes, in one partnership only."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from lscp.accounts.models import Partnership
from lscp.people import matching, sealing
from lscp.people.models import MatchKey, Person


def test_candidates_are_ranked_and_say_why(cast, given_person):
    sought = given_person("Tessa Fictive", "2019-03-04")
    near = given_person("Tesa Fictive", "2019-03-05")
    same = given_person("Tessa Fictive", "2019-03-04")
    given_person("Robin Sample", "2019-03-04")
    given_person("Tessa Fictive", "2008-11-30")
    found = matching.candidates(sought)
    assert [(one.person, one.sentence) for one in found] == [
        (same, "same name and birth date"),
        (near, "name spelt nearly the same, birth date one day apart"),
    ]
    assert [one.case_id for one in found] == [same.case_id, near.case_id]
    assert found[0].score > found[1].score
    assert found[0].reasons == ("same name", "same birth date")


def test_candidates_of_another_partnership_are_never_found(cast, given_person):
    sought = given_person("Tessa Fictive", "2019-03-04")
    there = given_person("Tessa Fictive", "2019-03-04", partnership=cast.there)
    assert matching.candidates(sought) == matching.candidates(there) == []
    digests = MatchKey.objects.values_list("digest", flat=True)
    assert len(set(digests)) == len(digests), "hashes of two partnerships can be compared"


def test_people_of_the_same_case_and_people_taken_out_are_not_candidates(given_person, given_case):
    sought = given_person("Tessa Fictive", "2019-03-04", case=given_case)
    given_person("Tessa Fictive", "2019-03-04", case=given_case)
    removed = given_person("Tessa Fictive", "2019-03-04")
    assert len(matching.candidates(sought)) == 1
    Person.all_records.filter(pk=removed.pk).update(removed_at="2026-01-01T00:00:00Z")
    assert matching.candidates(sought) == []
    removed.refresh_from_db()
    assert matching.index_person(removed) == 0
    assert not MatchKey.objects.filter(person=removed).exists()


def test_candidates_of_a_case_are_those_of_its_children(given_person, given_case):
    given_person("Tessa Fictive", "2019-03-04", case=given_case)
    given_person("Robin Sample", "2020-05-06", case=given_case)
    given_person("Alex Adult", "1990-01-02", case=given_case, kind="household")
    a = given_person("Tessa Fictive", "2019-03-04")
    b = given_person("Robin Sample", "2020-05-06")
    given_person("Alex Adult", "1990-01-02", kind="household")
    assert {one.person for one in matching.candidates_of_case(given_case)} == {a, b}


def test_indexing_follows_the_identity(given_person):
    sought = given_person("Tessa Fictive", "2019-03-04")
    other = given_person("Robin Sample", "2020-05-06")
    assert matching.candidates(sought) == []
    sealing.seal(other.case, {**other.identity.open(), "given_name": "Tessa", "family_name": "Fictive"},
                 replacing=other.identity)  # fmt: skip
    matching.index_person(other)
    assert matching.candidates(sought) == []
    sealing.seal(other.case, sought.identity.open(), replacing=other.identity)
    assert matching.index_case(other.case) == MatchKey.objects.filter(person=other).count()
    assert [one.person for one in matching.candidates(sought)] == [other]


def test_no_name_date_or_number_stands_in_the_database(given_person):
    given_person("Tessa Fictive", "2019-03-04", nhs_number="9434765919", address="1 Any Road, ZZ99 3WZ")
    with connection.cursor() as cursor:
        for table in ("people_matchkey", "people_person", "people_personevent"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            (everything,) = cursor.fetchone()
            for told in ("essa", "ictive", "2019-03-04", "9434765919", "ZZ99"):
                assert told.lower() not in everything.lower()
        cursor.execute("SELECT string_agg(encode(ciphertext, 'escape'), ' ') FROM people_sealedvalue")
        assert "ictive" not in cursor.fetchone()[0]


def test_another_matching_key_makes_other_hashes(given_person, settings):
    person = given_person("Tessa Fictive", "2019-03-04")
    before = set(MatchKey.objects.filter(person=person).values_list("digest", flat=True))
    settings.MATCHING_KEY = "another key"
    matching.index_person(person)
    assert not before & set(MatchKey.objects.filter(person=person).values_list("digest", flat=True))


def test_disposed_people_are_never_found(cast, given_person):
    sought = given_person("Tessa Fictive", "2019-03-04")
    other = given_person("Tessa Fictive", "2019-03-04")
    sealing.destroy_key(other.case, by=cast.lscp_manager)
    assert matching.candidates(sought) == []


def search(text, cases):
    """As somebody who may read identities in these cases."""
    places = Partnership.objects.values_list("pk", flat=True)
    return matching.find_people(text, places=list(places), may_know=lambda asked: asked & set(cases))


@pytest.mark.parametrize("text", ["tessa", "FICTIVE", "Fictive Tessa", "Tesa Fiktive", "Joey"])
def test_search_finds_the_cases_that_may_be_searched(given_person, text):
    known = given_person("Tessa Fictive", other_names="Joey")
    given_person("Tessa Fictive", other_names="Joey")  # in a case the searcher may not know
    given_person("Robin Sample")
    assert search(text, [known.case_id]) == [known.case_id]
    assert search(text, []) == []
    assert search("   ", [known.case_id]) == []


def test_search_puts_the_best_answers_first(given_person):
    close = given_person("Tesa Fiktive")
    exact = given_person("Tessa Fictive")
    cases = [close.case_id, exact.case_id]
    assert search("Tessa Fictive", cases) == [exact.case_id, close.case_id]


def test_search_goes_on_past_people_whose_cases_may_not_be_known(given_person, monkeypatch):
    known = [given_person("Tessa Fictive").case_id for _ in range(2)]
    for _ in range(5):
        given_person("Tessa Fictive")  # the newest are asked about first
    monkeypatch.setattr(matching, "MOST_OPENED", 2)
    assert search("Tessa Fictive", known) == [known[1], known[0]]
    assert search("Tessa Fictive", known[:1]) == known[:1]


def test_queries_do_not_grow_with_people(given_person, given_case, django_assert_num_queries):
    ContentType.objects.get_for_model(Person)
    sought = given_person("Tessa Fictive", "2019-03-04", case=given_case)
    for many in (1, 5):
        for _ in range(many):
            given_person("Tessa Fictive", "2019-03-04")
        with django_assert_num_queries(1):
            assert matching.candidates(sought)
        with django_assert_num_queries(2):
            matching.candidates_of_case(given_case)
        cases = list(Person.all_records.values_list("case_id", flat=True))
        with django_assert_num_queries(3):  # partnerships, keys, people
            search("Tessa", cases)
    for _ in range(3):
        given_person("Robin Sample", "2020-05-06", case=given_case)
    with django_assert_num_queries(4):  # savepoint, people, keys, release
        matching.index_case(given_case)

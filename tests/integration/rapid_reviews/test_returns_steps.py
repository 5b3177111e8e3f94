"""An agency's return: written, checked and signed off by three people, or signed as nil, or declined."""

import pytest
from django.core.exceptions import PermissionDenied

from lscp.accounts.roles import Role
from lscp.audit import verification
from lscp.audit.models import AuditEvent
from lscp.kernel.access import OutOfScope, Refused, Stale
from lscp.messaging.models import OutboundMessage
from lscp.people.typed import text_of
from rapid_reviews.actions import agency_people, asking, steps, suggesting
from rapid_reviews.models import AgencyRequest, AgencySuggestion, ReturnVersion
from rapid_reviews.queries.returns import load, rows_of
from tests.given_returns import (
    EVENTS,
    REASON,
    deputy,
    finish,
    given_checked,
    given_request,
    given_returned,
    given_written,
    save,
    step,
    write,
)
from tests.given_reviews import clock_of, fresh_request


def names_under(request):
    version = request.versions.order_by("-number").first()
    return [(one.step, one.by) for one in version.signatures.select_related("by")] if version else []


def messages(kind):
    return {one.recipient for one in OutboundMessage.objects.filter(kind=kind).select_related("recipient")}


def clock(request):
    return clock_of(request, "agency_return", subject=str(request.public_id))


def test_return_passes_through_three_people_and_meets_the_agencys_clock(cast):
    request = given_returned(cast)
    assert request.status == "returned"
    assert names_under(request) == [
        ("written", cast.school_practitioner), ("checked", cast.school_deputy), ("signed_off", cast.school_lead),
    ]  # fmt: skip
    assert text_of(clock(request).met_evidence) == "The signed return"
    assert messages("return_received") == {cast.lscp_unit, cast.lscp_manager}
    assert messages("return_to_check") == {cast.school_lead}
    assert messages("return_to_sign") == {cast.school_lead}
    version = ReturnVersion.all_records.get(request=request)
    words = {
        row.key: row.words
        for section in rows_of(version.content.open())
        for group in section.groups
        for row in group.rows
    }
    assert words["events//key_events"] == EVENTS
    assert verification.prove().problems == []


def test_nobody_takes_two_steps_unless_the_agency_says_so(cast):
    request = given_written(cast)
    step(agency_people.set_people, request, cast.school_lead, one_person_takes_two=False)
    step(steps.check, request, cast.school_lead)
    with pytest.raises(Refused) as refused:
        step(steps.sign_off, request, cast.school_lead)
    assert refused.value.verdict.code == "conflict"
    assert fresh_request(request).status == "checked"


def test_one_person_takes_two_steps_where_the_agency_says_so_but_never_three(cast):
    request = given_request(cast)
    write(request, cast.school_lead)
    step(agency_people.set_people, request, cast.school_lead, one_person_takes_two=True)
    finish(request, cast.school_lead)
    step(steps.check, request, cast.school_lead)
    with pytest.raises(Refused) as refused:
        step(steps.sign_off, request, cast.school_lead)
    assert refused.value.verdict.code == "conflict"
    step(steps.sign_off, request, deputy(cast, "school"))
    assert [by for _step, by in names_under(fresh_request(request))] == [
        cast.school_lead, cast.school_lead, cast.school_deputy,
    ]  # fmt: skip


def test_rule_of_one_agency_is_not_anothers(cast):
    request = given_written(cast, "hospital")
    other = given_request(cast)
    step(agency_people.set_people, other, cast.school_lead, one_person_takes_two=True)
    step(steps.check, request, cast.hospital_lead)
    with pytest.raises(Refused):
        step(steps.sign_off, request, cast.hospital_lead)


def test_steps_are_taken_only_in_their_order(cast):
    request = given_written(cast)
    with pytest.raises(Refused) as refused:
        step(steps.sign_off, request, cast.school_lead)
    assert refused.value.verdict.code == "state"
    request = given_request(cast, "hospital")
    with pytest.raises(Refused):
        step(steps.check, request, cast.hospital_lead)


def test_somebody_named_to_write_neither_checks_nor_signs(cast):
    request = given_checked(cast)
    other = cast.person("writer", "school", Role.PRACTITIONER)
    step(agency_people.set_people, request, cast.school_lead, writes=[other], one_person_takes_two=False)
    with pytest.raises(PermissionDenied):
        step(steps.sign_off, request, other)
    step(steps.give_back, request, other, note="One date is wrong")
    finish(request, other)
    with pytest.raises(PermissionDenied):
        step(steps.check, request, other)


def test_nobody_outside_the_agency_takes_a_step(cast):
    request = given_written(cast)
    for stranger in (cast.hospital_lead, cast.police_lead, cast.superuser):
        with pytest.raises(OutOfScope):
            step(steps.check, request, stranger)
    for inside in (cast.lscp_unit, cast.lscp_manager, cast.police_rag, cast.lscp_scrutineer):
        with pytest.raises(PermissionDenied):
            step(steps.check, request, inside)
        with pytest.raises(PermissionDenied):
            save(request, "events", "events", {"key_events": "Another story"}, by=inside)


def test_return_with_answers_missing_is_not_finished(cast):
    request = given_request(cast)
    save(request, "events", "events", {"key_events": EVENTS}, by=cast.school_lead)
    with pytest.raises(Refused) as refused:
        finish(request, cast.school_lead)
    assert refused.value.verdict.code == "incomplete"
    assert not request.versions.exists()


def test_answer_saved_meanwhile_makes_finishing_stale(cast):
    request = write(given_request(cast), cast.school_lead)
    seen = load(request).seen_revision
    save(request, "good", "good", {"good_practice": "More"}, by=deputy(cast, "school"))
    with pytest.raises(Stale):
        steps.finish_writing(
            request.public_id, seen_version=fresh_request(request).version, seen_revision=seen,
            by=cast.school_lead,
        )  # fmt: skip


def test_return_given_back_is_written_again_and_keeps_its_note(cast):
    request = given_checked(cast)
    step(steps.give_back, request, cast.school_lead, note="Say more about May")
    request = fresh_request(request)
    assert request.status == "writing"
    (version,) = request.versions.all()
    assert [note.text.open() for note in version.notes.all()] == ["Say more about May"]
    assert messages("return_given_back") == {cast.school_practitioner}
    finish(request, cast.school_practitioner)
    assert [one.number for one in request.versions.all()] == [1, 2]
    assert names_under(request) == [("written", cast.school_practitioner)]


def test_nil_return_is_signed_in_one_step_and_counts(cast):
    request = given_request(cast)
    step(steps.answer_nil, request, cast.school_lead)
    request = fresh_request(request)
    version = request.versions.get()
    assert (request.status, version.is_nil) == ("returned", True)
    assert names_under(request) == [("signed_off", cast.school_lead)]
    assert text_of(clock(request).met_evidence) == "The signed nil return"
    assert verification.prove().problems == []


def test_nil_return_is_refused_once_something_is_written(cast):
    request = given_request(cast)
    save(request, "events", "events", {"key_events": EVENTS}, by=cast.school_lead)
    with pytest.raises(Refused):
        step(steps.answer_nil, request, cast.school_lead)
    assert not request.versions.exists()


def test_nil_return_follows_where_nobody_was_found(cast):
    request = given_request(cast)
    save(request, "match", "match", {"match": "nobody"}, by=cast.school_lead)
    save(request, "match", "searched", {"searched": "All we have"}, by=cast.school_lead)
    with pytest.raises(Refused):
        finish(request, cast.school_lead)
    step(steps.answer_nil, request, cast.school_lead)
    assert request.versions.get().content.open()["sections"]["match"]["searched"] == "All we have"


def test_practitioner_named_to_write_signs_no_nil_return(cast):
    request = given_request(cast, people=[cast.school_practitioner])
    with pytest.raises(PermissionDenied):
        step(steps.answer_nil, request, cast.school_practitioner)


def test_declining_ends_the_clock_unmet_and_asking_again_starts_it_anew(cast):
    request = given_request(cast)
    step(steps.decline, request, cast.school_lead, reason=REASON)
    request = fresh_request(request)
    assert (request.status, request.declined_because.open()) == ("declined", REASON)
    ended = clock(request)
    assert (ended.met_at, ended.is_open) == (None, False)
    assert ended.cancelled_at is not None
    assert messages("return_declined") == {cast.lscp_unit, cast.lscp_manager}
    step(asking.ask_again, request, cast.lscp_unit, questions="Please answer after all")
    again = clock(request)
    assert (again.chain, again.is_open, again.cancelled_at) == (ended.chain, True, None)


def test_sent_back_return_gets_a_second_version_and_the_first_stays(cast):
    request = given_returned(cast)
    before = bytes(request.versions.get().content.ciphertext)
    step(asking.send_back, request, cast.lscp_unit, questions="Who rang?")
    assert clock(request).met_at is None
    assert messages("return_sent_back") == {cast.school_lead, cast.school_deputy, cast.school_practitioner}
    save(request, "good", "good", {"good_practice": "The head teacher rang"}, by=cast.school_practitioner)
    assert fresh_request(request).status == "sent_back"
    finish(request, cast.school_practitioner)
    step(steps.check, request, cast.school_deputy)
    step(steps.sign_off, request, cast.school_lead)
    first, second = request.versions.order_by("number")
    assert bytes(first.content.ciphertext) == before
    assert second.content.open()["sections"]["good"]["good_practice"] == "The head teacher rang"
    assert fresh_request(request).status == "returned"
    assert clock(request).met_at is not None


def test_last_answer_meets_the_timetables_step(cast):
    request = given_request(cast)
    other = given_request(cast, "hospital", review=request.review)
    step(steps.answer_nil, request, cast.school_lead)
    assert clock_of(request.review, "review_returns").met_at is None
    step(steps.decline, other, cast.hospital_lead, reason=REASON)
    assert clock_of(request.review, "review_returns").met_at is not None


def test_agency_suggests_whom_else_to_ask_once_each(cast):
    request = given_request(cast)
    suggesting.suggest(
        request.public_id, agency=cast.agencies["hospital"], why="He was there in May", by=cast.school_lead
    )
    police = str(cast.agencies["police"].public_id)
    hospital = str(cast.agencies["hospital"].public_id)
    write(request, cast.school_lead, others=[police, hospital], others_why="Both were called in May")
    finish(request, cast.school_lead)
    step(steps.check, request, deputy(cast, "school"))
    step(agency_people.set_people, request, cast.school_lead, one_person_takes_two=True)
    step(steps.sign_off, request, cast.school_lead)
    found = AgencySuggestion.all_records.filter(request=request).select_related("agency")
    assert [(one.agency.name, one.text.open()) for one in found] == [
        ("Hospital", "He was there in May"), ("Police", "Both were called in May"),
    ]  # fmt: skip


def test_names_on_a_request_give_sight_and_take_it_away_at_once(cast):
    request = given_request(cast)
    person = cast.school_practitioner
    assert not AgencyRequest.visible_to(person).exists()
    step(agency_people.set_people, request, cast.school_lead, writes=[person], one_person_takes_two=False)
    assert AgencyRequest.visible_to(person).get() == request
    assert person in messages("return_asked")
    step(agency_people.set_people, request, cast.school_lead, one_person_takes_two=False)
    assert not AgencyRequest.visible_to(person).exists()


def test_only_people_of_the_agency_can_be_named(cast):
    request = given_request(cast)
    with pytest.raises(ValueError, match="Choose people who work for School"):
        step(
            agency_people.set_people, request, cast.school_lead, writes=[cast.hospital_lead],
            one_person_takes_two=False,
        )  # fmt: skip
    assert not AgencyRequest.visible_to(cast.hospital_lead).exists()


def test_saving_the_same_page_twice_writes_once_and_an_older_page_is_stale(cast):
    request = given_request(cast)
    typed = {"key_events": EVENTS}
    assert save(request, "events", "events", typed, by=cast.school_lead, seen=0) == 1
    assert save(request, "events", "events", typed, by=cast.school_lead, seen=0) == 1
    with pytest.raises(Stale) as stale:
        save(request, "events", "events", {"key_events": "Other"}, by=deputy(cast, "school"), seen=0)
    assert stale.value.by == "School Lead"
    assert AuditEvent.objects.filter(verb="rapid_reviews.return_page_saved").count() == 1
    assert fresh_request(request).status == "writing"
    assert fresh_request(request).opened_by == cast.school_lead

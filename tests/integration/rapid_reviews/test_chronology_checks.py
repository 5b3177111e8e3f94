"""What the checks of a merged chronology find in a review, and what people make of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.kernel.access import Refused, Stale
from lscp.kernel.clock import today
from lscp.people import sealing
from lscp.people.models import Person
from notifications.actions import consideration
from rapid_reviews.actions import chronology as rows
from rapid_reviews.actions import chronology_checks as actions
from rapid_reviews.checks.codes import Check
from rapid_reviews.checks.values import Thresholds
from rapid_reviews.models import CheckSettings, FindingOutcome
from rapid_reviews.queries.chronology_checks import checked, limits_of
from rapid_reviews.queries.report_sources import contributions
from rapid_reviews.report_wording import outline
from tests.given_chronology import add_row, entry, fresh_row
from tests.given_reviews import ask, fresh_review, given_review

FALL = "Quilliam was brought with a broken left arm after a fall from the trampoline"
FALL_TOO = "Quilliam was seen about the fracture of the right arm, said to be from the trampoline"
SUGGESTION = "This is a suggestion to look; it does not say anything went wrong."


@pytest.fixture
def review(cast):
    review = given_review(cast)
    Person.all_records.create(
        case=review.case, kind="child", number=1,
        identity=sealing.seal(review.case, {"given_name": "Quilliam", "family_name": "Zebrington"}),
    )  # fmt: skip
    return fresh_review(review.notification)


@pytest.fixture
def asked(review, cast):
    return ask(review, cast.agencies["school"], cast.agencies["hospital"], by=cast.lscp_unit)


@pytest.fixture
def told(asked, cast):
    """One fall, told by two agencies with another arm."""
    by = {"school": cast.school_lead, "hospital": cast.hospital_lead}
    hospital, school = sorted(asked, key=lambda one: one.agency.name)
    return (
        add_row(hospital, by["hospital"], dt.date(2026, 3, 5), FALL, at=dt.time(9)),
        add_row(school, by["school"], dt.date(2026, 3, 5), FALL_TOO, at=dt.time(10)),
    )


def only(review):
    (found,) = checked(review).findings
    return found


def settle(review, by, made="dismissed", reason="Both arms were hurt", found=None, **kwargs):
    found = found or only(review)
    given = {"seen": len(found.outcomes), "code": found.code, "made": made, "reason": reason, **kwargs}
    return actions.settle(review.public_id, by=by, **given)


def address(review, name="chronology_checks", *args):
    return reverse(f"rapid_reviews:{name}", args=[review.public_id, *args])


def test_finding_is_shown_with_its_rows_their_agencies_and_why(review, told, cast, signed_in):
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    for shown in (SUGGESTION, "Hospital writes “left arm”, School writes “right arm”.", FALL, FALL_TOO,
                  told[0].get_absolute_url(), told[1].get_absolute_url(), "Not looked at yet"):  # fmt: skip
        assert shown in page
    chronology = signed_in(cast.lscp_unit).get(address(review, "chronology")).content.decode()
    assert address(review) in chronology


def test_rows_that_agree_are_no_finding(review, asked, cast):
    hospital, school = sorted(asked, key=lambda one: one.agency.name)
    add_row(hospital, cast.hospital_lead, dt.date(2026, 3, 5), FALL)
    add_row(school, cast.school_lead, dt.date(2026, 3, 5), FALL_TOO.replace("right", "left"))
    assert checked(review).findings == []


def test_dismissal_stays_with_its_reason_sealed_and_on_the_record(review, told, cast):
    settle(review, cast.police_rag)
    (kept,) = FindingOutcome.all_records.all()
    assert kept.content.open()["reason"] == "Both arms were hurt"
    assert b"Both arms" not in bytes(kept.content.ciphertext)
    entry_ = AuditEvent.objects.get(verb="rapid_reviews.finding_settled")
    assert (entry_.actor_name, entry_.subject_id) == (str(cast.police_rag), str(review.public_id))
    assert "Both arms" not in str(entry_.data)
    found = only(review)
    assert (found.rank, found.outcome.row, found.outcome.reason) == (2, kept, "Both arms were hurt")
    table = FindingOutcome._meta.db_table
    for statement in (f"UPDATE {table} SET made = 'discuss'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_dismissal_needs_a_reason_and_nothing_typed_is_lost(review, told, cast, signed_in):
    with pytest.raises(ValueError, match="why this is dismissed"):
        settle(review, cast.lscp_unit, reason="  ")
    client, found = signed_in(cast.lscp_unit), only(review)
    dismiss = address(review, "chronology_check_dismiss", found.code)
    page = client.post(dismiss, {"seen_version": 0, "reason": ""}).content.decode()
    assert "Enter why this is dismissed" in page
    client.post(dismiss, {"seen_version": 0, "reason": "Both arms were hurt"})
    assert only(review).outcome.row.made_by == cast.lscp_unit
    assert "Both arms were hurt" in client.get(address(review)).content.decode()


def test_open_findings_come_first_then_those_worth_discussing(review, told, asked, cast):
    hospital, school = sorted(asked, key=lambda one: one.agency.name)
    for day in (10, 20, 24):
        add_row(
            hospital, cast.hospital_lead, today() - dt.timedelta(days=900 - day * 10), f"Review number {day}"
        )
    del school
    found = checked(review).findings
    assert len(found) > 2
    settle(review, cast.lscp_unit, "dismissed", found=found[0])
    settle(review, cast.lscp_unit, "discuss", "", found=found[1])
    ranks = [one.rank for one in checked(review).findings]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}


def test_finding_that_changed_is_new_again_with_what_was_said_beside_it(review, told, cast, signed_in):
    settle(review, cast.lscp_unit)
    row = fresh_row(told[1])
    rows.change(
        row.public_id, seen_version=row.version, by=cast.school_lead,
        entry=entry(dt.date(2026, 3, 8), FALL_TOO.replace("right", "left")),
    )  # fmt: skip
    found = only(review)
    assert (found.rank, found.outcomes) == (0, [])
    assert [one.reason for one in found.earlier] == ["Both arms were hurt"]
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    assert "Said before its rows changed" in page
    assert "Hospital writes “left arm”, School writes “right arm”." in page


def test_words_changed_without_changing_the_finding_leave_what_was_said(review, told, cast):
    settle(review, cast.lscp_unit)
    row = fresh_row(told[1])
    rows.change(
        row.public_id, seen_version=row.version, by=cast.school_lead,
        entry=entry(dt.date(2026, 3, 5), f"{FALL_TOO}. Sling given.", at=dt.time(10)),
    )  # fmt: skip
    assert only(review).rank == 2


def test_finding_whose_row_is_taken_out_is_gone_and_what_was_said_stays(review, told, cast, signed_in):
    settle(review, cast.lscp_unit)
    row = fresh_row(told[1])
    rows.take_out(row.public_id, seen_version=row.version, reason="Wrong child", by=cast.school_lead)
    found = checked(review)
    assert found.findings == []
    assert [one.reason for one in found.gone] == ["Both arms were hurt"]
    page = signed_in(cast.lscp_unit).get(address(review)).content.decode()
    assert "findings that are no longer there" in page
    assert "Both arms were hurt" in page


def test_chronology_that_changed_meanwhile_refuses(review, told, cast):
    found, row = only(review), fresh_row(told[1])
    rows.take_out(row.public_id, seen_version=row.version, reason="Wrong child", by=cast.school_lead)
    with pytest.raises(Stale, match="chronology has changed"):
        settle(review, cast.lscp_unit, found=found)
    assert not FindingOutcome.all_records.exists()


def test_whoever_comes_second_is_told(review, told, cast):
    found = only(review)
    settle(review, cast.lscp_unit, found=found)
    with pytest.raises(Stale, match="Somebody else"):
        settle(review, cast.police_rag, "discuss", found=found, seen=0)
    settle(review, cast.police_rag, "discuss", "")
    assert [one.row.made for one in only(review).outcomes] == ["dismissed", "discuss"]
    assert only(review).rank == 1


@pytest.mark.parametrize("name", ["lscp_scrutineer", "council_notifier", "council_legal"])
def test_others_inside_read_the_findings_and_settle_none(review, told, cast, signed_in, name):
    client, found = signed_in(getattr(cast, name)), only(review)
    page = client.get(address(review)).content.decode()
    assert "left arm" in page
    assert "/dismiss/" not in page
    with pytest.raises(PermissionDenied):
        settle(review, getattr(cast, name), found=found)
    assert client.get(address(review, "chronology_check_dismiss", found.code)).status_code == 403


def test_whoever_stepped_aside_settles_none(review, told, cast):
    consideration.declare_conflict(review.notification.public_id, reason="My own team", by=cast.icb_rag)
    with pytest.raises(Refused):
        settle(review, cast.icb_rag)
    assert not FindingOutcome.all_records.exists()


@pytest.mark.parametrize("name", ["school_lead", "hospital_practitioner", "elsewhere_unit"])
def test_agencies_and_strangers_find_no_checks(review, told, cast, signed_in, name):
    client, found = signed_in(getattr(cast, name)), only(review)
    for where in (address(review), address(review, "chronology_check_discuss", found.code)):
        assert client.get(where).status_code == 404


def test_names_are_roles_for_whoever_asks_and_for_whoever_may_not_read_them(
    review, told, cast, signed_in, monkeypatch
):
    settle(review, cast.lscp_unit, reason="Quilliam hurt both arms")
    client = signed_in(cast.lscp_unit)
    assert "Quilliam" in client.get(address(review)).content.decode()
    page = client.get(address(review), {"names": "hide"}).content.decode()
    assert "Child 1 was brought" in page
    assert "Child 1 hurt both arms" in page
    assert "Quilliam" not in page
    monkeypatch.setattr(
        "rapid_reviews.policies.chronology.may_know_identity", lambda user, notification: False
    )
    for where in (address(review), address(review, "chronology_check_discuss", only(review).code)):
        page = client.get(where).content.decode()
        assert "Child 1 was brought" in page
        assert "Quilliam" not in page


def test_reading_is_written_down_with_the_agencies_shown(review, told, cast, signed_in):
    signed_in(cast.lscp_unit).get(address(review))
    (seen,) = AuditEvent.objects.filter(verb="rapid_reviews.checks_viewed")
    agencies = {str(cast.agencies[name].public_id) for name in ("school", "hospital")}
    assert (seen.actor_name, set(seen.data["contributed_by"])) == (str(cast.lscp_unit), agencies)


def test_page_of_a_decision_is_a_reading_of_the_agencies_whose_rows_it_shows(review, told, cast, signed_in):
    signed_in(cast.lscp_unit).get(address(review, "chronology_check_dismiss", only(review).code))
    (seen,) = AuditEvent.objects.filter(verb="rapid_reviews.step_viewed")
    assert set(seen.data["contributed_by"]) == {
        str(cast.agencies[name].public_id) for name in ("school", "hospital")
    }


def test_what_is_worth_discussing_is_offered_for_the_analysis(review, told, cast):
    part = outline("2026-1").part("episodes")
    assert [one for one in contributions(cast.lscp_unit, review, part) if "left arm" in one.text] == []
    settle(review, cast.lscp_unit, "discuss", "Ask both which arm")
    (offered,) = [one for one in contributions(cast.lscp_unit, review, part) if "left arm" in one.text]
    assert "Ask both which arm" in offered.text
    assert SUGGESTION in offered.text
    assert FALL in offered.text


def test_partnership_sets_its_own_numbers_from_a_day_on(review, told, cast, signed_in):
    client, slug = signed_in(cast.lscp_manager), cast.here.slug
    shown = reverse("rapid_reviews:checks_settings", args=[slug])
    assert shown in client.get(reverse("accounts:settings", args=[slug])).content.decode()
    assert "As shipped" in client.get(shown).content.decode()
    later = today() + dt.timedelta(days=1)
    limits = Thresholds(gap_days=10)
    actions.set_limits(cast.here, in_force_from=later, limits=limits, by=cast.lscp_manager)
    assert limits_of(cast.here) == Thresholds()
    given = {
        "in_force_from_day": today().day, "in_force_from_month": today().month, "in_force_from_year": today().year,
        **{name: getattr(Thresholds(gap_days=12), name) for name in Thresholds.__dataclass_fields__},
    }  # fmt: skip
    change = reverse("rapid_reviews:checks_settings_change", args=[slug])
    response = client.post(change, given)
    assert response.status_code == 302, response.content.decode()
    assert limits_of(cast.here) == Thresholds(gap_days=12)
    assert limits_of(cast.there) == Thresholds()
    assert CheckSettings.objects.filter(partnership=cast.here).count() == 2
    page = client.get(shown).content.decode()
    assert "Set by this partnership" in page
    assert "Comes" in page


def test_numbers_are_the_managers_to_set_and_never_for_the_past(cast):
    with pytest.raises(PermissionDenied):
        actions.set_limits(cast.here, in_force_from=today(), limits=Thresholds(), by=cast.lscp_unit)
    with pytest.raises(ValueError, match="today or a later day"):
        actions.set_limits(
            cast.here, in_force_from=today() - dt.timedelta(days=1), limits=Thresholds(), by=cast.lscp_manager
        )


def test_set_numbers_change_what_is_found(review, asked, cast):
    hospital, _school = sorted(asked, key=lambda one: one.agency.name)
    for day in (dt.date(2026, 1, 5), dt.date(2026, 1, 17)):
        add_row(hospital, cast.hospital_lead, day, f"Review on {day.day}")
    assert checked(review).findings == []
    actions.set_limits(cast.here, in_force_from=today(), limits=Thresholds(gap_days=12), by=cast.lscp_manager)
    assert [one.finding.check for one in checked(review).findings] == [Check.GAP]

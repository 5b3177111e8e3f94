"""No page of a rapid review is shown without a word of who opened it, also when a form is sent with a mistake."""

import pytest
from django.urls import reverse

from lscp.audit.models import AuditEvent
from lscp.audit.verbs import Kind
from lscp.record.sentences import verbs_of
from tests.architecture.permission_table import ROWS
from tests.architecture.permissions.world import world_of_today
from tests.given_recommendations import given_recommended
from tests.given_reports import ask_views, section_of
from tests.given_returns import EVENTS, given_request, given_returned, given_written, write
from tests.given_reviews import given_review

NO_CASE = {
    "rapid_reviews:list", "rapid_reviews:chronology_template", "rapid_reviews:checks_settings",
    "rapid_reviews:checks_settings_change", "rapid_reviews:executive_rule", "rapid_reviews:executive_rule_change",
}  # fmt: skip
"""Pages that show no case: lists, a template, settings of a partnership."""


def readings(person):
    """What is written down of this person's reading."""
    return AuditEvent.objects.filter(
        verb__in=verbs_of([Kind.READING.value]), actor_id=str(person.public_id)
    ).exclude(case_id="")


def rows():
    """Each page of the second stage that is shown to somebody."""
    return [
        row
        for row in ROWS
        if row.name.startswith("rapid_reviews:") and row.name not in NO_CASE and row.method == "get"
    ]


def test_every_page_that_is_shown_says_who_opened_it(db, client):
    made = world_of_today()
    silent = []
    for row in rows():
        name = next(iter(row.by_status.get(200, [])), None)
        if name is None:
            continue
        person = getattr(made.cast, name)
        client.force_login(person)
        before = readings(person).count()
        address = reverse(row.name, args=[getattr(made.world, one) for one in row.args])
        answer = client.get(address)
        if answer.status_code == 200 and readings(person).count() == before:
            silent.append((row.name, name))
    assert silent == []


def test_return_shown_again_after_a_mistake_is_a_reading(cast, signed_in):
    request = given_written(cast)
    url = reverse("rapid_reviews:check_return", args=[request.public_id])
    before = readings(cast.school_lead).count()
    page = signed_in(cast.school_lead).post(url, {"seen_version": "x"})
    assert (page.status_code, EVENTS in page.content.decode()) == (200, True)
    found = readings(cast.school_lead)
    assert found.count() > before
    assert found.filter(verb="rapid_reviews.return_viewed").exists()


def test_answers_shown_again_after_a_mistake_are_a_reading(cast, signed_in):
    request = given_request(cast)
    write(request, cast.school_lead)
    url = reverse("rapid_reviews:return_check", args=[request.public_id])
    page = signed_in(cast.school_lead).post(url, {"seen_version": "x", "seen_revision": "x"})
    assert (page.status_code, EVENTS in page.content.decode()) == (200, True)
    assert readings(cast.school_lead).filter(verb="rapid_reviews.return_viewed").count() == 1


def test_page_of_a_return_shown_again_after_a_mistake_is_a_reading(cast, signed_in):
    request = given_request(cast)
    url = reverse("rapid_reviews:return_page", args=[request.public_id, "concerns", "concerns"])
    page = signed_in(cast.school_lead).post(
        url, {"seen_version": 0, "has_concerns": "yes", "concerns": "Nobody visited", "made_sense": ""}
    )
    assert (page.status_code, "Nobody visited" in page.content.decode()) == (200, True)
    assert readings(cast.school_lead).filter(verb="rapid_reviews.return_viewed").count() == 1


def test_contributions_shown_again_after_a_mistake_are_a_reading(cast, signed_in):
    request = given_returned(cast)
    section = section_of(request.review, "events")
    url = reverse("rapid_reviews:report_write", args=[section.public_id])
    page = signed_in(cast.lscp_unit).post(url, {"seen_version": "x", "text": "Ours"})
    assert (page.status_code, EVENTS in page.content.decode()) == (200, True)
    school = str(cast.agencies["school"].public_id)
    assert readings(cast.lscp_unit).filter(data__contributed_by__contains=[school]).exists()


@pytest.mark.parametrize("name", ["report_view", "executive_sign"])
def test_own_page_shown_again_while_blind_tells_nobody_else(cast, signed_in, name):
    if name == "report_view":
        review = given_review(cast)
        ask_views(review, cast.lscp_unit)
        person = cast.police_rag
    else:
        review = given_recommended(cast)
        person = cast.police_executive
    url = reverse(f"rapid_reviews:{name}", args=[review.public_id])
    before = set(readings(person).values_list("pk", flat=True))
    assert signed_in(person).post(url, {"choice": ""}).status_code == 200
    new = readings(person).exclude(pk__in=before)
    assert {one.compartment.partition(":")[0] for one in new} == {"blind"}

"""Agencies answer: one sent back and accepted, one nil, one late and escalated, one added late."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from lscp.accounts.models import Membership
from lscp.deadlines.models import Clock
from lscp.deadlines.sweep import fire_due_rungs
from tests.given_returns import EVENTS, deputy, given_request, write
from tests.given_reviews import ask, clock_of, fresh_request

pytestmark = pytest.mark.django_db(transaction=True)
QUESTION = "Who rang the mother in May?"


def at(name, request):
    return reverse(f"rapid_reviews:{name}", args=[request.public_id])


def press(browse, user, request, link, button, axe):
    """Go from the page of the request to one step and take it."""
    page = browse(user)
    page.visit(request.get_absolute_url())
    axe(page)
    page.get_by_role("button", name=link, exact=True).click()
    page.get_by_role("button", name=button).click()
    page.get_by_role("heading", level=1).wait_for()
    return page


def finish_and_sign(browse, cast, request, axe):
    page = browse(cast.school_practitioner)
    page.visit(at("return_check", request))
    axe(page)
    page.get_by_role("button", name="Sign: the return is ready").click()
    page.get_by_text("Waiting for the agency's own check").first.wait_for()
    press(
        browse,
        cast.school_deputy,
        request,
        "Check the quality of the return",
        "Sign: the quality is checked",
        axe,
    )
    page = press(browse, cast.school_lead, request, "Sign off the return", "Sign off and send", axe)
    page.get_by_text("Signed and sent.").first.wait_for()


def test_agencies_answer(browse, axe, cast):
    deputy(cast, "school")
    request = given_request(cast, people=[cast.school_practitioner])
    review = request.review
    hospital, police, _council = ask(
        review, *(cast.agencies[name] for name in ("hospital", "police", "council")), by=cast.lscp_unit
    )

    page = browse(cast.hospital_lead)
    page.visit("/")
    page.get_by_role("link", name="Say what your agency knows").click()
    axe(page)
    page.get_by_role("button", name="Sign: we know nothing").click()
    page.get_by_text("Signed and sent.").first.wait_for()
    assert fresh_request(hospital).status == "returned"

    write(request, cast.school_practitioner)
    finish_and_sign(browse, cast, request, axe)
    page = browse(cast.lscp_unit)
    page.visit(request.get_absolute_url())
    page.get_by_text(EVENTS).first.wait_for()
    page.get_by_role("button", name="Send it back with questions").click()
    page.get_by_label("What should the agency answer or add?").fill(QUESTION)
    page.get_by_role("button", name="Send the questions").click()
    page.get_by_text("Sent back with questions").first.wait_for()
    page = browse(cast.school_practitioner)
    page.visit(request.get_absolute_url())
    page.get_by_text(QUESTION).first.wait_for()
    page.visit(reverse("rapid_reviews:return_page", args=[request.public_id, "good", "good"]))
    page.get_by_label("What was done well?").fill("The head teacher rang")
    page.get_by_role("button", name="Save and continue").click()
    page.get_by_role("heading", name="The return of School").wait_for()
    finish_and_sign(browse, cast, request, axe)
    press(browse, cast.lscp_unit, request, "Accept the return", "Accept the return", axe)
    assert fresh_request(request).status == "accepted"

    late = ask(review, cast.agencies["icb"], by=cast.lscp_unit)[0]
    assert fresh_request(late).status == "asked"
    head = cast.person("head", "police", "practitioner")
    Membership.objects.filter(user=cast.police_lead).update(superior=head)
    row = clock_of(review, "agency_return", subject=str(police.public_id))
    with time_machine.travel(row.due_at + dt.timedelta(days=6), tick=False):
        fire_due_rungs()
        assert row.chain in set(Clock.visible_to(head).values_list("chain", flat=True))

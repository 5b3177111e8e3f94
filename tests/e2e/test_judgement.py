"""Three partners give views, the authority decides, the Executive reads it; an outsider sees nothing."""

import pytest
from django.urls import reverse

from notifications.models import Notification
from tests import given

pytestmark = pytest.mark.django_db(transaction=True)

REASONS = "The bruises were seen twice and nobody asked why"


def at(name, record):
    return reverse(f"notifications:{name}", args=[record.public_id])


def outsider_sees_nothing(browse, cast, record):
    page = browse(cast.elsewhere_rag)
    for name in ("case", "views", "decision"):
        assert page.visit(at(name, record)).status == 404
        assert record.case.reference not in page.content()


def give_view(browse, cast, record, who, words, axe):
    page = browse(getattr(cast, who))
    page.visit(at("case", record))
    page.get_by_role("button", name="Give your agency's view").click()
    axe(page)
    page.get_by_label(words).check()
    page.get_by_label("Why is this your agency's view?").fill(f"{REASONS}, says {who}")
    page.get_by_role("button", name="Sign and send your view").click()
    page.get_by_text(f"{REASONS}, says {who}").first.wait_for()
    axe(page)


def test_views_then_decision(browse, axe, cast):
    given.given_group(cast)
    record = given.given_under_consideration(cast)
    give_view(browse, cast, record, "police_rag", "The criteria are met: notify", axe)
    outsider_sees_nothing(browse, cast, record)
    page = browse(cast.lscp_unit)
    page.visit(at("views", record))
    assert page.get_by_text("These views are closed.").is_visible()
    assert REASONS not in page.content()
    give_view(browse, cast, record, "council_rag", "The criteria are met: notify", axe)
    give_view(browse, cast, record, "icb_rag", "The criteria are not met", axe)
    page = browse(cast.lscp_scrutineer)
    page.visit(at("views", record))
    assert page.get_by_text("The statutory partners do not agree").is_visible()
    outsider_sees_nothing(browse, cast, record)

    page = browse(cast.council_notifier)
    page.visit(at("case", record))
    page.get_by_role("button", name="Record the local authority's decision").click()
    axe(page)
    page.get_by_label("Notify the national Panel").check()
    page.get_by_label("Whose decision is it?").select_option(label="Council Director")
    page.get_by_label("Why was it decided so?").fill(REASONS)
    page.get_by_role("button", name="Record the decision").click()
    page.get_by_text("The signature of Council Director is awaited.").first.wait_for()
    page = browse(cast.council_director)
    page.visit(at("case", record))
    page.get_by_role("button", name="Sign the decision").click()
    page.get_by_role("heading", name="Sign the decision").wait_for()
    page.get_by_role("button", name="Sign the decision").click()
    page.get_by_text("Signed by Council Director on").first.wait_for()
    axe(page)
    assert Notification.all_records.get(pk=record.pk).status == "to_notify"
    page = browse(cast.police_executive)
    page.visit(at("decision", record))
    assert page.get_by_text(REASONS).first.is_visible()
    outsider_sees_nothing(browse, cast, record)

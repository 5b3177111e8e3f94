"""The case page asks few questions, and what it keeps of them answers every rule as the database would."""

import inspect

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lscp.kernel.access import Verdict
from notifications.actions.agreement import answer_lead, ask_lead, revision_of
from notifications.actions.consideration import declare_conflict
from notifications.actions.on_behalf import enter_for_other
from notifications.actions.submission import submit
from notifications.actions.triage import consider
from notifications.judgement_panels import view_step
from notifications.models import Notification, NotificationGroupGrant
from notifications.policies import agreement, exits, feedback, judgement, national, submission, triage
from notifications.policies.known import known_to
from notifications.queries.case_page import case_of, document_of
from notifications.queries.exits import recorded
from notifications.queries.lead import lead_view
from tests import given
from tests.sent_forms import fill, filled_draft, fresh

pytestmark = pytest.mark.django_db

READERS = (
    "lscp_unit", "lscp_manager", "police_rag", "icb_rag", "council_rag", "hospital_practitioner", "hospital_lead",
    "council_director", "council_notifier", "council_legal", "lscp_scrutineer",
)  # fmt: skip
FEW = 12


def sent(cast):
    """Sent, after the lead agreed in writing."""
    draft = filled_draft(cast)
    ask_lead(draft.public_id, lead=cast.hospital_lead, by=draft.raised_by)
    request = draft.lead_requests.get()
    answer_lead(
        draft.public_id, request_id=request.public_id, seen_revision=revision_of(draft), agrees=True,
        reasons="I saw the child", by=cast.hospital_lead,
    )  # fmt: skip
    given.given_group(cast)
    return submit(draft.public_id, seen_revision=revision_of(draft), by=draft.raised_by)


def considered(cast):
    """Before the group: the police gave their view, the council's member stepped aside."""
    made = fresh(sent(cast))
    consider(made.public_id, seen_version=made.version, by=cast.lscp_unit)
    given.given_view(fresh(made), cast.police_rag)
    declare_conflict(made.public_id, reason="A cousin", by=cast.council_rag)
    return made


def decided(cast, by="council_director"):
    """Decided, with every view in; the decision maker signed, or the notifier wrote it down for them."""
    made = fresh(sent(cast))
    consider(made.public_id, seen_version=made.version, by=cast.lscp_unit)
    for name in given.PARTNERS:
        given.given_view(fresh(made), getattr(cast, f"{name}_rag"))
    given.decide(fresh(made), getattr(cast, by), "notify", maker=cast.council_director)
    return made


def awaiting_signature(cast):
    """Decided, and not signed yet."""
    return decided(cast, by="council_notifier")


def entered_for_somebody(cast):
    """Told by telephone, written down and sent by the police's member of the group, and before the group."""
    given.given_group(cast)
    draft = enter_for_other(
        cast.here, cast.agencies["hospital"], name="A nurse", how="telephone",
        email=cast.hospital_practitioner.email, by=cast.police_rag,
    )  # fmt: skip
    draft = fill(fresh(draft), by=cast.police_rag)
    made = submit(draft.public_id, seen_revision=revision_of(draft), by=cast.police_rag)
    return consider(made.public_id, seen_version=made.version, by=cast.lscp_unit)


STATES = (sent, considered, decided, awaiting_signature, entered_for_somebody)


@pytest.mark.parametrize("state", STATES)
def test_case_page_takes_at_most_12_queries(cast, signed_in, state):
    made, asked = state(cast), {}
    address = made.get_absolute_url()
    for name in readers_of(cast, made):
        browser = signed_in(getattr(cast, name))
        browser.get(address)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(address).status_code == 200
        asked[name] = sum("SAVEPOINT" not in query["sql"] for query in found.captured_queries)
    assert {name: count for name, count in asked.items() if count > FEW} == {}


def readers_of(cast, made):
    """Everybody of the cast who sees it; all but the lead where nobody was asked."""
    found = [name for name in READERS if Notification.visible_to(getattr(cast, name)).filter(pk=made.pk)]
    assert set(READERS) - set(found) <= {"hospital_lead"}
    return found


def rules():
    """Every rule of the stage about a reader and a notification."""
    for module in (agreement, exits, feedback, judgement, national, submission, triage):
        for name, rule in vars(module).items():
            if getattr(rule, "__module__", "") == module.__name__ and not name.startswith("_"):
                signature = inspect.signature(rule) if inspect.isfunction(rule) else None
                needed = (
                    [one for one, how in signature.parameters.items() if how.default is how.empty]
                    if signature
                    else []
                )
                if needed == ["user", "notification"]:
                    yield f"{module.__name__}.{name}", rule


def answers(reader, notification):
    return {name: rule(reader, notification) for name, rule in rules()}


@pytest.mark.parametrize("state", STATES)
def test_what_the_page_keeps_answers_every_rule_as_the_database_does(cast, state):
    made = state(cast)
    assert len(list(rules())) > 30
    differences = {}
    for name in readers_of(cast, made):
        reader = getattr(cast, name)
        shown, asked = case_of(reader, made.public_id), fresh(made)
        asked.inside = shown.inside
        one, other = answers(reader, shown), answers(reader, asked)
        differences |= {(name, rule): (one[rule], other[rule]) for rule in one if one[rule] != other[rule]}
        assert recorded(shown) == recorded(asked)
        assert judgement.standing_decision(shown) == judgement.standing_decision(asked)
        assert view_step(reader, shown) == view_step(reader, asked)
        assert lead_view(shown) == lead_view(asked)
        if shown.knows:
            assert document_of(shown) == document_of(asked) != {}
    assert differences == {}


def test_what_was_read_for_one_reader_answers_for_nobody_else(cast):
    made = considered(cast)
    shown = case_of(cast.council_rag, made.public_id)
    assert judgement.barred(cast.council_rag, shown).code == "conflict"
    assert judgement.barred(cast.police_rag, shown) is None
    assert known_to(cast.police_rag, shown) is None
    assert judgement.can_give_view(cast.icb_rag, shown) == Verdict()


def test_form_is_opened_only_for_those_who_may_know_the_people(cast, signed_in):
    made = sent(cast)
    shown = case_of(cast.lscp_unit, made.public_id)
    assert (shown.knows, shown.__dict__["_document"]["people"][0]["number"]) == (True, 1)
    NotificationGroupGrant.objects.filter(permission__codename="view_identity_notification").delete()
    shown = case_of(cast.lscp_unit, made.public_id)
    assert (shown.knows, "_document" in shown.__dict__) == (False, False)
    assert b"Zebedee" not in signed_in(cast.lscp_unit).get(made.get_absolute_url()).content

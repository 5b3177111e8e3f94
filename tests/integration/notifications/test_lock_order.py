"""Locks are taken in one order, so that two actions on one case wait for each other and never in a circle."""

import threading
import time

import pytest
from django.db import OperationalError, connection, connections, transaction

from lscp.audit import service as audit
from lscp.cases.models import Case
from lscp.deadlines.actions import record_fact
from lscp.deadlines.compute import Moment
from lscp.deadlines.ledger import lock_case
from lscp.deadlines.models import Fact
from lscp.kernel import clock
from lscp.kernel.lock_order import LockOrder
from lscp.kernel.scoping import ANY_VERSION, claim
from notifications.actions.agreement import revision_of
from notifications.actions.amendment import amend
from notifications.actions.submission import submit
from notifications.models import Notification
from tests.sent_forms import filled_draft, fresh, save
from tests.sent_forms import submitted as given_submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]

VERB = "deadlines.clocks_viewed"
PATIENCE = 20


def in_the_background(work):
    """Run it in a thread of its own; gives the thread and the list that will hold what came of it."""
    came = []

    def go():
        try:
            came.append(work())
        except Exception as problem:  # noqa: BLE001 - handed to the test
            came.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=go)
    thread.start()
    return thread, came


def wait_until_somebody_waits_for_a_lock():
    for _ in range(PATIENCE * 20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.05)
    raise AssertionError("nobody waited for a lock")


def is_locked(queryset):
    try:
        with transaction.atomic():
            queryset.select_for_update(nowait=True, of=("self",)).get()
    except OperationalError:
        return True
    return False


def meets_a_holder_of_the_case(notification, work, *, by):
    """`work` begins while somebody holds the case, who then writes to its record as well. What came of it."""
    with transaction.atomic():
        case = lock_case(notification.case_id)
        thread, came = in_the_background(work)
        wait_until_somebody_waits_for_a_lock()
        audit.record(VERB, subject=case, by=by, case=case)
    thread.join(PATIENCE)
    return came


def test_sending_waits_for_whoever_holds_the_case_and_never_in_a_circle(cast):
    draft = fresh(filled_draft(cast))
    seen = revision_of(draft)
    came = meets_a_holder_of_the_case(
        draft, lambda: submit(draft.public_id, seen_revision=seen, by=draft.raised_by), by=cast.lscp_unit
    )
    assert came == [draft]
    assert fresh(draft).status == "submitted"


def test_amending_writes_to_the_record_before_its_clocks_and_never_waits_in_a_circle(cast):
    made = given_submitted(cast)
    save(made, "actions", "done", {"actions_taken": "Something else"})
    seen = revision_of(made)
    came = meets_a_holder_of_the_case(
        made,
        lambda: amend(made.public_id, reason="More is known", seen_revision=seen, by=made.raised_by).number,
        by=cast.lscp_unit,
    )
    assert came == [2]


def test_sending_and_recording_a_fact_at_once_both_stand(cast, together):
    draft = fresh(filled_draft(cast))
    seen = revision_of(draft)
    sent, fact = together(
        lambda: submit(draft.public_id, seen_revision=seen, by=draft.raised_by),
        lambda: record_fact(
            draft.case, "la_aware", moment=Moment(clock.today()), source="A call", by=cast.lscp_unit
        ),
    )
    assert (sent, fact.kind) == (draft, "la_aware")
    kinds = Fact.objects.filter(case=draft.case, is_live=True).values_list("kind", flat=True)
    assert sorted(kinds) == ["agency_aware", "la_aware"]


def test_claim_locks_the_case_before_the_record(cast):
    made = given_submitted(cast)
    record, case = Notification.all_records.filter(pk=made.pk), Case.all_records.filter(pk=made.case_id)

    def claiming():
        with transaction.atomic():
            return claim(Notification, made.public_id, by=cast.lscp_unit, seen_version=ANY_VERSION)

    with transaction.atomic():
        record.select_for_update(of=("self",)).get()
        thread, came = in_the_background(claiming)
        wait_until_somebody_waits_for_a_lock()
        held = []
        looking, _ = in_the_background(lambda: held.append(is_locked(case)))
        looking.join(PATIENCE)
    thread.join(PATIENCE)
    assert (held, came) == ([True], [made])


def test_case_locked_after_the_head_of_its_chain_is_refused(cast):
    made = given_submitted(cast)
    with pytest.raises(LockOrder), transaction.atomic():
        audit.record(VERB, subject=made.case, by=cast.lscp_unit, case=made.case)
        claim(Notification, made.public_id, by=cast.lscp_unit, seen_version=ANY_VERSION)
    with pytest.raises(LockOrder), transaction.atomic():
        audit.record(VERB, subject=made.case, by=cast.lscp_unit, case=made.case)
        lock_case(made.case_id)


def test_case_held_already_may_be_locked_again_after_writing_to_its_record(cast):
    made, other = given_submitted(cast), given_submitted(cast, name=("Ignatius", "Marrowbone"))
    with transaction.atomic():
        claim(Notification, made.public_id, by=cast.lscp_unit, seen_version=ANY_VERSION)
        audit.record(VERB, subject=made.case, by=cast.lscp_unit, case=made.case)
        assert lock_case(made.case_id) == made.case
        with pytest.raises(LockOrder), transaction.atomic():
            audit.record(VERB, subject=other.case, by=cast.lscp_unit, case=other.case)
            lock_case(other.case_id)
        assert lock_case(other.case_id) == other.case

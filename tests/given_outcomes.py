"""States after the decision, reached the way people reach them."""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from lscp.deadlines import actions as clocks
from lscp.deadlines.compute import Moment
from lscp.kernel import clock
from lscp.people import sealing
from notifications import wording
from notifications.actions import exits, national
from notifications.models import NotificationVersion
from tests.given import fresh, given_decided
from tests.remembered import state

NARRATIVE = "Quilliam Zebrington was seen by the school"


def copy_of_receipt(name="receipt.txt", text=b"Thank you. Your notification was received."):
    """A file as the national system might have shown it."""
    return SimpleUploadedFile(name, text, content_type="text/plain")


def given_aware(notification, by, *, days_ago=2):
    """The local authority became aware so many days ago."""
    day = clock.today() - dt.timedelta(days=days_ago)
    clocks.record_fact(notification.case, "la_aware", moment=Moment(day), source="Telephone call", by=by)


@state
def given_to_notify(cast, *, days_ago=2, **kwargs):
    """Decided to notify; the authority's clock runs from its awareness."""
    notification = given_decided(cast, **kwargs)
    given_aware(notification, cast.council_notifier, days_ago=days_ago)
    return fresh(notification)


def record_receipt(notification, by, **kwargs):
    """The receipt, one minute old unless said otherwise."""
    given = {
        "seen_version": fresh(notification).version, "reference": "SIN-4711", "sent_by": "Council Notifier",
        "sent": Moment.of(clock.now() - dt.timedelta(minutes=1)), "upload": copy_of_receipt(),
    }  # fmt: skip
    return national.record_receipt(notification.public_id, by=by, **{**given, **kwargs})


@state
def given_notified(cast, **kwargs):
    """Notified: the receipt is recorded."""
    notification = given_to_notify(cast, **kwargs)
    record_receipt(notification, cast.council_notifier)
    return fresh(notification)


def wait_for_information(notification, by, *, days=10):
    """Waiting until a review date so many days ahead."""
    return exits.await_information(
        notification.public_id, seen_version=fresh(notification).version, reasons=NARRATIVE,
        review_on=clock.today() + dt.timedelta(days=days), by=by,
    )  # fmt: skip


def submitted_form(notification, by, *, children=2, number=9):
    """A frozen version as the form makes it, with so many children and an adult."""
    people = [
        {
            "id": f"child{n}", "kind": "child", "number": n, "is_unborn": False,
            "identity": {"given_name": f"Quilliam{n}", "family_name": "Zebrington", "sex": "male"},
        }
        for n in range(1, children + 1)
    ]  # fmt: skip
    people.append(
        {"id": "adult1", "kind": "household", "number": 1, "is_unborn": False,
         "identity": {"given_name": "Ottoline", "family_name": "Zebrington"}}
    )  # fmt: skip
    document = {
        "edition": wording.edition_on(clock.today()).key, "people": people, "relationships": [], "labels": {},
        "sections": {
            "incident": {"what_happened": "Something happened at the pond", "police_reference": "WYP-1"},
            "criteria": {"abuse": "suspected", "harm": "died"},
        },
    }  # fmt: skip
    content = sealing.seal(notification.case, document)
    sealing.freeze([content])
    NotificationVersion.all_records.create(
        notification=notification,
        number=number,
        form_edition=document["edition"],
        content=content,
        made_by=by,
    )

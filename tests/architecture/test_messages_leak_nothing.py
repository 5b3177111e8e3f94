"""No e-mail of the product names anybody of a case, whatever names the cases hold."""

import inspect

import pytest
from django.core import mail

from lscp.demo import names
from lscp.messaging import catalogue, delivery
from lscp.messaging.models import OutboundMessage
from lscp.people import sealing
from lscp.people.models import Person
from tests.given import given_submitted


def invented():
    """Every given and family name of the one list."""
    found = set()
    for _, value in inspect.getmembers(names):
        for one in value if isinstance(value, tuple | list) else ():
            if isinstance(one, names.Name):
                found |= {one.given, one.family}
    return sorted(found)


def test_there_are_names_to_look_for():
    assert len(invented()) > 20


@pytest.mark.parametrize("kind", list(catalogue.all_kinds()))
def test_message_names_nobody_of_its_case(kind, cast):
    case = given_submitted(cast).case
    for number, name in enumerate(invented(), start=1):
        value = sealing.seal(case, {"given_name": name, "family_name": name})
        Person.all_records.create(case=case, kind="other", number=number, identity=value)
    values = dict.fromkeys(catalogue.get(kind).values - {"reference"}, "1")
    OutboundMessage.objects.all().delete()
    OutboundMessage.objects.create(
        dedupe_key="k", recipient=cast.police_rag, partnership=cast.here, kind=kind, urgency="immediate",
        reference=case.reference, path=f"/cases/{case.public_id}/", context=values,
    )  # fmt: skip
    assert delivery.deliver_due() == 1
    (sent,) = mail.outbox
    everything = "\n".join(
        [sent.subject, sent.body, str(sent.alternatives[0][0]), *map(str, sent.message().values())]
    )
    assert [name for name in invented() if name.lower() in everything.lower()] == []

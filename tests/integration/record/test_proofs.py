"""A proof of the record that fails is told, shown and watched until a later one passes."""

import pytest
import time_machine
from django.core.management import CommandError, call_command

from lscp.audit import tasks
from lscp.audit.models import AuditEvent
from lscp.kernel import clock
from lscp.messaging import broker
from lscp.messaging.catalogue import words_of
from lscp.messaging.models import OutboundMessage
from lscp.record import proofs
from tests.integration.audit.conftest import as_owner  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db(transaction=True)
KEEPERS = ["admin@lscp.example", "manager@lscp.example"]


@pytest.fixture(autouse=True)
def quiet_world(monkeypatch, settings, tmp_path):
    monkeypatch.setattr(broker, "ping", lambda: True)
    settings.AUDIT_CHECKPOINT_DIR = tmp_path / "checkpoints"


@pytest.fixture
def spoil(as_owner, cast):  # noqa: F811 - the fixture imported above
    """Change an entry by hand, and put it back."""
    entry = AuditEvent.objects.order_by("position").first()

    def change(name):
        as_owner("UPDATE audit_auditevent SET actor_name = %s WHERE id = %s", name, str(entry.id))

    change.back = lambda: change(entry.actor_name)
    return change


def told(kind="record_does_not_hold"):
    return sorted(
        OutboundMessage.objects.filter(kind=kind).values_list("recipient__email", flat=True).distinct()
    )


def test_failed_proof_is_told_to_managers_and_administrators_of_every_partnership(cast, spoil):
    cast.person("far_manager", "elsewhere", "lscp_manager", partnerships=(cast.there,))
    spoil("Somebody else")
    assert tasks.verify() == 1
    assert told() == sorted([*KEEPERS, "far_manager@elsewhere.example"])
    message = OutboundMessage.objects.filter(kind="record_does_not_hold").first()
    assert (message.urgency, message.reference, message.path) == ("immediate", "", "/record/partnership/")
    assert "Faults found: 1" in words_of(message).body
    assert "Somebody else" not in words_of(message).body


def test_alarm_comes_once_a_day_and_ends_when_a_proof_passes(cast, spoil):
    spoil("Somebody else")
    for _ in range(2):
        tasks.verify()
    assert OutboundMessage.objects.filter(kind="record_does_not_hold").count() == 2
    with time_machine.travel(clock.real_now().replace(year=clock.real_now().year + 1), tick=False):
        tasks.verify()
    assert OutboundMessage.objects.filter(kind="record_does_not_hold").count() == 4
    spoil.back()
    assert tasks.verify() == 0
    assert told("record_holds_again") == KEEPERS
    assert tasks.verify() == 0
    assert OutboundMessage.objects.filter(kind="record_holds_again").count() == 2


def test_pages_and_health_address_say_it_until_a_later_proof_passes(cast, spoil, signed_in, client):
    words = "The record did not hold when it was last proved"
    tasks.verify()
    assert client.get("/health/ready").json()["record"] == "ok"
    spoil("Somebody else")
    tasks.verify()
    assert client.get("/health/ready").json()["record"] == "not ok"
    assert client.get("/health/ready").status_code == 503
    for who, shown in (
        ("lscp_manager", True), ("lscp_unit", True), ("lscp_admin", True), ("police_rag", False),
        ("hospital_practitioner", False),
    ):  # fmt: skip
        page = signed_in(getattr(cast, who)).get("/").content.decode()
        assert (words in page) is shown, who
    spoil.back()
    call_command("verify_audit")
    assert client.get("/health/ready").json()["record"] == "ok"
    assert words not in signed_in(cast.lscp_manager).get("/").content.decode()


def test_record_page_says_when_it_was_last_proved(cast, signed_in):
    page = "/record/partnership/"
    manager = signed_in(cast.lscp_manager)
    assert "The record has not been proved yet" in manager.get(page).content.decode()
    tasks.verify()
    assert "all fit." in manager.get(page).content.decode()


def test_command_for_one_case_raises_no_alarm_and_ends_none(cast, spoil):
    spoil("Somebody else")
    with pytest.raises(CommandError):
        call_command("verify_audit")
    assert not proofs.holds()
    with pytest.raises(CommandError):
        call_command("verify_audit", "--general")
    assert OutboundMessage.objects.filter(kind="record_does_not_hold").count() == 2

"""What watches the service gets a word for each part, and a stranger no more than that."""

import datetime as dt

import pytest

from lscp.deadlines import health as deadlines_health
from lscp.kernel import clock
from lscp.messaging.models import MessagePreference, OutboundMessage, Status
from support import embedded

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(db):
    """The reminders were looked through just now."""
    deadlines_health.beat("sweep")


def test_live_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get("/health/live")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_ready_names_each_part(client, swept):
    answer = client.get("/health/ready")
    words = {
        "status": "ok",
        "database": "ok",
        "redis": "ok",
        "reminders": "ok",
        "outbox": "ok",
        "record": "ok",
    }
    assert (answer.status_code, answer.json()) == (200, words)


def test_stopped_sweep_is_not_ready(client):
    answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["reminders"]) == (503, "not ok")


def test_redis_that_is_gone_is_not_ready(client, swept, settings):
    with embedded.temporary_redis() as server:
        settings.REDIS_URL = settings.CELERY_BROKER_URL = server.url
        assert client.get("/health/ready").json()["redis"] == "ok"
        server.stop()
        answer = client.get("/health/ready")
    assert (answer.status_code, answer.json()["redis"]) == (503, "not ok")


@pytest.mark.parametrize(
    ("status", "minutes", "word"),
    [
        (Status.QUEUED, 16, "not ok"),
        (Status.SENDING, 16, "not ok"),
        (Status.QUEUED, 14, "ok"),
        (Status.SENT, 60, "ok"),
        (Status.FAILED, 60, "ok"),
    ],
)
def test_message_that_waits_too_long_is_not_ready(client, cast, swept, status, minutes, word):
    OutboundMessage.objects.create(
        dedupe_key="x", recipient=cast.lscp_unit, kind="x", urgency="immediate", status=status,
        deliver_after=clock.now() - dt.timedelta(minutes=minutes),
    )  # fmt: skip
    assert client.get("/health/ready").json()["outbox"] == word


def test_reminder_that_waits_for_its_digest_is_well(client, cast, swept):
    OutboundMessage.objects.create(
        dedupe_key="x", recipient=cast.lscp_unit, kind="x", urgency="reminder", status=Status.QUEUED,
        deliver_after=clock.now() - dt.timedelta(hours=2),
    )  # fmt: skip
    assert client.get("/health/ready").json()["outbox"] == "not ok"
    MessagePreference.objects.create(user=cast.lscp_unit, digest=True)
    assert client.get("/health/ready").json()["outbox"] == "ok"

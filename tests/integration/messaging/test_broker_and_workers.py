"""With a real Redis, a real worker and a real mail server, each of which may be gone."""

import itertools
import socketserver
import threading
import time
from email import message_from_bytes

import pytest
from django.db import connection, transaction

from lscp.kernel import clock
from lscp.messaging import broker, delivery
from lscp.messaging.models import OutboundMessage, Status
from lscp.messaging.service import enqueue
from tests import real_workers
from tests.real_workers import PATIENCE
from tests.real_workers import wait_for as _wait_for

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("services"),
]


class MailServer(socketserver.ThreadingTCPServer):
    """Enough of SMTP to take mail, and to stop answering in the middle of it."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken = []
        self.hangs = threading.Event()
        self.in_the_middle = threading.Event()

    def handle_error(self, request, client_address):
        """Whoever was sending is gone."""


class _Session(socketserver.StreamRequestHandler):
    def handle(self):
        self._say("220 ready")
        while line := self.rfile.readline():
            word = line[:4].upper()
            if word == b"DATA":
                self._say("354 go on")
                self._take()
                while self.server.hangs.is_set():
                    self.server.in_the_middle.set()
                    time.sleep(0.05)
                self._say("250 taken")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        self.server.taken.append(message_from_bytes(b"".join(lines)))

    def _say(self, text):
        self.wfile.write(text.encode() + b"\r\n")


@pytest.fixture
def mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def worker(redis_server, mail_server):
    """A worker process that sends its mail to this test."""
    return real_workers.worker(redis_server, EMAIL_URL=f"smtp://127.0.0.1:{mail_server.server_address[1]}")


def _status(message):
    message.refresh_from_db()
    return message.status


@pytest.fixture
def urgent(cast):
    """Queue a message in a transaction of its own, as a page does; of a kind that a worker knows too."""
    numbers = itertools.count()

    def queue():
        key = f"told {next(numbers)}"
        with transaction.atomic():
            enqueue("messaging_digest", to=[cast.police_rag], dedupe_key=key, partnership=cast.here, count=1)
        return OutboundMessage.objects.get(dedupe_key=key)

    return queue


def test_worker_sends_what_a_commit_woke_it_for(cast, urgent, redis_server, mail_server):
    with worker(redis_server, mail_server):
        message = urgent()
        assert _wait_for(lambda: _status(message) == Status.SENT)
    (mail,) = mail_server.taken
    assert mail["Message-ID"] == f"<{message.public_id}@127.0.0.1>"
    assert mail["To"] == cast.police_rag.email


def test_worker_killed_in_the_middle_of_sending_sends_again_with_the_same_id(
    urgent, redis_server, mail_server
):
    mail_server.hangs.set()
    with worker(redis_server, mail_server) as process:
        message = urgent()
        assert mail_server.in_the_middle.wait(PATIENCE)
        process.kill()
        process.wait(timeout=30)
    assert _status(message) == Status.SENDING
    mail_server.hangs.clear()
    OutboundMessage.objects.update(lease_until=clock.real_now())  # ten minutes later
    with worker(redis_server, mail_server):
        from lscp.messaging import tasks

        tasks.deliver.apply_async()  # what beat does each minute
        assert _wait_for(lambda: _status(message) == Status.SENT)
    assert [mail["Message-ID"] for mail in mail_server.taken] == [f"<{message.public_id}@127.0.0.1>"] * 2
    assert message.attempts == 2


def test_change_succeeds_while_redis_is_down_and_its_message_leaves_later(
    urgent, redis_server, mail_server, caplog, settings, outbox
):
    assert broker.is_reachable()
    redis_server.stop()
    message = urgent()
    assert "the broker could not be reached" in caplog.text
    assert _status(message) == Status.QUEUED
    assert not broker.is_reachable()
    redis_server.start()
    broker.forget()
    assert broker.is_reachable()
    assert delivery.deliver_due() == 1  # the sweep of the next minute
    assert _status(message) == Status.SENT


def test_what_redis_forgot_is_in_the_database(urgent, redis_server, mail_server):
    message = urgent()  # the wake-up waits in Redis
    redis_server.stop()
    redis_server.start()  # it keeps nothing
    assert delivery.deliver_due() == 1
    assert _status(message) == Status.SENT


def test_message_whose_database_broke_off_while_it_was_sent_is_finished_later(
    urgent, redis_server, mail_server
):
    mail_server.hangs.set()
    with worker(redis_server, mail_server):
        message = urgent()
        assert mail_server.in_the_middle.wait(PATIENCE)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
                " AND datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert cursor.rowcount > 0
        mail_server.hangs.clear()
        later = urgent()
        assert _wait_for(lambda: _status(later) == Status.SENT), "the same worker goes on"
        assert _status(message) == Status.SENDING
        OutboundMessage.objects.filter(pk=message.pk).update(lease_until=clock.real_now())
        urgent()
        assert _wait_for(lambda: _status(message) == Status.SENT)
    identifiers = [mail["Message-ID"] for mail in mail_server.taken]
    assert identifiers.count(f"<{message.public_id}@127.0.0.1>") == 2

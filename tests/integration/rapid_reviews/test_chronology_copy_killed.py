"""A real worker process that is killed while it makes a copy of a chronology, early and at the last moment."""

from pathlib import Path

import pytest

from lscp.audit.models import AuditChain, case_chain
from rapid_reviews import tasks
from rapid_reviews.models import ChronologyRow
from tests.given_chronology import add_row
from tests.given_copies import ask_copy, csv_rows, fetched, fresh_copy
from tests.given_reviews import ask, given_review
from tests.real_workers import held_by_another, kill, wait_for, wake_until, worker

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("services"),
]
ROWS = f"LOCK TABLE {ChronologyRow._meta.db_table} IN ACCESS EXCLUSIVE MODE"
CHAIN = f"SELECT 1 FROM {AuditChain._meta.db_table} WHERE key = %s FOR UPDATE"


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


@pytest.fixture
def copy(cast):
    """A copy of three rows that waits for a worker."""
    review = given_review(cast)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    for number in range(3):
        add_row(school, cast.school_lead, event=f"Event {number}")
    return ask_copy(review, cast.lscp_unit)


def kept(media):
    return [path for path in media.rglob("*") if path.is_file()]


def killed_when(media, redis_server, condition):
    with worker(redis_server, MEDIA_ROOT=str(media)) as process:
        assert wake_until(tasks.make_copies, condition)
        kill(process)


def test_worker_killed_early_or_with_the_file_written_is_followed_by_another_and_one_file_is_left(
    cast, copy, media, redis_server, signed_in
):
    client = signed_in(cast.lscp_unit)

    def now():
        row = fresh_copy(copy)
        return row.status, row.attempts, row.stored_as

    def page():
        return client.get(copy.get_absolute_url()).content.decode()

    with held_by_another(ROWS):
        killed_when(media, redis_server, lambda: now()[0] == "reading")
    assert (now(), kept(media)) == (("reading", 1, ""), [])
    assert "0 of 3 rows are read" in page()
    assert fetched(client, copy).status_code == 409

    with held_by_another(CHAIN, case_chain(copy.case.public_id)):
        killed_when(media, redis_server, lambda: now()[0] == "writing" and kept(media))
    assert (now(), len(kept(media))) == (("writing", 2, ""), 1)
    assert "Writing the file" in page()
    assert fetched(client, copy).status_code == 409

    with worker(redis_server, MEDIA_ROOT=str(media)):
        assert wake_until(tasks.make_copies, lambda: now()[0] == "ready")
    status, attempts, name = now()
    assert (status, attempts, kept(media)) == ("ready", 3, [media / name])
    assert "Your copy is ready" in page()
    rows = csv_rows(fetched(client, copy))
    assert [row[6] for row in rows[-4:-1]] == [f"Event {number}" for number in range(3)]


def test_copy_on_which_three_workers_died_leaves_no_file(cast, copy, media, redis_server, signed_in):
    for attempt in (1, 2, 3):
        with held_by_another(CHAIN, case_chain(copy.case.public_id)):
            killed_when(media, redis_server, lambda n=attempt: fresh_copy(copy).attempts == n and kept(media))
    with worker(redis_server, MEDIA_ROOT=str(media)):
        assert wake_until(tasks.make_copies, lambda: fresh_copy(copy).status == "failed")
        assert wait_for(lambda: kept(media) == [])
    assert (
        "The copy could not be made"
        in signed_in(cast.lscp_unit).get(copy.get_absolute_url()).content.decode()
    )

"""Long copies: a worker makes them with progress, and one that is killed is followed by another, or given up."""

import psycopg2
import pytest
from django.db import connection
from django.urls import reverse

from rapid_reviews import tasks
from rapid_reviews.actions import chronology_export as actions
from rapid_reviews.models import ChronologyCopy
from rapid_reviews.queries import chronology_export as queries
from tests.given_chronology import add_row
from tests.given_copies import ask_copy, csv_rows, fetched, fresh_copy
from tests.given_reviews import ask, given_review


@pytest.fixture
def five(cast):
    """A review with five rows, of which two are read at a time."""
    review = given_review(cast)
    (school,) = ask(review, cast.agencies["school"], by=cast.lscp_unit)
    for number in range(5):
        add_row(school, cast.school_lead, event=f"Event {number}")
    return review


@pytest.fixture(autouse=True)
def _few_at_a_time(monkeypatch):
    monkeypatch.setattr(queries, "CHUNK", 2)
    monkeypatch.setattr(actions, "AT_ONCE", dict.fromkeys(actions.AT_ONCE, 0))


class Killed(BaseException):
    """What a worker that is killed never handles."""


def dies_after(monkeypatch, rows):
    """The next workers die when so many rows are read."""
    take = queries.Reader._take

    def dying(self, some):
        if len(self.lines) >= rows:
            raise Killed
        return take(self, some)

    monkeypatch.setattr(queries.Reader, "_take", dying)


def test_long_copy_waits_for_a_worker_and_its_page_shows_how_far_it_is(five, cast, signed_in, monkeypatch):
    kicked = []
    monkeypatch.setattr(tasks, "kick_copies", lambda: kicked.append(1))
    client = signed_in(cast.lscp_unit)
    page = reverse("rapid_reviews:chronology_export", args=[five.public_id])
    answer = client.post(page, {"seen_version": five.version, "kind": "csv", "people": "roles", "reason": ""})
    assert kicked == [1]
    copy = ChronologyCopy.all_records.get()
    assert "0 of 5 rows are read" in client.get(answer.url).content.decode()
    assert fetched(client, copy).status_code == 409
    dies_after(monkeypatch, 4)
    with pytest.raises(Killed):
        tasks.make_copies()
    whole = client.get(answer.url).content.decode()
    assert "4 of 5 rows are read" in whole
    assert '<progress id="progress" max="5" value="4">' in whole
    part = client.get(answer.url, headers={"hx-request": "true"})
    assert part["HX-Replace-Url"] == answer.url
    assert part.content.decode().startswith('<div id="found" hx-get=')
    monkeypatch.undo()
    assert tasks.make_copies() == 1
    part = client.get(answer.url, headers={"hx-request": "true"}).content.decode()
    assert "hx-trigger" not in part
    assert "Your copy is ready" in part


def test_worker_killed_while_reading_or_writing_is_followed_by_another(five, cast, signed_in, monkeypatch):
    copy = ask_copy(five, cast.lscp_unit)
    dies_after(monkeypatch, 2)
    with pytest.raises(Killed):
        actions.go_on()
    killed = fresh_copy(copy)
    assert (killed.status, killed.done, killed.attempts) == ("reading", 2, 1)
    monkeypatch.undo()

    def dying(document):
        raise Killed

    monkeypatch.setitem(actions.MAKERS, "csv", dying)
    with pytest.raises(Killed):
        actions.go_on()
    assert fresh_copy(copy).status == "writing"
    monkeypatch.undo()
    assert actions.go_on() == 1
    rows = csv_rows(fetched(signed_in(cast.lscp_unit), copy))
    assert [row[6] for row in rows[-6:-1]] == [f"Event {number}" for number in range(5)]
    assert actions.go_on() == 0


def test_copy_on_which_workers_die_is_given_up_and_says_so(five, cast, signed_in, monkeypatch):
    copy = ask_copy(five, cast.lscp_unit)
    dies_after(monkeypatch, 0)
    for _ in range(actions.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            actions.go_on()
    assert actions.go_on() == 0
    assert fresh_copy(copy).status == "failed"
    client = signed_in(cast.lscp_unit)
    page = client.get(copy.get_absolute_url()).content.decode()
    assert "The copy could not be made" in page
    assert "Ask for another copy" in page
    assert fetched(client, copy).status_code == 409


def test_copy_that_breaks_is_given_up_at_once_and_leaves_no_file(five, cast, monkeypatch):
    copy = ask_copy(five, cast.lscp_unit)

    def breaks(document):
        raise RuntimeError("the layout broke")

    monkeypatch.setitem(actions.MAKERS, "csv", breaks)
    assert actions.go_on() == 0
    failed = fresh_copy(copy)
    assert (failed.status, failed.stored_as, failed.attempts) == ("failed", "", 1)


def test_two_workers_never_make_the_same_copy(five, cast):
    copy = ask_copy(five, cast.lscp_unit)
    given = connection.get_connection_params()
    other = psycopg2.connect(
        **{key: given[key] for key in ("dbname", "user", "host", "port") if key in given}
    )
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s), %s)", [actions.WORK, copy.pk])
        assert actions.make(copy.pk) is False
        assert fresh_copy(copy).status == "waiting"
        with other.cursor() as cursor:  # the server lets go of a closed connection's locks a moment later
            cursor.execute("SELECT pg_advisory_unlock_all()")
    finally:
        other.close()
    assert actions.make(copy.pk) is True

"""A real worker process that is killed while it puts the papers of a meeting together."""

import os
from pathlib import Path

import pytest
from django.urls import reverse

from lscp.meetings import actions, tasks
from tests.integration.meetings.test_bundles import add, attached, pdf, words_of
from tests.real_workers import kill, wait_for, wake_until, worker

pytestmark = [
    pytest.mark.services,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("services"),
]


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return Path(settings.MEDIA_ROOT)


def kept(media):
    return {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}


class SlowDisk:
    """A file whose reading never ends until it is let go: whoever opens it stops there."""

    def __init__(self, path):
        self.path, self.aside = path, path.with_name("aside")

    def __enter__(self):
        self.path.rename(self.aside)
        os.mkfifo(self.path)

    def __exit__(self, *_problem):
        self.path.unlink()
        self.aside.rename(self.path)


def test_worker_killed_half_way_is_followed_by_another_and_no_half_file_is_served(
    cast, submitted, called, media, redis_server, signed_in
):
    files = [
        attached(submitted, cast, f"{word}.pdf", pdf(f"The {word} letter")) for word in ("first", "second")
    ]
    for file in files:
        add(called, file.get_absolute_url(), cast.lscp_unit, f"File {file.number} (PDF)")
    before = kept(media)
    client = signed_in(cast.police_rag)
    page, download = (
        reverse(f"meetings:{name}", args=[called.public_id]) for name in ("bundle", "bundle_pdf")
    )
    bundle = actions.ask_bundle(called.public_id, by=cast.police_rag)

    def now(*fields):
        bundle.refresh_from_db()
        return tuple(getattr(bundle, name) for name in fields)

    with SlowDisk(media / files[1].stored_as):
        with worker(redis_server, MEDIA_ROOT=str(media)) as process:
            tasks.make_bundles.apply_async()
            assert wait_for(lambda: now("papers") == (1,))
            kill(process)
        assert "1 of 2 papers is done" in client.get(page).content.decode()
    assert now("status", "papers", "pages", "tries") == ("waiting", 1, 0, 1)
    assert (client.get(download).status_code, kept(media)) == (409, before)
    with worker(redis_server, MEDIA_ROOT=str(media)):
        assert wake_until(tasks.make_bundles, lambda: now("status") == ("ready",))
    assert now("papers", "pages", "tries") == (2, 3, 2)
    assert kept(media) - before == {bundle.stored_as}
    assert "Your papers are ready" in client.get(page).content.decode()
    got = client.get(download)
    words = " ".join(words_of(got.content))
    assert (got.status_code, words.count("The first letter"), words.count("The second letter")) == (200, 1, 1)

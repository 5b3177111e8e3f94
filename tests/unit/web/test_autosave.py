"""The answers that the page's autosave understands."""

import json

from django.test import RequestFactory

from lscp.web import autosave


def answer(response):
    return response.status_code, json.loads(response.content)


def test_saved_says_when_and_which_version():
    assert answer(autosave.saved(4, "We took 1 hidden character out.")) == (
        200,
        {
            "saved_at": "2026-04-03T13:05:00+00:00",
            "saved_at_words": "2:05pm",
            "seen_version": 4,
            "notice": "We took 1 hidden character out.",
        },
    )
    assert answer(autosave.saved()) == (
        200,
        {"saved_at": "2026-04-03T13:05:00+00:00", "saved_at_words": "2:05pm"},
    )


def test_refusals_carry_their_sentence():
    assert answer(autosave.conflict("Changed at 2pm.")) == (409, {"message": "Changed at 2pm."})
    assert answer(autosave.cannot_save("Too long.")) == (400, {"message": "Too long."})


def test_autosave_is_recognised_by_its_header():
    factory = RequestFactory()
    assert autosave.is_autosave(factory.post("/", headers={"X-Requested-With": "autosave"})) is True
    assert autosave.is_autosave(factory.post("/")) is False

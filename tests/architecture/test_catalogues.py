"""Registers that must be whole: verbs of the record, kinds of message, transition tables, field histories."""

import importlib
import pkgutil
import string

import pghistory.models
import pytest
from django.apps import apps

from lscp.audit import tracked, verbs
from lscp.kernel import workflow
from lscp.messaging import catalogue
from lscp.messaging.catalogue import Formatter
from tests.architecture import source

# What a message may speak of: numbers, dates, titles of rules and groups. Whoever needs another value adds it
# here, and says to a reviewer why it can never identify a child or carry narrative.
SAFE_VALUES = frozenset({"reference", "count", "due", "left", "title"})
MORE_SAFE_VALUES: dict[str, str] = {
    "agency": "the name of an agency of the partnership",
    "day": "the day of a meeting",
    "group": "the name of a standing group",
    "meeting": "the kind of a meeting",
    "number": "the number of a file or a version within its case",
    "on": "a date",
    "place": "a room or 'online'",
    "review_on": "a date",
    "what": "a fixed phrase of the product",
    "when": "a day and a time",
}


def test_every_literal_verb_is_registered():
    registered = verbs.all_verbs()
    missing = sorted(
        f"{source.short(file)}:{node.lineno} {verb}"
        for file in source.python_files()
        for name in ("record", "record_reading")
        for node in source.calls(file, name)
        if (verb := source.first_text(node)) is not None and "." in verb and verb not in registered
    )
    assert missing == []


def test_every_verb_belongs_to_the_app_that_registers_it():
    labels = {config.label for config in apps.get_app_configs()} | {"access"}
    assert [name for name in verbs.all_verbs() if name.partition(".")[0] not in labels] == []


@pytest.mark.parametrize("verb", list(verbs.all_verbs().values()), ids=lambda verb: verb.name)
def test_verb_has_a_sentence_even_for_old_entries(verb):
    sentence = verb.present({})
    assert sentence == sentence.strip()
    assert sentence
    assert not sentence.endswith(".")
    if isinstance(verb.sentence, str):
        assert sentence[0].islower() or not sentence[0].isalpha()
        values = [name for _, name, _, _ in Formatter().parse(verb.sentence) if name]
        assert all(verb.present({name: "VALUE"}).count("VALUE") for name in values)


def test_every_literal_kind_of_message_is_registered():
    registered = catalogue.all_kinds()
    missing = sorted(
        f"{source.short(file)}:{node.lineno} {kind}"
        for file in source.python_files()
        for node in source.calls(file, "enqueue")
        if (kind := source.first_text(node)) is not None and kind not in registered
    )
    assert missing == []


@pytest.mark.parametrize("kind", list(catalogue.all_kinds().values()), ids=lambda kind: kind.name)
def test_message_speaks_of_safe_values_only(kind):
    assert kind.values - SAFE_VALUES - MORE_SAFE_VALUES.keys() == set()
    values = dict.fromkeys(kind.values, "value")
    for text in (kind.subject.format(**values), kind.body.format(**values)):
        assert text.strip() == text
        assert text
        assert not set("{}") & set(text)
    assert len(kind.subject) <= 120
    assert all(letter in string.printable or letter in "’“”–" for letter in kind.subject + kind.body)


def _tables():
    """Every transition table: `TRANSITIONS` and `INITIAL` of a module called `workflow`."""
    for app in apps.get_app_configs():
        for module in pkgutil.iter_modules(app.module.__path__):
            if module.name == "workflow":
                yield importlib.import_module(f"{app.name}.workflow")


@pytest.mark.parametrize("module", list(_tables()), ids=lambda module: module.__name__)
def test_transition_table_is_whole(module):
    if not hasattr(module, "TRANSITIONS"):
        return
    statuses = type(module.INITIAL)
    assert workflow.problems(module.TRANSITIONS, statuses=statuses.values, initial=module.INITIAL) == []
    assert workflow.mermaid(module.TRANSITIONS, labels=dict(statuses.choices), initial=module.INITIAL)


def test_somebody_decided_who_reads_every_field_level_history():
    kept = {
        model.pgh_tracked_model
        for model in apps.get_models()
        if issubclass(model, pghistory.models.Event) and getattr(model, "pgh_tracked_model", None)
    }
    assert kept
    undecided = sorted(model._meta.label for model in kept - tracked.decided())
    assert undecided == [], "add them to <app>/field_history.py (lscp.audit.tracked)"

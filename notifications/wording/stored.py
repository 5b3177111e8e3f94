"""How answers are kept and how they are said: JSON values, what was typed beside them, and words.

A document holds each answer that is in order under its question's key. Under `TYPED` it holds what was
typed, box by box, so that nothing is lost while it cannot be understood yet; under `SAVED` the revision of
the section at which each page was last saved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lscp.kernel.dates import DayAndTime, UncertainDate, british_date
from lscp.web.text import clean
from notifications.wording.shapes import Kind, Question

TYPED = "_typed"
SAVED = "_saved"
NOBODY = "_nobody"
BOOK_KEEPING = frozenset({TYPED, SAVED, NOBODY})

Document = dict[str, Any]


def storable(raw: Any) -> Any:
    """What was typed, without characters that cannot be stored."""
    if isinstance(raw, Mapping):
        return {str(part): storable(text) for part, text in raw.items()}
    if isinstance(raw, (list, tuple)):
        return [storable(one) for one in raw]
    return "" if raw is None else clean(str(raw), lines=True).text


def is_blank(raw: Any) -> bool:
    """Whether nothing was typed."""
    if isinstance(raw, Mapping):
        return not any(str(text).strip() for text in raw.values())
    if isinstance(raw, (list, tuple)):
        return not raw
    return not str(raw or "").strip()


def encoded(value: Any) -> Any:
    """A field's value as JSON can hold it; None for no answer."""
    if isinstance(value, UncertainDate):
        return value.to_json()
    if isinstance(value, DayAndTime):
        time = value.time.isoformat("minutes") if value.time is not None else None
        return {"day": value.day.isoformat(), "time": time}
    if isinstance(value, dt.date):
        return value.isoformat()
    return None if value in ("", [], None) else value


def decoded(kind: Kind, stored: Any) -> Any:
    """The value that `encoded` wrote; None where there is none."""
    if stored is None:
        return None
    match kind:
        case Kind.UNCERTAIN_DATE:
            return UncertainDate.from_json(stored)
        case Kind.DATE_TIME:
            time = dt.time.fromisoformat(stored["time"]) if stored["time"] else None
            return DayAndTime(dt.date.fromisoformat(stored["day"]), time)
        case Kind.DATE:
            return dt.date.fromisoformat(stored)
    return stored


def merged(old: Document, typed: Mapping[str, Any], understood: Mapping[str, Any]) -> Document:
    """The document after a page was saved: its answers and what was typed for them, the rest unchanged."""
    document = {key: value for key, value in old.items() if key not in typed}
    document[TYPED] = {**old.get(TYPED, {}), **{key: storable(raw) for key, raw in typed.items()}}
    for key in typed:
        stored = encoded(understood.get(key))
        if stored is not None:
            document[key] = stored
    return document


def frozen(document: Mapping[str, Any]) -> Document:
    """The document for a version: answers, and what was typed only where it was not understood."""
    kept = {key: value for key, value in document.items() if key not in BOOK_KEEPING}
    loose = {
        key: raw for key, raw in document.get(TYPED, {}).items() if key not in kept and not is_blank(raw)
    }
    return {**kept, **({TYPED: loose} if loose else {})}


def in_words(question: Question, document: Mapping[str, Any], labels: Mapping[str, str]) -> str:
    """The answer as a reader meets it; an empty text for none.

    `labels` names what the partnership offered to choose from, as it stood.
    """
    stored = document.get(question.key)
    if stored is None:
        return _as_typed(document.get(TYPED, {}).get(question.key))
    match question.kind:
        case Kind.RADIO | Kind.CHECKBOXES:
            known: dict[str, str] = {choice.value: choice.label for choice in question.choices} | dict(labels)
            chosen = stored if isinstance(stored, list) else [stored]
            return "; ".join(known.get(str(value), str(value)) for value in chosen)
        case Kind.UNCERTAIN_DATE:
            found = UncertainDate.from_json(stored)
            return f"{found.words} (“{found.as_written}”)" if found.as_written else found.words
        case Kind.DATE:
            return british_date(dt.date.fromisoformat(stored))
        case Kind.DATE_TIME:
            return str(decoded(Kind.DATE_TIME, stored))
    return str(stored)


def _as_typed(raw: Any) -> str:
    """What was typed and could not be understood, so that a reader still sees it."""
    if raw is None or is_blank(raw):
        return ""
    if isinstance(raw, Mapping):
        return " ".join(str(text).strip() for text in raw.values() if str(text).strip())
    return "; ".join(raw) if isinstance(raw, list) else str(raw)


def revealed(questions: Mapping[str, Question], document: Mapping[str, Any]) -> set[str]:
    """The keys of the questions that the answers given so far ask; one of several answers is enough."""
    ways: dict[str, list[tuple[str, str]]] = {}
    for question in questions.values():
        for choice in question.choices:
            for key in choice.reveals:
                ways.setdefault(key, []).append((question.key, choice.value))

    def is_given(parent: str, value: str) -> bool:
        given = document.get(parent)
        return value in (given if isinstance(given, list) else [given]) and is_asked(parent)

    def is_asked(key: str) -> bool:
        return key not in ways or any(is_given(*way) for way in ways[key])

    return {key for key in questions if is_asked(key)}

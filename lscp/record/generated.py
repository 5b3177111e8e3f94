"""The documents that are made from the code, so that they cannot differ from it: `docs/generated/`.

Reads registers and tables only; no database, no clock.
"""

from __future__ import annotations

import importlib
import pkgutil
import runpy
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.conf import settings

from lscp.accounts.roles import CATALOGUE, Role
from lscp.audit import verbs
from lscp.deadlines.shipped_rules import EDITIONS, RULES
from lscp.deadlines.shipped_timetable import TIMETABLE
from lscp.kernel import workflow
from lscp.messaging import catalogue
from lscp.record.sentences import KINDS

MADE: Final = "<!-- Made by `manage.py generate_docs`. Change the code, then run it again. -->"
MATRIX: Final = Path("tests/architecture/permission_table.py")


def documents() -> dict[str, str]:
    """Every document by its file name."""
    makers: dict[str, Callable[[], list[str]]] = {
        "states.md": _states,
        "permissions.md": _permissions,
        "audit-verbs.md": _verbs,
        "messages.md": _messages,
        "clocks.md": _clocks,
    }
    return {name: "\n".join([MADE, "", *make()]).rstrip() + "\n" for name, make in makers.items()}


def transition_tables() -> list[Any]:
    """Every module `workflow` of ours with a table: `TRANSITIONS` and `INITIAL`."""
    found = []
    for app in apps.get_app_configs():
        if any(
            module.name == "workflow" for module in pkgutil.iter_modules(getattr(app.module, "__path__", []))
        ):
            module = importlib.import_module(f"{app.name}.workflow")
            if hasattr(module, "TRANSITIONS"):
                found.append(module)
    return found


def _states() -> list[str]:
    lines = ["# States", "", "What may follow what. Everything else is refused."]
    for module in transition_tables():
        statuses = type(module.INITIAL)
        picture = workflow.mermaid(module.TRANSITIONS, labels=dict(statuses.choices), initial=module.INITIAL)
        lines += ["", f"## {statuses.__name__}", "", "```mermaid", picture.rstrip(), "```"]
    return lines


def _permissions() -> list[str]:
    yes = {True: "yes", False: ""}
    headings = [
        "Role",
        "What for",
        "Receives submissions",
        "Knows identities",
        "Reads legal advice",
        "Opens cases",
    ]
    rows = [
        [
            Role(role).label, info.description, yes[info.sees_submissions], yes[info.sees_identity],
            yes[info.sees_legal_advice], yes[info.may_open_cases],
        ]
        for role, info in CATALOGUE.items()
    ]  # fmt: skip
    text = "A role says what kind of decision a person may take; a grant says on which case. Both are needed."
    lines = ["# Roles and permissions", "", text, "", *_table(headings, rows)]
    return [*lines, "", "## Addresses", "", *_matrix()]


def _matrix() -> list[str]:
    """The tested table, where the tests are there."""
    file = settings.BASE_DIR / MATRIX
    if not file.exists():
        return ["The tested table is not part of this installation."]
    table = runpy.run_path(str(file), run_name="permission_table")
    rows = [
        [
            f"`{row.name}`", ", ".join(row.args).replace("_", " "), row.method.upper(), str(row.others),
            str(row.out), "; ".join(f"{status}: {', '.join(names)}" for status, names in row.by_status.items()),
        ]
        for row in table["ROWS"]
    ]  # fmt: skip
    text = (
        "Each line is tested with the people of `tests/cast.py`: who gets which status. Strangers to an "
        "object get 404. What an address speaks of is in `tests/architecture/permissions/world.py`."
    )
    return [
        text,
        "",
        *_table(["Address", "Of", "Method", "Everybody else", "Nobody signed in", "Who gets what"], rows),
    ]


def _verbs() -> list[str]:
    rows = [
        [f"`{name}`", KINDS[verb.kind.value], verb.sentence if isinstance(verb.sentence, str) else "depends"]
        for name, verb in verbs.all_verbs().items()
    ]
    text = "What can stand in the record. The sentence follows the name of whoever did it."
    return ["# Verbs of the record", "", text, "", *_table(["Verb", "Kind", "Sentence"], rows)]


def _messages() -> list[str]:
    rows = [
        [f"`{name}`", kind.subject, kind.body, kind.urgency.label, kind.why]
        for name, kind in catalogue.all_kinds().items()
    ]
    text = (
        "Every e-mail the service can send. Each carries a reference and a link, never a name or a narrative."
    )
    return ["# Messages", "", text, "", *_table(["Kind", "Subject", "Text", "When", "Why"], rows)]


def _clocks() -> list[str]:
    titles = {edition["key"]: str(edition["title"]) for edition in EDITIONS}
    editions = [
        [
            str(edition["title"]),
            str(edition["in_force_from"]),
            _verified(edition["is_verified"]),
            str(edition["source"]),
        ]
        for edition in EDITIONS
    ]
    rows = [
        [
            f"`{rule.key}`", rule.title, f"{rule.length} {_words(rule.unit)}", _words(rule.starting_event),
            _words(rule.kind), ", ".join(titles[key] for key in rule.editions), _verified(rule.is_verified),
            rule.source,
        ]
        for rule in (*RULES, *TIMETABLE)
    ]  # fmt: skip
    headings = ["Rule", "What", "How long", "From", "Kind", "Editions", "Checked", "Source"]
    return [
        "# Clocks as shipped", "", "A partnership may add local rules; a case keeps the edition it began under.", "",
        "## Editions of the guidance", "", *_table(["Edition", "In force from", "Checked", "Source"], editions), "",
        "## Rules", "", *_table(headings, rows),
    ]  # fmt: skip


def _words(value: Any) -> str:
    """A choice in words: its label, or its value without underscores."""
    return str(getattr(value, "label", "") or getattr(value, "value", value)).replace("_", " ")


def _verified(is_verified: object) -> str:
    return "yes" if is_verified else "not verified"


def _table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    headings = list(headings)
    lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
    return [*lines, *(f"| {' | '.join(_cell(one) for one in row)} |" for row in rows)]


def _cell(text: str) -> str:
    return " ".join(str(text).split()).replace("|", "\\|")

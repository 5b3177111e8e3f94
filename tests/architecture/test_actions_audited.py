"""No decision without an entry: every action writes to the record, itself or through what it calls.

An action is a public function of a module `actions` (or of a module in a package `actions`) that takes `by`.
The test follows calls by name through the action's own app and the shared helpers; a new action that reaches
neither `audit.record` nor another action fails here until it does, or until its reason stands in `WITHOUT`.
"""

import ast
from collections import defaultdict

import pytest

from tests.architecture import source

# Functions that take `by` and write no entry of their own, and why that is right.
WITHOUT = {
    "lscp.accounts.actions.shared.end": "a step of the actions that end something, each of which writes",
    "lscp.deadlines.actions.clocks.claim_clock": "locks a clock for the action that writes",
    "notifications.actions.agreement.end_requests": "a step of the actions that end the lead's part",
    "notifications.actions.feedback.tell_referrer": "a message about an action that has written",
    "notifications.actions.telling.tell": "a message about an action that has written",
    "rapid_reviews.actions.telling.tell": "a message about an action that has written",
    "rapid_reviews.actions.recommendation_telling.tell": "a message about an action that has written",
}
WRITES = {"record", "record_reading", "record_refusal"}


def _functions():
    """Every function of every module, by name, with what it calls."""
    found = defaultdict(list)
    for file in source.python_files():
        for node in ast.walk(source.tree(file)):
            if isinstance(node, ast.FunctionDef):
                found[node.name].append((source.dotted(file), node))
    return found


FUNCTIONS = _functions()


def _actions():
    for file in source.python_files():
        parts = source.dotted(file).split(".")
        if "actions" not in parts or "demo" in parts:
            continue
        for node in source.tree(file).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                names = {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
                if "by" in names:
                    yield source.dotted(file), node


def _writes(module, node, seen):
    """Whether a function reaches the record, directly or through functions of our own."""
    for call in (one for one in ast.walk(node) if isinstance(one, ast.Call)):
        name = source.called(call)
        if name in WRITES and _is_of_the_record(call):
            return True
        for where, target in FUNCTIONS.get(name, ()):
            if (where, name) not in seen and _near(module, where):
                seen.add((where, name))
                if _writes(where, target, seen):
                    return True
    return False


def _is_of_the_record(call):
    """`audit.record(…)`, not somebody else's `record`."""
    if isinstance(call.func, ast.Attribute):
        return isinstance(call.func.value, ast.Name) and call.func.value.id in {"audit", "service"}
    return source.called(call) in {"record_reading", "record_refusal"}


def _near(module, where):
    """The same app, or an action or ledger of another."""
    app = module.split(".")[:2] if module.startswith("lscp.") else module.split(".")[:1]
    there = where.split(".")
    return there[: len(app)] == app or "actions" in there or there[-1] in {"ledger", "facts"}


@pytest.mark.parametrize(
    ("module", "node"), list(_actions()), ids=[f"{module}.{node.name}" for module, node in _actions()]
)
def test_action_writes_to_the_record(module, node):
    name = f"{module}.{node.name}"
    assert _writes(module, node, {(module, node.name)}) or name in WITHOUT


def test_every_exception_is_still_needed():
    still = {f"{module}.{node.name}": (module, node) for module, node in _actions()}
    assert sorted(WITHOUT.keys() - still.keys()) == []
    needless = [name for name in WITHOUT if _writes(*still[name], {(still[name][0], still[name][1].name)})]
    assert needless == []


def test_there_are_actions_to_look_at():
    names = {f"{module}.{node.name}" for module, node in _actions()}
    assert {"lscp.cases.actions.open_case", "lscp.messaging.actions.retry_message"} <= names

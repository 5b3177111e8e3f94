"""Every table is declared scoped, child, reference, history or system, and keeps its pairs together."""

import pytest
from django.apps import apps
from django.db import models
from pghistory.models import Event

from lscp.kernel.scoping import ScopedRecord
from lscp.people.models import SealedField
from tests.architecture.model_table import MODELS, PAIRS_KEPT_OTHERWISE

OURS = [
    model
    for model in apps.get_models()
    if model.__module__.split(".")[0] in {"lscp", "notifications", "rapid_reviews", "cspr", "learning"}
    and not issubclass(model, Event)
]


def test_every_model_is_declared():
    labels = {model._meta.label for model in OURS}
    assert sorted(labels - MODELS.keys()) == [], "declare it in tests/architecture/model_table.py"
    assert sorted(MODELS.keys() - labels) == [], "no longer there"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_is_what_it_is_declared_to_be(model):
    kind = MODELS.get(model._meta.label)
    assert (kind == "scoped") == (issubclass(model, ScopedRecord) or hasattr(model, "visible_to"))
    if kind in {"scoped", "child"}:
        assert not hasattr(model, "objects") or kind == "child"


def is_account(field):
    """Whether a column names an account; somebody's name as it was typed stands sealed, on its own."""
    return getattr(field, "is_relation", False) and not isinstance(field, SealedField)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_who_and_when_stand_together(model):
    """A moment that may be empty has its person beside it, and the database keeps both or neither."""
    fields = {field.name: field for field in model._meta.concrete_fields}
    checks = " ".join(
        str(constraint.condition)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint)
    )
    loose = [
        name
        for name, field in fields.items()
        if name.endswith("_at") and field.null
        and is_account(fields.get(f"{name.removesuffix('_at')}_by"))
        and not (f"'{name}" in checks and f"'{name.removesuffix('_at')}_by" in checks)
    ]  # fmt: skip
    allowed = [name for name in loose if f"{model._meta.label}.{name}" in PAIRS_KEPT_OTHERWISE]
    assert [name for name in loose if name not in allowed] == []

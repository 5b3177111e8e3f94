"""What people type about a case is sealed, and the database itself keeps what must be there."""

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.test.utils import isolate_apps
from pghistory.models import Event

from lscp.people.models import SealedField
from tests.architecture.plain_columns import OF_LIBRARIES, PLAIN
from tests.architecture.source import APPS

SEALED = [
    (model._meta.db_table, field.column, field.null)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, SealedField)
]
NO_TEXT = (
    models.BooleanField,
    models.DateField,
    models.DurationField,
    models.GenericIPAddressField,
    models.IntegerField,
    models.TimeField,
    models.UUIDField,
)
LABEL_OF_HISTORY = "pgh_label"


def holds_text(field):
    """Whether a column could hold what somebody typed. A kind of column that nobody thought of could."""
    if isinstance(field, ArrayField):
        return holds_text(field.base_field)
    return not (field.is_relation or field.choices or isinstance(field, NO_TEXT))


def text_columns(tables):
    """Columns of text by model; those of a history table by the model whose history it is."""
    return {
        f"{(model.pgh_tracked_model if issubclass(model, Event) else model)._meta.label}.{field.name}"
        for model in tables
        for field in model._meta.concrete_fields
        if holds_text(field) and not (issubclass(model, Event) and field.name == LABEL_OF_HISTORY)
    }


def is_ours(model):
    return model.__module__.split(".")[0] in APPS


def test_column_of_text_is_sealed_or_stands_in_the_list_with_its_reason():
    allowed = {column for columns in PLAIN.values() for column in columns}
    there = text_columns(model for model in apps.get_models() if is_ours(model))
    advice = "make it a SealedField, or say in tests/architecture/plain_columns.py why it need not be one"
    assert sorted(there - allowed) == [], advice
    assert sorted(allowed - there) == [], "no longer there: take it out of the list"
    assert len(allowed) == sum(map(len, PLAIN.values())), "a column stands in the list twice"


def test_tables_of_libraries_that_hold_text_are_known():
    found = {
        model._meta.app_label for model in apps.get_models() if not is_ours(model) and text_columns([model])
    }
    assert found == set(OF_LIBRARIES)


@isolate_apps("lscp.people")
def test_every_kind_of_text_column_is_noticed():
    class Scratch(models.Model):  # noqa: DJ008 - a table that is never made
        why = models.TextField(blank=True)
        how = models.CharField(max_length=20)
        link = models.URLField()
        extra = models.JSONField(default=dict)
        themes = ArrayField(models.CharField(max_length=20))
        raw = models.BinaryField()
        file = models.FileField()
        kind = models.CharField(max_length=5, choices=[("a", "A")])
        kinds = ArrayField(models.CharField(max_length=5, choices=[("a", "A")]))
        keys = ArrayField(models.UUIDField())
        number = models.PositiveSmallIntegerField()
        at = models.DateTimeField()
        sealed = SealedField(db_constraint=False)

        class Meta:
            app_label = "people"

    assert text_columns([Scratch]) == {
        f"people.Scratch.{name}" for name in ("why", "how", "link", "extra", "themes", "raw", "file")
    }


@pytest.mark.django_db
def test_sealed_column_may_be_empty_only_where_its_model_says_so():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, is_nullable = 'YES' FROM information_schema.columns "
            "WHERE table_schema = current_schema()"
        )
        there = {(table, column): null for table, column, null in cursor.fetchall()}
    assert {(table, column): there[table, column] for table, column, _null in SEALED} == {
        (table, column): null for table, column, null in SEALED
    }

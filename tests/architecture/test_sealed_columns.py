"""What people type about a case is sealed, and the database itself keeps what must be there."""

import pytest
from django.apps import apps
from django.db import connection

from lscp.people.models import SealedField

SEALED = [
    (model._meta.db_table, field.column, field.null)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if isinstance(field, SealedField)
]


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

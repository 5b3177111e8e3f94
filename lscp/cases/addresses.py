"""Which case an address is about, so that a refused attempt stands in that case's record."""

import uuid
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.urls import ResolverMatch

from lscp.cases.models import Case


def case_of_address(match: ResolverMatch) -> Case | None:
    """The case named by an address: by its reference, its key, or the key of one of its records.

    A record's key is looked up in the model that the address's view declares (`model`), whose rows
    have a `case`.
    """
    cases = Case.all_records.select_related("partnership")
    reference = match.kwargs.get("reference")
    if reference:
        return cases.filter(reference=reference).first()
    key = match.kwargs.get("public_id")
    if not isinstance(key, uuid.UUID):
        return None
    model: Any = getattr(getattr(match.func, "view_class", None), "model", None)
    if model is not None and model is not Case:
        return _case_of_record(model, key)
    return cases.filter(public_id=key).first()


def _case_of_record(model: Any, key: uuid.UUID) -> Case | None:
    try:
        model._meta.get_field("case"), model._meta.get_field("public_id")
    except FieldDoesNotExist:
        return None
    found = model._base_manager.select_related("case__partnership").filter(public_id=key).first()
    return found.case if found else None

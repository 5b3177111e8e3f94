"""Writing down what happens in a review: apart from whoever raised the incident and from other agencies."""

from __future__ import annotations

from typing import Any

from lscp.audit import service as audit
from lscp.cases.compartments import casework


def record(verb: str, *, subject: Any, by: Any, **data: Any) -> None:
    """One entry in the case's chain, in the compartment of those who work on the case."""
    audit.record(verb, subject=subject, by=by, compartment=casework(subject.case), **data)


def record_reading(verb: str, *, subject: Any, by: Any, contributed_by: Any = (), **data: Any) -> None:
    """The same for a reading, written before the page is sent."""
    audit.record_reading(
        verb,
        subject=subject,
        by=by,
        compartment=casework(subject.case),
        contributed_by=contributed_by,
        **data,
    )

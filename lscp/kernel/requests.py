"""Who is asking, in this request or task: for audit, logs and history. No models."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass
class RequestInfo:
    """One request or task: an identifier that groups everything it caused, and a scratch cache."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    cache: dict[str, Any] = field(default_factory=dict)


_current: ContextVar[RequestInfo | None] = ContextVar("lscp_request", default=None)


def current() -> RequestInfo | None:
    """The request or task under way, or None in a shell or a test that opened none."""
    return _current.get()


def current_id() -> str:
    """The identifier of the request or task under way, or an empty string."""
    info = _current.get()
    return info.id if info else ""


@contextmanager
def opened() -> Iterator[RequestInfo]:
    """Give everything inside one request identifier and one cache."""
    token = _current.set(RequestInfo())
    try:
        yield _current.get()  # type: ignore[misc]
    finally:
        _current.reset(token)

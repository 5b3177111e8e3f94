"""Log lines: request identifier, actor key and reference number; never a name, never a narrative."""

import re
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

# Fields that could identify somebody are dropped whoever logs them.
NEVER_LOGGED = frozenset(
    {"email", "name", "password", "post", "body", "query", "answers", "identity", "login", "ip"}
)


def drop_personal(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Remove every field whose name says it may hold something personal."""
    for field in NEVER_LOGGED & line.keys():
        del line[field]
    return line


# An address that is itself a secret: whoever holds it may read somebody's due dates.
SECRET_PATH = re.compile(r"/calendar-feed/[^/\s\"]+\.ics")


def hide_secret_addresses(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Cut the secret out of a calendar feed's address wherever a line mentions it."""
    for field, value in line.items():
        if isinstance(value, str) and "/calendar-feed/" in value:
            line[field] = SECRET_PATH.sub("/calendar-feed/….ics", value)
    return line


def hide_query(_logger: Any, _method: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Cut the query off a request's address: somebody may have typed a name in a box of a list."""
    request = line.get("request")
    if isinstance(request, str) and "?" in request:
        line["request"] = request.partition("?")[0]
    return line


def frames_only(exc_info: tuple[Any, BaseException, Any]) -> str:
    """Where it went wrong, first cause first, and of which kind each exception was.

    Never their messages: those may hold what somebody typed about a child, or a row of the database.
    """
    parts: list[list[str]] = []
    problem: BaseException | None = exc_info[1]
    while problem is not None:
        frames = traceback.extract_tb(problem.__traceback__)
        lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        parts.insert(0, [*lines, f"{type(problem).__module__}.{type(problem).__qualname__}"])
        problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    return "\n".join(line for part in parts for line in part)


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    drop_personal,
    hide_secret_addresses,
    hide_query,
]


def configure() -> None:
    """Set structlog up; called once by the settings."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def config(*, json_lines: bool) -> dict[str, Any]:
    """The logging configuration: one stream, JSON lines in production."""
    renderer: Any = (
        structlog.processors.JSONRenderer() if json_lines else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.ExceptionRenderer(frames_only),
                    renderer,
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stream"], "level": "INFO"},
        "loggers": {
            "django.server": {"handlers": ["stream"], "level": "WARNING", "propagate": False},
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
            "axes": {"level": "WARNING"},
        },
    }

"""One line for each event, on standard error: JSON in production, readable in development."""

import json
import logging
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

from foundation.logs.secrecy import cut_what_must_not_be_kept, leave_out_known_keys

_LEVELS = {name: getattr(logging, name.upper()) for name in ("debug", "info", "warning", "error")}
_QUIET = {"apscheduler": logging.ERROR, "alembic": logging.WARNING}
"""These tell of every tick and step that went as it should."""
_BEFORE: tuple[structlog.typing.Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    structlog.processors.format_exc_info,
    leave_out_known_keys,
    cut_what_must_not_be_kept,
)


def configure(*, production: bool, level: str) -> None:
    """For our own events and for those of the libraries alike. Repeating it is harmless."""
    render = as_json if production else as_text
    structlog.configure(
        processors=[*_BEFORE, render],
        wrapper_class=structlog.make_filtering_bound_logger(_LEVELS[level]),
        logger_factory=lambda *_: StandardError(),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each, OfLibraries)]
    root.addHandler(OfLibraries())
    root.setLevel(logging.WARNING)
    for name, quiet_level in _QUIET.items():
        logging.getLogger(name).setLevel(quiet_level)


class StandardError:
    """Asks for the stream each time, because tests and servers exchange it."""

    def msg(self, line: str) -> None:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


class OfLibraries(logging.Handler):
    """Takes what libraries log through the same steps as our own events."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = record.getMessage()
        except (TypeError, ValueError):
            text = str(record.msg)
        more = {"exc_info": record.exc_info} if record.exc_info else {}
        log = structlog.get_logger()
        log.log(
            max(record.levelno, logging.DEBUG), "library", logger=record.name, said=text, **more
        )


def as_json(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    return json.dumps(event, default=str, ensure_ascii=False)


def as_text(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """Every value is quoted, so no value can pretend to be a line of its own."""
    time, level, said = event.pop("time"), event.pop("level"), event.pop("event")
    trace = event.pop("exception", "")
    pairs = " ".join(f"{key}={value!r}" for key, value in event.items())
    below = "".join(f"\n    {line}" for line in str(trace).splitlines())
    return f"{time[11:19]} {level:<7} {str(said)!r:<12} {pairs}{below}"

"""Structured logs, one JSON object a line on stderr: routes, codes, times; no names, no addresses, no values."""

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import FilteringBoundLogger


def logger() -> FilteringBoundLogger:
    """A logger of this process's own: nothing global is configured."""
    made: Any = structlog.wrap_logger(
        structlog.WriteLoggerFactory(file=sys.stderr)(),
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger("info"),
    )
    return made  # type: ignore[no-any-return]  # structlog types what it wraps, not what it gives


class ServersWords(logging.Handler):
    """What the web server beneath says of itself, as lines of the same kind: its sentence, and never what it fills in."""

    def __init__(self, log: FilteringBoundLogger) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self._log.warning("server", said=str(record.msg), **({} if error is None else place_of(error)))


def place_of(error: BaseException) -> dict[str, Any]:
    """Where a fault came from: its kind and the lines it passed. Its message may hold what somebody sent, so it stays out."""
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "fault": type(error).__name__,
        "cause": type(error.__cause__).__name__ if error.__cause__ else None,
        "at": [f"{frame.filename.rpartition('/')[2]}:{frame.lineno} {frame.name}" for frame in frames[-8:]],
    }

"""A report of a bug: types, places in our own program and versions. Never a value, so never a person's data."""

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType

import PySide6

from assessor_app import __version__

_MOST_CAUSES = 8
_KEPT_REPORTS = 20


def trace_text(error: BaseException) -> str:
    """The error's type and the places it came through, the causes first.

    What the error says is left out: messages quote names and numbers, and so are the values of variables.
    """
    parts = []
    for one in reversed(_causes(error)):
        places = "".join(_places(one.__traceback__))
        parts.append(f"{places}{type(one).__module__}.{type(one).__qualname__}\n")
    return "which led to:\n".join(parts)


def report_text(error: BaseException, *, at: datetime) -> str:
    """The whole report."""
    versions = [
        f"assessor-app {__version__}",
        f"Python {platform.python_version()}",
        f"PySide6 {PySide6.__version__}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        "frozen" if getattr(sys, "frozen", False) else "not frozen",
    ]
    return "\n".join([at.isoformat(timespec="seconds"), *versions, "", trace_text(error)])


def write_report(error: BaseException, folder: Path, *, at: datetime) -> Path | None:
    """Writes the report into the folder and returns its path; None where the disk takes none.

    Only the newest reports are kept, so that a bug that comes back every second cannot fill the disk.
    """
    path = folder / f"report-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report_text(error, at=at), encoding="utf-8")
        for old in sorted(folder.glob("report-*.txt"))[:-_KEPT_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def _causes(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    step: BaseException | None = error
    while step is not None and step not in found and len(found) < _MOST_CAUSES:
        found.append(step)
        step = step.__cause__ or (None if step.__suppress_context__ else step.__context__)
    return found


def _places(trace: TracebackType | None) -> list[str]:
    frames = [
        # A full path would tell the name of the computer's user.
        traceback.FrameSummary(_short(one.filename), one.lineno, one.name, lookup_line=False, line=one.line)
        for one in traceback.extract_tb(trace)
    ]
    return traceback.format_list(frames)


def _short(filename: str) -> str:
    return "/".join(Path(filename).parts[-3:])

"""Reads QR codes from a file that anybody may have made, in a process of its own that is killed when it hangs."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import run_elsewhere

MOST_BYTES = 64 * 1024 * 1024
MOST_SECONDS = 25.0
"""A little longer than the reader gives itself for drawing pages."""
PHOTO = "--photo"
_WORK = "assessor_app.documents.reading_work"


def codes_in(source: Path | bytes) -> list[str]:
    """The texts of the QR codes in an image (its first frame) or a PDF (its first 50 pages), each once, in order.

    KnownError `file-unreadable` (neither image nor PDF, damaged, locked, or too slow to draw), `file-too-large`
    (over 64 MiB or 100 megapixels), `file-no-code`.
    """
    data = source if isinstance(source, bytes) else _read(source)
    if len(data) > MOST_BYTES:
        raise KnownError("file-too-large")
    if not data:
        raise KnownError("file-unreadable")
    return [str(text) for text in _answer(run_elsewhere(_WORK, data, seconds=MOST_SECONDS))["codes"]]


@dataclass(frozen=True, kw_only=True)
class PhotoCodes:
    """The texts of the codes in a photo. `unread`: there is a code that could not be made out; `blurred`: none could be."""

    texts: tuple[str, ...] = ()
    unread: bool = False
    blurred: bool = False


def photo_codes(data: bytes) -> PhotoCodes:
    """The codes in a photo, and whether there may be one that was not read. Raises what `codes_in` raises, but `file-no-code`."""
    if not data or len(data) > MOST_BYTES:
        raise KnownError("file-too-large" if data else "file-unreadable")
    answer = _answer(run_elsewhere(_WORK, data, seconds=MOST_SECONDS, arguments=(PHOTO,)))
    return PhotoCodes(
        texts=tuple(str(text) for text in answer["codes"]),
        unread=bool(answer["unread"]),
        blurred=bool(answer["blurred"]),
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as reason:
        raise KnownError("file-unreadable") from reason


def _answer(told: bytes) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = json.loads(told)
    except ValueError as reason:
        raise KnownError("file-unreadable") from reason
    if "error" in answer:
        raise KnownError(answer["error"])
    return answer

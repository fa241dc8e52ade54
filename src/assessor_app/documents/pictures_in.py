"""Logos and signatures as they are kept: scaled down, and with nothing in them but what one sees."""

import json

from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import run_elsewhere

_WORK = "assessor_app.documents.picture_work"
_SIGNATURE = "--signature"
_MOST_SECONDS = 20.0


class Pictures:
    """Reads pictures that anybody may have made, each in a process of its own."""

    def logo(self, data: bytes) -> bytes:
        """A logo as PNG. KnownError `photo-unreadable`, `photo-too-large`."""
        return _made(data)

    def signature(self, data: bytes) -> bytes:
        """A signature as PNG: black strokes on white, cut to what was written."""
        return _made(data, _SIGNATURE)


def _made(data: bytes, *arguments: str) -> bytes:
    told = run_elsewhere(_WORK, data, seconds=_MOST_SECONDS, arguments=arguments)
    head, _, png = told.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError as reason:
        raise KnownError("photo-unreadable") from reason
    if "error" in said:
        raise KnownError(said["error"])
    return png

"""A photo as it is kept: scaled down, upright, and with nothing in it but what one sees."""

import json
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import run_elsewhere

MOST_SECONDS = 25.0
KEEP_PLACE = "--keep-place"
_WORK = "assessor_app.documents.photo_work"


@dataclass(frozen=True, kw_only=True)
class CleanPhoto:
    """A JPEG in sRGB without metadata but what was asked for; `taken_at` (ISO 8601, perhaps without offset) as the camera wrote it, or empty."""

    jpeg: bytes
    taken_at: str
    width: int
    height: int


def clean_photo(data: bytes, *, keep_place: bool = False) -> CleanPhoto:
    """Reads a picture that anybody may have made, in a process of its own.

    With `keep_place` the place, the time and the device that the camera wrote are written again, and nothing else.

    KnownError `photo-unreadable` (no picture, damaged, cut off, or too slow to unpack), `photo-too-large` (over 80
    megapixels), `photo-heic`.
    """
    told = run_elsewhere(_WORK, data, seconds=MOST_SECONDS, arguments=(KEEP_PLACE,) if keep_place else ())
    head, _, jpeg = told.partition(b"\n")
    try:
        said = json.loads(head)
    except ValueError as reason:
        raise KnownError("photo-unreadable") from reason
    if "error" in said:
        raise KnownError(said["error"])
    return CleanPhoto(jpeg=jpeg, **said)

"""What a camera wrote of a photo's place, time and device: read, judged, and written anew with nothing beside it.

Tags and their types: Exif 2.32 (CIPA DC-008), sections 4.6.4 to 4.6.6.
"""

import math
import struct
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

# All of these are how Pillow's readers say that a file is broken.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    KeyError,
    IndexError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    struct.error,
)
_PART, _PLACE = 0x8769, 0x8825
_DEVICE = (0x010F, 0x0110, 0x0132)
"""Maker, model, and when it was written."""
_TIME = (0x9003, 0x9004, 0x9010, 0x9011, 0x9012)
"""When it was taken and stored, and the offsets of the three times."""
_WHERE_WORDS = (1, 3, 16, 18, 29)
"""North or south, east or west, which north a direction is of, the map's datum, the day."""
_WHERE_NUMBERS = (2, 4, 6, 7, 17, 31)
"""Latitude, longitude, height, time, direction, and how far off it may be."""
_BELOW_SEA = 5
_LONGEST = 64
_MOST_NUMBERS = 3
_MOST = 2**31


def place_and_device(image: "Image") -> bytes:
    """Exif with the place, the times and the device alone; empty where the camera wrote none of them.

    A value that is not what its tag holds is left out, as is everything that has another tag: serial numbers, an owner's
    name, a maker's notes, a second picture.
    """
    from PIL.Image import Exif

    kept = Exif()
    try:
        found = image.getexif()
        part, place = found.get_ifd(_PART), found.get_ifd(_PLACE)
        where = {tag: said for tag in _WHERE_NUMBERS if (said := _numbers(place.get(tag))) is not None}
        if place.get(_BELOW_SEA) in {b"\x00", b"\x01"}:
            where[_BELOW_SEA] = place[_BELOW_SEA]
        kept.update(_all_words(found, _DEVICE))
        kept.get_ifd(_PART).update(_all_words(part, _TIME))
        kept.get_ifd(_PLACE).update(where | _all_words(place, _WHERE_WORDS))
        there = kept or kept.get_ifd(_PART) or kept.get_ifd(_PLACE)
        return kept.tobytes() if there else b""
    except BROKEN:
        return b""


def _all_words(found: Mapping[int, Any], tags: tuple[int, ...]) -> dict[int, str]:
    return {tag: words for tag in tags if (words := _words(found.get(tag)))}


def _words(value: object) -> str:
    """A short line of printable ASCII; else nothing."""
    text = value.strip("\x00 ") if isinstance(value, str) else ""
    return text if len(text) <= _LONGEST and text.isascii() and text.isprintable() else ""


def _numbers(value: object) -> float | tuple[float, ...] | None:
    """One number, or up to three; None for anything else."""
    if isinstance(value, tuple):
        found = tuple(_number(one) for one in value)
        whole = tuple(one for one in found if one is not None)
        return whole if 0 < len(whole) == len(found) <= _MOST_NUMBERS else None
    return _number(value)


def _number(value: object) -> float | None:
    try:
        found = float(value)  # type: ignore[arg-type]  # whatever a file held; what is no number is caught
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return found if math.isfinite(found) and 0 <= found < _MOST else None

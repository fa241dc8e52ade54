"""Makes of a picture that anybody may have made a JPEG of our own: what `photo` runs in a process of its own.

The picture arrives on stdin. A line of JSON leaves on stdout (`taken_at`, `width`, `height`, or `error`), then the JPEG.
"""

import io
import json
import sys
import warnings
from datetime import datetime
from typing import TYPE_CHECKING

from assessor_app.documents.photo import KEEP_PLACE
from assessor_app.documents.photo_place import BROKEN, place_and_device
from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import LONGEST_SIDE
from assessor_app.formats.media_type import HEAD_BYTES, media_type_of
from assessor_app.trust.elsewhere import limit_myself

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 80_000_000
MOST_SECONDS = 60
_QUALITY = 85
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
_EXIF_PART = 0x8769
# (when, offset): as the shutter opened, as it was stored; in the part of its own, in the first directory.
_TAKEN = ((0x9003, 0x9011), (0x9004, 0x9012))
_WRITTEN = (0x0132, 0x9010)


def clean(data: bytes, *, keep_place: bool = False) -> tuple[dict[str, object], bytes]:
    """What the head line says, and the JPEG; raises what `photo.clean_photo` raises."""
    from PIL import Image

    if media_type_of(data[:HEAD_BYTES]) == "image/heic":
        raise KnownError("photo-heic")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # Pillow grumbles at damage that it can live with; size is judged here
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise KnownError("photo-too-large")
            taken = _taken_at(image)
            told = place_and_device(image) if keep_place else b""
            small = _scaled(image)
            out = io.BytesIO()
            small.save(out, "JPEG", quality=_QUALITY, optimize=True, exif=told)
    except Image.DecompressionBombError as reason:
        raise KnownError("photo-too-large") from reason
    except BROKEN as reason:
        raise KnownError("photo-unreadable") from reason
    return {"taken_at": taken, "width": small.width, "height": small.height}, out.getvalue()


def _scaled(image: "Image") -> "Image":
    """At most `LONGEST_SIDE`, upright, in sRGB, on white, with no word of the file's own left."""
    from PIL import Image, ImageOps

    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked small at once
    profile = image.info.get("icc_profile")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=3.0)
    seen = ImageOps.exif_transpose(image)
    if seen.mode in {"LA", "PA", "RGBA", "RGBa", "P"}:
        seen = seen.convert("RGBA")
        clean_one = Image.new("RGB", seen.size, "white")
        clean_one.paste(seen, mask=seen.getchannel("A"))
        return clean_one
    clean_one = Image.new("RGB", seen.size)
    clean_one.paste(_in_srgb(seen, profile))
    return clean_one


def _in_srgb(image: "Image", profile: object) -> "Image":
    """The colours as any screen shows them: a profile is metadata too, and goes."""
    from PIL import ImageCms

    if isinstance(profile, bytes) and image.mode in {"RGB", "CMYK", "L"}:
        try:
            kept = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            plain = ImageCms.createProfile("sRGB")
            changed = ImageCms.profileToProfile(image, kept, plain, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            changed = None  # a profile that fits nothing: the colours as they stand
        if changed is not None:
            return changed
    if image.mode.startswith("I"):
        return image.point(lambda value: value / 256).convert("L").convert("RGB")
    return image.convert("RGB")


def _taken_at(image: "Image") -> str:
    """When the camera says that it was taken: ISO 8601, with an offset where it wrote one; else empty."""
    try:
        exif = image.getexif()
        part = exif.get_ifd(_EXIF_PART)
        found = [(part.get(when), part.get(offset)) for when, offset in _TAKEN]
        found.append((exif.get(_WRITTEN[0]), part.get(_WRITTEN[1])))
    except BROKEN:
        return ""
    for when, offset in found:
        for text in (f"{when}{offset or ''}", str(when)):
            moment = _moment(text)
            if moment:
                return moment
    return ""


def _moment(text: str) -> str:
    for shape in ("%Y:%m:%d %H:%M:%S%z", "%Y:%m:%d %H:%M:%S"):
        try:
            return datetime.strptime(text.strip("\x00 "), shape).isoformat()  # noqa: DTZ007 - a camera may know no zone
        except ValueError:
            continue
    return ""


def main() -> None:
    """Reads a picture from stdin, and writes its head line and the JPEG to stdout."""
    limit_myself(MOST_SECONDS)
    jpeg = b""
    said: dict[str, object]
    try:
        said, jpeg = clean(sys.stdin.buffer.read(), keep_place=KEEP_PLACE in sys.argv[1:])
    except KnownError as error:
        said = {"error": error.code}
    except MemoryError:
        said = {"error": "photo-too-large"}
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n" + jpeg)


if __name__ == "__main__":
    main()

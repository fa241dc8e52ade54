"""Makes of a picture that anybody may have made a PNG of our own: what `pictures_in` runs in a process of its own.

The picture arrives on stdin. A line of JSON leaves on stdout (`error`, or nothing in it), then the PNG.
"""

import io
import json
import sys
import warnings
from typing import TYPE_CHECKING

from assessor_app.documents.photo_place import BROKEN
from assessor_app.domain.errors import KnownError
from assessor_app.trust.elsewhere import limit_myself

if TYPE_CHECKING:
    from PIL.Image import Image

SIGNATURE = "--signature"
MOST_PIXELS = 40_000_000
MOST_SECONDS = 40
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
_LOGO_SIDE = 640
_SIGNATURE_SIDE = 1100
_PAPER_BLUR = 28
"""Pixels about a stroke that are taken for its paper: shadows of a photograph are wider."""
_FAINT = 16
"""How much darker than its paper a stroke is at least, of 255."""


def cleaned(data: bytes, *, signature: bool) -> bytes:
    """The PNG. KnownError `photo-too-large`, `photo-unreadable`."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow grumbles at damage that it can live with
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise KnownError("photo-too-large")
            side = _SIGNATURE_SIDE if signature else _LOGO_SIDE
            image.thumbnail((side, side), reducing_gap=3.0)
            seen = ImageOps.exif_transpose(image).convert("RGBA")
            # A new picture: nothing that the file said of itself comes along.
            fresh = Image.new("RGBA", seen.size)
            fresh.paste(seen)
            made = _strokes(fresh) if signature else _trimmed(fresh)
            out = io.BytesIO()
            made.save(out, "PNG", optimize=True)
    except Image.DecompressionBombError as reason:
        raise KnownError("photo-too-large") from reason
    except BROKEN as reason:
        raise KnownError("photo-unreadable") from reason
    return out.getvalue()


def _trimmed(image: "Image") -> "Image":
    """Without the clear edges that a logo's file often has."""
    box = image.getchannel("A").getbbox()
    if box is None:
        raise KnownError("photo-unreadable")
    return image.crop(box)


def _strokes(image: "Image") -> "Image":
    """What was written, black on white: each point against the paper about it, so that shadows go."""
    from PIL import Image, ImageChops, ImageFilter, ImageOps

    flat = Image.new("RGBA", image.size, "white")
    flat.alpha_composite(image)
    grey = flat.convert("L")
    paper = grey.filter(ImageFilter.GaussianBlur(_PAPER_BLUR))
    darker = ImageChops.subtract(paper, grey).point(lambda by: by if by > _FAINT else 0)
    box = darker.getbbox()
    if box is None:
        raise KnownError("photo-unreadable")
    return ImageOps.invert(ImageOps.autocontrast(darker.crop(box)))


def main() -> None:
    """Reads a picture from stdin, and writes its head line and the PNG to stdout."""
    limit_myself(MOST_SECONDS)
    png = b""
    said: dict[str, object] = {}
    try:
        png = cleaned(sys.stdin.buffer.read(), signature=SIGNATURE in sys.argv[1:])
    except KnownError as error:
        said = {"error": error.code}
    except MemoryError:
        said = {"error": "photo-too-large"}
    sys.stdout.buffer.write(json.dumps(said).encode("ascii") + b"\n" + png)


if __name__ == "__main__":
    main()

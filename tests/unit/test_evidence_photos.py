"""A photo is kept as what one sees, and a hostile one is refused in one sentence, soon."""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, PngImagePlugin

from assessor_app.documents.photo import clean_photo
from assessor_app.domain.errors import KnownError
from assessor_app.wording.errors import sentence

SECRET = b"Samsung SM-A546B"


def jpeg(size: tuple[int, int] = (400, 300), **kept: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 120, 40)).save(out, "JPEG", **kept)
    return out.getvalue()


def as_a_phone_makes_it() -> bytes:
    """On its side, with place, device, thumbnail words, a comment and the time."""
    image = Image.new("RGB", (3000, 2000), "white")
    image.paste((255, 0, 0), (0, 0, 300, 300))  # the corner that must end up on the right
    exif = Image.Exif()
    exif[0x0110] = SECRET.decode()
    exif[0x0112] = 6
    exif[0x0132] = "2026:11:22 10:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2026:11:22 09:58:07"
    exif.get_ifd(0x8769)[0x9011] = "+01:00"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (53.0, 20.0, 30.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif, comment=b"taken by " + SECRET, dpi=(300, 300))
    return out.getvalue()


def test_a_phones_photo_is_upright_small_and_says_nothing_but_what_one_sees() -> None:
    source = as_a_phone_makes_it()
    assert SECRET in source
    cleaned = clean_photo(source)
    assert (cleaned.width, cleaned.height) == (1365, 2048)
    assert cleaned.taken_at == "2026-11-22T09:58:07+01:00"
    assert SECRET not in cleaned.jpeg
    assert b"Exif" not in cleaned.jpeg
    kept = Image.open(io.BytesIO(cleaned.jpeg))
    assert not kept.getexif()
    assert set(kept.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert kept.getpixel((1300, 50))[0] > 200  # type: ignore[index]
    assert kept.getpixel((1300, 50))[1] < 60  # type: ignore[index]


@pytest.mark.parametrize(
    ("mode", "shape", "colour"),
    [
        ("RGBA", "PNG", (0, 0, 0, 0)),
        ("LA", "PNG", (0, 0)),
        ("P", "GIF", 0),
        ("L", "BMP", 255),
        ("1", "PNG", 1),
        ("I;16", "PNG", 65535),
        ("CMYK", "JPEG", (0, 0, 0, 0)),
        ("RGB", "WEBP", (255, 255, 255)),
        ("RGB", "TIFF", (255, 255, 255)),
    ],
)
def test_every_common_kind_of_picture_is_read(mode: str, shape: str, colour: object) -> None:
    out = io.BytesIO()
    Image.new(mode, (64, 48), colour).save(out, shape)  # type: ignore[arg-type]
    cleaned = clean_photo(out.getvalue())
    assert (cleaned.width, cleaned.height) == (64, 48)
    if mode != "P":
        assert min(Image.open(io.BytesIO(cleaned.jpeg)).convert("L").tobytes()) > 240


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    bomb = zlib.compress(bytes(min(width * height * 3, 50_000_000)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", bomb) + chunk(b"IEND", b"")


def png_with_a_word_bomb() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("note", "A" * 60_000_000, zip=True)
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG", pnginfo=text)
    return out.getvalue()


def gif_of_many_frames() -> bytes:
    out = io.BytesIO()
    frames = [Image.new("P", (300, 300), index % 200) for index in range(200)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    return out.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a hundred megapixels": (lambda: png_that_claims(10_000, 10_000), "photo-too-large"),
    "more than anybody has": (lambda: png_that_claims(2**31 - 1, 2**31 - 1), "photo-too-large"),
    "pixels that are not there": (lambda: png_that_claims(8_000, 9_000), "photo-unreadable"),
    "a bomb of words": (png_with_a_word_bomb, "photo-unreadable"),
    "cut off": (lambda: as_a_phone_makes_it()[:30_000], "photo-unreadable"),
    "a head alone": (lambda: b"\xff\xd8\xff\xe0" + bytes(200), "photo-unreadable"),
    "an svg": (
        lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        "photo-unreadable",
    ),
    "a script": (lambda: b"<html><script>alert(1)</script></html>", "photo-unreadable"),
    "postscript": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) run", "photo-unreadable"),
    "heic": (lambda: b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(400), "photo-heic"),
    "nothing": (lambda: b"", "photo-unreadable"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_picture_is_refused_in_one_sentence_soon(name: str) -> None:
    make, code = HOSTILE[name]
    content = make()
    start = time.monotonic()
    with pytest.raises(KnownError) as caught:
        clean_photo(content)
    assert caught.value.code == code
    assert time.monotonic() - start < 25
    assert sentence(caught.value)


def test_what_hides_behind_a_picture_is_not_kept() -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("payload.html", "<script>payload</script>")
    for tail in (archive.getvalue(), b"<script>payload</script>", b"%PDF-1.7 payload"):
        cleaned = clean_photo(jpeg(comment=b"<script>payload</script>") + tail)
        assert b"payload" not in cleaned.jpeg
        assert not zipfile.is_zipfile(io.BytesIO(cleaned.jpeg))


def test_of_many_frames_the_first_is_kept() -> None:
    assert clean_photo(gif_of_many_frames()).width == 300


@pytest.mark.parametrize(
    ("when", "offset", "said"),
    [
        ("2026:11:22 09:58:07", None, "2026-11-22T09:58:07"),
        ("2026:11:22 09:58:07", "nonsense", "2026-11-22T09:58:07"),
        ("    :  :     :  :  ", "+01:00", ""),
        ("0000:00:00 00:00:00", None, ""),
        ("\udcff", None, ""),
    ],
)
def test_the_time_is_what_the_camera_wrote_or_nothing(when: str, offset: str | None, said: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = when.encode("utf-8", "surrogateescape").decode("latin-1")
    if offset:
        exif.get_ifd(0x8769)[0x9011] = offset
    assert clean_photo(jpeg(exif=exif)).taken_at == said

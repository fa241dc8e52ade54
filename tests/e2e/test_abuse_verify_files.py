"""Files that anybody may hand in to verify: bombs, giants, locked and torn ones; a sentence, in bounded time and memory."""

import io
import os
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from doors import Told, tell

SECONDS = 40
PAGE = (842, 595)


def pdf_bytes(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=PAGE)
    return pdf


def form_bomb() -> bytes:
    """A drawing that draws twelve drawings that draw twelve drawings … twelve deep."""
    pdf = blank()
    inner = pdf.make_stream(b"0 0 1 1 re f")
    for depth in range(13):
        if depth:
            below, inner = inner, pdf.make_stream(b"/A Do\n" * 12)
            inner.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=below))
        inner.Type, inner.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        inner.BBox = pikepdf.Array([0, 0, *PAGE])
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=inner))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/A Do")
    return pdf_bytes(pdf)


def content_bomb() -> bytes:
    """160 MB of drawing in 320 kB."""
    pdf = blank()
    pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 1 1 re f\n" * 12_000_000)
    return pdf_bytes(pdf, compress_streams=True)


def twice_packed() -> bytes:
    """A quarter of a gigabyte packed twice over."""
    pdf = blank()
    stream = pikepdf.Stream(pdf, b"")
    packed = zlib.compress(zlib.compress(bytes(1 << 28), 9), 9)
    stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
    pdf.pages[0].obj.Contents = stream
    return pdf_bytes(pdf)


def picture_of_400_megapixels() -> bytes:
    pdf = blank()
    picture = pikepdf.Stream(pdf, b"")
    picture.write(zlib.compress(bytes(400_000_000), 9), filter=pikepdf.Name.FlateDecode)
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = 20_000
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=picture))
    pdf.pages[0].obj.Contents = pdf.make_stream(b"842 0 0 595 0 0 cm /A Do")
    return pdf_bytes(pdf)


def locked() -> bytes:
    return pdf_bytes(blank(), encryption=pikepdf.Encryption(user="one", owner="two"))


def image(size: tuple[int, int], kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("1" if kind != "JPEG" else "L", size, 1).save(out, kind)
    return out.getvalue()


def png_that_lies() -> bytes:
    """A head that promises a few pixels, and 300 MB behind it."""
    small = image((50, 50))
    body = zlib.compress(bytes(300_000_000), 9)
    chunk = len(body).to_bytes(4, "big") + b"IDAT" + body
    return small[:33] + chunk + zlib.crc32(b"IDAT" + body).to_bytes(4, "big") + small[-12:]


QUICK: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "random": lambda: os.urandom(100_000),
    "random behind a PDF's head": lambda: b"%PDF-1.7\n" + os.urandom(100_000),
    "random behind a PNG's head": lambda: b"\x89PNG\r\n\x1a\n" + os.urandom(100_000),
    "a locked PDF": locked,
    "100 megapixels": lambda: image((10_000, 10_000)),
    "more than 100 megapixels": lambda: image((30_000, 5_000)),
}
SLOW: dict[str, Callable[[], bytes]] = {
    "10,000 pages": lambda: pdf_bytes(blank(10_000)),
    "a PNG that lies": png_that_lies,
    "100 megapixels of JPEG": lambda: image((10_000, 10_000), "JPEG"),
    "a picture of 400 megapixels in a PDF": picture_of_400_megapixels,
    "160 MB of drawing": content_bomb,
    "packed twice": twice_packed,
    "drawings of drawings": form_bomb,
    "65 MiB": lambda: b"%PDF-1.7\n" + bytes(65 * 1024 * 1024),
}


def verify(path: Path, data: bytes) -> Told:
    path.write_bytes(data)
    began = time.monotonic()
    told = tell("verify", path, "--json", state=path.parent / "state", timeout=SECONDS)
    assert time.monotonic() - began < SECONDS
    return told


@pytest.mark.parametrize("kind", QUICK)
def test_a_hostile_file_gets_a_sentence(tmp_path: Path, kind: str) -> None:
    verify(tmp_path / "scan", QUICK[kind]()).require_sentence()


@pytest.mark.slow
@pytest.mark.parametrize("kind", SLOW)
def test_a_bomb_gets_a_sentence_in_bounded_time_and_memory(tmp_path: Path, kind: str) -> None:
    verify(tmp_path / "scan", SLOW[kind]()).require_sentence()

"""A printed certificate after some years: what scanners, copiers, folds and coffee do to its QR code.

`test_worn_papers.py` counts and prints the table of docs/qr-robustness.md. Lengths are millimetres on the paper; the
same wear always falls in the same place, so the table can be made again.
"""

import io
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pypdfium2
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter
from pyzbar import pyzbar

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.qr import QrSegment
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.resources import resources_folder

_MILLIMETRES = 25.4
_PAPER = 255
DPI = (300, 200, 150)

Picture = Image.Image


@dataclass(frozen=True, slots=True)
class Scan:
    """A page as a scanner gave it, grey; and where its QR code lies in it (left, top, right, bottom)."""

    picture: Picture
    dpi: int
    code: tuple[int, int, int, int]

    def pixels(self, millimetres: float) -> float:
        return millimetres * self.dpi / _MILLIMETRES


def as_printed(scan: Scan) -> Picture:
    return scan.picture


def blurred(millimetres: float) -> Callable[[Scan], Picture]:
    """Out of focus: a point becomes a spot with this standard deviation."""
    return lambda scan: scan.picture.filter(ImageFilter.GaussianBlur(scan.pixels(millimetres)))


def turned(degrees: float) -> Callable[[Scan], Picture]:
    """Laid on the glass askew."""
    return lambda scan: scan.picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=_PAPER)


def leaning(scan: Scan) -> Picture:
    """Photographed from the side: the far edge is a fifth shorter."""
    wide, high = scan.picture.size
    cut = wide // 10
    corners = (-cut, 0, 0, high, wide, high, wide + cut, 0)
    return scan.picture.transform(
        (wide, high), Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=_PAPER
    )


def photocopied(times: int) -> Callable[[Scan], Picture]:
    """Copied so many times: a little softer, harder in contrast and specked each time."""

    def copy(scan: Scan) -> Picture:
        made = scan.picture
        dirt = random.Random(times)  # noqa: S311 - dust, not secrets
        for _ in range(times):
            made = made.filter(ImageFilter.GaussianBlur(scan.pixels(0.05)))
            made = ImageEnhance.Contrast(made).enhance(2.2)
            specks = ImageDraw.Draw(made)
            for _ in range(made.width * made.height // 12000):
                x, y = dirt.randrange(made.width), dirt.randrange(made.height)
                radius = scan.pixels(dirt.uniform(0.03, 0.09))
                specks.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dirt.choice((20, 240)))
        return made

    return copy


def folded(scan: Scan) -> Picture:
    """Folded in four, both creases through the code: the ink is broken off along them, a shadow beside."""
    made = scan.picture.copy()
    draw = ImageDraw.Draw(made)
    left, top, right, bottom = scan.code
    x, y = left + (right - left) * 0.56, top + (bottom - top) * 0.47
    for start, end in (((x, 0), (x, made.height)), ((0, y), (made.width, y))):
        shadow = scan.pixels(0.25)
        draw.line(
            (start[0] + shadow, start[1] + shadow, end[0] + shadow, end[1] + shadow), 150, round(shadow)
        )
        draw.line((*start, *end), _PAPER, max(round(scan.pixels(0.3)), 1))
    return made


def coffee(scan: Scan) -> Picture:
    """A cup stood on the code: a ring, and a paler round within."""
    stain = Image.new("L", scan.picture.size, _PAPER)
    draw = ImageDraw.Draw(stain)
    left, top, right, bottom = scan.code
    x, y, radius = left + (right - left) * 0.4, top + (bottom - top) * 0.6, (right - left) * 0.42
    round_ = (x - radius, y - radius, x + radius, y + radius)
    draw.ellipse(round_, fill=222, outline=160, width=round(scan.pixels(2.5)))
    return ImageChops.multiply(scan.picture, stain.filter(ImageFilter.GaussianBlur(scan.pixels(0.4))))


def faded(scan: Scan) -> Picture:
    """Ten years in a frame in the sun: grey ink on yellowed paper."""
    return scan.picture.point([130 + grey * 90 // _PAPER for grey in range(_PAPER + 1)])


def compressed(quality: int) -> Callable[[Scan], Picture]:
    """Sent by a messenger: JPEG of this quality."""

    def send(scan: Scan) -> Picture:
        held = io.BytesIO()
        scan.picture.save(held, "JPEG", quality=quality)
        return Image.open(io.BytesIO(held.getvalue()))

    return send


def one_after_another(*wears: Callable[[Scan], Picture]) -> Callable[[Scan], Picture]:
    """All of these befell the same paper."""

    def wear(scan: Scan) -> Picture:
        for change in wears:
            scan = replace(scan, picture=change(scan))
        return scan.picture

    return wear


WEAR: dict[str, Callable[[Scan], Picture]] = {
    "as printed": as_printed,
    "out of focus, 0.1 mm": blurred(0.1),
    "out of focus, 0.2 mm": blurred(0.2),
    "askew by 7°": turned(7),
    "askew by 45°": turned(45),
    "photographed from the side": leaning,
    "photocopied": photocopied(1),
    "copy of a copy of a copy": photocopied(3),
    "folded in four through the code": folded,
    "a cup of coffee stood on it": coffee,
    "faded on yellowed paper": faded,
    "JPEG of quality 30": compressed(30),
    "JPEG of quality 10": compressed(10),
    "folded, then copied, askew, JPEG of quality 40": one_after_another(
        folded, photocopied(1), turned(4), compressed(40)
    ),
    "coffee, folded, then copied, askew, JPEG of quality 40": one_after_another(
        coffee, folded, photocopied(1), turned(4), compressed(40)
    ),
}


def by_zxing(picture: Picture) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(picture)}


def by_zbar(picture: Picture) -> set[str]:
    found = pyzbar.decode(picture.convert("L"), symbols=[pyzbar.ZBarSymbol.QRCODE])
    return {code.data.decode("utf-8") for code in found}


READERS: dict[str, Callable[[Picture], set[str]]] = {"zxing-cpp": by_zxing, "ZBar": by_zbar}


def papers() -> dict[str, str]:
    """Genuine papers' texts by name: signed claims of Latin, Arabic and cut Devanagari names, with and without a host."""
    told = json.loads((resources_folder() / "vectors" / "papers.json").read_text(encoding="utf-8"))
    known = [paper for paper in told["papers"] if paper["without_register"]["reason"] == "no-register"]
    return {paper["name"]: paper["text"] for paper in known[:3]}


def segments(text: str) -> tuple[QrSegment, ...]:
    """The text in the segments that a paper draws (docs/qr-format.md, section 1)."""
    address, mark, claims = text.partition("#")
    if not mark:
        return (QrSegment(text, "alnum"),)
    return (QrSegment(address, "alnum"), QrSegment(mark, "byte"), QrSegment(claims, "alnum"))


def scans(content: CertificateContent, design: OpenDesign, dpis: tuple[int, ...] = DPI) -> Iterator[Scan]:
    """The certificate drawn, printed to a file and scanned at each resolution."""
    assets, out = MemoryAssets(), io.BytesIO()
    write_pdf([Sheet(draw_certificate(content, design, assets))], out, assets)
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    for dpi in dpis:
        picture = page.render(scale=dpi / 72, grayscale=True).to_pil()
        (found,) = zxingcpp.read_barcodes(page.render(scale=300 / 72, grayscale=True).to_pil())
        place = found.position
        corner = [round(at * dpi / 300) for at in (place.top_left.x, place.top_left.y)]
        end = [round(at * dpi / 300) for at in (place.bottom_right.x, place.bottom_right.y)]
        yield Scan(picture, dpi, (corner[0], corner[1], end[0], end[1]))


def counted(
    certificates: list[tuple[str, CertificateContent]], design: OpenDesign
) -> dict[tuple[str, int, str], int]:
    """How many of the certificates each reader read, by wear, resolution and reader."""
    counts = {(wear, dpi, reader): 0 for wear in WEAR for dpi in DPI for reader in READERS}
    for text, content in certificates:
        for scan in scans(content, design):
            for wear, change in WEAR.items():
                picture = change(scan)
                for reader, read in READERS.items():
                    counts[wear, scan.dpi, reader] += read(picture) == {text}
    return counts


def table(counts: dict[tuple[str, int, str], int], of: int) -> str:
    """The counts as a table of Markdown."""
    heads = [f"{reader}, {dpi} dpi" for reader in READERS for dpi in DPI]
    rows = [["what befell it", *heads], ["---", *("---:" for _ in heads)]]
    rows += [
        [wear, *(f"{counts[wear, dpi, reader]}/{of}" for reader in READERS for dpi in DPI)] for wear in WEAR
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)

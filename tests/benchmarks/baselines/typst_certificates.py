"""The same certificates by Typst, a typesetter written in Rust: the same words, line art and fonts, the code a drawing.

Typst makes no QR codes. zxing-cpp (C++) makes each from its payload, the quickest way found on PyPI, and Typst gets it as
one path, as it stands on our page. Typst's own defaults are left where they cost it nothing: no tags for paper.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import typst
import zxingcpp

from assessor_app.documents.certificate_design import OpenDesign
from assessor_app.documents.content import CertificateContent
from baselines.line_art import svg_of
from baselines.naive_certificates import foot_of, lines_of, proof_of

_DARK = re.compile(b"\x00+")
_PAGE = """
  align(center)[
    #for (font, words, size) in one.head {
      block(spacing: 0.5em, text(
        font: if font.starts-with("NotoSans") { "Noto Sans" } else { "Noto Serif" },
        weight: if font.ends-with("Bold") { "bold" } else { "regular" },
        size: size * 1pt, words))
    }
  ]
  block(width: 500pt, text(font: "Noto Serif", size: 10pt, list(..one.outcomes)))
  place(bottom + left, block(width: 530pt, text(font: "Noto Sans", size: 7pt,
    one.foot.map(line => [#line #linebreak()]).join())))
  place(bottom + right, block(width: 124pt, align(center)[
    #image(bytes(one.code), format: "svg", width: 107.7pt, alt: "code")
    #text(font: "Noto Sans", size: 7pt, one.proof.map(line => [#line #linebreak()]).join())
  ]))
"""
_SHEET = """
#set page(width: 841.89pt, height: 595.276pt, margin: (x: 78pt, y: 60pt),
  background: image("%s", width: 100%%, alt: "line art"))
"""
# A drawing in SVG is written anew for every page, one in PDF once a file; but PDF/A takes no PDF.
_MANY = f"""{_SHEET % "art.pdf"}
#for (number, one) in json("told.json").enumerate() {{
  if number > 0 {{ pagebreak() }}
{_PAGE}}}
"""
_ONE = f"""
#set document(title: "Certificate", date: datetime(year: 2026, month: 11, day: 22))
{_SHEET % "art.svg"}
#pdf.attach("proof.cose", bytes(sys.inputs.proof), relationship: "source", mime-type: "application/cose",
  description: "proof")
#pdf.attach("credential.json", bytes(sys.inputs.credential), relationship: "data",
  mime-type: "application/vc+ld+json", description: "credential")
#{{
  let one = json(bytes(sys.inputs.told))
{_PAGE}}}
"""


def _code(one: CertificateContent) -> str:
    """The code as a drawing of one path, made from the payload."""
    text = "".join(segment.text for segment in one.qr)
    # Told which mask to use, as ours is, it is four times as fast as where it tries all eight.
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="L", data_mask=2)
    image = made.to_image(scale=1, add_quiet_zones=False)
    side, pixels = image.shape[0], bytes(memoryview(image))  # type: ignore[arg-type]  # it is a buffer, and does not say so
    rows = [pixels[at : at + side] for at in range(0, side * side, side)]
    runs = [
        (run.start(), row, run.end() - run.start())
        for row, told in enumerate(rows)
        for run in _DARK.finditer(told)
    ]
    path = "".join(f"M{column} {row}h{length}v1h-{length}z" for column, row, length in runs)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'


def _told(one: CertificateContent) -> dict[str, Any]:
    """What Typst is told of one certificate."""
    return {
        "head": lines_of(one),
        "outcomes": one.outcomes,
        "foot": foot_of(one),
        "proof": proof_of(one),
        "code": _code(one),
    }


@dataclass(frozen=True, slots=True)
class Typesetting:
    """Typst over a folder that holds the sources and the line art: made once, not part of what is measured."""

    folder: Path
    fonts: Path
    one: typst.Compiler

    def write(self, certificates: Sequence[CertificateContent]) -> bytes:
        """One PDF with a page for each."""
        told = json.dumps([_told(one) for one in certificates], ensure_ascii=False)
        (self.folder / "told.json").write_text(told, encoding="utf-8")
        made = typst.compile(
            str(self.folder / "many.typ"),
            font_paths=[str(self.fonts)],
            ignore_system_fonts=True,
            pdf_tags=False,
        )
        assert isinstance(made, bytes)
        return made

    def write_attached(self, certificate: CertificateContent, proof: str, credential: str) -> bytes:
        """One certificate as PDF/A-3u, tagged, with its proof and its credential inside."""
        told = json.dumps(_told(certificate), ensure_ascii=False)
        made = self.one.compile(
            sys_inputs={"told": told, "proof": proof, "credential": credential}, pdf_standards="a-3u"
        )
        assert isinstance(made, bytes)
        return made


def prepare(folder: Path, design: OpenDesign, fonts: Path) -> Typesetting:
    """Writes the sources and the design's line art."""
    (folder / "many.typ").write_text(_MANY, encoding="utf-8")
    (folder / "one.typ").write_text(_ONE, encoding="utf-8")
    (folder / "art.svg").write_text(svg_of(design), encoding="utf-8")
    with pikepdf.new() as art:
        art.add_blank_page(page_size=(design.width, design.height))
        art.pages[0].obj.Contents = art.make_stream(design.art())
        art.save(folder / "art.pdf")
    compiler = typst.Compiler(str(folder / "one.typ"), font_paths=[str(fonts)], ignore_system_fonts=True)
    return Typesetting(folder, fonts, compiler)

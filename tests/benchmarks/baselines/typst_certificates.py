"""The same certificates by Typst, a typesetter written in Rust; it is given every QR code as a finished drawing."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from assessor_app.documents.content import CertificateContent
from assessor_app.documents.qr import dark_runs, qr_matrix
from baselines.naive_certificates import foot_of, lines_of, proof_of

_PAGES = """
#set page(width: 841.89pt, height: 595.276pt, margin: (x: 78pt, y: 60pt))
#let told = json("told.json")
#for (number, one) in told.enumerate() {
  if number > 0 { pagebreak() }
  place(top + left, dx: -54pt, dy: -36pt, rect(width: 793pt, height: 547pt, stroke: 1.5pt))
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
    #image(bytes(one.code), format: "svg", width: 107.7pt)
    #text(font: "Noto Sans", size: 7pt, one.proof.map(line => [#line #linebreak()]).join())
  ]))
}
"""


def told_of(one: CertificateContent) -> dict[str, Any]:
    """What Typst is told of one certificate."""
    matrix = qr_matrix(one.qr)
    side = len(matrix)
    path = "".join(f"M{column} {row}h{length}v1h-{length}z" for column, row, length in dark_runs(matrix))
    code = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}"><path d="{path}"/></svg>'
    return {
        "head": lines_of(one),
        "outcomes": one.outcomes,
        "foot": foot_of(one),
        "proof": proof_of(one),
        "code": code,
    }


def prepare(certificates: Sequence[CertificateContent], folder: Path) -> Path:
    """Writes what Typst reads: not part of what is measured. Returns the file to compile."""
    told = [told_of(one) for one in certificates]
    (folder / "told.json").write_text(json.dumps(told, ensure_ascii=False, default=str), encoding="utf-8")
    source = folder / "certificates.typ"
    source.write_text(_PAGES, encoding="utf-8")
    return source


def write(source: Path, fonts: Path) -> bytes:
    """One PDF with a page for each."""
    made = typst.compile(str(source), font_paths=[str(fonts)], ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made

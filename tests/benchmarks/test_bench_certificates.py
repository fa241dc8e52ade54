"""A thousand different certificates in one PDF, on one core, beside a first program's page and beside Typst."""

import io
import os
import random
import sys
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from baselines import naive_certificates, typst_certificates
from measure import say

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import OpenDesign, open_certificate_design
from assessor_app.documents.content import CertificateContent
from assessor_app.documents.page import FrozenPage
from assessor_app.documents.qr import dark_boxes, qr_matrix
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.resources import fonts_folder

sys.path.append(str(Path(__file__).parents[1] / "unit"))
from documents_samples import BASE32, certificate, url_segments

pytestmark = pytest.mark.bench
MANY, FEW = 1000, 60
ROUNDS = 3
NAIVE, TYPST, FLOOR = 60.0, 6.0, 0.5
FIRST = ("Amina", "Tunde", "Leïla", "Kemal", "Grace", "Nguyễn", "Олена", "Ξένια", "Ingrid", "Tomasz")
LAST = ("Bello", "Okafor", "Haddad", "Öztürk", "Mwangi", "Thị Dương", "Шевченко", "Παππά", "Solberg", "Nowak")


def cohort(count: int, seed: int) -> list[CertificateContent]:
    """Certificates of one award: everybody has another name, birthday, number and code."""
    drawn = random.Random(seed)  # noqa: S311 - names, not secrets
    return [
        certificate(
            holder=f"{drawn.choice(FIRST)} {drawn.choice(FIRST)} {drawn.choice(LAST)}",
            identity=f"Born {drawn.randrange(1, 29)} March {drawn.randrange(1960, 2008)}",
            number=f"{drawn.randrange(16**4):04X}-{drawn.randrange(16**4):04X}-{place:04X}",
            qr=url_segments("HTTPS://CHECK.EXAMPLE.ORG/", "".join(drawn.choices(BASE32, k=700))),
        )
        for place in range(count)
    ]


def a_second(write: Callable[[], bytes], count: int) -> float:
    """Certificates in a second of one processor, whatever else the machine does."""
    start = time.process_time()
    assert write().startswith(b"%PDF")
    return count / (time.process_time() - start)


def ours(certificates: Sequence[CertificateContent], design: OpenDesign) -> bytes:
    """What the program does: each drawn and frozen, then one file around them."""
    assets, out = MemoryAssets(), io.BytesIO()
    write_pdf([Sheet(draw_certificate(one, design, assets)) for one in certificates], out, assets)
    return out.getvalue()


class RawPages:
    """The floor: the operators of a finished page, with another code in it that was made before, written."""

    def __init__(self, certificates: Sequence[CertificateContent], design: OpenDesign) -> None:
        self.assets = MemoryAssets()
        self.page = draw_certificate(certificates[0], design, self.assets)
        code = dark_boxes(qr_matrix(certificates[0].qr)).encode()
        self.before, _, self.after = zlib.decompress(self.page.content).partition(code)
        assert self.after
        self.codes = [dark_boxes(qr_matrix(one.qr)).encode() for one in certificates]

    def _pages(self) -> Iterator[FrozenPage]:
        for code in self.codes:
            yield replace(self.page, content=zlib.compress(self.before + code + self.after, 2))

    def write(self) -> bytes:
        out = io.BytesIO()
        write_pdf([Sheet(page) for page in self._pages()], out, self.assets)
        return out.getvalue()


def test_a_thousand_certificates(tmp_path: Path) -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {next(iter(os.sched_getaffinity(0)))})
    design = open_certificate_design("engraver")
    rates: dict[str, list[float]] = {"ours": [], "naive": [], "typst": [], "floor": []}
    raw = RawPages(cohort(MANY, 99), design)
    ours(cohort(FEW, 98), design)
    for turn in range(ROUNDS):
        # Another cohort each time: nobody's name is remembered from the turn before.
        people = cohort(MANY, turn)
        source = typst_certificates.prepare(people, tmp_path)
        rates["ours"].append(a_second(lambda people=people: ours(people, design), MANY))  # type: ignore[misc]
        rates["floor"].append(a_second(raw.write, MANY))
        rates["typst"].append(
            a_second(lambda source=source: typst_certificates.write(source, fonts_folder()), MANY)  # type: ignore[misc]
        )
        few = people[:FEW]
        rates["naive"].append(
            a_second(lambda few=few: naive_certificates.write(few, fonts_folder()), FEW)  # type: ignore[misc]
        )
    best = {name: max(found) for name, found in rates.items()}
    mine = best["ours"]
    say(
        f"certificates in one PDF: {mine:.0f} a second; reportlab and qrcode {best['naive']:.0f}"
        f" ({mine / best['naive']:.0f} ×, at least {NAIVE:.0f} ×), Typst {best['typst']:.0f}"
        f" ({mine / best['typst']:.1f} ×, at least {TYPST:.0f} ×), raw pages {best['floor']:.0f}"
        f" ({mine / best['floor']:.2f} ×, at least {FLOOR} ×)"
    )
    assert mine >= NAIVE * best["naive"]
    assert mine >= FLOOR * best["floor"]
    assert mine >= TYPST * best["typst"]

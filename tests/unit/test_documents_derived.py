"""The learner's file: the frozen page and nothing else to see, PDF/A-3u, tagged, proof and credential inside."""

import io
import re
import subprocess
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from PIL import ImageChops

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.certificate_design import open_certificate_design
from assessor_app.documents.derived.cut import Kind, cut
from assessor_app.documents.derived.file import Derived, advances, derived_pdf
from assessor_app.documents.derived.order import elements_of
from assessor_app.documents.derived.reading_order import as_read
from assessor_app.documents.page import FrozenPage
from assessor_app.documents.raster import page_image
from assessor_app.documents.reading import codes_in
from assessor_app.documents.sheets import Sheet
from documents_samples import NAMES, PAYLOAD, certificate, design, pdf_of
from pdfa_rules import broken_rules

ISSUED = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PROOF = b"\xd2\x84\x43\xa1\x01\x32" + bytes(range(256))
CREDENTIAL = b'{"type": ["VerifiableCredential"]}\n'
_MARK = re.compile(rb"\s*(?:EMC|/Artifact BMC|/[A-Za-z0-9]+ <</MCID [0-9]+>> BDC)\s*\Z")


def page_of(assets: MemoryAssets, script: str = "Latin", **changes: object) -> FrozenPage:
    return draw_certificate(certificate(holder=NAMES[script], **changes), design(), assets)


def file_of(page: FrozenPage, assets: MemoryAssets, credential: bytes | None = CREDENTIAL) -> bytes:
    return derived_pdf(Derived(pages=(page,), proof=PROOF, issued=ISSUED, credential=credential), assets)


@pytest.fixture(scope="module")
def assets() -> MemoryAssets:
    return MemoryAssets()


@pytest.fixture(scope="module")
def page(assets: MemoryAssets) -> FrozenPage:
    return page_of(assets, sample=True)


@pytest.fixture(scope="module")
def pdf(page: FrozenPage, assets: MemoryAssets) -> bytes:
    return file_of(page, assets)


@pytest.mark.parametrize("script", ["Latin", "Arabic with harakat", "Devanagari", "Ethiopic", "Thai"])
def test_it_looks_the_same_to_the_pixel_and_breaks_no_rule(script: str, assets: MemoryAssets) -> None:
    frozen = page_of(assets, script, sample=True)
    made = file_of(frozen, assets)
    seen, plain = page_image(made, dpi=110), page_image(pdf_of([Sheet(frozen)], assets), dpi=110)
    assert ImageChops.difference(seen, plain).getbbox() is None
    assert broken_rules(made) == []


def test_the_frozen_operators_are_there_byte_for_byte_with_marks_alone_between_them(
    pdf: bytes, page: FrozenPage
) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        streams = [one.read_bytes() for one in file.pages[0].obj.Contents]
    kept = [content for content in streams if not _MARK.match(content)]
    assert b"".join(kept) == zlib.decompress(page.content)
    assert len(streams) > len(kept)


_CODE_NOW = re.compile(
    rb"q 0 -(?P<high>[0-9.]+) (?P<wide>[0-9.]+) 0 (?P<left>-?[0-9.]+) (?P<top>[0-9.]+) cm\n(?P<boxes>[0-9 re]+)\nf Q"
)


def as_before(page: FrozenPage, *, first: int, by_line: bool) -> FrozenPage:
    """The page as an earlier version froze it: columns of the code counted from 0, all boxes on one line or a line for each."""
    stream = zlib.decompress(page.content)
    (found,) = _CODE_NOW.finditer(stream)
    told = re.findall(rb"([0-9]+) ([0-9]+) ([0-9]+) 1 re", found["boxes"])
    assert min(int(column) for _row, column, _long in told) == first
    boxes = [b"%s %d %s 1 re" % (row, int(column) - first, long) for row, column, long in told]
    left = float(found["left"]) + first * float(found["wide"])
    drawn = b"q 0 -%s %s 0 %s %s cm\n%s\nf Q" % (
        found["high"],
        found["wide"],
        f"{left:.3f}".rstrip("0").rstrip(".").encode(),
        found["top"],
        (b"\n" if by_line else b" ").join(boxes),
    )
    whole = stream[: found.start()] + drawn + stream[found.end() :]
    return replace(page, content=zlib.compress(whole))


@pytest.mark.parametrize("by_line", [False, True], ids=["one line", "a line for each"])
def test_a_page_that_an_earlier_version_froze_is_derived_as_it_is(
    page: FrozenPage, assets: MemoryAssets, *, by_line: bool
) -> None:
    old = as_before(page, first=10, by_line=by_line)
    assert old.content != page.content
    pieces = cut(old, advances(old, assets))
    assert b"".join(piece.content for piece in pieces) == zlib.decompress(old.content)
    (code,) = [piece for piece in pieces if piece.kind is Kind.CODE]
    assert re.match(rb"[0-9]+ 0 [0-9]+ 1 re", code.content)
    now = cut(page, advances(page, assets))
    assert [(piece.kind, piece.text) for piece in pieces] == [(piece.kind, piece.text) for piece in now]
    made = file_of(old, assets)
    with pikepdf.open(io.BytesIO(made)) as file:
        streams = [one.read_bytes() for one in file.pages[0].obj.Contents]
    kept = [content for content in streams if not _MARK.match(content)]
    assert b"".join(kept) == zlib.decompress(old.content)
    seen, plain = page_image(made, dpi=110), page_image(pdf_of([Sheet(old)], assets), dpi=110)
    assert ImageChops.difference(seen, plain).getbbox() is None
    assert codes_in(made) == [PAYLOAD]
    assert broken_rules(made) == []


def test_the_same_certificate_makes_the_same_file(page: FrozenPage, assets: MemoryAssets, pdf: bytes) -> None:
    assert file_of(page, assets) == pdf
    assert file_of(page, assets, None) != pdf


def test_another_tool_takes_the_proof_and_the_credential_out(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(pdf)
    subprocess.run(["pdfdetach", "-saveall", "one.pdf"], cwd=tmp_path, check=True)
    assert (tmp_path / "proof.cose").read_bytes() == PROOF
    assert (tmp_path / "credential.json").read_bytes() == CREDENTIAL


def test_before_it_is_registered_only_the_proof_is_inside(page: FrozenPage, assets: MemoryAssets) -> None:
    made = file_of(page, assets, None)
    assert broken_rules(made) == []
    with pikepdf.open(io.BytesIO(made)) as file:
        assert list(file.attachments) == ["proof.cose"]


def test_it_is_read_aloud_from_the_top_with_the_code_told_in_words(pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "one.pdf").write_bytes(pdf)
    told = subprocess.run(
        ["pdfinfo", "-struct-text", "one.pdf"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    order = [
        "SAMPLE",
        "Harbour Road Training Centre",
        "Amina Bello",
        "Identify every",
        "Tunde Okafor",
        "Figure",
        "7F3A",
    ]
    after_title = told.index("\n")
    places = [told.index(words, after_title) for words in order]
    assert places == sorted(places)
    assert "H1" in told
    assert "LBody" in told
    with pikepdf.open(io.BytesIO(pdf)) as file:
        figures = [
            one for one in file.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert ["proof.cose" in str(one.Alt) for one in figures] == [True]
        assert str(file.Root.Lang) == "en"


@pytest.mark.parametrize("named", ["engraver", "diploma", "modern", "trade"])
def test_every_design_is_read_label_by_label_and_from_the_top(named: str, assets: MemoryAssets) -> None:
    frozen = draw_certificate(certificate(sample=True), open_certificate_design(named), assets)
    made = file_of(frozen, assets)
    assert broken_rules(made) == []
    pieces = cut(frozen, advances(frozen, assets))
    told = [one.words for one in elements_of(pieces) if one.lines]
    for label, value in (("Achieved on", "18 November 2026"), ("Environment", "Workplace")):
        assert told.index(label) + 1 == told.index(value)
    order = ["Certificate of Competence", "Amina Bello", "Achieved on", "Tunde Okafor", "7F3A-9KQ2-004X"]
    places = [told.index(words) for words in order]
    assert places == sorted(places)


@pytest.mark.parametrize("script", ["Arabic", "Arabic with harakat", "Hebrew", "Devanagari", "Vietnamese"])
def test_a_name_is_told_in_the_order_in_which_it_is_read(script: str, assets: MemoryAssets) -> None:
    """Whatever the glyphs say: where they alone do not tell it, the structure does."""
    made = file_of(page_of(assets, script), assets)
    with pikepdf.open(io.BytesIO(made)) as file:
        told = {
            str(one.ActualText)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and "/ActualText" in one
        }
    assert NAMES[script] in told or script == "Vietnamese"


@pytest.mark.parametrize(
    ("lying", "read"),
    [
        (["one", "two"], "one two"),
        (["בא", "דג"], "גד אב"),
        (["דג", "12", "34", "בא"], "אב 12 34 גד"),
        (["name", "דג", "בא", "of"], "name אב גד of"),
        (["\u200fבא"], "אב"),
    ],
)
def test_words_as_they_lie_become_words_as_they_are_read(lying: list[str], read: str) -> None:
    assert as_read(lying) == read


def broken(pdf: bytes, change: object) -> list[str]:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        change(file)  # type: ignore[operator]
        out = io.BytesIO()
        file.save(out)
    return broken_rules(out.getvalue())


def _unmark(file: pikepdf.Pdf) -> None:
    contents = file.pages[0].obj.Contents
    file.pages[0].obj.Contents = pikepdf.Array([one for one in contents if not _MARK.match(one.read_bytes())])


def _forget_a_letter(file: pikepdf.Pdf) -> None:
    for font in file.pages[0].obj.Resources.Font.values():
        font.ToUnicode = file.make_stream(
            re.sub(rb"\n<[0-9A-F]{4}> <[0-9A-F]+>", b"", font.ToUnicode.read_bytes(), count=3)
        )


DEFECTS = {
    "output intent": lambda file: file.Root.__delitem__("/OutputIntents"),
    "6.6.4": lambda file: file.Root.Metadata.write(file.Root.Metadata.read_bytes().replace(b">U<", b">B<")),
    "no document id": lambda file: file.Root.Metadata.write(
        re.sub(
            rb"<xmpMM:DocumentID[^>]*>[^<]*</xmpMM:DocumentID>",
            b"",
            file.Root.Metadata.read_bytes(),
        )
    ),
    "associated with nothing": lambda file: file.Root.__delitem__("/AF"),
    "no date": lambda file: file.Root.AF[0].EF.F.__delitem__("/Params"),
    "7.1": _unmark,
    "stands for nothing": _forget_a_letter,
    "not embedded": lambda file: (
        next(iter(file.pages[0].obj.Resources.Font.values()))
        .DescendantFonts[0]
        .FontDescriptor.__delitem__("/FontFile2")
    ),
    "marks without an element": lambda file: setattr(
        file.Root.StructTreeRoot.ParentTree, "Nums", pikepdf.Array([0, pikepdf.Array([])])
    ),
}


@pytest.mark.parametrize("named", DEFECTS)
def test_the_rules_see_a_defect(named: str, pdf: bytes) -> None:
    """The checker is ours: it must see what it is there for."""
    found = broken(pdf, DEFECTS[named])
    assert any(named in rule for rule in found), found


def test_a_paper_with_a_back_is_one_file_of_two_pages_read_in_their_order(
    page: FrozenPage, assets: MemoryAssets
) -> None:
    back = page_of(assets, "Greek")
    content = Derived(pages=(page, back), proof=PROOF, issued=ISSUED, credential=CREDENTIAL)
    made = derived_pdf(content, assets)
    assert broken_rules(made) == []
    for number, side in enumerate((page, back)):
        plain = page_image(pdf_of([Sheet(side)], assets), dpi=60)
        assert ImageChops.difference(page_image(made, number, dpi=60), plain).getbbox() is None

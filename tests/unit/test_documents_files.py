from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.files import PdfFiles
from assessor_app.documents.page import encode
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.sheets import SheetToPrint
from documents_samples import certificate, design


def sheets(assets: MemoryAssets, count: int) -> list[SheetToPrint]:
    titles = [f"Electrical Safety {number}" for number in range(count)]
    pages = [encode(draw_certificate(certificate(title=title), design(), assets)) for title in titles]
    return [SheetToPrint(id=id_, number=f"N-{id_}", page=page, stamp=None) for id_, page in enumerate(pages)]


def test_a_file_of_several_says_how_many(tmp_path: Path) -> None:
    assets = MemoryAssets()
    PdfFiles(assets).write(sheets(assets, 3), tmp_path / "three.pdf")
    with pikepdf.open(tmp_path / "three.pdf") as file:
        assert str(file.docinfo["/Title"]) == "3 certificates"
        assert len(file.pages) == 3


def test_a_file_that_cannot_even_be_begun_is_said_in_a_sentence(tmp_path: Path) -> None:
    """A name as long as it may be has no room for the file that is written beside it."""
    assets = MemoryAssets()
    path = tmp_path / f"{'n' * 251}.pdf"
    with pytest.raises(KnownError, match="file-not-written") as refused:
        PdfFiles(assets).write(sheets(assets, 1), path)
    assert refused.value.details["why"]
    assert not path.exists()


def test_with_backs_each_sheet_has_two_pages_and_counts_once(tmp_path: Path) -> None:
    assets = MemoryAssets()
    front, other, last = sheets(assets, 3)
    both = [replace(front, back=other.page), last]
    heard: list[int] = []

    def hear(done: int) -> bool:
        heard.append(done)
        return True

    PdfFiles(assets).write(both, tmp_path / "two.pdf", hear)
    with pikepdf.open(tmp_path / "two.pdf") as file:
        assert str(file.docinfo["/Title"]) == "2 certificates"
        assert len(file.pages) == 4
        assert b"".join(one.read_bytes() for one in file.pages[3].Contents) == b""
    assert heard == [1, 2]
    assert len(PdfFiles(assets).make(both)) < len(PdfFiles(assets).make(both, backs=True))

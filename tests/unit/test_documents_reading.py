import io
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageFilter

from assessor_app.documents import reading, reading_work
from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.certificate import draw_certificate
from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.documents.raster import page_image
from assessor_app.documents.reading import PhotoCodes, codes_in, photo_codes
from assessor_app.documents.reading_work import codes_of
from assessor_app.documents.sheets import Sheet
from assessor_app.domain.errors import KnownError
from documents_samples import PAYLOAD, certificate, design, pdf_of


@pytest.fixture(scope="module")
def paper() -> bytes:
    assets = MemoryAssets()
    return pdf_of([Sheet(draw_certificate(certificate(), design(), assets))], assets)


def saved(image: Image.Image, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    image.save(out, kind)
    return out.getvalue()


def blank_pdf(*sizes: tuple[float, float], content: bytes = b"") -> bytes:
    pdf = pikepdf.new()
    for size in sizes:
        pdf.add_blank_page(page_size=(100, 100))
        pdf.pages[-1].obj.MediaBox = pikepdf.Array([0, 0, *size])
        pdf.pages[-1].obj.Contents = pdf.make_stream(content)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_the_printed_file_reads_back(paper: bytes, tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(paper)
    assert codes_in(tmp_path / "paper.pdf") == [PAYLOAD]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "TIFF"])
def test_a_scan_at_300_dpi_reads_back(paper: bytes, kind: str) -> None:
    assert codes_in(saved(page_image(paper, dpi=300), kind)) == [PAYLOAD]


def test_a_crooked_photo_at_150_dpi_reads_back(paper: bytes) -> None:
    photo = page_image(paper, dpi=150).rotate(7, expand=True, fillcolor="grey")
    assert codes_in(saved(photo, "JPEG")) == [PAYLOAD]


def test_a_code_that_stands_on_two_pages_is_told_once(paper: bytes) -> None:
    twice = pikepdf.open(io.BytesIO(paper))
    twice.pages.append(twice.pages[0])
    out = io.BytesIO()
    twice.save(out)
    assert codes_in(out.getvalue()) == [PAYLOAD]


@pytest.mark.parametrize(
    "data",
    [b"", b"not a picture", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"<svg/>"],
    ids=["empty", "text", "only a PDF's head", "only a PNG's head", "only a GIF's head", "svg"],
)
def test_what_is_neither_image_nor_pdf_is_unreadable(data: bytes) -> None:
    with pytest.raises(KnownError, match="file-unreadable"):
        codes_in(data)


@settings(max_examples=50, deadline=None)
@given(
    st.sampled_from([b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"BM", b"\xff\xd8\xff", b"RIFF"]),
    st.binary(),
)
def test_random_bytes_are_refused_in_a_known_way(head: bytes, rest: bytes) -> None:
    with pytest.raises(KnownError):
        codes_of(head + rest)


def test_a_torn_scan_is_unreadable(paper: bytes) -> None:
    scan = saved(page_image(paper, dpi=100))
    with pytest.raises(KnownError, match="file-unreadable"):
        codes_in(scan[: len(scan) // 2])


@pytest.mark.parametrize("size", [(12_000, 9_000), (40_000, 5_000), (70_000, 10)])
def test_more_than_100_megapixels_are_refused_before_they_are_unpacked(size: tuple[int, int]) -> None:
    with pytest.raises(KnownError, match="file-too-large"):
        codes_in(saved(Image.new("1", size)))


def test_more_bytes_than_a_scan_needs_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(reading.MOST_BYTES * 4)
    with pytest.raises(KnownError, match="file-too-large"):
        codes_in(path)


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="file-unreadable"):
        codes_in(tmp_path / "nothing.pdf")


@pytest.mark.parametrize("size", [(842, 595), (200_000, 200_000), (1, 14_400), (14_400, 0.5)])
def test_a_page_of_any_size_is_drawn_within_bounds(size: tuple[float, float]) -> None:
    with pytest.raises(KnownError, match="file-no-code"):
        codes_in(blank_pdf(size))


def test_only_the_first_fifty_pages_are_looked_at(paper: bytes) -> None:
    many = pikepdf.open(io.BytesIO(blank_pdf(*[(90, 60)] * reading_work.MOST_PAGES)))
    last = pikepdf.open(io.BytesIO(paper))
    many.pages.append(last.pages[0])
    out = io.BytesIO()
    many.save(out)
    with pytest.raises(KnownError, match="file-no-code"):
        codes_in(out.getvalue())


def test_a_page_that_takes_for_ever_to_draw_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_work, "MOST_SECONDS", 0.05)
    slow = blank_pdf((842, 595), content=b"0 0 842 595 re f\n" * 200_000)
    with pytest.raises(KnownError, match="file-unreadable"):
        codes_of(slow)


class JumpingClock:
    """Stands still for so many looks, and then it is much later."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    def monotonic(self) -> float:
        self.looks -= 1
        return 0.0 if self.looks >= 0 else 1e9


def test_what_stood_before_a_page_that_takes_for_ever_is_told(
    paper: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    plenty = JumpingClock(10**9)
    monkeypatch.setattr(reading_work, "time", plenty)
    codes_of(paper)
    pages = pikepdf.open(io.BytesIO(paper))
    slow = pikepdf.open(io.BytesIO(blank_pdf((842, 595), content=b"0 0 842 595 re f\n" * 200_000)))
    pages.pages.append(slow.pages[0])
    out = io.BytesIO()
    pages.save(out)
    monkeypatch.setattr(reading_work, "time", JumpingClock(10**9 - plenty.looks))
    assert codes_of(out.getvalue()) == [PAYLOAD]


def test_a_reader_that_hangs_is_killed(paper: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.01)
    with pytest.raises(KnownError, match="file-unreadable"):
        codes_in(paper)


def drawn(text: str, *, blur: float = 0, torn: bool = False) -> bytes:
    """A badge as a phone sees it: on a bench that is no even surface."""
    matrix = qr_matrix([QrSegment(text, "alnum")], worn=True)
    code = Image.new("1", (len(matrix), len(matrix)), 1)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            code.putpixel((column, row), 0 if dark else 1)
    page = Image.effect_noise((1000, 800), 40)
    page.paste(Image.new("L", (600, 600), 255), (200, 100))
    page.paste(code.resize((480, 480)), (260, 160))
    if torn:
        page.paste(Image.new("L", (240, 240), 255), (440, 340))
    out = io.BytesIO()
    page.filter(ImageFilter.GaussianBlur(blur)).save(out, "JPEG")
    return out.getvalue()


def test_a_photo_says_what_may_be_a_badge_that_nobody_could_read() -> None:
    text = "ASSESSOR-L:" + "A" * 26
    assert photo_codes(drawn(text)) == PhotoCodes(texts=(text,))
    assert photo_codes(drawn(text, blur=20)).blurred
    assert photo_codes(drawn(text, torn=True)).unread
    assert photo_codes(saved(Image.effect_noise((400, 300), 60))) == PhotoCodes()
    assert photo_codes(saved(Image.new("RGB", (400, 300), "red"))) == PhotoCodes()
    with pytest.raises(KnownError, match="file-unreadable"):
        photo_codes(b"no picture")

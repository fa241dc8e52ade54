import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import base, constants, util
from qrcode.main import QRCode

from assessor_app.documents.qr import Matrix, QrSegment, dark_boxes, dark_runs, first_column, qr_matrix
from assessor_app.domain.errors import KnownError
from documents_samples import BASE32, CLAIMS, PAYLOAD, url_segments


def picture(matrix: Matrix) -> Image.Image:
    """The code at four pixels a module, with its quiet zone."""
    side = len(matrix) + 8
    image = Image.new("L", (side, side), 255)
    for column, row, length in dark_runs(matrix):
        image.paste(0, (column + 4, row + 4, column + 4 + length, row + 5))
    return image.resize((side * 4, side * 4), Image.Resampling.NEAREST)


def test_a_payload_of_the_usual_size_is_version_15() -> None:
    matrix = qr_matrix(url_segments("HTTPS://CHECK.EXAMPLE.ORG/", CLAIMS))
    assert len(matrix) == 77


def test_modules_of_the_largest_usual_code_are_wide_enough() -> None:
    version_16 = 17 + 4 * 16
    assert 38 / version_16 >= 0.42


@settings(max_examples=25, deadline=None)
@given(st.text(BASE32, min_size=1, max_size=900))
def test_what_goes_in_is_read_back(claims: str) -> None:
    codes = zxingcpp.read_barcodes(picture(qr_matrix(url_segments("HTTPS://CHECK.EXAMPLE.ORG/", claims))))
    assert [code.text for code in codes] == [f"HTTPS://CHECK.EXAMPLE.ORG/#{claims}"]


def test_an_address_without_a_host_is_read_back() -> None:
    codes = zxingcpp.read_barcodes(picture(qr_matrix(url_segments("ASSESSOR:", CLAIMS)[::2])))
    assert codes[0].text == f"ASSESSOR:{CLAIMS}"


@pytest.mark.parametrize("length", [1100, 5000, 100_000])
def test_a_payload_that_would_be_too_fine_is_refused(length: int) -> None:
    with pytest.raises(KnownError, match="qr-too-large"):
        qr_matrix(url_segments("HTTPS://CHECK.EXAMPLE.ORG/", "A" * length))


def test_letters_that_the_alphanumeric_mode_does_not_have_are_a_bug() -> None:
    with pytest.raises(ValueError, match="alphanumeric"):
        qr_matrix(url_segments("https://check.example.org/", CLAIMS))


def test_runs_cover_exactly_the_dark_modules() -> None:
    matrix = qr_matrix(url_segments("HTTPS://CHECK.EXAMPLE.ORG/", PAYLOAD[27:]))
    covered = {(column + step, row) for column, row, length in dark_runs(matrix) for step in range(length)}
    assert covered == {(x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def slowly(segments: tuple[QrSegment, ...], *, worn: bool) -> list[bytes]:
    """The same code by `qrcode` alone."""
    correction = constants.ERROR_CORRECT_Q if worn else constants.ERROR_CORRECT_L
    code = QRCode(error_correction=correction, border=0, mask_pattern=2)
    for segment in segments:
        mode = util.MODE_ALPHA_NUM if segment.mode == "alnum" else util.MODE_8BIT_BYTE
        code.add_data(util.QRData(segment.text.encode("ascii"), mode=mode), optimize=0)
    code.make(fit=True)
    return [bytes(bool(module) for module in row) for row in code.modules]


@settings(max_examples=60, deadline=None)
@given(st.text(BASE32, min_size=1, max_size=700), st.text(min_size=1, max_size=20), st.booleans())
def test_a_code_by_tables_is_the_code_that_qrcode_makes(claims: str, letters: str, worn: bool) -> None:
    told = letters.encode("ascii", "replace").decode("ascii")
    segments = (QrSegment("ASSESSOR:", "alnum"), QrSegment(told, "byte"), QrSegment(claims, "alnum"))
    try:
        made = qr_matrix(segments, worn=worn)
    except KnownError:
        assert worn
        assert len(claims) > 500
    else:
        assert list(made) == slowly(segments, worn=worn)


@pytest.mark.parametrize("version", range(1, 19))
@pytest.mark.parametrize("worn", [False, True])
def test_every_version_is_the_one_that_qrcode_makes(version: int, worn: bool) -> None:
    """As full as the version can be: the last bits, the padding and blocks of two lengths are all met."""
    correction = constants.ERROR_CORRECT_Q if worn else constants.ERROR_CORRECT_L
    room = sum(block.data_count for block in base.rs_blocks(version, correction))
    for spare in (2, 3):
        segments = (QrSegment("z" * (room - spare - (version > 9)), "byte"),)
        made = qr_matrix(segments, worn=worn)
        assert len(made) == 17 + 4 * version
        assert list(made) == slowly(segments, worn=worn)


@pytest.mark.parametrize("wide", [False, True])
def test_boxes_cover_exactly_the_dark_modules(wide: bool) -> None:
    """Columns have two digits, and three where a code is wider than paper's are."""
    claims = "A7" * 800 if wide else PAYLOAD[27:]
    matrix = qr_matrix(url_segments("HTTPS://CHECK.EXAMPLE.ORG/", claims), largest=27)
    first = first_column(matrix)
    assert first == (100 if wide else 10)
    covered: list[tuple[int, int]] = []
    for box in dark_boxes(matrix).split(b" re"):
        if not box:
            continue
        row, column, length, thick = box.split()
        assert thick == b"1"
        covered += [(int(column) - first, int(row) + step) for step in range(int(length))]
    assert sorted(covered) == sorted(
        (x, y) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark
    )

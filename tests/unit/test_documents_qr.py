import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from assessor_app.documents.qr import dark_runs, qr_matrix
from assessor_app.domain.errors import KnownError
from documents_samples import BASE32, CLAIMS, PAYLOAD, url_segments


def picture(matrix: list[list[bool]]) -> Image.Image:
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

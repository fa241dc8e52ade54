"""The printer's test page: what is to be measured has the size that it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.documents.measuring import measure
from assessor_app.documents.raster import page_image, page_png
from assessor_app.documents.reading import codes_in
from assessor_app.documents.test_page import draw_test_page
from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.domain.paper_fit import LEAST_MODULE_MM, Edges, Fit, Measured, Paper, fit

CENTRE = Centre(
    id="0" * 16,
    name="Quay Street Workshop",
    approval_number="TC-1",
    country="IE",
    phone="+353 1 555 0199",
    host="",
    awarding_body="",
    sample=False,
)
DPI = 254
"""Ten dots a millimetre."""


def test_the_bars_are_100_mm_and_the_code_is_a_certificates() -> None:
    pdf = draw_test_page(CENTRE, on="2026-11-27").pdf
    picture = page_image(pdf, 0, DPI).convert("L")
    longest = 0
    for y in range(200, picture.height - 200):
        row = picture.crop((200, y, picture.width - 200, y + 1)).tobytes()
        longest = max([longest, *(len(run) for run in row.translate(_DARK).split(b"\1"))])
    assert longest == pytest.approx(1000, abs=4)
    found = measure(pdf)
    assert found.qr_mm == pytest.approx(38, abs=0.2)
    assert found.qr_mm / found.qr_modules >= LEAST_MODULE_MM
    assert found.white.left == pytest.approx(3, abs=0.3)
    assert codes_in(page_png(pdf, 0, 300))[0].startswith("ASSESSOR TEST PAGE")


_DARK = bytes(0 if tone < 128 else 1 for tone in range(256))


@given(st.floats(60, 500), st.floats(60, 500), st.floats(0, 20))
def test_whatever_the_paper_a_code_that_is_printed_is_large_enough(
    width: float, height: float, dead: float
) -> None:
    page = Measured(
        width=297, height=210, white=Edges(left=5, top=5, right=5, bottom=5), qr_mm=38, qr_modules=77
    )
    paper = Paper(
        name="x", width=width, height=height, dead=Edges(left=dead, right=dead, top=dead, bottom=dead)
    )
    long_side, short = max(width, height), min(width, height)
    told, laid = _fit(page, paper)
    if laid is None:
        assert told == "paper-too-small"
        assert long_side < 297 or short < 210
    else:
        assert long_side >= 270
        assert laid.cut >= 0
        assert laid.whole == (not laid.cut and not laid.unreached)


def _fit(page: Measured, paper: Paper) -> tuple[str, Fit | None]:
    """The code of the refusal, or how it lies."""
    try:
        return "", fit(page, paper)
    except KnownError as error:
        return error.code, None

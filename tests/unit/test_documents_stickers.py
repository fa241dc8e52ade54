"""Sheets of badge stickers: what stands on one, that its code is read, and that nothing leaves its label."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.documents.raster import page_png
from assessor_app.documents.reading import codes_in
from assessor_app.documents.stickers import STOCKS, draw_stickers, largest_code_fits
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.wallet import BadgeSticker
from assessor_app.services.papers.file import PaperFile
from credential_samples import sample_form
from documents_samples import NAMES, PAYLOAD
from test_documents_designs import boxes_of, text_of
from test_documents_wallet import card

POINTS = 72 / 25.4
ISSUED = datetime(2026, 11, 18, 9, tzinfo=UTC)


def sticker(**changes: Any) -> BadgeSticker:
    return BadgeSticker(card=card(**changes), form=sample_form(), issued=ISSUED)


def drawn(*stickers: BadgeSticker, stock: str = "a4") -> PaperFile:
    return draw_stickers(stickers, FormBadges(), stock=stock)


def test_a_sticker_says_whose_it_is_and_where_to_check_it() -> None:
    told = text_of(drawn(sticker()).pdf)
    for text in ("Amina Bello", "7F3A-9KQ2-004X", "check.example.org"):
        assert text in told, text


@pytest.mark.parametrize("stock", STOCKS)
def test_its_code_is_the_certificates_own_and_is_read(stock: str) -> None:
    assert codes_in(page_png(drawn(sticker(), stock=stock).pdf, dpi=200)) == [PAYLOAD]


@pytest.mark.parametrize("stock", STOCKS)
def test_a_label_has_room_for_the_largest_code_that_paper_may_need(stock: str) -> None:
    assert largest_code_fits(STOCKS[stock])


def test_a_code_that_a_label_would_make_too_fine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    narrow = replace(STOCKS["a4"], label=(99.1, 55.0))
    monkeypatch.setitem(STOCKS, "a4", narrow)
    assert not largest_code_fits(narrow)
    with pytest.raises(KnownError, match="qr-too-large"):
        drawn(sticker())


@pytest.mark.parametrize(
    ("stock", "page", "on_a_sheet"), [("a4", (210.0, 297.0), 8), ("letter", (215.9, 279.4), 6)]
)
def test_a_cohort_takes_as_many_sheets_as_it_needs(
    stock: str, page: tuple[float, float], on_a_sheet: int
) -> None:
    many = [sticker(number=f"7F3A-9KQ2-{number:04}") for number in range(on_a_sheet + 1)]
    assert drawn(*many, stock=stock).pages == (page, page)


def test_the_badge_is_on_the_page_in_its_colours() -> None:
    """An electrical badge is blue."""
    with Image.open(io.BytesIO(page_png(drawn(sticker()).pdf, dpi=100))) as page:
        red, _green, blue = page.convert("RGB").crop((90, 130, 180, 230)).resize((1, 1)).tobytes()
    assert blue > red


@pytest.mark.parametrize("stock", STOCKS)
@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "Maximiliana Konstantinopolitanskaya-Featherstonehaugh de la Cruz"},
        {"host": "certificates.vocational-education-and-training-authority.example.org"},
        *({"holder": name} for name in NAMES.values()),
    ],
)
def test_long_words_stay_on_their_label(changes: dict[str, str], stock: str) -> None:
    labels = STOCKS[stock]
    boxes = boxes_of(drawn(sticker(**changes), stock=stock).pdf)
    left, top = labels.first[0] * POINTS, (labels.sheet[1] - labels.first[1]) * POINTS
    assert min(box[0] for box in boxes) >= left + 4
    assert max(box[2] for box in boxes) <= left + labels.label[0] * POINTS - 4
    assert min(box[1] for box in boxes) >= top - labels.label[1] * POINTS + 4

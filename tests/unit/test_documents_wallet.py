from dataclasses import replace
from typing import Any

import pytest

from assessor_app.documents.raster import page_png
from assessor_app.documents.reading import codes_in
from assessor_app.documents.wallet import draw_wallet, largest_code_fits
from assessor_app.domain.design import PaperSize
from assessor_app.services.awards.wallet import WalletCard
from documents_samples import NAMES, PAYLOAD
from test_documents_designs import boxes_of, text_of

CARD = WalletCard(
    holder="Amina Bello",
    title="Electrical Safety",
    form_code="ELE-SAF",
    form_version="2",
    sector="electrical",
    number="7F3A-9KQ2-004X",
    valid_until="2029-11-18",
    provisional_until="2027-02-20",
    centre="Harbour Road Training Centre",
    host="check.example.org",
    phone="+234 1 555 0142",
    qr=PAYLOAD,
    language="en",
    sample=False,
)


def card(**changes: Any) -> WalletCard:
    return replace(CARD, **changes)


def test_a_card_says_who_what_until_when_and_where_to_check_it() -> None:
    told = text_of(draw_wallet([CARD]).pdf)
    for text in (
        "Amina Bello",
        "Electrical Safety",
        "7F3A-9KQ2-004X",
        "check.example.org",
        "Provisional until 20 February 2027",
        "Valid until 18 November 2029",
        "Harbour Road Training Centre",
    ):
        assert text in told, text


def test_its_code_is_the_certificates_own_and_is_read() -> None:
    assert codes_in(page_png(draw_wallet([CARD]).pdf, dpi=300)) == [PAYLOAD]


def test_a_card_has_room_for_the_largest_code_that_paper_may_need() -> None:
    assert largest_code_fits()


def test_eight_stand_on_letter_whole() -> None:
    made = draw_wallet([card(number=f"7F3A-9KQ2-{number:04}") for number in range(9)], PaperSize.LETTER)
    assert made.pages == ((215.9, 279.4), (215.9, 279.4))
    boxes = boxes_of(made.pdf)
    assert min(box[1] for box in boxes) > (279.4 - 4 * 54) / 2 / 25.4 * 72
    assert codes_in(page_png(made.pdf, dpi=300)).count(PAYLOAD) == 1


def test_ten_stand_on_a_sheet() -> None:
    made = draw_wallet([card(number=f"7F3A-9KQ2-{number:04}") for number in range(11)])
    assert made.pages == ((210.0, 297.0), (210.0, 297.0))


@pytest.mark.parametrize(
    "changes",
    [
        {"holder": "Maximiliana Konstantinopolitanskaya-Featherstonehaugh de la Cruz"},
        {"title": "Advanced Circuitry, Fault Finding and the Verification of Protective Measures " * 2},
        {"centre": "Vocational Education and Training Centre for the Electrical and Allied Trades " * 2},
        *({"holder": name} for name in NAMES.values()),
    ],
)
def test_long_words_stay_on_their_card(changes: dict[str, str]) -> None:
    boxes = boxes_of(draw_wallet([card(**changes)]).pdf)
    left, top = (210 - 2 * 85.6) / 2 * 72 / 25.4, 841.89 - (297 - 5 * 54) / 2 * 72 / 25.4
    assert min(box[0] for box in boxes) >= left + 4
    assert max(box[2] for box in boxes) <= left + 85.6 * 72 / 25.4 - 2
    assert min(box[1] for box in boxes) >= top - 54 * 72 / 25.4 + 2


def test_a_sample_says_so_on_its_card() -> None:
    assert "SAMPLE" in text_of(draw_wallet([card(sample=True)]).pdf)

"""Sheets of badges, looked at as a printer and a scanner would."""

import pytest
import zxingcpp

from assessor_app.documents.badges import QR_MM, draw_badges
from assessor_app.documents.card_sheets import CARD_MM, SHEETS
from assessor_app.documents.raster import page_image
from assessor_app.domain.design import PaperSize, usual_paper
from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.services.badges.ports import BadgeToPrint

DPI = 300
NAMES = (
    "Amina Belo",
    "Bartholomew Okonkwo-Fitzgerald of Kilmacanogue",
    "محمد بن عبد الله الإدريسي",
    "प्रियंका श्रीवास्तव",
    "Мария Ивановна Преображенская-Соколова",
    "አበበ ቢቂላ",
    "Nguyễn Thị Minh Khai",
    "רחל כהן",
    "Chen",
    "Maria Aurora Josephine van den Bergh-Castellanos y Montenegro",
    "Łukasz Żółć",
)


def badge(place: int, name: str, kind: BadgeKind = BadgeKind.LEARNER) -> BadgeToPrint:
    size = 16 if kind is BadgeKind.LEARNER else 32
    text = write(Badge(kind=kind, data=bytes([place * 7 % 256]) * size))
    return BadgeToPrint(name=name, number=f"{2031 + place}", group="Kitchen C", text=text)


def test_every_code_of_a_sheet_reads_back_at_300_dpi() -> None:
    badges = [badge(place, name) for place, name in enumerate(NAMES)]
    made = draw_badges(badges, centre="Kilmore Quay Training Centre")
    assert made.pages == ((210.0, 297.0), (210.0, 297.0))
    found = []
    for page in range(2):
        codes = zxingcpp.read_barcodes(page_image(made.pdf, page, DPI))
        found += [code.text for code in codes]
    assert sorted(found) == sorted(one.text for one in badges)


def test_a_code_is_large_and_keeps_its_quiet_zone_inside_its_card() -> None:
    for kind in BadgeKind:
        made = draw_badges([badge(1, "Chen", kind)], centre="Centre")
        picture = page_image(made.pdf, 0, DPI)
        (code,) = zxingcpp.read_barcodes(picture)
        millimetre = DPI / 25.4
        side = (code.position.top_right.x - code.position.top_left.x) / millimetre
        assert 25 <= side <= QR_MM + 0.5
        right = (210 - 2 * CARD_MM[0]) / 2 + CARD_MM[0]
        assert code.position.top_right.x / millimetre <= right - 3.3


@pytest.mark.parametrize("size", list(PaperSize))
def test_a_sheet_turned_over_has_its_cards_behind_each_other(size: PaperSize) -> None:
    """They stand in the middle, with as much white at the edges as every printer leaves; and whole on their paper."""
    sheet = SHEETS[size]
    wide, high = sheet.size_mm
    millimetre = 72 / 25.4
    lefts = sorted({x / millimetre for x, _top in sheet.corners()})
    tops = sorted({top / millimetre for _x, top in sheet.corners()})
    assert wide - (lefts[-1] + CARD_MM[0]) == pytest.approx(lefts[0])
    assert high - (tops[-1] + CARD_MM[1]) == pytest.approx(tops[0])
    assert min(lefts[0], tops[0]) - 2.5 > 6.4, "the marks too"
    made = draw_badges([badge(place, "Chen") for place in range(sheet.count + 1)], centre="Centre", size=size)
    assert made.pages == (sheet.size_mm, sheet.size_mm)
    assert len(zxingcpp.read_barcodes(page_image(made.pdf, 0, DPI))) == sheet.count


def test_the_paper_of_a_country_is_what_its_printers_hold() -> None:
    assert [usual_paper(one) for one in ("US", "ph", "IE", "NG", "")] == [
        PaperSize.LETTER,
        PaperSize.LETTER,
        PaperSize.A4,
        PaperSize.A4,
        PaperSize.A4,
    ]


def test_a_code_with_a_thumbprint_on_it_is_still_read() -> None:
    made = draw_badges([badge(3, "Chen")], centre="Centre")
    picture = page_image(made.pdf, 0, DPI)
    (code,) = zxingcpp.read_barcodes(picture)
    middle = (code.position.top_left.x + code.position.bottom_right.x) // 2
    low = code.position.bottom_right.y - 50
    picture.paste((60, 60, 60), (middle - 40, low - 60, middle + 20, low))
    (again,) = zxingcpp.read_barcodes(picture)
    assert again.text == code.text


def test_what_is_not_known_leaves_room_and_no_name_is_too_long() -> None:
    long = BadgeToPrint(name="W" * 200, number="", group="", text=badge(1, "").text)
    odd = BadgeToPrint(name="\U00013080 Chen", number="N" * 60, group="G" * 100, text=badge(1, "").text)
    made = draw_badges([long, odd], centre="C" * 200)
    assert len(made.pages) == 1
    assert not draw_badges([], centre="Centre").pages

import shutil
import subprocess
import unicodedata
from dataclasses import fields

import pytest

from assessor_app.documents.raster import page_image
from assessor_app.documents.slips.layouts import SlipSize, draw_slips
from assessor_app.domain.assessment import Decision
from assessor_app.services.slips.content import Shown, SlipContent
from documents_samples import NAMES
from slip_samples import LONG_NAME, all_outstanding, form, pages, slip

MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e"))
NEEDS_POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")


def competent() -> SlipContent:
    shown = tuple(Shown(title=task.title, met=task.criteria, of=len(task.criteria)) for task in form().tasks)
    return slip(decision=Decision.COMPETENT, shown=shown, outstanding=(), again_from=None)


@pytest.mark.parametrize("size", list(SlipSize))
def test_a_slip_says_who_what_outcome_what_is_outstanding_what_next_and_how_to_appeal(size: SlipSize) -> None:
    (told,) = pages(draw_slips([slip()], size))
    for words in (
        "Amina Bello",
        "2031",
        "Electrical Systems Maintenance, version 1",
        "20 November 2026",
        "Tunde Okafor",
        "Not yet",
        "What was shown: 8 of 24 criteria",
        "What is outstanding: 3",
        "Hangs as many own locks as the sheet has locking points: critical, not seen yet",
        "Calm at the board.",
        "Practise the lock-off with two sources.",
        "A new attempt repeats each task in which something is outstanding, from 30 November 2026.",
        "Certified Electrician: 1 of 4 held",
        "Basic Wiring, Advanced Circuitry",
        "until 10 December 2026",
        "Telephone: +234 1 555 0142",
        "It is not a certificate.",
    ):
        assert words in told, words


def test_the_page_names_each_criterion_that_was_shown_and_the_small_ones_their_numbers() -> None:
    (whole,) = pages(draw_slips([competent()], SlipSize.A4))
    (small,) = pages(draw_slips([competent()], SlipSize.ROLL))
    assert "4.4 Runs one whole cycle in front of the operator" in whole
    assert "Runs one whole cycle" not in small
    assert "4.4" in small


def test_to_the_learner_not_met_today_is_not_yet_and_nothing_is_nothing() -> None:
    (told,) = pages(draw_slips([slip()], SlipSize.A4))
    assert "not met today" not in told
    assert "not yet competent" not in told
    (told,) = pages(draw_slips([competent()], SlipSize.A4))
    assert "What is outstanding Nothing." in told
    assert "Competent" in told


def test_no_oral_question_is_told_word_for_word() -> None:
    (told,) = pages(draw_slips([slip(outstanding=all_outstanding())], SlipSize.A4))
    assert "An oral question: not asked yet (× 3)" in told
    assert not [question.text for question in form().questions() if question.text[:20] in told]


def test_what_a_slip_never_says_has_no_place_in_it() -> None:
    never = ("adjustment", "helper", "attempt", "override", "reason", "interpreter", "note")
    names = {field.name for field in fields(SlipContent)}
    assert not [name for name in names if any(word in name for word in never)]


@NEEDS_POPPLER
@pytest.mark.parametrize("size", list(SlipSize))
def test_a_name_in_any_script_is_on_every_size(size: SlipSize) -> None:
    names = [*NAMES.values(), LONG_NAME]
    drawn = draw_slips([slip(name=name) for name in names], size)
    said = subprocess.run(["pdftotext", "-", "-"], input=drawn.pdf, capture_output=True, check=True)
    told = unicodedata.normalize("NFC", " ".join(said.stdout.decode().translate(MARKS).split()))
    for name in ("Amina Bello", NAMES["Devanagari"], NAMES["Ethiopic"], NAMES["Arabic"], NAMES["Cyrillic"]):
        assert unicodedata.normalize("NFC", name) in told, name
    assert "Hohenstein" in told


def test_a_slip_that_would_be_too_small_on_a_quarter_gets_a_page_of_its_own() -> None:
    long = slip(name="Long", outstanding=all_outstanding())
    drawn = draw_slips([slip(name="One"), long, slip(name="Two")], SlipSize.FOUR)
    first, second = pages(drawn)
    assert "One" in first
    assert "Two" in first
    assert "Long" not in first
    assert "Long" in second


def test_four_stand_on_a_sheet_and_the_fifth_on_the_next() -> None:
    drawn = draw_slips([slip(name=f"Learner {number}") for number in range(5)], SlipSize.FOUR)
    first, second = pages(drawn)
    assert [f"Learner {number}" in first for number in range(5)] == [True] * 4 + [False]
    assert "Learner 4" in second


def test_twenty_five_outstanding_points_fit_a_page_and_a_long_feedback_goes_over_it_under_the_same_name() -> (
    None
):
    many = slip(outstanding=all_outstanding()[:25])
    assert len(pages(draw_slips([many], SlipSize.A4))) == 1
    long = slip(outstanding=all_outstanding()[:25], feedback="Look for every source first. " * 120)
    told = pages(draw_slips([long], SlipSize.A4))
    assert len(told) > 1
    assert all(f"page {number} of {len(told)}" in page for number, page in enumerate(told, start=1))
    assert all("Amina Bello" in page for page in told)


def test_the_roll_is_as_long_as_it_needs_and_80_mm_wide() -> None:
    drawn = draw_slips([slip(), slip(outstanding=all_outstanding())], SlipSize.ROLL)
    (wide, short), (also, long) = drawn.pages
    assert wide == also == 80
    assert long > short


def test_a_letter_that_no_font_has_is_a_box_and_holds_up_nothing() -> None:
    (told,) = pages(draw_slips([slip(name="王小明 Ng", feedback="Well done 👍")], SlipSize.A4))
    assert "□□□ Ng" in told
    assert "Well done □" in told


def test_a_slip_is_black_on_white() -> None:
    drawn = draw_slips([slip(sample=True)], SlipSize.A4)
    red, green, blue = page_image(drawn.pdf, 0, 50).split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()

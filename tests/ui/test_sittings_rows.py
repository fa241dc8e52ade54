"""A row of a sitting in any width: what a decision waits for is never cut off."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sittings.entry_row import EntryRow
from assessor_app.ui.sittings.view import EntryView
from assessor_app.ui.theme.look import Look

ENTRY = EntryView(
    id="e",
    bib="12",
    name="Anna-Maria Theodora von und zu Hohenstein-Papadopoulou",
    initials="AP",
    details="2031 · bench 1 · identity document",
    attendance="finished",
    attendance_words="finished",
    attendance_shape=Shape.REGISTERED,
    identified="document",
    bench="1",
    here=False,
    not_briefed=False,
    work="not yet competent",
    work_about="to hand over",
    work_shape=Shape.NOT_MET,
    step="open",
    step_words="Hand over",
    assessment="a",
    changeable=True,
)
WIDTHS = (480, 560, 700, 840, 880, 960, 1200)


@pytest.mark.parametrize("about", ["to hand over", "waits for a countersignature"])
@pytest.mark.parametrize("size", ["look", "large_look"])
def test_what_is_still_to_do_is_whole_in_any_width(
    request: pytest.FixtureRequest, qtbot: QtBot, size: str, about: str
) -> None:
    look: Look = request.getfixturevalue(size)
    row = EntryRow(look, ENTRY)
    qtbot.addWidget(row)
    look.dress(row)
    row.show_entry(replace(ENTRY, work_about=about))
    row.show()
    for width in WIDTHS:
        # Twice: in another width its parts stand in another order, and then it has another height.
        for _time in range(2):
            row.resize(width, row.heightForWidth(width))
            qtbot.wait(1)
        (told,) = [found for found in row.findChildren(Text) if found.text() == about]
        assert told.height() >= told.heightForWidth(told.width()), width
        longest = max(told.fontMetrics().horizontalAdvance(word) for word in about.split())
        assert told.width() >= longest, width

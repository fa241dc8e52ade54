"""The sum over a sitting's entries: everybody is counted once, whatever became of them."""

import re

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.assessment import State
from assessor_app.domain.sitting import Attendance, Entry
from assessor_app.services.today.ports import EntryLine
from assessor_app.ui.sittings.words import sum_words


def line(attendance: Attendance, state: State | None) -> EntryLine:
    entry = Entry(
        id="e",
        sitting="s",
        learner="l",
        form_code="F",
        form_version="1",
        attendance=attendance,
        assessment="a",
    )
    return EntryLine(entry=entry, name="Amina Bello", number="2031", state=state)


LINES = st.lists(
    st.builds(line, st.sampled_from(Attendance), st.one_of(st.none(), st.sampled_from(State))), max_size=40
)


@given(LINES)
def test_listed_is_the_sum_of_what_became_of_each(lines: list[EntryLine]) -> None:
    listed, *parts = (int(number) for number in re.findall(r"\d+", sum_words(lines)))
    assert listed == len(lines) == sum(parts)


def test_part_done_work_is_named_whether_the_learner_is_here_or_has_left() -> None:
    lines = [line(Attendance.PRESENT, State.OPEN), line(Attendance.LEFT, State.DECIDED)]
    assert sum_words(lines) == "2 listed = 2 part-done"

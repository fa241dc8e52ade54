"""The sum over a sitting's entries: everybody is counted once, whatever became of them."""

import re
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1] / "unit"))

from assessor_app.domain.assessment import State
from assessor_app.domain.sitting import Attendance, Entry, Environment, Sitting
from assessor_app.formats.form_yaml import read_form
from assessor_app.services.today.ports import EntryLine
from assessor_app.ui.sittings.words import sitting_view, sum_words
from form_samples import GOOD


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


def test_the_list_calls_each_what_the_sum_counts_it_as() -> None:
    form = read_form(GOOD.encode()).form
    assert form is not None
    lines = [
        line(Attendance.LEFT, State.OPEN),
        line(Attendance.LEFT, None),
        line(Attendance.LEFT, State.FINALISED),
        line(Attendance.FINISHED, State.FINALISED),
    ]
    sitting = Sitting(
        id="s",
        place="Kitchen 2",
        environment=Environment.SIMULATED,
        date="2026-11-22",
        opened_by="b",
        opened_at="2026-11-22T09:00:00+00:00",
        closed_at="2026-11-22T12:00:00+00:00",
    )
    view = sitting_view(sitting, lines, form_of=lambda _code, _version: form, by="b")
    assert [entry.attendance_words for entry in view.entries] == [
        "part-done",
        "left",
        "part-done",
        "finished",
    ]
    assert view.sum == "4 listed = 1 finished + 2 part-done + 1 left"

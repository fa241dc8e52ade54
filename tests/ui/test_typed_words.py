"""A note that is being typed when the power goes is in its field again; what was kept since is not written over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assessor_app.desktop.application import Application
from assessor_app.domain.people import Role
from assessor_app.services.assessing.mark import write_note
from assessor_app.services.assessing.start import start
from assessor_app.services.recovery.left import parse_left
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.running import RunningMark, running_folder
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.rows import CriterionRow
from story import ASSESSOR, Story, TestClock, begin, staff
from window_day import sign_in, take_over
from window_hand import Hand

NOTE = "Held the blade as a pen at first"


@dataclass
class Crash:
    """Work under way; `again` opens the window as after an end that was no end, with these words typed and not kept."""

    story: Story
    mark: RunningMark
    work: str
    occasion: str
    criterion: str
    again: Callable[[dict[str, str]], Hand]


@pytest.fixture
def crash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, qapp: QApplication
) -> Iterator[Crash]:
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    ended = datetime.now().astimezone() - timedelta(hours=2)
    story = begin(tmp_path / "data", state_folder(), clock=TestClock(moment=ended))
    story.add_learner("Amina Belo", "2031")
    _sitting, entries = story.open_sitting()
    work = start(story.device.assessing, by=ASSESSOR, entry=entries[0].id)
    (occasion,) = story.device.tables.assessments.occasions(work.id)
    criterion = story.device.shelf.get("CUL-KNI", "1").criteria()[2].id
    mark = RunningMark(running_folder(state_folder()), data=tmp_path / "data", key=story.device.key)

    def again(typed: dict[str, str]) -> Hand:
        story.device.close()
        words = {"by": ASSESSOR, "about": f"marks:{work.id}:{occasion.id}", "fields": typed}
        now = {
            "at": ended.isoformat(timespec="seconds"),
            "by": ASSESSOR,
            "place": {"room": "assessing", "about": work.id, "details": {}},
            "words": [],
            "typed": [words],
            "under_way": [],
        }
        mark.write({"now": now, "left": None})
        application = Application(tmp_path / "data", qapp)
        application.start()
        hand = Hand(application, qtbot)
        hand.settle()
        closing.append(application)
        sign_in(hand)
        take_over(hand, "bram", ASSESSOR)
        return hand

    closing: list[Application] = []
    yield Crash(story, mark, work.id, occasion.id, criterion, again)
    for application in closing:
        application.close()
        application.deleteLater()


def row_of(hand: Hand, criterion: str) -> CriterionRow:
    return hand.of(AssessPage).sheet.rows[criterion]


def test_what_was_being_typed_is_in_its_field_again_and_kept_when_it_is_left(crash: Crash) -> None:
    hand = crash.again({f"{crash.criterion} note": NOTE, f"{crash.criterion} was": ""})
    assert hand.says("Words were typed and not kept")
    hand.press("Go on with Amina Belo")
    details = row_of(hand, crash.criterion).details
    assert details is not None
    assert details.note.text() == NOTE
    assert hand.says("This was typed before and is not kept yet.")
    details.keep()
    hand.settle()
    assert row_of(hand, crash.criterion).criterion.note == NOTE
    assert not hand.says("This was typed before and is not kept yet.")


def test_a_note_that_somebody_wrote_since_stands_beside_it(crash: Crash) -> None:
    other = staff("d" * 32, "Dana Dekker", Role.ASSESSOR)
    crash.story.device.tables.staff.put(other, at="2026-11-22T09:00:00+00:00")
    write_note(
        crash.story.device.assessing,
        by=other.id,
        assessment=crash.work,
        occasion=crash.occasion,
        criterion=crash.criterion,
        note="Better on the second carrot.",
    )
    hand = crash.again({f"{crash.criterion} note": NOTE, f"{crash.criterion} was": ""})
    hand.press("Go on with Amina Belo")
    details = row_of(hand, crash.criterion).details
    assert details is not None
    assert details.note.text() == f"Better on the second carrot.\n{NOTE}"


def test_what_was_kept_a_moment_after_it_was_looked_at_is_not_put_back(crash: Crash) -> None:
    write_note(
        crash.story.device.assessing,
        by=ASSESSOR,
        assessment=crash.work,
        occasion=crash.occasion,
        criterion=crash.criterion,
        note=NOTE,
    )
    hand = crash.again({f"{crash.criterion} note": NOTE, f"{crash.criterion} was": ""})
    hand.press("Go on with Amina Belo")
    details = row_of(hand, crash.criterion).open_details()
    assert details.note.text() == NOTE
    assert not hand.says("This was typed before and is not kept yet.")


def test_while_it_is_typed_it_is_written_down_sealed(crash: Crash, qtbot: QtBot) -> None:
    hand = crash.again({})
    hand.press("Go on with Amina Belo")
    row = row_of(hand, crash.criterion)
    details = row.open_details()
    QTest.keyClicks(details.note.edit, NOTE)

    def written() -> list[str]:
        """It is looked at once a second, as in a day's work, of somebody who never rests: no pause comes to keep it in."""
        details.note.changed.emit(NOTE)
        left = parse_left((crash.mark.read() or {}).get("now"))
        return [dict(one.fields).get(f"{crash.criterion} note", "") for one in left.typed] if left else []

    qtbot.waitUntil(lambda: written() == [NOTE])
    (path,) = (state_folder().with_name("running")).iterdir()
    assert NOTE.encode() not in path.read_bytes()


def test_a_mark_of_an_earlier_version_has_no_typed_words() -> None:
    found = {
        "at": "2026-11-27T09:00:00+00:00",
        "by": ASSESSOR,
        "place": {"room": "board", "about": "s", "details": {}},
        "words": [],
        "under_way": [],
    }
    left = parse_left(found)
    assert left is not None
    assert left.typed == ()

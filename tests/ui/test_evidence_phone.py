"""A phone's photos in the window: read by the badges between them, looked at, and only then kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.desktop.floor import _roll_reader
from assessor_app.device.evidence import evidence_desk
from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.services.badges.issue import issue
from assessor_app.ui.evidence.roll import RollDialog
from assessor_app.ui.evidence.roll_presenter import RollReading, small
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ADMIN, ASSESSOR
from walks import every_focusable_has_a_name, nothing_is_cut_off


def badge(path: Path, text: str) -> Path:
    matrix = qr_matrix([QrSegment(text, "alnum")], worn=True)
    code = Image.new("1", (len(matrix), len(matrix)), 1)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            code.putpixel((column, row), 0 if dark else 1)
    page = Image.new("RGB", (640, 640), "white")
    page.paste(code.resize((480, 480)), (80, 80))
    page.save(path, "JPEG")
    return path


def work(path: Path, colour: str) -> Path:
    Image.new("RGB", (640, 480), colour).save(path, "JPEG")
    return path


@pytest.fixture
def floor(tmp_path: Path, look: Look) -> Iterator[Floor]:
    made = open_floor(tmp_path, look)
    yield made
    made.close()


def test_a_roll_is_looked_at_and_what_is_ticked_is_kept(floor: Floor, tmp_path: Path, qtbot: QtBot) -> None:
    story = floor.story
    learner = story.add_learner("Amina Bello", "2031")
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    assessment = story.start(entries[0])
    files = [
        work(tmp_path / "IMG_1.jpg", "gray"),
        badge(tmp_path / "IMG_2.jpg", printed.text),
        *[work(tmp_path / f"IMG_{number}.jpg", "red") for number in range(3, 10)],
    ]
    (tmp_path / "note.txt").write_text("x")
    window = QWidget()
    qtbot.addWidget(window)
    floor.look.dress(window)
    desk, read = evidence_desk(story.device), _roll_reader(story.device)
    reading = RollReading(desk, read, by=ASSESSOR, tasks=floor.tasks, parent=window)
    kept: list[bool] = []
    reading.kept.connect(lambda: kept.append(True))
    dialog = reading.start(floor.look, window, sitting.id, [*files, tmp_path / "note.txt"])
    assert not dialog.keep.isEnabled()
    floor.settle(qtbot)
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    nobodys, hers = dialog.cards
    assert not nobodys.keep.isEnabled()
    assert hers.keep.isChecked()
    assert "Amina Bello 2031 · 7 photos" in hers.keep.accessibleName()
    assert "note.txt" in dialog._left.text()
    assert story.device.tables.evidence.of_assessment(assessment.id) == ()
    hers.keep.setChecked(False)
    assert not dialog.keep.isEnabled()
    hers.keep.setChecked(True)
    form = story.device.shelf.get("CUL-KNI", "1")
    (criterion,) = (item.id for item in form.criteria() if item.photo)
    hers.choice.choose(criterion)
    dialog.keep.click()
    floor.settle(qtbot)
    assert kept == [True]
    found = story.device.tables.evidence.of_assessment(assessment.id)
    assert [item.criterion for item in found] == [criterion] * 7
    assert [item.name for item in found] == [f"IMG_{number}.jpg" for number in range(3, 10)]


def test_who_allows_no_photographs_is_kept_once_somebody_says_that_nobody_is_seen(
    floor: Floor, tmp_path: Path, qtbot: QtBot
) -> None:
    story = floor.story
    learner = story.add_learner("Amina Bello", "2031")
    made = replace(story.device.tables.learners.get(learner), photo_consent=False, said_under_18=False)
    story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    assessment = story.start(entries[0])
    files = [badge(tmp_path / "IMG_1.jpg", printed.text), work(tmp_path / "IMG_2.jpg", "red")]
    window = QWidget()
    qtbot.addWidget(window)
    floor.look.dress(window)
    desk, read = evidence_desk(story.device), _roll_reader(story.device)
    reading = RollReading(desk, read, by=ASSESSOR, tasks=floor.tasks, parent=window)
    dialog = reading.start(floor.look, window, sitting.id, files)
    floor.settle(qtbot)
    (hers,) = dialog.cards
    assert not hers.keep.isEnabled()
    assert not dialog.keep.isEnabled()
    nothing_is_cut_off(dialog)
    hers.work_only.click()
    assert hers.keep.isChecked()
    dialog.keep.click()
    floor.settle(qtbot)
    (kept,) = story.device.tables.evidence.of_assessment(assessment.id)
    assert kept.work_only


def test_reading_can_be_stopped_and_keeps_nothing(floor: Floor, tmp_path: Path, qtbot: QtBot) -> None:
    story = floor.story
    story.add_learner("Amina Bello", "2031")
    sitting, _entries = story.open_sitting(("CUL-KNI", "1"))
    files = [work(tmp_path / f"IMG_{number}.jpg", "red") for number in range(9)]
    window = QWidget()
    qtbot.addWidget(window)
    desk, read = evidence_desk(story.device), _roll_reader(story.device)
    reading = RollReading(desk, read, by=ASSESSOR, tasks=floor.tasks, parent=window)
    dialog = reading.start(floor.look, window, sitting.id, files)
    dialog.progress.cancelled.emit()
    floor.settle(qtbot)
    QTest.qWait(10)
    assert not [item for item in window.findChildren(RollDialog) if item.isVisible()]


def test_what_is_no_picture_is_drawn_as_nothing() -> None:
    assert small(b"no picture").isNull()

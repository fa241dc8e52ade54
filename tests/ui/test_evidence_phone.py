"""A phone's photos in the window: read by the badges between them, looked at, and only then kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.desktop.floor import _roll_reader
from assessor_app.device.evidence import evidence_desk
from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.services.badges.issue import issue
from assessor_app.ui.evidence.roll import RollDialog
from assessor_app.ui.evidence.roll_pictures import PictureList
from assessor_app.ui.evidence.roll_presenter import RollReading, small
from assessor_app.ui.sittings.phone import SittingPhotos
from assessor_app.ui.sittings.sitting import SittingPage
from assessor_app.ui.sittings.sitting_presenter import SittingPresenter
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


@pytest.fixture
def window(floor: Floor, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    floor.look.dress(made)
    return made


def opened(
    floor: Floor, qtbot: QtBot, window: QWidget, sitting: str, files: list[Path]
) -> tuple[RollDialog, list[bool]]:
    """The dialog, once everything is read, and a note each time that photos were kept."""
    desk, read = evidence_desk(floor.story.device), _roll_reader(floor.story.device)
    reading = RollReading(desk, read, by=ASSESSOR, tasks=floor.tasks, parent=window)
    kept: list[bool] = []
    reading.kept.connect(lambda: kept.append(True))
    dialog = reading.start(floor.look, window, sitting, files)
    assert not dialog.keep.isEnabled()
    waited(floor, qtbot)
    return dialog, kept


def waited(floor: Floor, qtbot: QtBot) -> None:
    """Every photo takes two processes, on whatever machine this is."""
    qtbot.waitUntil(floor.tasks.idle, timeout=120_000)
    assert floor.troubles == []


def test_a_roll_is_looked_at_and_what_is_given_is_kept(
    floor: Floor, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    story = floor.story
    learner = story.add_learner("Amina Bello", "2031")
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    assessment = story.start(entries[0])
    files = [
        work(tmp_path / "IMG_1.jpg", "gray"),
        badge(tmp_path / "IMG_2.jpg", printed.text),
        *[work(tmp_path / f"IMG_{number}.jpg", "red") for number in range(3, 7)],
        tmp_path / "note.txt",
    ]
    files[-1].write_text("x")
    dialog, kept = opened(floor, qtbot, window, sitting.id, files)
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    assert [card.whose.key() for card in dialog.cards] == ["", learner]
    assert "Amina Bello 2031 · 4 photos" in dialog.cards[1].pictures.accessibleName()
    qtbot.waitUntil(lambda: "IMG_1.jpg" in dialog._images, timeout=60_000)  # what is seen is read
    assert "note.txt" in dialog._notes.text()
    assert "order of their names" in dialog._notes.text()
    assert story.device.tables.evidence.of_assessment(assessment.id) == ()
    dialog.cards[1].whose.choose("")
    assert not dialog.keep.isEnabled()
    dialog.cards[1].whose.choose(learner)
    hers = dialog.cards[1]
    form = story.device.shelf.get("CUL-KNI", "1")
    (criterion,) = (item.id for item in form.criteria() if item.photo)
    hers.choice.choose(criterion)
    choose_two(hers.pictures)
    assert hers.pictures.picked() == ("IMG_3.jpg", "IMG_4.jpg")
    dialog.give.click()
    assert [card.whose.key() for card in dialog.cards] == ["", learner, ""]
    assert dialog.keep.accessibleName() == "Keep 2 of 5 photos"
    dialog.cards[0].pictures.selectAll()
    dialog.whose.choose(learner)
    dialog.give.click()
    dialog.keep.click()
    waited(floor, qtbot)
    assert kept == [True, True]
    found = story.device.tables.evidence.of_assessment(assessment.id)
    assert [(item.name, item.criterion) for item in found] == [
        ("IMG_5.jpg", criterion),
        ("IMG_6.jpg", criterion),
        ("IMG_1.jpg", ""),
    ]


def choose_two(pictures: PictureList) -> None:
    """The first by a touch, the second by keys."""
    spot = pictures.visualRect(pictures.model().index(0, 0)).center()
    QTest.mouseClick(pictures.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    pictures.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space):
        QTest.keyClick(pictures, key)


def test_a_sittings_page_reads_the_card_for_all_who_are_at_work_there(
    floor: Floor, qtbot: QtBot, tmp_path: Path
) -> None:
    story = floor.story
    learner = story.add_learner("Amina Bello", "2031")
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    page = SittingPage(floor.look)
    qtbot.addWidget(page)
    page.resize(1366, 700)
    presenter = SittingPresenter(
        page,
        floor.parts,
        assessing=story.device.assessing,
        deciding=story.device.deciding,
        tasks=floor.tasks,
        acts=floor.acts,
        session=floor.session,
    )
    files = (badge(tmp_path / "IMG_1.jpg", printed.text), work(tmp_path / "IMG_2.jpg", "red"))
    SittingPhotos(
        page,
        evidence_desk(story.device),
        read=_roll_reader(story.device),
        files=lambda _parent: files,
        tasks=floor.tasks,
        session=floor.session,
    )
    presenter.open(sitting.id)
    page.show()
    waited(floor, qtbot)
    assert page.head.photos.isHidden(), "nobody is at work yet"
    assessment = story.start(entries[0])
    presenter.open(sitting.id)
    waited(floor, qtbot)
    QTest.keyClick(page.head.photos, Qt.Key.Key_Space)
    waited(floor, qtbot)
    (dialog,) = [one for one in page.findChildren(RollDialog) if one.isVisible()]
    assert [card.whose.key() for card in dialog.cards] == [learner]
    dialog.keep.click()
    waited(floor, qtbot)
    (kept,) = story.device.tables.evidence.of_assessment(assessment.id)
    assert (kept.name, kept.by) == ("IMG_2.jpg", ASSESSOR)


def test_what_the_form_takes_no_more_of_is_said_before_it_is_kept(
    floor: Floor, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    story = floor.story
    shipped = Path(__file__).parents[2] / "forms" / "culinary" / "CUL-KNI.yaml"
    story.device.shelf.adopt(shipped.read_bytes() + b"\nevidence: {pieces: 1}\n", at=story.clock.now())
    learner = story.add_learner("Amina Bello", "2031")
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    assessment = story.start(entries[0])
    files = [
        badge(tmp_path / "IMG_1.jpg", printed.text),
        *[work(tmp_path / f"IMG_{number}.jpg", "red") for number in (2, 3)],
    ]
    dialog, _kept = opened(floor, qtbot, window, sitting.id, files)
    (card,) = dialog.cards
    assert (dialog.keep.accessibleName(), card.limit.isHidden()) == ("Keep 2 of 2 photos", True)
    card.choice.setCurrentIndex(1)
    assert "takes 1 piece more" in card.limit.text()
    assert not card.limit.isHidden()
    assert not dialog.keep.isEnabled()
    card.choice.setCurrentIndex(0)
    assert card.limit.isHidden()
    dialog.keep.click()
    waited(floor, qtbot)
    assert len(story.device.tables.evidence.of_assessment(assessment.id)) == 2


def test_who_allows_no_photographs_is_kept_once_somebody_says_that_nobody_is_seen(
    floor: Floor, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    story = floor.story
    learner = story.add_learner("Amina Bello", "2031")
    made = replace(story.device.tables.learners.get(learner), photo_consent=False, said_under_18=False)
    story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    (printed,) = issue(story.device.badges, by=ADMIN, learners=[learner])
    sitting, entries = story.open_sitting(("CUL-KNI", "1"))
    assessment = story.start(entries[0])
    files = [badge(tmp_path / "IMG_1.jpg", printed.text), work(tmp_path / "IMG_2.jpg", "red")]
    dialog, _kept = opened(floor, qtbot, window, sitting.id, files)
    (hers,) = dialog.cards
    assert not dialog.keep.isEnabled()
    nothing_is_cut_off(dialog)
    hers.work_only.click()
    dialog.keep.click()
    waited(floor, qtbot)
    (kept,) = story.device.tables.evidence.of_assessment(assessment.id)
    assert kept.work_only


def test_reading_can_be_stopped_and_keeps_nothing(
    floor: Floor, window: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    story = floor.story
    story.add_learner("Amina Bello", "2031")
    sitting, _entries = story.open_sitting(("CUL-KNI", "1"))
    files = [work(tmp_path / f"IMG_{number}.jpg", "red") for number in range(9)]
    desk, read = evidence_desk(story.device), _roll_reader(story.device)
    reading = RollReading(desk, read, by=ASSESSOR, tasks=floor.tasks, parent=window)
    dialog = reading.start(floor.look, window, sitting.id, files)
    dialog.progress.cancelled.emit()
    floor.settle(qtbot)
    QTest.qWait(10)
    assert not [item for item in window.findChildren(RollDialog) if item.isVisible()]


def test_what_is_no_picture_is_drawn_as_nothing() -> None:
    assert small(b"no picture").isNull()

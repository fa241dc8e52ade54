"""Evidence on the assessment page, on a real folder: through Qt's own capture session, files, and the viewer."""

import io
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.evidence import KEPT_FREE, MIB, Evidence, Kind
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.people import Learner
from assessor_app.services.assessing.undo import undo_in_sitting
from assessor_app.services.board.move import move_marks
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.look import open_evidence
from assessor_app.services.evidence.ports import EvidenceFiles
from assessor_app.services.evidence.witness import read_statement
from assessor_app.storage.engine.files import write_outside
from assessor_app.ui.assess.page import AssessPage
from assessor_app.ui.assess.strokes import SignedView
from assessor_app.ui.assessing.presenter import AssessingPresenter
from assessor_app.ui.evidence.choose import ChooseDialog
from assessor_app.ui.evidence.copying import Outside
from assessor_app.ui.evidence.photo import PhotoDialog
from assessor_app.ui.evidence.player import PlayerView
from assessor_app.ui.evidence.presenter import EvidencePresenter
from assessor_app.ui.evidence.recorder import Recorder
from assessor_app.ui.evidence.recording import RecordDialog
from assessor_app.ui.evidence.statement import StatementDialog
from assessor_app.ui.evidence.strip import EvidenceStrip, PieceLine
from assessor_app.ui.evidence.taking import Ways
from assessor_app.ui.evidence.viewer import ViewerDialog
from assessor_app.ui.kit.dialogs import Dialog, Question
from assessor_app.ui.scanning.cameras import CameraName, Cameras
from assessor_app.ui.theme.look import Look
from floor import Floor, open_floor
from story import ADMIN, ASSESSOR, PINS
from walks import every_focusable_has_a_name, nothing_is_cut_off
from wide_form import wide_form

pytestmark = pytest.mark.qt_log_ignore("Couldn't (load|resolve)", "No RHI backend", "PulseAudio")


Shown = TypeVar("Shown", bound=Dialog)


class Bench(Cameras):
    """The capture session of the product, fed by Qt's own frame input in place of a camera's lens."""

    def __init__(self) -> None:
        super().__init__()
        self.lens = QVideoFrameInput(self)
        self.session.setVideoFrameInput(self.lens)
        self.shut = False

    def names(self) -> tuple[CameraName, ...]:
        return (CameraName(key="00", words="Bench camera"),)

    def open(self, key: str) -> None:
        assert key == "00"

    def close(self) -> None:
        super().close()
        self.shut = True

    def show(self, colour: str) -> None:
        picture = QImage(QSize(1280, 720), QImage.Format.Format_RGB32)
        picture.fill(QColor(colour))
        self.lens.sendVideoFrame(QVideoFrame(picture))


class NearlyFull:
    """A vault on a disk that has so many bytes left; all else is the real one's."""

    def __init__(self, vault: EvidenceFiles, left: int) -> None:
        self._vault, self._left = vault, left

    def free(self) -> int:
        return self._left

    def __getattr__(self, name: str) -> Any:
        return getattr(self._vault, name)


class Room:
    """The page with both its presenters, and a learner at work."""

    def __init__(
        self, floor: Floor, qtbot: QtBot, form: tuple[str, str] = ("CUL-KNI", "1"), *, left: int | None = None
    ) -> None:
        self.floor, self.qtbot = floor, qtbot
        story = floor.story
        desk = evidence_desk(story.device)
        if left is not None:
            desk = replace(desk, files=NearlyFull(desk.files, left))
        self.learner = story.add_learner("Amina Bello", "2031")
        self.sitting, entries = story.open_sitting(form)
        self.work = story.start(entries[0])
        found = story.device.shelf.get(*form)
        self.criterion = next(item.id for item in sorted(found.criteria(), key=lambda one: not one.photo))
        self.page = AssessPage(floor.look)
        qtbot.addWidget(self.page)
        floor.look.dress(self.page)
        self.camera = Bench()
        self.files: tuple[Path, ...] = ()
        self.outside: Path | None = None
        self.suggested: list[str] = []
        self.assessing = AssessingPresenter(
            self.page, story.device.assessing, tasks=floor.tasks, session=floor.session
        )
        self.presenter = EvidencePresenter(
            self.page,
            desk,
            assessing=self.assessing,
            ways=Ways(cameras=lambda _parent: self.camera, files=lambda _parent: self.files),
            outside=Outside(write=write_outside, ask=self._ask_where),
            tasks=floor.tasks,
            session=floor.session,
        )
        self.page.resize(1198, 760)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.open()

    def _ask_where(self, _parent: object, suggested: str) -> Path | None:
        self.suggested.append(suggested)
        return self.outside / suggested if self.outside else None

    def open(self) -> None:
        self.assessing.open(self.work.id)
        self.settle()

    def settle(self, *, troubled: bool = False) -> None:
        for _round in range(2):  # what came asks for what stands then
            self.floor.settle(self.qtbot, troubled=troubled)

    def strip(self, criterion: str | None = None) -> EvidenceStrip:
        key = self.criterion if criterion is None else criterion
        if key and key not in self.page.sheet.strips:
            self.page.sheet.go_to(key)
            self.page.sheet.rows[key].toggle()
            self.settle()
        return self.page.sheet.strips[key]

    def kept(self) -> tuple[Evidence, ...]:
        return self.floor.story.device.tables.evidence.of_assessment(self.work.id)

    def dialog(self, kind: type[Shown]) -> Shown:
        (found,) = (item for item in self.page.findChildren(kind) if item.isVisible())
        every_focusable_has_a_name(found)
        nothing_is_cut_off(found)
        return found

    def photo_dialog(self) -> PhotoDialog:
        return self.dialog(PhotoDialog)

    def viewer(self) -> ViewerDialog:
        return self.dialog(ViewerDialog)

    def see(self, dialog: PhotoDialog, colour: str) -> None:
        def seen() -> bool:
            self.camera.show(colour)
            self.qtbot.wait(20)
            return dialog.take.isEnabled() or dialog.keep.isVisible()

        self.qtbot.waitUntil(seen, timeout=20_000)


@pytest.fixture
def room(tmp_path: Path, look: Look, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Room]:
    """On a disk that has as many bytes left as a test asks for, else on the one that there is."""
    floor = open_floor(tmp_path, look)
    yield Room(floor, qtbot, left=getattr(request, "param", None))
    floor.close()


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), colour).save(out, "JPEG")
    return out.getvalue()


def test_a_photo_is_taken_looked_at_and_kept_by_keys_alone(room: Room) -> None:
    strip = room.strip()
    assert "photo asked for" in room.page.sheet.rows[room.criterion]._said.text()
    strip.photo.setFocus()
    QTest.keyClick(strip.photo, Qt.Key.Key_Space)
    dialog = room.photo_dialog()
    assert not dialog.take.isEnabled()
    room.see(dialog, "red")
    QTest.keyClick(dialog.take, Qt.Key.Key_Return)
    assert "sharp" in dialog.says()
    room.qtbot.wait(100)  # laid out
    assert dialog._words.visibleRegion().boundingRect() == dialog._words.rect()
    room.camera.show("blue")  # what comes after the shutter changes nothing
    room.qtbot.wait(50)
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    room.settle()
    (item,) = room.kept()
    assert (item.kind, item.criterion, item.by) == (Kind.PHOTO, room.criterion, ASSESSOR)
    assert item.taken_at.startswith("2026-11-22T")
    assert room.camera.shut
    assert room.page.sheet.rows[room.criterion].evidence.words() == "1 photo"
    (line,) = strip.lines.values()
    assert line.accessibleName().startswith(f"{room.criterion}, ") or room.criterion in line.accessibleName()
    colour = QColor(line._picture.pixel(50, 50))
    assert (colour.red() > 180, colour.blue() < 80) == (True, True)


def test_the_panel_takes_a_photo_of_the_row_that_has_the_focus(room: Room) -> None:
    room.page.sheet.go_to(room.criterion)
    QTest.mouseClick(room.page.panel.photo, Qt.MouseButton.LeftButton)
    dialog = room.photo_dialog()
    room.see(dialog, "red")
    dialog.take.click()
    dialog.again.click()
    assert dialog.take.isVisible()
    room.see(dialog, "green")
    dialog.take.click()
    dialog.keep.click()
    room.settle()
    (item,) = room.kept()
    assert item.criterion == room.criterion
    assert room.page.panel.undo.accessibleName().endswith(f"{room.criterion} Photo"), (
        "undo says what it takes back"
    )
    QTest.mouseClick(room.page.panel.undo, Qt.MouseButton.LeftButton)
    room.settle()
    assert [item.counts for item in room.kept()] == [False]
    assert "photo asked for" in room.page.sheet.rows[room.criterion]._said.text()


def test_where_no_camera_is_a_file_does(room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room.camera, "names", tuple)
    room.files = (tmp_path / "IMG_1.jpg",)
    room.files[0].write_bytes(picture())
    room.strip().photo.click()
    dialog = room.photo_dialog()
    assert "no camera" in dialog.says()
    assert not dialog.view.isVisible()
    dialog.file.click()
    room.settle()
    (item,) = room.kept()
    assert (item.kind, item.name) == (Kind.PHOTO, "IMG_1.jpg")


def test_a_file_that_is_no_picture_is_no_photo(
    room: Room, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.camera, "names", tuple)
    room.files = (tmp_path / "IMG_2.jpg",)
    room.files[0].write_bytes(b"not a picture at all")
    room.strip().photo.click()
    room.photo_dialog().file.click()
    room.settle(troubled=True)
    assert room.floor.troubles == ["photo-unreadable"]
    room.floor.troubles.clear()
    assert room.kept() == ()


def test_a_camera_that_is_pulled_out_is_said_so_and_nothing_is_lost(room: Room) -> None:
    room.strip().photo.click()
    dialog = room.photo_dialog()
    room.see(dialog, "red")
    room.camera.failed.emit("device gone")
    assert "device gone" in dialog.says()
    assert not dialog.take.isEnabled()
    assert dialog.file.isEnabled()
    dialog.reject()
    assert room.camera.shut
    assert room.kept() == ()


def test_files_that_are_let_fall_are_kept_and_what_is_refused_is_said(room: Room, tmp_path: Path) -> None:
    good, bad = tmp_path / "sheet.pdf", tmp_path / "torn.jpg"
    good.write_bytes(b"%PDF-1.7 sheet")
    bad.write_bytes(b"\xff\xd8\xff\xe0 torn")
    strip = room.strip()
    data = QMimeData()
    data.setUrls(
        [QUrl.fromLocalFile(str(path)) for path in (good, bad, tmp_path / "gone.txt")]
        + [QUrl("https://example.org/x.jpg")]
    )
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    strip.dropEvent(event)
    room.settle(troubled=True)
    assert [item.name for item in room.kept()] == ["sheet.pdf"]
    assert sorted(room.floor.troubles) == ["evidence-unopenable", "photo-unreadable"]
    room.floor.troubles.clear()
    (line,) = strip.lines.values()
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    room.settle()
    assert "nothing to look at" in viewer._wait.text()
    viewer.accept()


def test_a_minor_without_consent_is_told_before_any_camera_opens(room: Room) -> None:
    made = Learner(id=room.learner, name="Amina Bello", number="2031", said_under_18=True)
    room.floor.story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    room.open()
    room.strip().photo.click()
    room.settle(troubled=True)
    assert room.floor.troubles == ["minor-without-consent"]
    assert not room.page.findChildren(PhotoDialog)
    room.floor.troubles.clear()


def test_whose_age_nobody_said_is_led_to_the_page_where_it_is_said(
    room: Room, tmp_path: Path, qtbot: QtBot
) -> None:
    made = Learner(id=room.learner, name="Amina Bello", number="2031", photo_consent=True)
    room.floor.story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    room.open()
    room.strip().photo.click()
    assert not room.page.findChildren(PhotoDialog), "before any camera opens"
    (question,) = [one for one in room.page.findChildren(Question) if one.isVisible()]
    question.reject()
    paths = [tmp_path / "one.jpg", tmp_path / "two.jpg"]
    for path in paths:
        path.write_bytes(picture())
    room.strip().files_dropped.emit(paths)
    room.settle()
    (question,) = [one for one in room.page.findChildren(Question) if one.isVisible()]
    with qtbot.waitSignal(room.presenter.go) as led:
        question.yes.click()
    assert led.args == ["learners", room.learner]
    assert not room.kept()


def test_pictures_of_who_allows_none_are_kept_once_somebody_says_that_nobody_is_seen(
    room: Room, tmp_path: Path
) -> None:
    made = Learner(id=room.learner, name="Amina Bello", number="2031", said_under_18=False)
    room.floor.story.device.tables.learners.put(made, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    room.open()
    paths = [tmp_path / "one.jpg", tmp_path / "two.jpg"]
    for path in paths:
        path.write_bytes(picture())

    def asked() -> Question:
        room.strip().files_dropped.emit(paths)
        room.settle()
        (question,) = [made for made in room.page.findChildren(Question) if made.isVisible()]
        return question

    asked().reject()
    room.settle()
    assert not room.kept()
    asked().yes.click()
    room.settle()
    assert [item.work_only for item in room.kept()] == [True, True], "asked once for both"
    assert "the work alone" in next(iter(room.strip().lines.values())).accessibleName()


def test_a_witness_types_the_whole_name_or_signs_by_hand(room: Room) -> None:
    room.open()
    room.strip().other.click()
    (choice,) = room.page.findChildren(ChooseDialog)
    choice.buttons["witness"].click()
    (dialog,) = [made for made in room.page.findChildren(StatementDialog) if made.isVisible()]
    dialog.who.write("Piet Bakker")
    dialog.relation.write("foreman")
    dialog.words.write("I stood beside the bench.")
    dialog.saw.setChecked(True)
    dialog.signed.write("Piet")
    dialog.keep.click()
    room.settle()
    assert "Piet Bakker" in dialog.wrong.text()
    assert not room.kept()
    dialog.way.chosen.emit("signed")
    assert not dialog.signed.isVisible()
    QTest.mousePress(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseMove(dialog.pad, QPoint(60, 40))
    QTest.mouseRelease(dialog.pad, Qt.MouseButton.LeftButton, pos=QPoint(60, 40))
    every_focusable_has_a_name(dialog)
    dialog.keep.click()
    room.settle()
    row = room.page.sheet.rows[room.criterion]
    assert row.evidence.words() == "1 witness's statement", "not photos alone"
    assert "1 witness's statement" in row.accessibleDescription()
    (kept,) = room.kept()
    with open_evidence(evidence_desk(room.floor.story.device), by=ASSESSOR, evidence=kept.id) as stream:
        said = read_statement(stream.readall())
    assert said.strokes
    assert not said.typed
    (line,) = room.strip().lines.values()
    line.click()
    room.settle()
    (signed,) = room.viewer().findChildren(SignedView)
    assert signed.accessibleName() == "Signature of Piet Bakker"
    picture = signed.grab().toImage()
    across = round(said.strokes[0][-1][0] * signed.height() / 1000)
    ink = [
        x
        for x in range(picture.width())
        for y in range(picture.height())
        if QColor(picture.pixel(x, y)).lightness() < 100
    ]
    assert ink, "what was signed is seen"
    assert abs(max(ink) - across * picture.devicePixelRatio()) < 6


def keep_photo(room: Room, colour: str = "red", criterion: str | None = None) -> Evidence:
    return keep(room, picture(colour), criterion)


def keep(room: Room, content: bytes, criterion: str | None = None) -> Evidence:
    story = room.floor.story
    (occasion,) = (item.id for item in story.device.tables.assessments.occasions(room.work.id))
    return capture(
        evidence_desk(story.device),
        by=ASSESSOR,
        assessment=room.work.id,
        occasion=occasion,
        criterion=room.criterion if criterion is None else criterion,
        source=io.BytesIO(content),
    )


def test_a_photo_is_looked_at_by_keys_said_of_taken_out_and_put_back(room: Room) -> None:
    item = keep_photo(room)
    room.open()
    strip = room.strip()
    line = strip.lines[item.id]
    QTest.keyClick(line, Qt.Key.Key_Space)
    viewer = room.viewer()
    room.settle()
    view = viewer.picture
    assert view is not None
    assert view.hasFocus()
    nothing_is_cut_off(viewer)
    QTest.keyClicks(view, "++")
    assert view.zoom == pytest.approx(1.5625)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view._centre.x() > 0
    QTest.keyClicks(view, "r")
    assert (view.turned, view.zoom) == (90, 1.0)
    for _step in range(30):
        QTest.keyClicks(view, "+")
    assert view.zoom == 8.0
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    QTest.mouseMove(view, QPoint(80, 50))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton)
    QTest.keyClicks(view, "0")
    assert (view.zoom, view._centre) == (1.0, QPointF())
    viewer.caption.write("The torn glove")
    viewer.remove.click()
    room.settle()
    (kept,) = room.kept()
    assert (kept.caption, bool(kept.removed_at)) == ("The torn glove", True)
    assert "taken out" in strip.lines[item.id].accessibleName()
    assert "photo asked for" in room.page.sheet.rows[room.criterion]._said.text()
    QTest.mouseClick(strip.lines[item.id], Qt.MouseButton.LeftButton)
    room.viewer().put_back.click()
    room.settle()
    assert room.kept()[0].counts
    assert room.page.sheet.rows[room.criterion].evidence.words() == "1 photo"


def test_a_copy_of_a_file_is_saved_outside_after_a_word_about_it(room: Room, tmp_path: Path) -> None:
    room.outside = tmp_path / "stick"
    room.outside.mkdir()
    drawing = tmp_path / "Amina: plan?.dxf"
    drawing.write_bytes(b"0\nSECTION\n" * 200_000)
    strip = room.strip()
    strip.files_dropped.emit((drawing,))
    room.settle()
    (piece,) = room.kept()
    strip.opened.emit(piece.id)
    room.settle()
    viewer = room.dialog(ViewerDialog)
    viewer.save.click()
    room.dialog(Question).reject()
    assert room.suggested == []
    viewer.save.click()
    room.dialog(Question).yes.click()
    room.settle()
    assert room.suggested == ["Amina plan.dxf"]
    assert (room.outside / "Amina plan.dxf").read_bytes() == drawing.read_bytes()
    assert "Saved as Amina plan.dxf." in [label.text() for label in viewer.findChildren(QLabel)]
    for path in room.outside.iterdir():
        path.unlink()
    room.outside.rmdir()
    viewer.save.click()
    room.dialog(Question).yes.click()
    room.settle()
    assert any("could not be written" in label.text() for label in viewer.findChildren(QLabel))
    assert viewer.save.isEnabled()
    viewer.accept()


def test_a_changed_file_is_said_where_it_is_opened(room: Room) -> None:
    item = keep_photo(room)
    path = room.floor.story.device.folder / "evidence" / item.file
    path.write_bytes(path.read_bytes()[:-1])
    room.open()
    QTest.mouseClick(room.strip().lines[item.id], Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    room.settle()
    assert viewer.picture is None
    assert "its file was changed" in viewer._wait.text()
    viewer.accept()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as made:
        made.setparams((1, 1, 8000, 0, "NONE", ""))
        made.writeframes(bytes(8000))
    return out.getvalue()


def test_a_sound_is_listened_to_and_a_changed_one_is_said_and_not_played(room: Room) -> None:
    item = keep(room, sound())
    room.open()
    QTest.mouseClick(room.strip().lines[item.id], Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    room.settle()
    (player,) = viewer.findChildren(PlayerView)
    room.qtbot.waitUntil(lambda: player.player.duration() == 1000, timeout=20_000)
    viewer.accept()
    path = room.floor.story.device.folder / "evidence" / item.file
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    QTest.mouseClick(room.strip().lines[item.id], Qt.MouseButton.LeftButton)
    changed = next(shown for shown in room.page.findChildren(ViewerDialog) if shown.isVisible())
    room.settle()
    assert changed.findChildren(PlayerView) == []
    assert "its file was changed" in changed._wait.text()
    changed.accept()


def test_a_sound_whose_viewer_was_closed_before_it_was_read_is_not_held(room: Room) -> None:
    item = keep(room, sound())
    room.open()
    QTest.mouseClick(room.strip().lines[item.id], Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    viewer.accept()
    room.settle()
    assert not isValid(viewer) or viewer.findChildren(PlayerView) == []


def test_after_signing_everything_can_be_looked_at_and_nothing_changed(room: Room) -> None:
    item = keep_photo(room)
    story = room.floor.story
    story.show_everything(room.work, room.sitting.id)
    story.decide_competent(room.work)
    finalise(story.device.deciding, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[room.work.id])
    room.open()
    assert not room.page.panel.photo.isEnabled()
    strip = room.strip("")
    assert not strip.photo.isEnabled()
    assert not strip.other.isEnabled()
    QTest.mouseClick(strip.lines[item.id], Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    room.settle()
    assert viewer.picture is not None
    assert not viewer.remove.isVisible()
    assert not viewer.caption.isVisible()
    viewer.accept()


def test_another_learner_sees_nothing_of_this_one(room: Room) -> None:
    item = keep_photo(room, criterion="")
    room.open()
    assert set(room.strip("").lines) == {item.id}
    story = room.floor.story
    story.learners.clear()
    other = Learner(id="9" * 32, name="Bo Li", number="2032", said_under_18=False)
    story.device.tables.learners.put(other, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    story.learners.append(other.id)
    _, entries = story.open_sitting(("CUL-KNI", "1"))
    work = story.start(entries[0])
    room.assessing.open(work.id)
    room.settle()
    assert room.page.sheet.strips[""].lines == {}


def test_a_witness_writes_and_signs_and_what_is_missing_is_said(room: Room) -> None:
    room.strip().other.click()
    chooser = room.dialog(ChooseDialog)
    for key, what in (("sound", "microphone"), ("film", "camera")):
        button = chooser.buttons[key]
        assert button.isEnabled() or what in button.accessibleName()
    chooser.buttons["witness"].click()
    dialog = room.dialog(StatementDialog)
    dialog.who.write("Grace Obi")
    dialog.relation.write("site foreman")
    dialog.words.write("I saw her lock the board off.")
    dialog.signed.write("Grace Obi")
    dialog.keep.click()
    room.settle()
    assert dialog.wrong.isVisible(), "said in the dialog: the window behind it is out of reach"
    assert "personally" in dialog.wrong.text()
    nothing_is_cut_off(dialog)
    dialog.saw.setChecked(True)
    dialog.keep.click()
    room.settle()
    assert not room.page.findChildren(StatementDialog)
    (item,) = room.kept()
    assert item.kind is Kind.WITNESS
    room.dialog(Question).yes.click()
    room.settle()
    (told,) = room.floor.story.device.tables.work.judgements(item.assessment).values()
    assert (told.mark, told.how, told.by) == (Mark.MET, How.WITNESS, ASSESSOR)
    QTest.mouseClick(room.strip().lines[item.id], Qt.MouseButton.LeftButton)
    viewer = room.viewer()
    room.settle()
    nothing_is_cut_off(viewer)
    viewer.accept()
    QApplication.processEvents()


@pytest.fixture
def capped(tmp_path: Path, look: Look, qtbot: QtBot) -> Iterator[Room]:
    floor = open_floor(tmp_path, look)
    said = b"evidence: {pieces: 2, sound-seconds: 90, film-seconds: 60, file-mib: 20, location: keep}"
    floor.story.device.shelf.adopt(wide_form() + b"\n" + said, at=floor.story.clock.now())
    yield Room(floor, qtbot, ("TST-WID", "1"))
    floor.close()


def test_what_the_form_takes_is_said_before_anything_is_captured(capped: Room, tmp_path: Path) -> None:
    strip = capped.strip()
    assert strip.limits() == "0 of at most 2 pieces"
    whole = capped.strip("")
    for words in (
        "At most 2 pieces",
        "90 seconds",
        "1 minute.",
        "20 MiB",
        "the place, the time and the device",
    ):
        assert words in whole.limits()
    strip.other.click()
    choose = capped.dialog(ChooseDialog)
    assert "At most 2 pieces" in " ".join(label.text() for label in choose.findChildren(QLabel))
    choose.reject()
    strip.photo.click()
    dialog = capped.photo_dialog()
    assert "keep the place" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()
    capped.files = tuple(tmp_path / name for name in ("a.txt", "b.txt"))
    for path in capped.files:
        path.write_text("Seen.")
    capped.presenter._taking.add_files(capped.criterion, capped.files)
    capped.settle()
    assert "they are there" in strip.limits()
    assert (strip.photo.isEnabled(), strip.other.isEnabled()) == (False, False)
    assert whole.photo.isEnabled()
    capped.page.sheet.go_to(capped.criterion)
    capped.page.panel.photo.click()  # the way round the strip is shut too
    capped.settle(troubled=True)
    assert not [item for item in capped.page.findChildren(PhotoDialog) if item.isVisible()]


def test_a_recording_stops_at_the_forms_length(capped: Room) -> None:
    recorder = Recorder("film", seconds=60)
    dialog = RecordDialog(capped.page.look, recorder, about="Amina", parent=capped.page)
    assert "At most 1 minute" in dialog.says()
    dialog.reject()
    assert Recorder("film", seconds=600).seconds == Recorder("film").seconds


def test_a_recording_stops_at_what_the_form_takes_of_a_file(capped: Room) -> None:
    """The form takes files of 20 MiB: a film that grew larger would be refused once it was over."""
    capped.strip().other.click()
    capped.dialog(ChooseDialog).reject()
    capped.presenter._taking._record(capped.criterion, "film")
    dialog = capped.dialog(RecordDialog)
    assert "at most 18 MiB" in dialog.says()
    dialog.reject()


@pytest.mark.parametrize("room", [KEPT_FREE + MIB], indirect=True)
def test_on_a_disk_that_is_full_no_camera_opens(room: Room) -> None:
    room.strip().photo.click()
    room.presenter._taking._record(room.criterion, "film")
    room.settle(troubled=True)
    assert room.floor.troubles == ["evidence-no-room", "evidence-no-room"]
    seen = [one for kind in (PhotoDialog, RecordDialog) for one in room.page.findChildren(kind)]
    assert not [one for one in seen if one.isVisible()]


@pytest.mark.parametrize("room", [KEPT_FREE + 30 * MIB], indirect=True)
def test_on_a_disk_that_is_nearly_full_a_film_is_short(room: Room) -> None:
    room.presenter._taking._record(room.criterion, "film")
    dialog = room.dialog(RecordDialog)
    assert "at most 28 MiB" in dialog.says()
    dialog.reject()


def test_after_marks_were_swapped_the_learners_page_shows_the_evidence_that_came_with_them(
    tmp_path: Path, look: Look, qtbot: QtBot
) -> None:
    floor = open_floor(tmp_path, look)
    story = floor.story
    story.add_learner("Bekele Tadesse", "2032")
    room = Room(floor, qtbot)
    one, two = story.device.tables.sittings.entries(room.sitting.id)
    works = (room.work, story.start(two))
    (criterion,) = (
        item for item in story.device.shelf.get("CUL-KNI", "1").criteria() if item.id == room.criterion
    )
    pieces = []
    for work, colour in zip(works, ("red", "blue"), strict=True):
        (occasion,) = (item.id for item in story.device.tables.assessments.occasions(work.id))
        story.see(work, occasion, criterion)
        piece = capture(
            evidence_desk(story.device),
            by=ASSESSOR,
            assessment=work.id,
            occasion=occasion,
            criterion=criterion.id,
            source=io.BytesIO(picture(colour)),
        )
        pieces.append(piece.id)
    room.open()
    assert list(room.strip().lines) == pieces[:1]
    move_marks(
        story.device.assessing, by=ASSESSOR, source=one.id, target=two.id, criteria=[criterion.id], swap=True
    )
    room.open()
    assert list(room.strip().lines) == pieces[1:]
    assert colour_of(room.strip().lines[pieces[1]]) == QColor("blue").hue()
    undo_in_sitting(story.device.assessing, by=ASSESSOR, sitting=room.sitting.id)
    room.open()
    assert list(room.strip().lines) == pieces[:1]
    assert colour_of(room.strip().lines[pieces[0]]) == QColor("red").hue()
    floor.close()


def colour_of(line: PieceLine) -> int:
    """The hue in the middle of its thumbnail."""
    image = line.grab().toImage()
    return image.pixelColor(image.height() // 2, image.height() // 2).hue()

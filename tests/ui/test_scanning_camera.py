"""Scanning by camera: pictures come through Qt's own capture session, from a real source in place of a lens."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.documents.qr import QrSegment, qr_matrix
from assessor_app.formats.badge_text import Badge, BadgeKind, write
from assessor_app.ui.kit.dialogs import still_open
from assessor_app.ui.scanning.cameras import CameraName, Cameras
from assessor_app.ui.scanning.dialog import CameraDialog
from assessor_app.ui.scanning.seeing import codes_seen
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from walks import every_focusable_has_a_name, nothing_is_cut_off

# What a build machine lacks for decoding video in hardware; pictures come without it.
pytestmark = pytest.mark.qt_log_ignore("Couldn't (load|resolve)", "No RHI backend")

LEARNER = write(Badge(kind=BadgeKind.LEARNER, data=bytes(range(16))))
OTHER = "WIFI:GUESTS"


def photo(text: str, *, size: QSize, turned: float = 8.0) -> QImage:
    """A badge, or a paper with an address, held before a camera: turned, on a grey bench, not very sharp."""
    address, mark, claims = text.partition("#")
    parts = [QrSegment(address, "alnum")]
    if mark:
        parts += [QrSegment(mark, "byte"), QrSegment(claims, "alnum")]
    matrix = qr_matrix(parts, worn=not mark)
    made = QImage(size, QImage.Format.Format_RGB32)
    made.fill(QColor("#8C8A84"))
    painter = QPainter(made)
    painter.translate(size.width() / 2, size.height() / 2)
    painter.rotate(turned)
    module = size.height() * 0.6 / (len(matrix) + 8)
    side = module * (len(matrix) + 8)
    painter.fillRect(round(-side), round(-side * 0.65), round(side * 2), round(side * 1.3), QColor("#F4F2EC"))
    painter.translate(-side / 2 + module * 4, -side / 2 + module * 4)
    for row, modules in enumerate(matrix):
        for column, dark in enumerate(modules):
            if dark:
                painter.fillRect(
                    round(column * module),
                    round(row * module),
                    round(module + 1),
                    round(module + 1),
                    QColor("#2A2A2A"),
                )
    painter.end()
    return made


@pytest.mark.parametrize("size", [QSize(641, 479), QSize(1280, 720), QSize(4033, 3024)])
@pytest.mark.parametrize("turned", [0, 17, 90, 180])
def test_a_badge_is_read_from_a_picture_of_any_size_at_any_angle(size: QSize, turned: float) -> None:
    assert codes_seen(photo(LEARNER, size=size, turned=turned)) == (LEARNER,)


def test_pictures_without_a_code_and_without_anything() -> None:
    empty = QImage(640, 480, QImage.Format.Format_RGB32)
    empty.fill(QColor("white"))
    assert codes_seen(empty) == ()
    assert codes_seen(QImage(1, 1, QImage.Format.Format_RGB32)) == ()


class Bench(Cameras):
    """The capture session of the product, fed by Qt's own frame input in place of a camera's lens."""

    def __init__(self, *, named: bool = True) -> None:
        super().__init__()
        self._named = named
        self.lens = QVideoFrameInput(self)
        self.opened: list[str] = []
        self.session.setVideoFrameInput(self.lens)

    def names(self) -> tuple[CameraName, ...]:
        return (CameraName(key="00", words="Bench camera"),) if self._named else super().names()

    def open(self, key: str) -> None:
        self.opened.append(key)

    def close(self) -> None:
        super().close()
        self.opened.append("closed")


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.shutdown()
    qapp.processEvents()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """What dialogs stand over."""
    made = QWidget()
    qtbot.addWidget(made)
    return made


def dialog(look: Look, tasks: Tasks, source: Cameras, window: QWidget) -> tuple[CameraDialog, list[str]]:
    made = CameraDialog(look, source, tasks, wanted=lambda code: code.startswith("ASSESSOR"), parent=window)
    scans: list[str] = []
    made.scanned.connect(scans.append)
    made.open()
    return made, scans


def test_the_first_code_of_ours_ends_it_and_the_camera_with_it(
    look: Look, tasks: Tasks, qtbot: QtBot, window: QWidget
) -> None:
    bench = Bench()
    made, scans = dialog(look, tasks, bench, window)
    every_focusable_has_a_name(made)
    nothing_is_cut_off(made)
    assert bench.opened == ["00"]

    def show(text: str) -> None:
        bench.lens.sendVideoFrame(QVideoFrame(photo(text, size=QSize(1280, 720))))

    show(OTHER)
    qtbot.waitUntil(lambda: "none that belongs here" in made.says(), timeout=20_000)
    assert not scans
    for _try in range(50):
        if not scans:  # a picture that comes while another is looked at is only shown
            show(LEARNER)
            qtbot.wait(20)
    assert scans == [LEARNER]
    assert not still_open(made)
    assert bench.opened[-1] == "closed"
    show(LEARNER)
    qtbot.wait(100)
    assert scans == [LEARNER], "what is on its way when the dialog closes counts no second time"
    bench.deleteLater()


def test_where_there_is_no_camera_it_says_so(look: Look, tasks: Tasks, window: QWidget) -> None:
    cameras = Cameras()
    if cameras.names():
        pytest.skip("this computer has a camera")
    made, _scans = dialog(look, tasks, cameras, window)
    assert "no camera" in made.says()
    assert not made.view.isVisible()
    nothing_is_cut_off(made)
    cameras.deleteLater()


def test_a_camera_that_is_pulled_out_is_said_so(look: Look, tasks: Tasks, window: QWidget) -> None:
    bench = Bench()
    made, _scans = dialog(look, tasks, bench, window)
    bench.failed.emit("device gone")
    assert "device gone" in made.says()
    bench._named = False
    bench.changed.emit()
    assert "no camera" in made.says()
    bench.deleteLater()

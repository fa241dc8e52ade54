"""Sound and film through Qt's own recorder and player, from real sources in place of a microphone and a lens."""

import io
import math
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QVideoFrame,
    QVideoFrameInput,
)
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from assessor_app.formats.media_type import media_type_of
from assessor_app.storage.engine.vault import Sealed, Vault
from assessor_app.ui.evidence.player import PlayerView, SealedDevice
from assessor_app.ui.evidence.recorder import MOST_BYTES, Recorder
from assessor_app.ui.evidence.recording import RecordDialog
from assessor_app.ui.theme.look import Look
from walks import every_focusable_has_a_name, nothing_is_cut_off

# What a build machine lacks: hardware, a sound server; and what ffmpeg says of every file that it writes.
pytestmark = pytest.mark.qt_log_ignore(
    "Couldn't (load|resolve)",
    "No RHI backend",
    "PulseAudio",
    "frameRate",
    "No audio device",
    "No devices found",
    "Could not open media",
)
RATE, PART = 48_000, 4_800


class Bench(Recorder):
    """The product's recorder, fed with a tone and coloured pictures."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self._sound = QAudioBufferInput(self)
        self.session.setAudioBufferInput(self._sound)
        self._lens = QVideoFrameInput(self)
        if kind == "film":
            self.session.setVideoFrameInput(self._lens)
        self._part = 0
        self._shape = QAudioFormat()
        self._shape.setSampleRate(RATE)
        self._shape.setChannelCount(1)
        self._shape.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._feeding = QTimer(self)
        self._feeding.timeout.connect(self._feed)

    def open(self) -> None:
        self._feeding.start(20)

    def _feed(self) -> None:
        first, at = self._part * PART, self._part * 100_000
        self._part += 1
        tone = (int(8_000 * math.sin(2 * math.pi * 440 * (first + i) / RATE)) for i in range(PART))
        samples = b"".join(struct.pack("<h", sample) for sample in tone)
        self._sound.sendAudioBuffer(QAudioBuffer(QByteArray(samples), self._shape, at))
        if self.kind == "film":
            picture = QImage(QSize(320, 240), QImage.Format.Format_RGB32)
            picture.fill(QColor.fromHsv(self._part * 20 % 360, 200, 200))
            frame = QVideoFrame(picture)
            frame.setStartTime(at)
            frame.setEndTime(at + 100_000)
            self._lens.sendVideoFrame(frame)


def recorded(kind: str, look: Look, qtbot: QtBot) -> bytes:
    """Records for a moment, by keys alone."""
    bench = Bench(kind)
    dialog = RecordDialog(look, bench, about="Amina Bello · 2.3")
    qtbot.addWidget(dialog)
    kept: list[bytes] = []
    dialog.kept.connect(kept.append)
    dialog.open()
    every_focusable_has_a_name(dialog)
    nothing_is_cut_off(dialog)
    QTest.keyClick(dialog.record, Qt.Key.Key_Return)
    assert dialog.halt.isVisible()
    qtbot.waitUntil(lambda: bench._recorder.duration() > 900, timeout=10_000)
    QTest.keyClick(dialog.halt, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.keep.isVisible, timeout=10_000)
    nothing_is_cut_off(dialog)
    QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    (made,) = kept
    bench.deleteLater()
    return made


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence")


def sealed_in(vault: Vault, content: bytes) -> Sealed:
    with vault.sealing(io.BytesIO(content), most=MOST_BYTES["film"]) as sealed:
        return sealed


@pytest.fixture
def film(look: Look, qtbot: QtBot) -> bytes:
    return recorded("film", look, qtbot)


def test_a_sound_is_recorded_into_memory_and_known_for_what_it_is(look: Look, qtbot: QtBot) -> None:
    assert media_type_of(recorded("sound", look, qtbot)) == "audio/aac"


def test_a_film_plays_from_its_encrypted_file_and_leads_anywhere(
    film: bytes, vault: Vault, look: Look, qtbot: QtBot
) -> None:
    assert media_type_of(film) == "video/mp4"
    sealed = sealed_in(vault, film)
    player = PlayerView(look, SealedDevice(vault.open(sealed.file, sealed.key)), film=True)
    qtbot.addWidget(player)
    player.resize(700, 500)
    player.show()
    every_focusable_has_a_name(player)
    qtbot.waitUntil(lambda: player.player.duration() > 500, timeout=10_000)
    QTest.keyClick(player.play, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not player.view._picture.isNull(), timeout=10_000)
    assert player.view._picture.size() == QSize(320, 240)
    QTest.keyClick(player.place, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: player.player.position() > 300, timeout=10_000)
    assert player.says() == ""
    player.stop()


def test_a_changed_film_says_that_it_cannot_be_played(
    film: bytes, vault: Vault, look: Look, qtbot: QtBot
) -> None:
    sealed = sealed_in(vault, film)
    path = vault._folder / sealed.file
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    player = PlayerView(look, SealedDevice(vault.open(sealed.file, sealed.key)), film=True)
    qtbot.addWidget(player)
    player.show()
    player.play.click()
    qtbot.waitUntil(lambda: "cannot be played" in player.says(), timeout=10_000)
    player.stop()


@pytest.fixture(autouse=True)
def _settle(qtbot: QtBot) -> Iterator[None]:
    yield
    qtbot.wait(50)


def test_a_recording_ends_by_itself_before_it_grows_too_large(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_BYTES, "sound", 500)
    bench = Bench("sound")
    dialog = RecordDialog(look, bench, about="")
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.record.click()
    qtbot.waitUntil(dialog.keep.isVisible, timeout=15_000)
    dialog.reject()
    bench.deleteLater()

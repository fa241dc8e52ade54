"""Sound and film through Qt's own recorder and player, from real sources in place of a microphone and a lens."""

import io
import math
import struct
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage
from PySide6.QtMultimedia import (
    QAudioBuffer,
    QAudioBufferInput,
    QAudioFormat,
    QVideoFrame,
    QVideoFrameInput,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.errors import KnownError
from assessor_app.formats.media_type import media_type_of
from assessor_app.storage.engine.vault import Sealed, Vault
from assessor_app.trust.hpke_box import CHUNK_BYTES
from assessor_app.ui.evidence.opening import whole
from assessor_app.ui.evidence.player import PlayerView
from assessor_app.ui.evidence.recorder import MOST_BYTES, Recorder
from assessor_app.ui.evidence.recording import RecordDialog
from assessor_app.ui.kit.cover import Cover
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

    def __init__(self, kind: str, *, most: int | None = None) -> None:
        super().__init__(kind, most=most)
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
    return made


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "evidence")


def sealed_in(vault: Vault, content: bytes) -> Sealed:
    with vault.sealing(io.BytesIO(content), most=MOST_BYTES["film"]) as sealed:
        return sealed


def opened(vault: Vault, sealed: Sealed) -> QByteArray:
    with vault.open(sealed.file, sealed.key) as stream:
        return whole(stream, lambda _done, _of: None)


@pytest.fixture
def film(look: Look, qtbot: QtBot) -> bytes:
    return recorded("film", look, qtbot)


def test_a_sound_is_recorded_into_memory_and_known_for_what_it_is(look: Look, qtbot: QtBot) -> None:
    assert media_type_of(recorded("sound", look, qtbot)) == "audio/aac"


def has_said(bench: Bench) -> bool:
    return bench._recorder.duration() > 900


def test_a_lock_keeps_what_was_said_until_then_and_cancel_keeps_nothing(look: Look, qtbot: QtBot) -> None:
    window, kept = QWidget(), list[bytes]()
    qtbot.addWidget(window)
    window.show()
    cover = Cover(window)
    for locked in (False, True):
        bench = Bench("sound")
        dialog = RecordDialog(look, bench, about="", parent=window)
        dialog.kept.connect(kept.append)
        dialog.open()
        dialog.record.click()
        qtbot.waitUntil(partial(has_said, bench), timeout=20_000)
        if locked:
            cover.lay()
        dialog.reject()
        assert not dialog.isVisible()
        if locked:
            qtbot.waitUntil(lambda: bool(kept), timeout=20_000)
        assert len(kept) == locked
    assert media_type_of(kept[0]) == "audio/aac"


@pytest.mark.slow
def test_a_lock_keeps_what_was_filmed_until_then(look: Look, qtbot: QtBot) -> None:
    window, kept = QWidget(), list[bytes]()
    qtbot.addWidget(window)
    window.show()
    cover, bench = Cover(window), Bench("film")
    dialog = RecordDialog(look, bench, about="", parent=window)
    dialog.kept.connect(kept.append)
    dialog.open()
    dialog.record.click()
    qtbot.waitUntil(partial(has_said, bench), timeout=20_000)
    cover.lay()
    dialog.reject()
    assert not dialog.isVisible(), "a lock shows nothing of it, at once"
    qtbot.waitUntil(lambda: bool(kept), timeout=20_000)
    assert [media_type_of(made) for made in kept] == ["video/mp4"]


def test_a_recording_stops_before_it_is_larger_than_can_be_kept(look: Look, qtbot: QtBot) -> None:
    most, kept = 32 * 1024, list[bytes]()
    bench = Bench("sound", most=most)
    dialog = RecordDialog(look, bench, about="")
    qtbot.addWidget(dialog)
    dialog.kept.connect(kept.append)
    dialog.open()
    assert "at most 1 MiB" in dialog.says()
    dialog.record.click()
    qtbot.waitUntil(dialog.keep.isVisible, timeout=60_000)
    dialog.keep.click()
    assert most // 4 < len(kept[0]) <= most
    assert media_type_of(kept[0]) == "audio/aac"


def test_a_film_shows_how_it_begins_plays_and_leads_anywhere(
    film: bytes, vault: Vault, look: Look, qtbot: QtBot
) -> None:
    assert media_type_of(film) == "video/mp4"
    player = PlayerView(look, opened(vault, sealed_in(vault, film)), film=True)
    qtbot.addWidget(player)
    heard: list[bool] = []
    player.playing.connect(heard.append)
    player.resize(700, 500)
    player.show()
    every_focusable_has_a_name(player)
    qtbot.waitUntil(lambda: not player.view._picture.isNull(), timeout=20_000)
    assert player.view._picture.size() == QSize(320, 240)
    still = player.view.still
    assert still
    assert heard == [], "its first picture is not yet playing"
    assert player.player.position() == 0
    QTest.mouseClick(player.view, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: heard == [True], timeout=20_000)
    assert not player.view.still
    QTest.keyClick(player.place, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: player.player.position() > 300, timeout=20_000)
    assert player.says() == ""
    player.stop()


def test_a_player_that_is_stopped_while_it_reads_never_waits_for_python(
    film: bytes, look: Look, qtbot: QtBot
) -> None:
    content = QByteArray(film)
    for moment in range(60):
        player = PlayerView(look, content, film=True)
        qtbot.addWidget(player)
        player.play.click()
        QTest.qWait(moment % 12)
        device = player.player.sourceDevice()
        assert type(device) is QBuffer, (
            "Qt reads it from a thread of its own, and whoever stops it waits for that"
        )
        begun = time.monotonic()
        player.stop()
        assert time.monotonic() - begun < 5
        assert device.size() == 0, "nothing of it is held"


@pytest.mark.parametrize("place", [0, 1, 2])
def test_of_a_recording_with_a_changed_chunk_nothing_is_given(vault: Vault, place: int) -> None:
    sealed = sealed_in(vault, bytes(2 * CHUNK_BYTES + 5))
    assert opened(vault, sealed) == QByteArray(bytes(2 * CHUNK_BYTES + 5))
    path = vault._folder / sealed.file
    content = bytearray(path.read_bytes())
    content[min(place * CHUNK_BYTES + 100, len(content) - 1)] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(KnownError, match="box-damaged"):
        opened(vault, sealed)


def test_a_sound_that_is_none_says_that_it_cannot_be_played(look: Look, qtbot: QtBot) -> None:
    player = PlayerView(look, QByteArray(b"no sound at all" * 100), film=False)
    qtbot.addWidget(player)
    player.show()
    player.play.click()
    qtbot.waitUntil(lambda: "cannot be played" in player.says(), timeout=20_000)
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

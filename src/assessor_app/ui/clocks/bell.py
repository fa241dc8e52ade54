"""The sound when a clock's time is over: two tones, made here, since a workshop has sounds enough of its own."""

import math
import struct
import wave
from io import BytesIO
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtWidgets import QApplication

_RATE = 22_050
_TONES = ((880.0, 0.25), (660.0, 0.45))
_LOUD = 0.6


def tones() -> bytes:
    """A WAV file (16 bit, mono) of the two tones, each fading out so that nothing cracks."""
    samples: list[int] = []
    for pitch, seconds in _TONES:
        count = int(_RATE * seconds)
        for index in range(count):
            fade = min(1.0, index / 200, (count - index) / 2_000)
            samples.append(int(32_767 * _LOUD * fade * math.sin(2 * math.pi * pitch * index / _RATE)))
    held = BytesIO()
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return held.getvalue()


class Bell(QObject):
    """Rings once; where nothing can play sound, the system's own beep does."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._effect: QObject | None = None
        self._folder: QTemporaryDir | None = None

    def ring(self) -> None:
        """Plays the tones once."""
        from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # a board without a clock needs no sound

        if not QMediaDevices.audioOutputs():
            QApplication.beep()
            return
        if not isinstance(self._effect, QSoundEffect):
            self._folder = QTemporaryDir()
            file = Path(self._folder.filePath("bell.wav"))
            file.write_bytes(tones())
            self._effect = QSoundEffect(self)
            self._effect.setSource(QUrl.fromLocalFile(str(file)))
        self._effect.play()

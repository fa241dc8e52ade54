"""Playing a sound or a film straight from its encrypted file, a chunk at a time."""

from PySide6.QtCore import QIODevice, Qt, QUrl, Signal
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink
from PySide6.QtWidgets import QSlider, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.trust.hpke_box import StreamReader
from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.layout import column, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_STEP_MS = 5_000
_PAGE_MS = 30_000


class SealedDevice(QIODevice):
    """An encrypted file as Qt reads any. Qt's player asks from a thread of its own.

    Signals:
        broken(object): the KnownError of a chunk that was changed; nothing of it was given.
    """

    broken = Signal(object)

    def __init__(self, stream: StreamReader) -> None:
        super().__init__()
        self._stream, self._is_broken = stream, False
        self.open(QIODevice.OpenModeFlag.ReadOnly | QIODevice.OpenModeFlag.Unbuffered)

    def isSequential(self) -> bool:
        return False

    def size(self) -> int:
        # A player that is given nothing asks again for ever, until it believes that this is the end.
        return self.pos() if self._is_broken else self._stream.size

    def seek(self, position: int) -> bool:
        self._stream.seek(position)
        return super().seek(position)

    def readData(self, most: int) -> bytes:
        if not self._is_broken:
            try:
                return self._stream.read(most)
            except KnownError as error:
                self._is_broken = True
                self.broken.emit(error)
        return b""

    def writeData(self, _data: object, _size: int = 0) -> int:
        return -1

    def close(self) -> None:
        super().close()
        self._stream.close()


class PlayerView(QWidget):
    """Plays, pauses, and leads anywhere in it."""

    def __init__(self, look: Look, device: SealedDevice, *, film: bool) -> None:
        super().__init__()
        self._device = device
        device.setParent(self)
        self.player = QMediaPlayer(self)
        self.player.setAudioOutput(QAudioOutput(self))
        self.view = PictureView(look, name=_("Film"))
        self.view.setVisible(film)
        self._sink = QVideoSink(self)
        self._sink.videoFrameChanged.connect(self._see)
        self.player.setVideoSink(self._sink)
        self.play = PlainButton(look, _("Play"), icon="play")
        self.play.clicked.connect(self._play_or_pause)
        self.place = QSlider(Qt.Orientation.Horizontal)
        self.place.setAccessibleName(_("Place in the recording"))
        self.place.setSingleStep(_STEP_MS)
        self.place.setPageStep(_PAGE_MS)
        self.place.setMinimumHeight(look.metrics.target)
        self.place.sliderMoved.connect(self.player.setPosition)
        self.place.actionTriggered.connect(lambda _act: self.player.setPosition(self.place.sliderPosition()))
        self._time = Text(look, wrap=False)
        self._words = Text(look, tone="danger")
        self._words.hide()
        foot = row(self.play, self.place, self._time, gap=1.5)
        foot.setStretch(1, 1)
        box = column(self.view, self._words, foot, gap=1)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.player.durationChanged.connect(lambda most: self.place.setRange(0, most))
        self.player.positionChanged.connect(self._tell_place)
        self.player.playbackStateChanged.connect(self._tell_state)
        self.player.errorOccurred.connect(lambda _error, words: self._fail(words))
        device.broken.connect(
            lambda _error: self._fail(_("the file was changed")), Qt.ConnectionType.QueuedConnection
        )
        self.player.setSourceDevice(device, QUrl())

    def says(self) -> str:
        """What went wrong; empty while nothing did."""
        return "" if self._words.isHidden() else self._words.text()

    def stop(self) -> None:
        """Plays nothing any more, and lets the file go."""
        self.player.stop()
        self.player.setSource(QUrl())
        self._device.close()

    def _play_or_pause(self) -> None:
        playing = self.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState
        (self.player.pause if playing else self.player.play)()

    def _see(self, frame: QVideoFrame) -> None:
        picture = frame.toImage()
        if not picture.isNull():
            self.view.show_picture(picture)

    def _tell_place(self, at: int) -> None:
        if not self.place.isSliderDown():
            self.place.setValue(at)
        self._time.say(f"{_clock(at)} / {_clock(self.player.duration())}")

    def _tell_state(self, state: QMediaPlayer.PlaybackState) -> None:
        self.play.say(_("Pause") if state == QMediaPlayer.PlaybackState.PlayingState else _("Play"))

    def _fail(self, words: str) -> None:
        self._words.say(_("It cannot be played ({detail}).").format(detail=words))
        self._words.show()


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 60}:{seconds % 60:02d}"

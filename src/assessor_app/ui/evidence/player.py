"""Playing a sound or a film from memory: nothing readable ever reaches the disk."""

from PySide6.QtCore import (
    Q_ARG,
    QBuffer,
    QByteArray,
    QGenericArgumentHolder,
    QIODevice,
    QMetaObject,
    QPointF,
    QRectF,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtMultimedia import QAudioOutput, QMediaPlayer, QVideoFrame, QVideoSink
from PySide6.QtWidgets import QApplication, QSlider, QWidget

from assessor_app.ui.clocks.view import minutes_words
from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.layout import column, hide_unless, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_STEP_MS = 5_000
_PAGE_MS = 30_000
_SIGN = 1.5
"""How large the sign that a film plays is, against what a finger needs."""


class FilmView(PictureView):
    """A film's picture; while it stands still a sign in the middle says that it plays, and a touch on it does.

    Signals:
        pressed(): play, or pause.
    """

    pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, name=_("Film"))
        self.still = True
        self._pressed_at = QPointF()

    def show_still(self, still: bool) -> None:
        """Whether it stands still."""
        self.still = still
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved = (event.position() - self._pressed_at).manhattanLength()
        if moved < QApplication.startDragDistance():
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.still:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._look.metrics.target * _SIGN
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(QRectF(self.rect()).center())
        # Dark on light and light on dark: what is filmed has any colour.
        painter.setPen(QPen(self._look.colour("page"), 2))
        painter.setBrush(self._look.colour("ink"))
        painter.drawEllipse(disc)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("page"))
        middle, arm = disc.center() + QPointF(side / 20, 0), side / 4
        corners = (QPointF(-arm * 0.7, -arm), QPointF(-arm * 0.7, arm), QPointF(arm, 0))
        painter.drawPolygon(QPolygonF([middle + corner for corner in corners]))


class PlayerView(QWidget):
    """Plays, pauses, and leads anywhere in it; a film shows how it begins before anybody plays it.

    Qt reads from a thread of its own, and whoever stops it waits for that: so it reads what is Qt's alone, never a
    device written in Python, for which it would wait in turn. What is played is held in memory once, as long as it is
    shown: at most what `domain.evidence` lets one piece weigh (50 MiB of sound, 300 of film), less where the form
    says so.

    Signals:
        playing(bool): whether it plays from now on.
    """

    playing = Signal(bool)

    def __init__(self, look: Look, content: QByteArray, *, film: bool) -> None:
        super().__init__()
        self._film, self._plays = film, False
        self.player = QMediaPlayer(self)
        # Its child: it ends to read before it lets go of its children.
        self._held = QBuffer(self.player)
        self._held.setData(content)  # shared, not copied
        self._held.open(QIODevice.OpenModeFlag.ReadOnly)
        self.player.setAudioOutput(QAudioOutput(self))
        self.view = FilmView(look)
        hide_unless(self.view, film)
        self.view.pressed.connect(self._play_or_pause)
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
        self.place.sliderMoved.connect(self._lead_to)
        self.place.actionTriggered.connect(lambda _act: self._lead_to(self.place.sliderPosition()))
        self._time = Text(look, wrap=False)
        self._words = Text(look, tone="danger")
        self._words.hide()
        foot = row(self.play, self.place, self._time, gap=1.5)
        foot.setStretch(1, 1)
        box = column(self.view, self._words, foot, gap=1)
        box.setStretch(0, 1)
        self.setLayout(box)
        self.player.durationChanged.connect(self._tell_length)
        self.player.positionChanged.connect(self._tell_place)
        self.player.playbackStateChanged.connect(self._tell_state)
        self.player.errorOccurred.connect(lambda _error, words: self._fail(words))
        self.player.mediaStatusChanged.connect(self._show_beginning)
        self.player.setSourceDevice(self._held, QUrl())

    def says(self) -> str:
        """What went wrong; empty while nothing did."""
        return "" if self._words.isHidden() else self._words.text()

    def stop(self) -> None:
        """Plays nothing any more, and holds nothing of it.

        Not by `QMediaPlayer.stop` (see `_bid`): `setSource` gives Python's lock up while Qt ends its threads.
        """
        self.player.setSource(QUrl())
        self._held.close()
        self._held.setData(QByteArray())

    def _play_or_pause(self) -> None:
        playing = self.player.playbackState() == QMediaPlayer.PlaybackState.PlayingState
        self._bid("pause" if playing else "play")

    def _lead_to(self, milliseconds: int) -> None:
        self._bid("setPosition", Q_ARG("qlonglong", milliseconds))

    def _bid(self, act: str, *values: QGenericArgumentHolder) -> None:
        """Has the player do it from Qt's own event loop, a moment later.

        Called from here, PySide would hold Python's lock while Qt waits for threads of its own, and one of those may
        be waiting for that lock: to log that there is no sound device, or to let go of what Python made.
        """
        QMetaObject.invokeMethod(self.player, act, Qt.ConnectionType.QueuedConnection, *values)

    def _show_beginning(self, status: QMediaPlayer.MediaStatus) -> None:
        stands = self.player.playbackState() == QMediaPlayer.PlaybackState.StoppedState
        if self._film and stands and status == QMediaPlayer.MediaStatus.LoadedMedia:
            self._bid("pause")  # Qt gives no picture of what is stopped

    def _see(self, frame: QVideoFrame) -> None:
        picture = frame.toImage()
        if not picture.isNull():
            self.view.show_picture(picture)

    def _tell_length(self, most: int) -> None:
        self.place.setRange(0, most)
        self._tell_place(self.player.position())

    def _tell_place(self, at: int) -> None:
        if not self.place.isSliderDown():
            self.place.setValue(at)
        self._time.say(f"{minutes_words(at // 1000)} / {minutes_words(self.player.duration() // 1000)}")

    def _tell_state(self, state: QMediaPlayer.PlaybackState) -> None:
        plays = state == QMediaPlayer.PlaybackState.PlayingState
        if plays == self._plays:
            return
        self._plays = plays
        self.play.say(_("Pause") if plays else _("Play"))
        self.view.show_still(not plays)
        self.playing.emit(plays)

    def _fail(self, words: str) -> None:
        self._words.say(_("It cannot be played ({detail}).").format(detail=words))
        self._words.show()

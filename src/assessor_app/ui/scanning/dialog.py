"""Scanning with a camera: what it sees, and the first code in it."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.text import Text
from assessor_app.ui.scanning.seeing import codes_seen
from assessor_app.ui.scanning.source import Source
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class CameraDialog(Dialog):
    """Open until a code of ours is seen, or the person thinks better of it.

    Signals:
        scanned(str): the text of a code for which `wanted` said yes.

    `otherwise` says what to do where there is no camera.
    """

    scanned = QtSignal(str)

    def __init__(
        self,
        look: Look,
        source: Source,
        tasks: Tasks,
        *,
        wanted: Callable[[str], bool],
        sentence: str = "",
        otherwise: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, _("Scan with the camera"), sentence=sentence, parent=parent)
        self._source, self._tasks, self._wanted = source, tasks, wanted
        self._otherwise = otherwise or _(
            "This computer has no camera, or does not let programs use it. Use a hand scanner: it works "
            "everywhere in this window. Or look the learner up by name or number."
        )
        self._looking = self._done = False
        self.view = _View(look)
        self.which = Select(look, _("Camera"))
        self.which.activated.connect(lambda _index: self._source.open(self.which.key()))
        self._words = Text(look, bold=True)
        for widget in (self.which, self.view, self._words):
            self.body.addWidget(widget)
        self.body.setStretch(1, 1)
        self.close_button = self.cancel_button(_("Close"))
        self.foot(self.close_button)
        source.seen.connect(self._see)
        source.failed.connect(self._fail)
        source.changed.connect(self._offer)
        self.finished.connect(self._leave)
        self._offer()

    def says(self) -> str:
        """What stands under the picture."""
        return self._words.text()

    def _offer(self) -> None:
        """Shows the cameras that there are, and looks through the first."""
        names = self._source.names()
        self.which.offer([(one.key, one.words) for one in names])
        self.which.setVisible(len(names) > 1)
        self.view.setVisible(bool(names))
        if names:
            self._words.say(_("Hold the code before the camera, as large as the frame."))
            self._source.open(self.which.key())
        else:
            self._words.say(self._otherwise)

    def _see(self, picture: QImage) -> None:
        """Shows every picture, and looks for codes in one at a time: a slow computer sees fewer, not later."""
        self.view.setVisible(True)
        self.view.show_picture(picture)
        if not self._looking and not self._done:
            self._looking = True
            self._tasks.read(partial(codes_seen, picture), done=self._looked)

    def _looked(self, codes: Sequence[str]) -> None:
        self._looking = False
        if self._done:
            return
        ours = next((code for code in codes if self._wanted(code)), "")
        if ours:
            self.accept()
            self.scanned.emit(ours)
        elif codes:
            self._words.say(_("This is a code, but none that belongs here."))

    def _fail(self, words: str) -> None:
        self.view.show_picture(QImage())
        self._words.say(
            _("The camera does not answer ({detail}). Plug it in again, or close what else uses it.").format(
                detail=words
            )
        )

    def _leave(self) -> None:
        self._done = True
        self._source.close()


class _View(QWidget):
    """What the camera sees, with a frame to hold the code into."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._picture = QImage()
        self.setAccessibleName(_("What the camera sees"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(QSize(look.metrics.step(40), look.metrics.step(28)))

    def sizeHint(self) -> QSize:
        return QSize(self._look.metrics.step(72), self._look.metrics.step(52))

    def show_picture(self, picture: QImage) -> None:
        """The newest picture; an empty one for none."""
        self._picture = picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("line"))
        if not self._picture.isNull():
            size = self._picture.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, size.width(), size.height())
            place.moveCenter(QRectF(self.rect()).center())
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._picture)
        side = min(self.width(), self.height()) * 0.6
        frame = QRectF(0, 0, side, side)
        frame.moveCenter(QRectF(self.rect()).center())
        # Two lines, one of them seen on any picture.
        for colour, width in (("page", 5), ("accent", 3)):
            painter.setPen(QPen(self._look.colour(colour), width))
            painter.drawRoundedRect(frame, self._look.tokens.corner, self._look.tokens.corner)

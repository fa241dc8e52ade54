"""Evidence under a criterion: each piece a line to touch, and the ways to add one."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from assessor_app.ui.evidence.view import ICONS, PieceView
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.layout import column, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class PieceLine(QAbstractButton):
    """A thumbnail (or the sign of its kind) and two lines of words; a touch opens it."""

    def __init__(self, look: Look, piece: PieceView) -> None:
        super().__init__()
        self._look = look
        self._picture = QImage()
        self.piece = piece
        self.setFont(look.font())
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_piece(piece)

    def show_piece(self, piece: PieceView) -> None:
        """Shows what is kept of it."""
        self.piece = piece
        self.setAccessibleName(shown(", ".join(part for part in (piece.title, self._second()) if part)))
        self.update()

    def show_picture(self, picture: QImage) -> None:
        """Shows its thumbnail."""
        self._picture = picture
        self.update()

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().horizontalAdvance(self.piece.title)
        return QSize(self._side() + words + 32, self._side() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._side() + self._look.metrics.text(120), self._side() + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        tokens, side = self._look.tokens, self._side()
        if self.hasFocus() or self.underMouse() or self.isDown():
            painter.setPen(QPen(self._look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)
        self._paint_sign(painter, mirrored(self, QRectF(4, 4, side, side)))
        left, line = side + 16, self.fontMetrics().lineSpacing()
        room = self.width() - left - 8
        top = (self.height() - 2 * line) // 2
        for words, colour, at in ((self.piece.title, "ink", 0), (self._second(), "muted", 1)):
            painter.setPen(self._look.colour(colour))
            place = mirrored(self, QRect(left, top + at * line, room, line))
            elided = self.fontMetrics().elidedText(shown(words), Qt.TextElideMode.ElideRight, room)
            painter.drawText(
                place, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), elided
            )

    def _paint_sign(self, painter: QPainter, place: QRectF) -> None:
        if self._picture.isNull():
            icon = self._look.metrics.text(32)
            spot = QRectF(0, 0, icon, icon)
            spot.moveCenter(place.center())
            painter.drawPixmap(
                spot.toRect(), self._look.pixmap(ICONS[self.piece.kind], self._look.tokens.muted, 32)
            )
            return
        size = self._picture.size().scaled(place.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
        spot = QRectF(0, 0, size.width(), size.height())
        spot.moveCenter(place.center())
        painter.setOpacity(0.4 if self.piece.removed else 1.0)
        painter.drawImage(spot, self._picture)
        painter.setOpacity(1.0)

    def _second(self) -> str:
        return _("taken out: touch to put it back") if self.piece.removed else self.piece.words

    def _side(self) -> int:
        return max(self._look.metrics.text(56), self._look.metrics.target - 8)


class EvidenceStrip(QWidget):
    """What there is, and what can be added; files may be dropped on it.

    Signals:
        photo_asked(), other_asked(): add a photo, or anything else.
        files_dropped(list): paths of files that were let fall here.
        opened(str): a piece was touched.
    """

    photo_asked = Signal()
    other_asked = Signal()
    files_dropped = Signal(list)
    opened = Signal(str)

    def __init__(self, look: Look, *, about: str) -> None:
        super().__init__()
        self._look = look
        self.lines: dict[str, PieceLine] = {}
        self.setAcceptDrops(True)
        self.setAccessibleName(_("Evidence for {about}").format(about=about))
        self.photo = PlainButton(
            look, _("Photo"), icon="camera", name=_("Take a photo for {about}").format(about=about)
        )
        self.other = PlainButton(
            look,
            _("Other evidence"),
            icon="paperclip",
            name=_("Add other evidence for {about}").format(about=about),
        )
        self.photo.clicked.connect(self.photo_asked)
        self.other.clicked.connect(self.other_asked)
        self._list: QVBoxLayout = column(gap=look.metrics.apart(0) / 8)
        self._waiting = Text(look, tone="muted")
        self._waiting.hide()
        self._frozen = self._full = False
        self._limits = Text(look, tone="muted")
        self._limits.hide()
        whole = column(
            self._list,
            self._waiting,
            self._limits,
            row(self.photo, self.other, None, gap=1),
            gap=look.metrics.apart(4) / 8,
        )
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def show_pieces(self, pieces: tuple[PieceView, ...], pictures: Mapping[str, QImage]) -> None:
        """Shows these pieces in this order; a line that stays keeps the focus."""
        wanted = {piece.id for piece in pieces}
        for key in [key for key in self.lines if key not in wanted]:
            line = self.lines.pop(key)
            line.hide()
            line.deleteLater()
        for index, piece in enumerate(pieces):
            line = self.lines.get(piece.id) or self._new_line(piece, index)
            line.show_piece(piece)
            if piece.id in pictures:
                line.show_picture(pictures[piece.id])

    def show_under_way(self, count: int) -> None:
        """Says how many pieces are being encrypted and are not on disk yet."""
        words = ngettext("{count} piece is being kept…", "{count} pieces are being kept…", count)
        self._waiting.say(words.format(count=count))
        self._waiting.setVisible(count > 0)

    def freeze(self, *, frozen: bool) -> None:
        """Lets nothing more be added; what there is can be looked at."""
        self._frozen = frozen
        self._allow()

    def show_limits(self, words: str, *, full: bool) -> None:
        """What the form takes, before anything is captured; `full` lets nothing more be added."""
        self._limits.say(words)
        self._limits.setVisible(bool(words))
        self._full = full
        self._allow()

    def limits(self) -> str:
        """What is said of what the form takes."""
        return self._limits.text()

    def _allow(self) -> None:
        for button in (self.photo, self.other):
            button.setEnabled(not self._frozen and not self._full)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.photo.isEnabled() and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self.photo.isEnabled():
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _new_line(self, piece: PieceView, index: int) -> PieceLine:
        made = PieceLine(self._look, piece)
        made.clicked.connect(lambda: self.opened.emit(piece.id))
        self.lines[piece.id] = made
        self._list.insertWidget(index, made)
        return made

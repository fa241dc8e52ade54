"""What is missing, each as a line that leads to it; and all of it behind one button, where there is room for no list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from assessor_app.ui.assess.view import StandingView
from assessor_app.ui.kit.buttons import PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.glyphs import paint_glyph
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_LEAST_OF_A_SENTENCE = 140


class StandingLine(QAbstractButton):
    """One thing that is missing: shape and sentence; a touch leads to it."""

    def __init__(self, look: Look, standing: StandingView) -> None:
        super().__init__()
        self._look = look
        self._standing = standing
        self._sentence = shown(standing.sentence)
        self.setFont(look.font())
        self.setAccessibleName(self._sentence)
        self.setEnabled(bool(standing.about))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if standing.about else Qt.FocusPolicy.NoFocus)
        if standing.about:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        width = self._look.metrics.text(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.metrics.text(120), self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = QRect(0, 0, max(width - self._left() - 8, 1), 10_000)
        text = self.fontMetrics().boundingRect(room, int(Qt.TextFlag.TextWordWrap), self._sentence)
        metrics = self._look.metrics
        return max(text.height() + 16, metrics.target if metrics.gloves else metrics.text(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse():
            painter.setPen(QPen(self._look.colour("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("hover"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        side = self._look.metrics.text(18)
        line = self.fontMetrics().lineSpacing()
        glyph = QRectF(6, 8 + (line - side) / 2, side, side)
        paint_glyph(painter, mirrored(self, glyph), self._standing.shape, self._look.tokens)
        painter.setPen(self._look.colour("ink"))
        room = QRect(self._left(), 8, self.width() - self._left() - 8, self.height() - 8)
        flags = Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextWordWrap
        painter.drawText(mirrored(self, room), int(flags), self._sentence)

    def _left(self) -> int:
        return self._look.metrics.text(18) + 16


class Missing(QuietButton):
    """The gravest thing that is missing, or how many are; a touch opens them all.

    Signals:
        about_asked(str, str): bring this criterion or question into view, on this occasion; empty for the one shown.
    """

    about_asked = Signal(str, str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, "")
        self._standing: tuple[StandingView, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)

    def show_standing(self, standing: Sequence[StandingView]) -> None:
        """Says what is missing, the gravest first; there is at least one sentence."""
        self._standing = tuple(standing)
        self._fit(self.width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._sentence()) + self._beside()
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        wide = self.fontMetrics().horizontalAdvance(self._count()) + self._beside()
        return QSize(min(wide, self.sizeHint().width()), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        room = (width - self._beside()) / self._look.metrics.text_scale
        whole = self.sizeHint().width() <= width
        words = self._sentence() if whole or room >= _LEAST_OF_A_SENTENCE else self._count()
        self.say_within(words, max(round(room), 1), name=self._sentence())

    def _sentence(self) -> str:
        first, more = self._standing[0].sentence if self._standing else "", len(self._standing) - 1
        if more < 1:
            return first
        return ngettext("{sentence} · {count} more", "{sentence} · {count} more", more).format(
            sentence=first, count=more
        )

    def _count(self) -> str:
        count = len(self._standing)
        return ngettext("{count} missing", "{count} missing", count).format(count=count)

    def _beside(self) -> int:
        return 2 * self._look.metrics.step(2)

    def _open(self) -> None:
        MissingDialog(self._look, self._standing, self.about_asked.emit, self.window()).open()


class MissingDialog(Dialog):
    """Everything that is missing; a touch leads to it."""

    def __init__(
        self,
        look: Look,
        standing: Sequence[StandingView],
        lead: Callable[[str, str], None],
        parent: QWidget | None,
    ) -> None:
        super().__init__(look, _("To be competent"), parent=parent)
        for one in standing:
            line = StandingLine(look, one)
            line.clicked.connect(lambda _checked=False, one=one: self._go(one, lead))
            self.body.addWidget(line)
        self.body.addStretch(1)
        close = PrimaryButton(look, _("Close"))
        close.clicked.connect(self.accept)
        self.foot(close)

    def _go(self, one: StandingView, lead: Callable[[str, str], None]) -> None:
        self.accept()
        lead(one.about, one.occasion)

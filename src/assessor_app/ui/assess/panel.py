"""What stands between now and competent, in words; Notes, Oral, Undo by its name, Decide."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QSizePolicy, QVBoxLayout

from assessor_app.ui.assess.view import AssessView, StandingView
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, StackedButton
from assessor_app.ui.kit.glyphs import Shape, paint_glyph
from assessor_app.ui.kit.layout import Frame, Scroll, clear, column, holding, row
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.kit.plain import shown, tooltip
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_BETWEEN = 48  # edges and gaps of the one line
_WIDE, _EDGE = 304, 16  # of the panel beside the sheet
_PADDING = 6  # steps, around the words of Undo
_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX


class _StandingLine(QAbstractButton):
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


class Panel(Frame):
    """Beside the sheet, or beneath it where the window is narrow.

    Signals:
        about_asked(str, str): bring this criterion or question into view, on this occasion; empty for the one shown.
        notes_asked(), photo_asked(), oral_asked(), undo_asked(), decide_asked().
    """

    about_asked = Signal(str, str)
    notes_asked = Signal()
    photo_asked = Signal()
    oral_asked = Signal()
    undo_asked = Signal()
    decide_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("side")
        self._look = look
        self._standing: tuple[StandingView, ...] | None = None
        self._undo_words = ""
        self._one_line = self._squeezed = False
        self._list: QVBoxLayout = column(gap=look.metrics.apart(0) / 8)
        self._list.addStretch(1)
        self._title = Text(look, _("To be competent"), role="row", bold=True)
        self.notes = StackedButton(look, "notebook-pen", _("Notes"))
        self.photo = StackedButton(look, "camera", _("Photo"))
        self.oral = StackedButton(look, "message-circle-question-mark", _("Oral"))
        self.undo = PlainButton(look, _("Undo"), icon="undo-2")
        self._undo_icon = self.undo.icon()
        self.decide = PrimaryButton(look, _("Decide"), icon="gavel")
        self.notes.clicked.connect(self.notes_asked)
        self.photo.clicked.connect(self.photo_asked)
        self.oral.clicked.connect(self.oral_asked)
        self.undo.clicked.connect(self.undo_asked)
        self.decide.clicked.connect(self.decide_asked)
        self._short = Line(look, least=16)
        self._short.hide()
        self._scroll = Scroll(holding(self._list), name=_("To be competent"))
        self._upper = column(self._title, self._short, self._scroll, gap=1)
        self._upper.setStretch(2, 1)
        self._jumps = holding(row(self.notes, self.photo, self.oral, None, gap=1))
        self._steps = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._steps.addWidget(self.undo)
        self._steps.addWidget(self.decide)
        self._steps.setSpacing(look.metrics.apart(self._steps.spacing()))
        lower = column(self._jumps, self._steps, gap=look.metrics.apart(8) / 8)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._box.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._box.setSpacing(12)
        self._box.addLayout(self._upper, 1)
        self._box.addLayout(lower)
        self.setLayout(self._box)

    def show_view(self, view: AssessView) -> None:
        """Shows what is missing and what can be done."""
        self._show_standing(view.standing)
        self._undo_words = view.undo
        self._fit_undo()
        self.undo.setEnabled(bool(view.undo) and view.can_undo and not view.stopped)
        self.decide.setEnabled(view.can_decide and not view.stopped)
        self.photo.setEnabled(not view.ended and not view.stopped)
        self.oral.setVisible(bool(view.questions))

    def lie(self, *, beneath: bool, low: bool) -> None:
        """Beside the sheet, or beneath it: in a low window as one line, with the gravest thing alone in view."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(across if beneath else down)
        beside = (beneath and low) or self._look.metrics.gloves
        self._steps.setDirection(across if beside else down)
        for widget in (self._title, self._jumps, self._scroll):
            widget.setVisible(not (beneath and low))
        self._short.setVisible(beneath and low)
        # Its words are cut to the room there is; by themselves they would keep the page from being narrow.
        self.undo.setMinimumWidth(self._look.metrics.text(80) if beneath and low else 0)
        self._one_line = beneath and low
        self._squeezed = self._look.metrics.gloves and not beneath
        self.undo.setIcon(QIcon() if self._squeezed else self._undo_icon)
        self._fit_undo()
        edge = 8 if beneath and low else _EDGE
        self._box.setContentsMargins(edge, edge, edge, edge)
        self.setProperty("kind", "foot" if beneath else "side")
        self.style().unpolish(self)
        self.style().polish(self)
        metrics = self._look.metrics
        if beneath:
            two = 2 * QFontMetrics(self._look.font("small")).lineSpacing() + 12
            height = max(metrics.target, two) + 2 * edge if low else 3 * metrics.target + 2 * edge + 40
            self.setMinimumWidth(0)
            self.setMaximumWidth(_ANY)
            self.setFixedHeight(height)
        else:
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY)
            self.setFixedWidth(metrics.text(_WIDE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_undo()

    def _fit_undo(self) -> None:
        words = self._undo_words or _("Undo")
        room = self._undo_room()
        # Smaller letters in more lines before any of them is cut.
        small = self._squeezed or (self._one_line and self.undo.fontMetrics().horizontalAdvance(words) > room)
        self.undo.setFont(self._look.font("small" if small else "body"))
        metrics = self.undo.fontMetrics()
        count = 3 if self._squeezed else 1 if self._one_line and not small else 2
        lines = _in_lines(words, count, room, metrics)
        # The end says which criterion and which mark: what is cut away is the middle.
        least = self._look.metrics.target
        if small:
            least = max(least, count * metrics.lineSpacing() + 12)
        self.undo.setMinimumHeight(
            least if small or self._one_line else max(least, 2 * metrics.lineSpacing() + 16)
        )
        fitted = "\n".join(metrics.elidedText(line, Qt.TextElideMode.ElideMiddle, room) for line in lines)
        self.undo.say(fitted, name=words)
        self.undo.setToolTip("" if fitted.replace("\n", " ") == words else tooltip(words))

    def _undo_room(self) -> int:
        """What its words may take. In one line: what the others leave; they come before what is missing."""
        metrics, decide = self._look.metrics, self.decide.sizeHint().width()
        if self._squeezed:
            left = metrics.text(_WIDE) - decide - self._steps.spacing() - 2 * _EDGE - metrics.step(_PADDING)
            return max(left, metrics.text(40))
        if not self._one_line:
            return metrics.text(200)
        self.undo.setFont(self._look.font("body"))
        words = max(self.undo.fontMetrics().horizontalAdvance(self._undo_words), 1)
        left = self.width() - decide - metrics.text(24) - metrics.step(_PADDING) - _BETWEEN
        short = self._short.minimumSizeHint().width()
        self._short.setVisible(left - short >= words)
        return max(left - (0 if self._short.isHidden() else short), metrics.text(40))

    def _show_standing(self, standing: tuple[StandingView, ...]) -> None:
        if standing == self._standing:
            return
        self._standing = standing
        clear(self._list, keep=1)
        nothing = StandingView(shape=Shape.MET, sentence=_("Nothing stands in the way."))
        more = len(standing) - 1
        words = (standing or (nothing,))[0].sentence
        if more > 0:
            words = ngettext("{sentence} · {count} more", "{sentence} · {count} more", more).format(
                sentence=words, count=more
            )
        self._short.say(words)
        for index, one in enumerate(standing or (nothing,)):
            line = _StandingLine(self._look, one)
            line.clicked.connect(
                lambda _checked=False, one=one: self.about_asked.emit(one.about, one.occasion)
            )
            self._list.insertWidget(index, line)


def _in_lines(words: str, count: int, room: int, metrics: QFontMetrics) -> list[str]:
    """Words in at most so many lines; the last takes what is left, be it too long."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(lines) == count or metrics.horizontalAdvance(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

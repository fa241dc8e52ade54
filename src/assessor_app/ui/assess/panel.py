"""What stands between now and competent, in words; Notes, Oral, Undo by its name, Decide."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from assessor_app.ui.assess.missing import Missing, StandingLine
from assessor_app.ui.assess.view import AssessView, StandingView
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, StackedButton
from assessor_app.ui.kit.cut import in_lines, is_whole, tell_cut
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, Scroll, clear, column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BETWEEN = 48  # edges and gaps of the one line
_WIDE, _EDGE = 304, 16  # of the panel beside the sheet
_PADDING = 6  # steps, around the words of Undo
_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX


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
        self._one_line = self._squeezed = self._own_line = False
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
        self.short = Missing(look)
        self.short.about_asked.connect(self.about_asked)
        self.short.hide()
        self._scroll = Scroll(holding(self._list), name=_("To be competent"))
        # With gloves the lines keep the other half of the gap from the steps beside them.
        half = look.metrics.apart(0) // 2
        self._list.setContentsMargins(half, 0, half, 0)
        self._upper = column(self._title, self.short, self._scroll, gap=1)
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
        nest(self._box, self._upper, 1)
        nest(self._box, lower)
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

    def lie(self, *, beneath: bool, low: bool, upright: bool = False) -> None:
        """Beside the sheet, or beneath it: in a low window as one line, with the gravest thing alone in view.

        In one that is `upright` too, what is missing has a line of its own.
        """
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._own_line = beneath and low and upright
        self._box.setDirection(across if beneath and not self._own_line else down)
        beside = (beneath and low) or self._look.metrics.gloves
        self._steps.setDirection(across if beside else down)
        for widget in (self._title, self._jumps, self._scroll):
            widget.setVisible(not (beneath and low))
        self.short.setVisible(beneath and low)
        # Its words are cut to the room there is; by themselves they would keep the page from being narrow.
        self.undo.setMinimumWidth(self._look.metrics.text(80) if beneath and low else 0)
        self._one_line = beneath and low
        self._squeezed = self._look.metrics.gloves and not beneath
        self.undo.setIcon(QIcon() if self._squeezed else self._undo_icon)
        self._fit_undo()
        edge = self._look.metrics.apart(8) if (beneath and low) or self._squeezed else _EDGE
        over = edge // 2 if self._squeezed else edge
        self._box.setContentsMargins(edge, over, edge, over)
        self._upper.setSpacing(2 if self._squeezed else 8)
        self.setProperty("kind", "foot" if beneath else "side")
        self.style().unpolish(self)
        self.style().polish(self)
        metrics = self._look.metrics
        if beneath:
            two = 2 * QFontMetrics(self._look.font("small")).lineSpacing() + 12
            height = max(metrics.target, two) + 2 * edge if low else 3 * metrics.target + 2 * edge + 40
            if self._own_line:
                height += self.short.sizeHint().height() + self._box.spacing()
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
        # The end says which criterion and which mark: what is cut away is the middle.
        least = self._look.metrics.target
        if small:
            least = max(least, count * metrics.lineSpacing() + 12)
        self.undo.setMinimumHeight(
            least if small or self._one_line else max(least, 2 * metrics.lineSpacing() + 16)
        )
        fitted = in_lines(words, count, room, metrics, Qt.TextElideMode.ElideMiddle)
        self.undo.say(fitted, name=words)
        tell_cut(self.undo, words, whole=is_whole(fitted, words))

    def _undo_room(self) -> int:
        """What its words may take. In one line: what the others leave; they come before what is missing."""
        metrics, decide = self._look.metrics, self.decide.sizeHint().width()
        if self._squeezed:
            left = metrics.text(_WIDE) - decide - self._steps.spacing() - 2 * _EDGE - metrics.step(_PADDING)
            return max(left, metrics.text(40))
        if not self._one_line:
            return metrics.text(200)
        self.undo.setFont(self._look.font("body"))
        left = self.width() - decide - metrics.text(24) - metrics.step(_PADDING) - _BETWEEN
        if not self._own_line:
            left -= self.short.minimumSizeHint().width()
        return max(left, metrics.text(40))

    def _show_standing(self, standing: tuple[StandingView, ...]) -> None:
        if standing == self._standing:
            return
        self._standing = standing
        clear(self._list, keep=1)
        nothing = StandingView(shape=Shape.MET, sentence=_("Nothing stands in the way."))
        self.short.show_standing(standing or (nothing,))
        for index, one in enumerate(standing or (nothing,)):
            line = StandingLine(self._look, one)
            line.clicked.connect(
                lambda _checked=False, one=one: self.about_asked.emit(one.about, one.occasion)
            )
            self._list.insertWidget(index, line)

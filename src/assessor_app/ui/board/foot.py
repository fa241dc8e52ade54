"""The foot of the board: the brush, fill, undo by its name, and the way to the next criterion."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from assessor_app.ui.board.guarding import BRUSHES, PLAIN
from assessor_app.ui.board.view import CriterionView
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.folding import FoldingButton
from assessor_app.ui.kit.layout import Frame, nest, row
from assessor_app.ui.kit.marks import MARKS, MarkButtons
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

# Pixels at 100 % text.
_LONGEST_UNDO, _LEAST_UNDO = 250, 44
_UNDO_BESIDE_FROM = 440
_AROUND_WORDS = 2
_ANY = 16_777_215  # Qt's QWIDGETSIZE_MAX


class Foot(Frame):
    """What a touch paints, and what it painted.

    Signals:
        brush_asked(str): one of `guarding.BRUSHES`.
        fill_asked(), undo_asked(), back_asked(), next_asked(): the steps.
    """

    brush_asked = Signal(str)
    fill_asked = Signal()
    undo_asked = Signal()
    back_asked = Signal()
    next_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("foot")
        self._look, self._undo = look, ""
        self._narrow = self._close = self._apart = False
        self._fitted = ("", -1, 0)
        self.marks = MarkButtons(look, _("Brush"))
        self.marks.asked.connect(self.brush_asked)
        if look.metrics.thumb:
            self.marks.hide()  # its pad has them
        self._others = {
            "prompted": PlainButton(look, _("prompted"), name=_("Brush: prompted")),
            "not-applicable": PlainButton(look, _("n.a."), name=_("Brush: not applicable")),
        }
        for key, button in self._others.items():
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, key=key: self.brush_asked.emit(key))
        self.fill = FoldingButton(look, _("All met"), icon="check-check")
        self.undo = PlainButton(look, _("Undo"), icon="undo-2")
        self.back = PlainButton(look, "…", icon="chevron-left")
        self.next = PrimaryButton(look, "…", icon="chevron-right")
        for button, signal in (
            (self.fill, self.fill_asked),
            (self.undo, self.undo_asked),
            (self.back, self.back_asked),
            (self.next, self.next_asked),
        ):
            button.clicked.connect(signal)
        self._high = self.marks.sizeHint().height()
        for button in (*self._others.values(), self.fill, self.undo, self.back, self.next):
            button.setMinimumHeight(self._high)
        self._lay_out()
        self.show_brush(PLAIN)

    def show_brush(self, brush: str) -> None:
        """Shows what a touch paints."""
        if brush not in BRUSHES:
            raise ValueError(f"no such brush: {brush}")
        self.marks.show_mark(brush if brush in {shape.value for shape in MARKS} else "")
        for key, button in self._others.items():
            button.setChecked(key == brush)

    def brush(self, key: str) -> PlainButton:
        """The button of *prompted* or *not applicable*."""
        return self._others[key]

    def show_steps(
        self,
        criterion: CriterionView | None,
        *,
        fills: int,
        before: str,
        after: str,
        undo: str,
        frozen: bool,
    ) -> None:
        """Shows what each step would do; `fills` is how many a fill would mark, `before` and `after` criteria."""
        reason = criterion.not_filled if criterion else ""
        self.fill.say(reason or _("All met ({count})").format(count=fills), name=_("Fill: all met"))
        self.fill.setEnabled(not reason and fills > 0 and not frozen)
        self._undo = undo
        self.undo.setEnabled(bool(undo))
        self.back.say(before or _("first"), name=_("Criterion before: {id}").format(id=before))
        self.back.setEnabled(bool(before))
        self.next.say(after or _("last"), name=_("Next criterion: {id}").format(id=after))
        self.next.setEnabled(bool(after))
        self._say_undo()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_undo(apart=self._is_apart(event.size().width()))
        self._say_undo()

    def _say_undo(self) -> None:
        """What it undoes, in two lines; in a line of its own where the other steps would leave it too little."""
        others = sum(button.minimumSizeHint().width() for button in (self.fill, self.back, self.next))
        edges = 2 * self._look.metrics.step(2)
        icon = self._look.metrics.text(24) + self._look.metrics.step(6)
        left = self.width() - edges - icon
        if self._apart:
            left -= self._beside(*self._others.values())
        else:
            left -= others + 3 * self._look.metrics.gap
        most = left / self._look.metrics.text_scale if self._narrow else _LONGEST_UNDO
        room = max(round(most), _LEAST_UNDO)
        room = room if self._apart else min(room, _LONGEST_UNDO)
        fitted = (self._undo, room, self.undo.maximumHeight())
        if fitted == self._fitted:
            return
        self._fitted = fitted
        # Some scripts have higher lines: smaller letters before any is cut, or the foot grows by what it says.
        for role in ("body", "small"):
            self.undo.setFont(self._look.font(role))
            self.undo.say_within(self._undo or _("Undo"), room, lines=2)
            if self.undo.sizeHint().height() <= self.undo.maximumHeight():
                break

    def _is_apart(self, width: int) -> bool:
        """Whether Undo leaves the other steps their line; beside the pad of a thumb, whose marks leave theirs, always."""
        scarce = width < self._look.metrics.text(_UNDO_BESIDE_FROM)
        return self._narrow and (scarce or bool(self._look.metrics.thumb))

    def _place_undo(self, *, apart: bool) -> None:
        """The place is told by the width alone: nothing moves when there is something to undo.

        In its own line it has the two marks beside it that are behind the others, which then lie.
        """
        if apart != self._apart:
            self._apart = apart
            before = [self._brushes, self._brushes, self._steps]
            for button, where in zip((*self._others.values(), self.undo), before, strict=True):
                (where if apart else self._third).removeWidget(button)
            if apart:
                for button in self._others.values():
                    self._third.addWidget(button)
                self._third.addWidget(self.undo, 1)
            else:
                for place, button in enumerate(self._others.values(), start=1):
                    self._brushes.insertWidget(place, button)
                self._steps.insertWidget(1, self.undo)
        self._lay_marks()

    def _lay_marks(self) -> None:
        """Where height is scarce they lie, if their line has room for that."""
        others = 0 if self._apart else self._beside(*self._others.values())
        room = self.width() - 2 * self._look.metrics.step(2) - others
        self.marks.lie(room if self._close else 0)

    def _beside(self, *buttons: PlainButton) -> int:
        """What these take of a line, with the gaps before them."""
        return sum(button.sizeHint().width() + self._look.metrics.gap for button in buttons)

    def stand(self, *, narrow: bool, low: bool) -> None:
        """Brush and steps stand under each other in a narrow window; in one that is low too, closely.

        There the steps have the height of two lines, whatever they say: what they say must not move the tiles.
        """
        metrics, close = self._look.metrics, narrow and low
        self._close = close
        edge = metrics.step(0.25 if close else 1)
        self._box.setContentsMargins(metrics.step(2), edge, metrics.step(2), edge)
        self._box.setSpacing(metrics.gap if metrics.gloves or not close else metrics.gap // 2)
        two = max(2 * self.fill.fontMetrics().lineSpacing() + _AROUND_WORDS, metrics.target)
        for button in (self.fill, self.undo, self.back, self.next):
            button.setMinimumHeight(two if close else self._high)
            # Some scripts need more for two lines; a fill says much the same all the time, and moves nothing by that.
            free = button is self.fill and not close
            button.setMaximumHeight(_ANY if free else two if close else self._high)
        self._say_undo()
        self._lay_marks()
        if narrow != self._narrow:
            self._narrow = narrow
            self._place_undo(apart=self._is_apart(self.width()))
            self._say_undo()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != direction:
            self._box.setDirection(direction)

    def _lay_out(self) -> None:
        gap = self._look.metrics.gap / 8
        brushes = self._brushes = row(self.marks, *self._others.values(), None, gap=gap)
        self._third = row(gap=gap)
        steps = self._steps = row(self.fill, self.undo, None, self.back, self.next, gap=gap)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(round(self._look.metrics.gap))
        nest(self._box, brushes)
        nest(self._box, self._third)
        nest(self._box, steps, 1)
        step = self._look.metrics.step
        self._box.setContentsMargins(step(2), step(1), step(2), step(1))
        self.setLayout(self._box)

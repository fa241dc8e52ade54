"""Where the parts of a criterion's row stand, in the width that the row has."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import column, holding, nest, row
from assessor_app.ui.kit.marks import MarkButtons
from assessor_app.ui.theme.look import Look

_BESIDE_FROM = 720
_GUTTER = 48
NARROW_BELOW = 400
"""From this width on, in pixels at 100 % text, the number has a gutter of its own."""
_ONE_LINE_FROM = 300
_ALL = 1000
_ANY = 16_777_215  # Qt's own word for no limit
_DOWN, _ACROSS = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight


class RowRoom:
    """The number in a gutter, the words, the answers beside or under them, and the rest beneath.

    In a narrow row number, words and what opens the row share the first line, and the answers have the next, lying
    where that holds them: two or three rows of marks stand on an upright tablet with large letters.
    """

    def __init__(
        self,
        look: Look,
        number: tuple[QWidget, QWidget],
        text: QWidget,
        marks: MarkButtons,
        more: QWidget,
        *beneath: QWidget | QLayout,
    ) -> None:
        """`number` with its sign, and what stands under words and answers, from the top."""
        step = look.metrics.step
        self._look, self._text, self._marks, self._more = look, text, marks, more
        self._narrow = self._one_line = False
        self._numbered = column(*number, gap=0.5)
        self._gutter = column(self._numbered, None, gap=0.5)
        self._gutter_box = holding(self._gutter)
        self._gutter_box.setFixedWidth(look.metrics.text(_GUTTER))
        self._words = column(text, None, gap=0)
        self._flow = Flow(marks, more, gap=look.metrics.apart(8))
        self._answers = holding(self._flow)
        self._box = QBoxLayout(_ACROSS)
        self._box.setSpacing(step(1.5))
        nest(self._box, self._words, 1)
        nest(self._box, column(self._answers, None, gap=0))
        # The benchmark runs under the answers too: three criteria stand on a small screen instead of two.
        self.whole = row(self._gutter_box, column(self._box, *beneath, gap=0.5), gap=1)
        self.whole.setStretch(1, 1)
        self.whole.setContentsMargins(step(2), step(1.5), step(1), step(1.5))

    def arrange(self, width: int) -> None:
        """Puts the parts where a row of this width has room for them."""
        text = self._look.metrics.text
        beside = width >= text(_BESIDE_FROM)
        if self._box.direction() != (direction := _ACROSS if beside else _DOWN):
            self._box.setDirection(direction)
        # Beside the words they stand in one line; under them, in as many as they need.
        self._answers.setMinimumWidth(self._flow.sizeHint().width() if beside else 0)
        self._take(narrow=width < text(NARROW_BELOW), one_line=text(_ONE_LINE_FROM) <= width)
        edges = self.whole.contentsMargins()
        self._marks.lie(width - edges.left() - edges.right() if self._narrow else 0)

    def _take(self, *, narrow: bool, one_line: bool) -> None:
        one_line = one_line and narrow
        if narrow != self._narrow:
            self._narrow = narrow
            self._open_out(narrow=narrow)
        if one_line != self._one_line:
            self._one_line = one_line
            (self._words if one_line else self._gutter).removeWidget(self._text)
            if one_line:
                self._gutter.insertWidget(1, self._text, _ALL)
            else:
                self._words.insertWidget(0, self._text)

    def _open_out(self, *, narrow: bool) -> None:
        """What is in the gutter stands over the rest, with what opens the row at its end; or beside it again."""
        wide = self._look.metrics.text(_GUTTER)
        self.whole.setDirection(_DOWN if narrow else _ACROSS)
        (self._flow if narrow else self._gutter).removeWidget(self._more)
        (self._gutter if narrow else self._flow).addWidget(self._more)
        self._gutter.setDirection(_ACROSS if narrow else _DOWN)
        self._gutter.setSpacing(self._look.metrics.step(1 if narrow else 0.5))
        self._numbered.setDirection(_ACROSS if narrow else _DOWN)
        top = Qt.AlignmentFlag.AlignTop
        self._gutter.setAlignment(self._numbered, top if narrow else Qt.AlignmentFlag(0))
        if narrow:
            self._gutter.setAlignment(self._more, top)
        self._gutter_box.setMinimumWidth(0 if narrow else wide)
        self._gutter_box.setMaximumWidth(_ANY if narrow else wide)

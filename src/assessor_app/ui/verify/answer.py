"""The answer, to be read from across the counter: band, glyph, one sentence, and what the paper must say."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.glyphs import Shape, colour_of, paint_glyph
from assessor_app.ui.kit.layout import Scroll, bar_of, clear, column, holding, row
from assessor_app.ui.kit.text import Line, Text, Tone
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.inside import InsideLists
from assessor_app.ui.verify.view import AnswerView
from assessor_app.wording.catalogue import gettext as _

_TINTS = {Shape.REGISTERED: "met_tint", Shape.UNKNOWN: "not_met_tint", Shape.DANGER: "danger_tint"}
_TONES: dict[Shape, Tone] = {Shape.REGISTERED: "met", Shape.UNKNOWN: "not_met", Shape.DANGER: "danger"}
_SHARE_OF_HEIGHT = 0.22
_LEAST, _MOST_MM = 88, 100.0
_FACTS_BESIDE = 620


class _BigGlyph(QWidget):
    """The shape of the answer, as large as there is room for, at most a hand high."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shape = Shape.UNKNOWN

    def show_shape(self, shape: Shape) -> None:
        self._shape = shape
        self.update()

    def fit(self, height: int) -> None:
        """Takes its share of a sheet of this height."""
        least = self._look.metrics.text(_LEAST)
        side = max(least, min(round(height * _SHARE_OF_HEIGHT), self._look.metrics.mm(_MOST_MM)))
        if side != self.width():
            self.setFixedSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), QRectF(self.rect()), self._shape, self._look.tokens)


class _Band(QWidget):
    """The band behind glyph, word and sentence, in the answer's tint, with its colour along the leading edge."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shape = Shape.UNKNOWN
        self.glyph = _BigGlyph(look)
        self.word = Text(look, role="name", bold=True)
        self.sentence = Line(look)
        words = column(None, self.word, self.sentence, None, gap=1)
        line = row(self.glyph, words, gap=2, margin=2)
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_answer(self, answer: AnswerView) -> None:
        self._shape = answer.shape
        self.glyph.show_shape(answer.shape)
        self.word.say_in(answer.word, _TONES[answer.shape])
        self.sentence.say(answer.sentence)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        colour = self._look.colour
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(QColor(colour_of(self._shape, tokens)), tokens.stroke))
        painter.setBrush(colour(_TINTS[self._shape]))
        painter.drawRoundedRect(box, tokens.corner, tokens.corner)


class AnswerSheet(QWidget):
    """One answer, filling its half of the page.

    Signals:
        again(): check another.
    """

    again = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.band = _Band(look)
        self._caution = Text(look, tone="muted")
        self._name = Text(look, role="name", bold=True)
        self._mark = Text(look, role="row")
        self._title = Text(look, role="row", bold=True)
        # A number is one long word: where it has no room it is broken, not cut.
        self._number = Line(look, role="title", bold=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(look.metrics.step(2))
        self._facts.setVerticalSpacing(look.metrics.step(0.5))
        self._facts.setColumnStretch(1, 1)
        self._beside = 2
        self._shown: tuple[tuple[str, str], ...] = ()
        self._as_of = Text(look, tone="muted")
        self.inside = InsideLists(look)
        self._paper = holding(
            column(
                self._caution,
                self._name,
                self._mark,
                1,
                self._title,
                self._number,
                1,
                self.inside,
                self._facts,
                gap=0.5,
            )
        )
        another = PlainButton(look, _("Check another"))
        another.clicked.connect(self.again)
        foot = row(self._as_of, another, gap=2)
        foot.setStretch(0, 1)
        self._scroll = Scroll(
            holding(column(self.band, self._paper, None, gap=2)), name=_("The answer"), reading=True
        )
        box = column(self._scroll, foot, gap=1)
        box.setStretch(0, 1)
        box.setContentsMargins(0, 0, 0, 0)
        self.setLayout(box)

    def show_answer(self, answer: AnswerView) -> None:
        """Shows another answer."""
        self.band.show_answer(answer)
        self._paper.setVisible(bool(answer.name))
        self._caution.say(answer.caution or self._of_a_paper(answer))
        for label, words in (
            (self._name, answer.name),
            (self._mark, answer.mark),
            (self._title, answer.title),
            (self._number, answer.number),
            (self._as_of, answer.as_of),
        ):
            label.say(words)
            label.setVisible(bool(words))
        self._show_facts(answer.facts)
        self.inside.show_views(answer.inside)
        said = f"{answer.word}. {answer.sentence} {answer.name} {answer.number}"
        self.setAccessibleName(said.strip())

    @staticmethod
    def _of_a_paper(answer: AnswerView) -> str:
        if answer.vouched:
            return _("The paper must say the same. Ask for an identity document.")
        return _("This is what the code says of itself; nobody known here vouches for it.")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns(self._shown) != self._beside:
            self._show_facts(self._shown)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """Two and two where there is room, else one under the other."""
        self._shown, self._beside = facts, self._columns(facts)
        clear(self._facts)
        self._facts.setColumnStretch(3, self._beside - 1)
        for place, (label, value) in enumerate(facts):
            line, side = divmod(place, self._beside)
            named = Line(self._look, label, tone="muted")
            self._facts.addWidget(named, line, 2 * side, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(Text(self._look, value), line, 2 * side + 1, Qt.AlignmentFlag.AlignTop)

    def _columns(self, facts: tuple[tuple[str, str], ...]) -> int:
        """Two where every label, and every word of what stands beside it, has room; else one."""
        metrics, wide = self._look.metrics, QFontMetrics(self._look.font()).horizontalAdvance
        labels = max((wide(label) for label, _value in facts), default=0)
        words = max((wide(word) for _label, value in facts for word in value.split()), default=0)
        needed = 2 * (labels + words) + 4 * metrics.step(2) + bar_of(self._scroll)
        return 2 if self.width() >= max(metrics.text(_FACTS_BESIDE), needed) else 1

    def fit(self, height: int) -> None:
        """Sizes the glyph for a sheet that is seen this high."""
        self.band.glyph.fit(height)


class UnreadSheet(QWidget):
    """What cannot be read has no answer: one sentence, and the way on.

    Signals:
        again(): try another.
    """

    again = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._word = Text(look, _("Could not be read"), role="title", bold=True)
        self._sentence = Text(look)
        button = PlainButton(look, _("Try again"))
        button.clicked.connect(self.again)
        box = column(None, self._word, self._sentence, 1, gap=1, margin=3)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        box.addStretch(2)
        self.setLayout(box)

    def say(self, sentence: str) -> None:
        self._sentence.say(sentence)
        self.setAccessibleName(sentence)

"""After Stop: marking is frozen, and somebody says what happened."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from assessor_app.ui.kit.buttons import DangerButton, PlainButton, PrimaryButton
from assessor_app.ui.kit.layout import Frame, column, nest, row
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 560


class StoppedNotice(Frame):
    """What happened? The end of an attempt is data.

    Signals:
        end_asked(str): stopped-unsafe, interrupted or withdrew.
        resume_asked(): all is well, go on; asked what happened, and for a PIN.
        discard_asked(): started by mistake; asked what happened, and for a PIN.
    """

    end_asked = Signal(str)
    resume_asked = Signal()
    discard_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("dangerous")
        self._look = look
        self._ways: list[QHBoxLayout] = []
        title = Text(look, _("Stopped. Timer and marking are frozen: what happened?"), role="row", bold=True)
        resume = PrimaryButton(look, _("Go on …"), icon="play")
        resume.clicked.connect(self.resume_asked)
        lines = column(title, gap=1.5, margin=2)
        for kind, word, about in _ends():
            button = PlainButton(look, word)
            button.clicked.connect(lambda _checked=False, kind=kind: self.end_asked.emit(kind))
            button.setMinimumWidth(look.metrics.text(220))
            line = row(button, Text(look, about), gap=2)
            line.setStretch(1, 1)
            self._ways.append(line)
            nest(lines, line)
        discard = DangerButton(look, _("Started by mistake: discard …"))
        discard.clicked.connect(self.discard_asked)
        last = row(resume, None, discard, gap=max(2, look.metrics.gap / 8))
        self._ways.append(last)
        nest(lines, last)
        self.setLayout(lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self._look.metrics.text(_BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        for line in self._ways:
            if line.direction() != way:
                line.setDirection(way)


class EndedNotice(Frame):
    """How the attempt ended, and the way back while nothing is signed.

    Signals:
        take_back_asked(): it goes on; what was ended and that it was taken back stays in its history.
    """

    take_back_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("notice")
        self._words = Text(look, role="row")
        self._line = Line(look, least=8)
        self._line.hide()
        self.way_back = PlainButton(look, "", icon="undo-2")
        self.way_back.clicked.connect(self.take_back_asked)
        self._box = row(self._words, self._line, self.way_back, gap=2, margin=2)
        self._box.setStretch(0, 1)
        self._box.setStretch(1, 1)
        self.setLayout(self._box)

    def show_end(self, words: str, *, way_back: str) -> None:
        """Says how it ended; hidden while it has not. `way_back` is the word on the button, empty for none."""
        self._words.say(words)
        self._line.say(words)
        self.way_back.say(way_back)
        self.way_back.setVisible(bool(way_back))
        self.setVisible(bool(words))

    def lie(self, *, low: bool) -> None:
        """In one line where the window is low: the marks beneath, and the way back, are wanted more."""
        self._words.setHidden(low)
        self._line.setVisible(low)
        edge = 4 if low else 16
        self._box.setContentsMargins(16, edge, 16, edge)


def _ends() -> tuple[tuple[str, str, str], ...]:
    return (
        ("stopped-unsafe", _("Stopped: unsafe"), _("Uses an attempt, and cannot be competent.")),
        (
            "interrupted",
            _("Interrupted"),
            _("Through no fault of theirs: uses no attempt, go on another day."),
        ),
        ("withdrew", _("Withdrew"), _("The learner chose to stop: uses an attempt.")),
    )

"""What became of a learner's work: assessments with attempt, decision and papers."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import clear, column, holding, nest, row, rule
from assessor_app.ui.kit.status import Glyph, StatusChip
from assessor_app.ui.kit.text import Text
from assessor_app.ui.learners.view import PastView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class History(QWidget):
    """Assessments under each other, newest first.

    Signals:
        assessment_asked(str): open this unfinished assessment.
        certificate_asked(str): open the certificate of this number.
        slip_asked(str): the result slip of this assessment.
        result_asked(str): what can be done about this signed result.
    """

    assessment_asked = Signal(str)
    certificate_asked = Signal(str)
    slip_asked = Signal(str)
    result_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box: QVBoxLayout = column(gap=1.5)
        self._shown: list[QWidget] = []
        self.setLayout(self._box)

    def show_history(self, history: tuple[PastView, ...]) -> None:
        """Shows these in place of what was there; the button that had the focus has it again."""
        held = self._held()
        clear(self._box)
        self._shown = []
        if not history:
            self._box.addWidget(Text(self._look, _("Not assessed yet."), tone="muted", parent=self))
        for index, past in enumerate(history):
            if index:
                self._box.addWidget(rule())
            made = self._item(past)
            self._shown.append(made)
            self._box.addWidget(made)
        if held:
            self._give_back(held)

    def _held(self) -> str:
        """The name of the button here that has the window's focus, be it under a dialog; empty where none has."""
        focused = self.window().focusWidget()
        return focused.accessibleName() if focused is not None and self.isAncestorOf(focused) else ""

    def _give_back(self, name: str) -> None:
        """To the button of that name; where it is gone, to the first one: else Qt gives it to the search."""
        buttons = [button for made in self._shown for button in made.findChildren(QuietButton)]
        same = [button for button in buttons if button.accessibleName() == name]
        for button in [*same, *buttons][:1]:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _item(self, past: PastView) -> QWidget:
        made = QWidget(self)
        box = column(
            Text(self._look, past.title, bold=True, parent=made),
            Text(self._look, past.about, role="small", tone="muted", parent=made),
            row(StatusChip(self._look, past.shape, past.result), None),
            gap=self._look.metrics.apart(4) / 8,
        )
        for paper in past.papers:
            name = _("Certificate {number}, {state}").format(number=paper.number, state=paper.state)
            button = QuietButton(self._look, paper.number, icon="award", name=name)
            button.clicked.connect(
                lambda _checked=False, number=paper.number: self.certificate_asked.emit(number)
            )
            state = StatusChip(self._look, paper.shape, paper.state, role="small")
            box.addWidget(holding(Flow(button, state)))
        if past.open:
            button = QuietButton(self._look, _("Go on with it"), icon="arrow-right")
            button.clicked.connect(
                lambda _checked=False, key=past.assessment: self.assessment_asked.emit(key)
            )
            nest(box, row(button, None))
        for shape, words in past.after:
            line = row(Glyph(self._look, shape, size=18), Text(self._look, words, role="small", parent=made))
            line.setStretch(1, 1)
            nest(box, line)
        if past.signed:
            nest(box, row(self._slip(past), None))
            nest(box, row(self._result(past), None))
        box.setContentsMargins(0, 0, 0, 0)
        made.setLayout(box)
        return made

    def _slip(self, past: PastView) -> QuietButton:
        name = _("Result slip: {title}").format(title=past.title)
        button = QuietButton(self._look, _("Result slip"), icon="receipt-text", name=name)
        button.clicked.connect(lambda _checked=False, key=past.assessment: self.slip_asked.emit(key))
        return button

    def _result(self, past: PastView) -> QuietButton:
        name = _("Correct, annul or appeal: {title}").format(title=past.title)
        button = QuietButton(self._look, _("Correct, annul, appeal…"), icon="pencil", name=name)
        button.clicked.connect(lambda _checked=False, key=past.assessment: self.result_asked.emit(key))
        return button

"""One certificate beside the list, or one result that has none yet."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from assessor_app.domain.certificate import Answer
from assessor_app.ui.certificates.preview import Preview
from assessor_app.ui.certificates.view import CertificateView, SheetLine, WaitingView
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.folding import FoldingQuietButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Scroll, clear, column, holding, row, rule
from assessor_app.ui.kit.page import EmptyState
from assessor_app.ui.kit.status import Glyph, StatusChip
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class CertificatePanel(QWidget):
    """Shows a `CertificateView`.

    Signals:
        print_asked(), save_asked(), correct_asked(): of the certificate shown.
        credential_asked(), pack_asked(): its files for the learner.
        card_asked(): a wallet card of it.
        number_asked(str): another certificate. learner_asked(str): its holder.
        returned(str): what became of a paper that does not count: a value of `Answer`.
    """

    print_asked = Signal()
    save_asked = Signal()
    credential_asked = Signal()
    pack_asked = Signal()
    card_asked = Signal()
    correct_asked = Signal()
    number_asked = Signal(str)
    learner_asked = Signal(str)
    returned = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.view: CertificateView | None = None
        self.preview = Preview(look)
        self._holder = Text(look, role="title", bold=True)
        self._number = Text(look, role="row")
        self.chip = StatusChip(look, Shape.PROVISIONAL, "")
        self._sentence = Text(look)
        self.successor = FoldingQuietButton(look, "", icon="arrow-right")
        self.supersedes = FoldingQuietButton(look, "", icon="arrow-left")
        self.print = PlainButton(look, _("Print"), icon="printer")
        self.save = PlainButton(look, _("Save as PDF"), icon="file-down")
        self.pack = PlainButton(look, _("Save pack"), icon="package")
        self.credential = PlainButton(look, _("Save credential"), icon="badge-check")
        self.correct = QuietButton(look, _("Correct the name"), icon="pencil")
        self.card = QuietButton(look, _("Wallet card or sticker"), icon="credit-card")
        self.learner = QuietButton(look, _("Open the learner"), icon="user-round")
        self.back = PlainButton(look, _("The paper is back"), icon="undo-2")
        self.gone = QuietButton(look, _("It cannot be had"))
        self._returned = holding(Flow(self.back, self.gone, gap=look.metrics.apart(8)))
        self._facts = QGridLayout()
        self._sheets = column(gap=1)
        acts = holding(Flow(self.print, self.save, self.pack, self.credential, gap=look.metrics.apart(8)))
        history = Text(look, _("Paper and files"), role="row", bold=True)
        box = column(
            self._holder,
            Beside(look, self._number, self.chip, from_width=340, gap=2),
            acts,
            self._returned,
            self.preview,
            self._sentence,
            row(self.successor, None),
            row(self.supersedes, None),
            rule(),
            self._facts,
            row(column(self.card, self.learner, self.correct, gap=1), None),
            rule(),
            history,
            self._sheets,
            None,
            gap=1,
        )
        inside = holding(box)
        box.setContentsMargins(20, 20, 20, 20)
        self._scroll = Scroll(inside, name=_("Certificate"))
        self.setLayout(column(self._scroll))
        self._connect()

    def show_certificate(self, view: CertificateView) -> None:
        """Shows a certificate."""
        moved = self.view is None or self.view.number != view.number
        self.view = view
        self.preview.show_number(view.number)
        self._holder.say(view.holder)
        self._number.say(view.number)
        self.chip.show_status(view.shape, view.state)
        self._sentence.say(view.sentence)
        self.successor.say(_("Open {number}").format(number=view.successor))
        self.successor.setVisible(bool(view.successor))
        self.supersedes.say(_("It replaces {number}").format(number=view.supersedes))
        self.supersedes.setVisible(bool(view.supersedes))
        self.print.say(view.print_word)
        for button in (self.print, self.save, self.pack, self.credential, self.card):
            button.setVisible(view.may_print)
        self.correct.setVisible(view.may_correct)
        self._returned.setVisible(view.to_take_back)
        self.learner.setVisible(bool(view.learner))
        show_facts(self, self._look, self._facts, view.facts)
        self._show_sheets(view.sheets)
        if moved:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_sheets(self, sheets: tuple[SheetLine, ...]) -> None:
        clear(self._sheets)
        if not sheets:
            self._sheets.addWidget(
                Text(self._look, _("Not printed or saved yet."), tone="muted", parent=self)
            )
        for sheet in sheets:
            line = row(
                Glyph(self._look, sheet.shape, size=18),
                Text(self._look, sheet.words, role="small", parent=self),
            )
            line.setStretch(1, 1)
            self._sheets.addWidget(holding(line))

    def _connect(self) -> None:
        self.print.clicked.connect(self.print_asked)
        self.save.clicked.connect(self.save_asked)
        self.pack.clicked.connect(self.pack_asked)
        self.card.clicked.connect(self.card_asked)
        self.credential.clicked.connect(self.credential_asked)
        self.correct.clicked.connect(self.correct_asked)
        self.back.clicked.connect(lambda: self.returned.emit(Answer.BACK.value))
        self.gone.clicked.connect(lambda: self.returned.emit(Answer.GONE.value))
        self.successor.clicked.connect(lambda: self._go(lambda view: view.successor))
        self.supersedes.clicked.connect(lambda: self._go(lambda view: view.supersedes))
        self.learner.clicked.connect(
            lambda: self.learner_asked.emit(self.view.learner) if self.view is not None else None
        )

    def _go(self, which: Callable[[CertificateView], str]) -> None:
        if self.view is not None:
            self.number_asked.emit(which(self.view))


class WaitingPanel(QWidget):
    """Shows a `WaitingView`.

    Signals:
        make_asked(str): the assessment. learner_asked(str): the learner.
    """

    make_asked = Signal(str)
    learner_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.view: WaitingView | None = None
        self._holder = Text(look, role="title", bold=True)
        self.chip = StatusChip(look, Shape.WAITING, "")
        self._sentence = Text(look)
        self._facts = QGridLayout()
        self.make = PlainButton(look, _("Make this certificate"), icon="award")
        self.card = QuietButton(look, _("Wallet card"), icon="credit-card")
        self.learner = QuietButton(look, _("Open the learner"), icon="user-round")
        box = column(
            self._holder,
            row(self.chip, None),
            self._sentence,
            row(self.make, None),
            rule(),
            self._facts,
            row(self.learner, None),
            None,
            gap=1.5,
        )
        inside = holding(box)
        box.setContentsMargins(20, 20, 20, 20)
        self.setLayout(column(Scroll(inside, name=_("Result without certificate"))))
        self.make.clicked.connect(lambda: self.make_asked.emit(self.view.assessment) if self.view else None)
        self.learner.clicked.connect(
            lambda: self.learner_asked.emit(self.view.learner) if self.view else None
        )

    def show_result(self, view: WaitingView) -> None:
        """Shows a result."""
        self.view = view
        self._holder.say(view.holder)
        self.chip.show_status(view.shape, view.state)
        self._sentence.say(view.sentence)
        self.make.setVisible(view.ready)
        show_facts(self, self._look, self._facts, view.facts)


class Panels(QStackedWidget):
    """Whichever of the two is chosen, or what to do while nothing is."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.certificate = CertificatePanel(look)
        self.waiting = WaitingPanel(look)
        nothing = EmptyState(
            look,
            icon="award",
            sentence=_("Nothing chosen"),
            what_now=_("Choose a row to see the paper, print it, or correct the name on it."),
        )
        for widget in (nothing, self.certificate, self.waiting):
            self.addWidget(widget)

    def show_certificate(self, view: CertificateView) -> None:
        self.certificate.show_certificate(view)
        self.setCurrentWidget(self.certificate)

    def show_result(self, view: WaitingView) -> None:
        self.waiting.show_result(view)
        self.setCurrentWidget(self.waiting)

    def show_nothing(self) -> None:
        self.setCurrentIndex(0)


def show_facts(parent: QWidget, look: Look, grid: QGridLayout, facts: tuple[tuple[str, str], ...]) -> None:
    """Fills a grid with labels and values."""
    clear(grid)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for line, (label, value) in enumerate(facts):
        grid.addWidget(Line(look, label, tone="muted", parent=parent), line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(look, value, parent=parent), line, 1)

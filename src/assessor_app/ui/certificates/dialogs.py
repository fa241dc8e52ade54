"""What is asked before a replacement is printed, and before a name is corrected."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.awards.supersede import Correction
from assessor_app.ui.kit.buttons import Choice, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import Scroll, column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class ReplacementDialog(Dialog):
    """Asks why papers that came out already are printed again.

    Signals:
        given(str): the reason, which stands on the stamp.
    """

    given = Signal(str)

    def __init__(self, look: Look, numbers: Sequence[str], parent: QWidget | None = None) -> None:
        sentence = ngettext(
            "{number} came out before. This one carries a stamp that says it is a replacement, the date, and why.",
            "{count} of them came out before. Those carry a stamp that says they are replacements, the date, and why.",
            len(numbers),
        ).format(number=numbers[0], count=len(numbers))
        super().__init__(look, _("Why is it printed again?"), sentence=sentence, parent=parent)
        self.reason = Field(
            look, _("Reason, as it will stand on the paper"), hint=_("lost, damaged by water …")
        )
        self.body.addWidget(self.reason)
        self.go_on = PrimaryButton(look, _("Go on to print"), icon="printer")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self._give)
        self.foot(self.cancel_button(), self.go_on)
        self.reason.edit.setFocus()

    def _give(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.show_error(
                _("Write why, in a few words: a replacement without a reason helps nobody.")
            )
            self.reason.edit.setFocus()
            return
        self.accept()
        self.given.emit(reason)


class CorrectionDialog(Dialog):
    """Asks for the right spelling, why, which document was seen, and what became of the old paper.

    Signals:
        given(object): a `Correction`; answer with `refuse` or `accept`.
    """

    given = Signal(object)

    def __init__(self, look: Look, *, number: str, holder: str, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Correct the name"), parent=parent)
        sentence = _(
            "A new certificate with a new number replaces {number}. Both stay in the list, and a checker who reads "
            "the old one is told the new number."
        ).format(number=number)
        self.name = Field(look, _("The right name, as on the identity document"), text=holder)
        self.reason = Field(look, _("Reason"), hint=_("misspelt, name changed by marriage …"))
        self.seen = Field(look, _("Identity document seen"), hint=_("passport, identity card …"))
        answers = [("yes", _("Given back")), ("no", _("Not given back"))]
        self.surrendered = Choice(look, _("The old paper"), answers)
        self._unsaid = Text(look, role="small", tone="danger")
        self._unsaid.hide()
        old = column(
            Text(look, _("The old paper"), role="small", bold=True), row(self.surrendered, None), gap=0.5
        )
        box = column(
            Text(look, sentence, tone="muted"),
            self.name,
            self.reason,
            self.seen,
            old,
            self._unsaid,
            None,
            gap=2,
        )
        nest(self.body, box)
        self.go_on = PrimaryButton(look, _("Make the new certificate"))
        self.go_on.clicked.connect(self._give)
        self.foot(self.cancel_button(), self.go_on)
        self.resize(min(look.metrics.text(640), self.room().width() - 32), 0)
        self.name.edit.setFocus()

    def refuse(self, sentence: str) -> None:
        """Says why not."""
        self.name.show_error(sentence)
        self.go_on.setEnabled(True)

    def _give(self) -> None:
        missing = False
        for field in (self.seen, self.reason, self.name):
            empty = not field.text().strip()
            field.show_error(_("This is needed.") if empty else "")
            if empty:
                field.edit.setFocus()
                missing = True
        unsaid = not self.surrendered.current()
        self._unsaid.say(_("Say whether the old paper was given back.") if unsaid else "")
        self._unsaid.setVisible(unsaid)
        if missing or unsaid:
            return
        self.go_on.setEnabled(False)
        self.given.emit(
            Correction(
                name=self.name.text(),
                reason=self.reason.text(),
                identity_seen=self.seen.text(),
                surrendered=self.surrendered.current() == "yes",
            )
        )


class ProblemsDialog(Dialog):
    """What could not be done, one sentence a line, while the rest was."""

    def __init__(
        self, look: Look, title: str, problems: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(look, title, parent=parent)
        box = column(*(Text(look, problem) for problem in problems), None, gap=1.5)
        scroll = Scroll(holding(box), name=title)
        scroll.setMinimumHeight(look.metrics.text(160))
        self.body.addWidget(scroll)
        close = PrimaryButton(look, _("Close"))
        close.clicked.connect(self.accept)
        self.foot(close)

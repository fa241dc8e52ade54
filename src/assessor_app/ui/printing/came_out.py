"""Did it come out? Asked of every sheet after printing, and again at the next start."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.certificate import CameOut, Target
from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import column, nest, row, rule
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """A sheet of which nobody has said what came out; `about` is number and moment, ready to read."""

    id: int
    holder: str
    about: str
    target: Target


class CameOutDialog(Dialog):
    """Asks of each sheet; what nobody answers is asked again later.

    Signals:
        answered(object): pairs of sheet id and `CameOut`.
    """

    ON_ONE_PAGE = 60
    answered = Signal(object)

    def __init__(self, look: Look, sheets: Sequence[SheetView], parent: QWidget | None = None) -> None:
        title = ngettext("Did it come out?", "Did they come out?", len(sheets))
        super().__init__(look, title, parent=parent)
        self._sheets = tuple(sheets)
        self.say(
            _("A spoiled sheet is destroyed and written down; the next one needs no stamp.")
            if len(sheets) <= self.ON_ONE_PAGE
            else _("Here are the first {count} of {all}; the others are asked after them.").format(
                count=self.ON_ONE_PAGE, all=len(sheets)
            )
        )
        self.choices: dict[int, Choice] = {}
        lines = column(gap=1.5)
        for index, sheet in enumerate(sheets[: self.ON_ONE_PAGE]):
            if index:
                lines.addWidget(rule())
            nest(lines, self._line(sheet))
        lines.addStretch(1)
        nest(self.body, lines)
        self.resize(min(look.metrics.text(640), self.room().width() - 32), 0)
        self.keep = PlainButton(look, _("Keep my answers"))
        self.keep.clicked.connect(lambda: self._say(self._answers()))
        self.keep.setEnabled(False)
        words = ngettext("It came out", "All {count} came out", len(sheets)).format(count=len(sheets))
        self.all = PrimaryButton(look, words)
        self.all.clicked.connect(lambda: self._say([(one.id, CameOut.CAME_OUT) for one in self._sheets]))
        self.others = PrimaryButton(look, _("All the others came out"))
        self.others.clicked.connect(lambda: self._say(self._answers(CameOut.CAME_OUT)))
        self.others.hide()
        self.foot(self.cancel_button(_("Later")), self.keep, self.others, self.all)
        self.all.setFocus()

    def _line(self, sheet: SheetView) -> QVBoxLayout:
        words = column(
            Text(self.look, sheet.holder, bold=True),
            Text(self.look, sheet.about, role="small", tone="muted"),
            gap=0.25,
        )
        choice = self.choices[sheet.id] = Choice(self.look, sheet.holder, _answers_for(sheet.target))
        choice.chosen.connect(lambda _key: self._answered_one())
        return column(words, row(choice, None), gap=0.75)

    def _answered_one(self) -> None:
        """One touch for all would say over what was just said: it becomes one for the others, then one for these."""
        left = any(not choice.current() for choice in self.choices.values())
        self.keep.setEnabled(True)
        self.keep.setVisible(left)
        self.others.say(_("All the others came out") if left else _("Keep my answers"))
        self.others.show()
        self.all.hide()

    def _answers(self, otherwise: CameOut | None = None) -> list[tuple[int, CameOut]]:
        """What was said of each; `otherwise` stands for those on this page of which nothing was."""
        said = [(sheet, choice.current()) for sheet, choice in self.choices.items()]
        answers = [(sheet, CameOut(key) if key else otherwise) for sheet, key in said]
        return [(sheet, outcome) for sheet, outcome in answers if outcome is not None]

    def _say(self, answers: list[tuple[int, CameOut]]) -> None:
        self.accept()
        self.answered.emit(answers)


def _answers_for(target: Target) -> list[tuple[str, str]]:
    if target is Target.FILE:
        return [(CameOut.CAME_OUT.value, _("Saved")), (CameOut.NOT_PRINTED.value, _("Not saved"))]
    return [
        (CameOut.CAME_OUT.value, _("Yes")),
        (CameOut.SPOILED.value, _("Spoiled")),
        (CameOut.NOT_PRINTED.value, _("Not printed")),
    ]

"""Which kind of evidence to add: one large button each; what this computer cannot do comes last, and says why not."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.form import EvidenceRules, Location
from assessor_app.ui.evidence.limits import limits_words
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A kind that can be added: `why_not` is a sentence where it cannot be here, and empty where it can."""

    key: str
    icon: str
    word: str
    why_not: str = ""


class ChooseDialog(Dialog):
    """Asks for one of the offers.

    Signals:
        chosen(str): its key.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        offers: Sequence[Offer],
        *,
        rules: EvidenceRules | None = None,
        parent: QWidget | None = None,
    ) -> None:
        rules = rules or EvidenceRules()
        super().__init__(look, _("Add evidence"), sentence=_told(rules), parent=parent)
        limits = limits_words(rules)
        if limits:
            self.body.addWidget(Text(look, limits, bold=True))
        self.buttons: dict[str, PlainButton] = {}
        for offer in sorted(offers, key=lambda one: bool(one.why_not)):
            name = f"{offer.word}. {offer.why_not}" if offer.why_not else offer.word
            button = PlainButton(look, offer.word, icon=offer.icon, name=name)
            button.setEnabled(not offer.why_not)
            button.clicked.connect(lambda _checked=False, key=offer.key: self._choose(key))
            self.buttons[offer.key] = button
            self.body.addWidget(button)
            if offer.why_not:
                self.body.addWidget(Text(look, offer.why_not, tone="muted"))
        self.foot(self.cancel_button())

    def _choose(self, key: str) -> None:
        self.accept()
        self.chosen.emit(key)


def _told(rules: EvidenceRules) -> str:
    if rules.location is Location.KEEP:
        return _(
            "What is added is encrypted on this computer, and signed with the decision. Films and sounds "
            "lose what the camera wrote beside them, such as the place; other files are kept as they are."
        )
    return _(
        "What is added is encrypted on this computer, and signed with the decision. Photos, films and "
        "sounds lose what the camera wrote beside them, such as the place; other files are kept as they are."
    )

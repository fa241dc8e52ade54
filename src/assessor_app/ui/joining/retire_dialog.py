"""Retiring this device: what is left on it alone, and the two ways."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.services.enrolling.retire import LeftHere
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class RetireDialog(Dialog):
    """Says what exists on this device alone. While anything does, the only way is over a stick.

    Signals:
        asked(): retire it. by_stick(): copy everything to a stick first.
    """

    asked = Signal()
    by_stick = Signal()

    def __init__(self, look: Look, left: LeftHere, *, parent: QWidget | None = None) -> None:
        sentence = _(
            "From then on nothing is signed on this device. What is on it stays readable until the folder is deleted. To use it"
            " again, a new chain of records is started."
        )
        super().__init__(look, _("Retire this device"), sentence=sentence, parent=parent)
        self.left = Text(look, left_words(left), bold=not left.nothing)
        self.body.addWidget(self.left)
        self.copy = PlainButton(look, _("Copy to a stick and retire…"), icon="usb")
        self.go = PrimaryButton(look, _("Retire"))
        self.go.setEnabled(left.nothing)
        self.foot(self.cancel_button(), self.copy, self.go)
        self.go.clicked.connect(self.asked)
        self.copy.clicked.connect(self.by_stick)


def left_words(left: LeftHere) -> str:
    """What exists there alone, and what to do about it."""
    if left.nothing:
        return _("Nothing exists on this device alone: everything was handed over.")
    parts = [
        ngettext("{count} unsent record", "{count} unsent records", left.records).format(count=left.records),
        ngettext("{count} open assessment", "{count} open assessments", left.open).format(count=left.open),
        ngettext("{count} piece of evidence", "{count} pieces of evidence", left.evidence).format(
            count=left.evidence
        ),
    ]
    counts = (left.records, left.open, left.evidence)
    told = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    words = _(
        "On this device alone: {told}. Sync and finish what is open first, or copy everything to a stick."
    )
    return words.format(told=told)

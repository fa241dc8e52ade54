"""What the awarding body asks of this centre, and what it counts."""

from PySide6.QtWidgets import QWidget

from assessor_app.services.syncing.look import Overview
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.contacted import Contacted
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.syncing import policy_lines


class AsksDialog(Dialog):
    """Its policy in sentences, its address, and its side of the closed count."""

    def __init__(self, look: Look, found: Contacted, *, parent: QWidget | None = None) -> None:
        enrolment = found.enrolment
        super().__init__(look, _("What {name} asks").format(name=enrolment.name), parent=parent)
        for line in policy_lines(enrolment.policy):
            self.body.addWidget(Text(look, line))
        for line in _its_count(found.overview):
            self.body.addWidget(Text(look, line, bold=True))
        where = (
            _("Its server: {url}").format(url=enrolment.url)
            if enrolment.url
            else _("It is reached by stick.")
        )
        self.body.addWidget(Text(look, where, tone="muted"))
        self.foot(self.cancel_button(_("Close")))


def _its_count(found: Overview) -> tuple[str, ...]:
    """Its side of the count as it said it last, and whether it is the same as here."""
    there = found.there
    if there is None:
        return (_("It has not been reached yet."),)
    words = _(
        "It counts {received} received = {accepted} accepted + {held} held + {rejected} rejected."
    ).format(received=there.received, accepted=there.accepted, held=there.held, rejected=there.rejected)
    if found.agrees is None:
        return (words, _("That is not the count here yet: something is on its way."))
    if found.agrees:
        return (words, _("That is the count here too: nothing was lost on the way."))
    return (words, _("That is more than was signed here: another copy of this folder sent records. Call it."))

"""One record that waits: what it is, what was said of it, what happens next, and what somebody may do about it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.centre import Centre
from assessor_app.services.records.waiting import Place, WaitingRecord
from assessor_app.services.syncing.ports import KeptVerdict
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import hide_unless
from assessor_app.ui.kit.mirror import behind
from assessor_app.ui.kit.status import StatusChip
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.reading import since_words, whose_words
from assessor_app.ui.sync.words import PLACES, next_words, record_words, state_word, verdict_words
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.verdicts import why


class RecordDialog(Dialog):
    """Shows a record, and offers what may be done: a record that was handed over is in nobody's hands here.

    Signals:
        send_asked(): now, with all that was signed before it. aside_asked(): not for now. back_asked(): with the next sync.
    """

    send_asked = Signal()
    aside_asked = Signal()
    back_asked = Signal()

    def __init__(
        self,
        look: Look,
        record: WaitingRecord,
        centre: Centre,
        *,
        now: datetime,
        may_set_aside: bool,
        sends: bool,
        told: Sequence[KeptVerdict] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`sends` is whether a sync by network may be asked for now; `told` are all verdicts on it, oldest first."""
        super().__init__(look, record_words(record.type), parent=parent)
        self.record = record
        self.body.addWidget(StatusChip(look, PLACES[record.place], state_word(record)))
        whose, _line, of = whose_words(record).partition("\n")
        whose = f"{whose} · {behind(whose, of)}" if of else whose
        lines = (whose if whose != "—" else "", since_words(record.since, now=now))
        for words in (*lines, verdict_words(record)):
            if words:
                self.body.addWidget(Text(look, words))
        unsent = record.place is Place.UNSENT
        if len(told) > 1:
            self.body.addWidget(Text(look, _before(told), tone="muted"))
        next_step = next_words(record, awarding_body=centre.awarding_body, alone=centre.own_root)
        self.body.addWidget(Text(look, next_step, bold=True))
        self.send = PrimaryButton(look, _("Send it now"), icon="arrow-up-down")
        self.aside = PlainButton(look, _("Set aside"), icon="pause")
        self.back = PlainButton(look, _("Take back"), icon="undo-2")
        offered = unsent and not centre.own_root
        hide_unless(self.send, offered and sends)
        hide_unless(self.aside, offered and may_set_aside and not record.aside)
        hide_unless(self.back, offered and may_set_aside and record.aside)
        if offered:
            words = _(
                "Records are taken in the order in which they were signed: it is sent with those before it, and those behind one"
                " that was set aside wait for it. Set aside or not, it counts as unsent until the awarding body has it."
            )
            self.body.addWidget(Text(look, words, tone="muted"))
        self.body.addStretch(1)
        self.foot(self.cancel_button(_("Close")), self.back, self.aside, self.send)
        for button, asked in (
            (self.send, self.send_asked),
            (self.aside, self.aside_asked),
            (self.back, self.back_asked),
        ):
            button.clicked.connect(self.accept)
            button.clicked.connect(asked)


def _before(told: Sequence[KeptVerdict]) -> str:
    """What was said of it before the word that holds."""
    lines = [
        _("{day}: {why}").format(
            day=day_words(one.at), why=why(one.codes[0] if one.codes else "", one.sentence)
        )
        for one in told[:-1]
    ]
    return _("Before that: {words}").format(words=" ".join(lines))

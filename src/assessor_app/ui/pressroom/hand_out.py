"""Who takes the paper? Asked before it leaves, and signed for."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget

from assessor_app.domain.errors import KnownError
from assessor_app.domain.handing import Collector, Shown
from assessor_app.services.printing.handing import Handed
from assessor_app.ui.assess.strokes import SignaturePad
from assessor_app.ui.kit.buttons import Choice, PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence


class HandOutDialog(Dialog):
    """Asks who takes these papers, how they are known, and lets them sign. It stays open until the presenter closes it.

    Signals:
        given(object): a `Handed`; its witness (id) still has to type a PIN.
    """

    given = Signal(object)

    def __init__(
        self,
        look: Look,
        holders: Sequence[str],
        witnesses: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
    ) -> None:
        """`witnesses` are id and name of everybody else who works here."""
        title = ngettext("Hand out {count} paper", "Hand out {count} papers", len(holders))
        super().__init__(look, title.format(count=len(holders)), sentence=", ".join(holders), parent=parent)
        kinds = [
            (Collector.HOLDER.value, _("The holder")),
            (Collector.OTHER.value, _("Somebody else")),
            (Collector.POSTED.value, _("By post")),
        ]
        self.kind = Choice(look, _("Who takes it"), kinds, current=Collector.HOLDER.value)
        self.who = Field(look, _("Name"))
        self.address = Field(look, _("Where it is posted to"))
        self.authority = Field(look, _("What lets them take it"), hint=_("signed letter of the holder …"))
        known = [
            (Shown.DOCUMENT.value, _("Document seen")),
            (Shown.KNOWN.value, _("Known to us")),
        ]
        self.shown = Choice(look, _("Identity"), known)
        self._identity = holding(
            column(Text(look, _("Identity"), role="small", bold=True), row(self.shown, None), gap=0.5)
        )
        self.pad = SignaturePad(look, _("Sign here"))
        self.wipe = QuietButton(look, _("Wipe the pad"), icon="eraser")
        self.wipe.clicked.connect(self.pad.clear)
        nobody = ("", _("No witness: it is signed"))
        self.witness = Select(look, _("Witness, where nobody signs"), [nobody, *witnesses])
        self._signing = holding(
            column(
                self.pad,
                row(self.wipe, None),
                Text(look, _("Witness, where nobody signs"), role="small", bold=True),
                self.witness,
                gap=1,
            )
        )
        self.wrong = Text(look, tone="danger")
        self.wrong.hide()
        # Over what is asked: on a low screen the rest scrolls.
        self.body.addWidget(self.wrong)
        nest(self.body, row(self.kind, None))
        for widget in (self.who, self.address, self.authority, self._identity, self._signing):
            self.body.addWidget(widget)
        self.go_on = PrimaryButton(look, _("Handed over"))
        self.go_on.clicked.connect(self._give)
        self.foot(self.cancel_button(), self.go_on)
        self.kind.chosen.connect(lambda _key: self._arrange())
        self.resize(min(look.metrics.text(640), self.room().width() - 32), 0)
        self._arrange()
        self.kind.setFocus()

    def refuse(self, error: KnownError) -> None:
        """Says what is missing."""
        self.wrong.say(sentence(error))
        self.wrong.show()
        self.go_on.setEnabled(True)
        self._regrow()
        QTimer.singleShot(0, self, self._show_wrong)

    def _show_wrong(self) -> None:
        self.kind.findChildren(QAbstractButton)[0].setFocus()
        self.show_focused()

    def _arrange(self) -> None:
        kind = Collector(self.kind.current())
        self.who.setVisible(kind is Collector.OTHER)
        self.authority.setVisible(kind is Collector.OTHER)
        self.address.setVisible(kind is Collector.POSTED)
        self._identity.setVisible(kind is not Collector.POSTED)
        self._signing.setVisible(kind is not Collector.POSTED)
        self.wrong.hide()
        self._regrow()

    def _regrow(self) -> None:
        if self.isVisible():
            self.grow(self.room())

    def _give(self) -> None:
        kind = Collector(self.kind.current())
        posted, other = kind is Collector.POSTED, kind is Collector.OTHER
        self.go_on.setEnabled(False)
        self.given.emit(
            Handed(
                kind=kind,
                who=self.address.text() if posted else self.who.text() if other else "",
                identified=Shown(self.shown.current()) if self.shown.current() and not posted else None,
                authority=self.authority.text() if other else "",
                strokes=() if posted else self.pad.strokes(),
                witness="" if posted else self.witness.key(),
            )
        )

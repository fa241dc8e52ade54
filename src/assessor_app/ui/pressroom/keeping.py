"""Security paper: deliveries, what is missing or spoiled, destroying before a witness."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stock import StockKind
from assessor_app.services.stock.keep import destroy, find_again, lines, put_aside, receive
from assessor_app.services.stock.ports import StockLine
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.pressroom.parts import PressParts
from assessor_app.ui.pressroom.stock_dialogs import (
    AsideDialog,
    DeliveryDialog,
    DeliverySaid,
    DestroyDialog,
    RangeSaid,
)
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_Asking = DeliveryDialog | AsideDialog | DestroyDialog


class Keeping(QObject):
    """What is asked about the stock, and kept.

    Signals:
        changed(): the stock is another now.
    """

    changed = Signal()

    def __init__(self, parts: PressParts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        page = parts.page
        page.receive_asked.connect(self._receive)
        page.aside_asked.connect(lambda: self._aside(found=False))
        page.found_asked.connect(lambda: self._aside(found=True))
        page.destroy_asked.connect(self._destroy)

    def _receive(self) -> None:
        page, by, desk = self._parts.page, self._parts.session.by, self._parts.stock
        dialog = DeliveryDialog(page.look, self._parts.today(), page.window())

        def given(said: DeliverySaid) -> None:
            self._run(
                dialog,
                lambda: receive(
                    desk, by=by, first=said.first, last=said.last, received_on=said.day, note=said.note
                ),
            )

        dialog.given.connect(given)
        dialog.open()

    def _aside(self, *, found: bool) -> None:
        page, by, desk = self._parts.page, self._parts.session.by, self._parts.stock
        dialog = AsideDialog(page.look, found=found, parent=page.window())

        def keep(said: RangeSaid) -> object:
            if found:
                return find_again(desk, by=by, first=said.first, last=said.last, reason=said.reason)
            return put_aside(
                desk, by=by, first=said.first, last=said.last, kind=said.kind, reason=said.reason
            )

        dialog.given.connect(lambda said: self._run(dialog, lambda: keep(said)))
        dialog.open()

    def _destroy(self, chosen: list[str]) -> None:
        """Those of the chosen rows that are spoiled; all that are where none is chosen."""
        by, desk = self._parts.session.by, self._parts.stock

        def found(spoiled: Sequence[StockLine]) -> None:
            all_of_them = [line.serial for line in spoiled]
            serials = [one for one in all_of_them if one in chosen] or all_of_them
            page = self._parts.page
            dialog = DestroyDialog(page.look, serials, self._parts.witnesses(), page.window())
            dialog.given.connect(lambda how, witness: self._ask_witness(dialog, serials, how, witness))
            dialog.open()

        self._parts.tasks.read(lambda: lines(desk, by=by, kind=StockKind.SPOILED), done=found)

    def _ask_witness(self, dialog: DestroyDialog, serials: list[str], how: str, witness: str) -> None:
        page, by, desk = self._parts.page, self._parts.session.by, self._parts.stock
        person = self._parts.desk.awards.staff.get(witness)
        told = _("With the PIN they say that they saw {serials} destroyed.").format(
            serials=", ".join(serials)
        )
        pad = PinPad(
            page.look,
            _("The second person"),
            who=person.name,
            sentence=told,
            action=_("I saw it"),
            parent=page.window(),
        )

        def entered(pin: str) -> None:
            def refused(error: KnownError) -> None:
                if still_open(pad) and error.code.startswith("pin-"):
                    pad.refuse(sentence(error), wait_seconds=wait_of(error))
                    return
                put_away(pad)
                self._refused(dialog, error)

            def done(_nothing: object) -> None:
                put_away(pad)
                self._done(dialog)

            self._parts.tasks.run(
                lambda: destroy(desk, by=by, serials=serials, witness=witness, pin=pin, reason=how),
                done=done,
                failed=refused,
            )

        pad.entered.connect(entered)
        pad.open()

    def _run(self, dialog: _Asking, act: Callable[[], object]) -> None:
        self._parts.tasks.run(
            act,
            done=lambda _nothing: self._done(dialog),
            failed=lambda error: self._refused(dialog, error),
        )

    def _done(self, dialog: _Asking) -> None:
        put_away(dialog)
        self.changed.emit()

    def _refused(self, dialog: _Asking, error: KnownError) -> None:
        if still_open(dialog):
            dialog.refuse(error)
        else:
            self._parts.tasks.trouble.emit(error)

"""The page of printed papers at work."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.services.printing.handing import Handed, collected, copies, hand_out, unclaimed
from assessor_app.services.stock.keep import lines, stock
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.papers.offer import Offer, Way
from assessor_app.ui.pressroom.hand_out import HandOutDialog
from assessor_app.ui.pressroom.keeping import Keeping
from assessor_app.ui.pressroom.parts import PressParts
from assessor_app.ui.pressroom.view import COPIES, HAND_OUT, HANDED, STOCK, PressView
from assessor_app.ui.pressroom.words import press_view
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_SHOWN = 500


class PressPresenter(QObject):
    """Shows what lies here, and keeps what people say of it.

    Signals:
        back(): to the certificates. changed(): something was kept.
    """

    back = Signal()
    changed = Signal()

    def __init__(self, parts: PressParts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        self._keeping = Keeping(parts)
        page = parts.page
        page.back_asked.connect(self.back)
        page.hand_out_asked.connect(self._hand_out)
        page.print_asked.connect(self._print)
        page.table_asked.connect(self._save_table)
        self._keeping.changed.connect(self.show)
        self._keeping.changed.connect(self.changed)

    def show(self) -> None:
        """Reads everything again."""
        by, keeps = self._parts.session.by, self._parts.keeps()
        self._parts.tasks.read(lambda: self._read(by, keeps=keeps), done=self._parts.page.show_data)

    def show_list(self, which: str) -> None:
        """Opens one of the lists."""
        self.show()
        self._parts.page.show_list(which)

    def _read(self, by: str, *, keeps: bool) -> PressView:
        desk = self._parts.desk
        return press_view(
            unclaimed(desk, by=by),
            collected(desk, by=by, limit=_SHOWN),
            stock(desk.stock, by=by),
            lines(desk.stock, by=by),
            copies(desk, by=by),
            keeps=keeps,
        )

    def _hand_out(self, ids: list[str]) -> None:
        if not ids:
            return
        desk, by = self._parts.desk, self._parts.session.by
        sheets = [int(one) for one in ids]

        def found(rows: object) -> None:
            holders = rows if isinstance(rows, list) else []
            page = self._parts.page
            dialog = HandOutDialog(page.look, holders, self._parts.witnesses(), page.window())
            dialog.given.connect(lambda handed: self._given(dialog, sheets, handed))
            dialog.open()

        self._parts.tasks.read(
            lambda: list(dict.fromkeys(row.holder for row in unclaimed(desk, by=by) if row.sheet in sheets)),
            done=found,
        )

    def _given(self, dialog: HandOutDialog, sheets: list[int], handed: Handed) -> None:
        if not handed.witness:
            self._keep(dialog, sheets, handed, None)
            return
        page = self._parts.page
        witness = self._parts.desk.awards.staff.get(handed.witness)
        told = _("With the PIN they say that they saw the paper handed over.")
        pad = PinPad(
            page.look,
            _("The witness"),
            who=witness.name,
            sentence=told,
            action=_("I saw it"),
            parent=page.window(),
        )
        pad.entered.connect(lambda pin: self._keep(dialog, sheets, replace(handed, pin=pin), pad))
        pad.rejected.connect(lambda: dialog.go_on.setEnabled(True) if still_open(dialog) else None)
        pad.open()

    def _keep(self, dialog: HandOutDialog, sheets: list[int], handed: Handed, pad: PinPad | None) -> None:
        desk, by = self._parts.desk, self._parts.session.by

        def kept(_nothing: object) -> None:
            if pad is not None:
                put_away(pad)
            put_away(dialog)
            self.changed.emit()
            self.show()

        self._parts.tasks.run(
            lambda: hand_out(desk, by=by, sheets=sheets, handed=handed),
            done=kept,
            failed=lambda error: self._refused(error, dialog, pad),
        )

    def _refused(self, error: KnownError, dialog: HandOutDialog, pad: PinPad | None) -> None:
        if pad is not None and still_open(pad) and error.code.startswith("pin-"):
            pad.refuse(sentence(error), wait_seconds=wait_of(error))
            return
        if pad is not None:
            put_away(pad)
        if still_open(dialog):
            dialog.refuse(error)
        else:
            self._parts.tasks.trouble.emit(error)

    def _print(self, which: str) -> None:
        desk, by, drawing = self._parts.desk, self._parts.session.by, self._parts.drawing
        offers: dict[str, Callable[[], Offer]] = {
            HAND_OUT: lambda: Offer(
                title=_("Papers to hand out"),
                sentence=_("Everything that lies here, with room to sign for each."),
                name=_("To hand out"),
                make=lambda _way: drawing.unclaimed(unclaimed(desk, by=by)),
            ),
            HANDED: lambda: Offer(
                title=_("Papers handed out"),
                sentence=_("Who took which paper, when, and how they were known."),
                name=_("Handed out"),
                make=lambda _way: drawing.handed(collected(desk, by=by)),
            ),
            STOCK: lambda: Offer(
                title=_("Security paper: reconciliation"),
                sentence=_("Every delivery with its balance, and every sheet to which anything happened."),
                name=_("Security paper"),
                make=lambda _way: drawing.stock(stock(desk.stock, by=by), lines(desk.stock, by=by)),
            ),
            COPIES: lambda: Offer(
                title=_("Log of replacements"),
                sentence=_("Every certificate that was printed again, which copy it was, and why."),
                name=_("Replacements"),
                make=lambda _way: drawing.copies(copies(desk, by=by)),
            ),
        }
        self._parts.papers.offer(offers[which]())

    def _save_table(self) -> None:
        desk, by, drawing = self._parts.desk, self._parts.session.by, self._parts.drawing
        self._parts.papers.offer(
            Offer(
                title=_("Security paper for a spreadsheet"),
                sentence=_(
                    "One row for each sheet to which anything happened, and one for each run of blank sheets."
                ),
                name=_("Security paper"),
                table=lambda way: drawing.table(stock(desk.stock, by=by), lines(desk.stock, by=by), way),
                ways=(Way(key=".xlsx", word=_("Excel workbook")), Way(key=".csv", word=_("CSV"))),
            )
        )

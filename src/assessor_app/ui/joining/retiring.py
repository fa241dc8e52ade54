"""Wires the dialog of retiring to what is left here, to the copy, and to the PIN of an administrator."""

from functools import partial
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.domain.left_here import LeftHere
from assessor_app.services.enrolling.retire import RetireDesk, left_here, retire
from assessor_app.services.safekeeping.copy import LastCopy
from assessor_app.ui.acts import Acts
from assessor_app.ui.joining.at_card import AtCard
from assessor_app.ui.joining.card import JoinCard
from assessor_app.ui.joining.retire_dialog import RetireDialog
from assessor_app.ui.joining.stick import ask_stick
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.pinpad import PinPad, wait_of
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class Retiring(AtCard):
    """Retires this device, with a copy on a stick where something exists on it alone; `changed` once nothing is signed here."""

    def __init__(
        self, card: JoinCard, look: Look, *, desk: RetireDesk, tasks: Tasks, acts: Acts, session: Session
    ) -> None:
        super().__init__(card, look, tasks=tasks, acts=acts, session=session)
        self._desk = desk
        card.retire_asked.connect(self.ask)

    def ask(self) -> None:
        """Shows what is left here, and the ways."""
        self._tasks.read(lambda: left_here(self._desk), done=self._open)

    def _open(self, left: LeftHere) -> None:
        dialog = RetireDialog(self._look, left, parent=self._card.window())
        dialog.asked.connect(lambda: self._with_pin(dialog, None))
        dialog.by_stick.connect(lambda: ask_stick(dialog, partial(self._with_pin, dialog)))
        dialog.open()

    def _with_pin(self, dialog: RetireDialog, stick: Path | None) -> None:
        self._ask_pin(
            dialog,
            _("Retire this device?"),
            sentence=_("Nothing is signed on it from now on."),
            action=_("Retire"),
            entered=lambda pad, by, pin: self._retire(dialog, pad, by, pin, stick),
        )

    def _retire(self, dialog: RetireDialog, pad: PinPad, by: str, pin: str, stick: Path | None) -> None:
        work = self._work = LongWork(self._tasks)
        work.show_on(self._card, lambda done, of: self._card.show_under_way(_("Copying…"), done, of))

        def done(copy: LastCopy | None) -> None:
            put_away(pad)
            put_away(dialog)
            words = _("This device is retired.")
            where = "" if copy is None else _("Everything is in {file} on the stick.").format(file=copy.file)
            heard = _("The awarding body hears of it with the next sync.") if self._card.belongs else ""
            self._card.show_done(" ".join(part for part in (words, where, heard) if part))
            self.changed.emit()

        def refused(error: KnownError) -> None:
            self._card.show_under_way("")
            if still_open(pad):
                pad.refuse(sentence(error), wait_seconds=wait_of(error))
            elif error.code != "cancelled":
                self._acts.tell(error)

        def progress(copied: int, of: int) -> None:
            # In permille: a signal's int has 32 bits, and a copy may have more.
            work.tell(copied * 1000 // max(of, 1), 1000)

        self._tasks.aside(
            lambda: retire(self._desk, by=by, pin=pin, stick=stick, progress=progress),
            done=done,
            failed=refused,
        )

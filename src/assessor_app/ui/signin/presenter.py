"""Signing in: tries the ways in off the GUI thread, and says what came of it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.ui.firstrun.restoring import Restoring
from assessor_app.ui.signin.badge import BadgeDoor
from assessor_app.ui.signin.page import SignInPage, suggested_folder
from assessor_app.ui.signin.renew import RenewStep
from assessor_app.ui.signin.view import Entrance, SignInView, Trouble
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_HERE = frozenset({"passphrase-wrong", "recovery-key-wrong", "recovery-key-unreadable", "slot-unknown"})
_RESTORABLE = frozenset(
    {
        "database-missing",
        "database-corrupt",
        "database-foreign",
        "keys-missing",
        "keys-unreadable",
        "slot-unreadable",
    }
)


class SignInPresenter(QObject):
    """Wires the sign-in page to one data folder.

    Signals:
        opened(object, bool): what a way in returned; True where it was the recovery key.
        restored(object): the folder (Path) into which a copy was unpacked; open that one now.
    """

    opened = Signal(object, bool)
    restored = Signal(object)

    def __init__(
        self, page: SignInPage, tasks: Tasks, entrance: Entrance, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._entrance = page, tasks, entrance
        self._restoring = Restoring(page.look, tasks, entrance.restore, self)
        self._restoring.restored.connect(self.restored)
        self._restoring.left.connect(self.show)
        page.passphrase_entered.connect(self._try_passphrase)
        page.recovery_entered.connect(self._try_recovery)
        page.keyring_requested.connect(self._try_keyring)
        self.badge = BadgeDoor(page, tasks, entrance, self)
        self.badge.opened.connect(lambda found: self.opened.emit(found, False))
        self.badge.failed.connect(self._refused)
        page.restore_wanted.connect(self._restore)
        page.again_requested.connect(self.show)

    def show(self, *, by_itself: bool = True) -> None:
        """Looks at the folder and shows who may open it; a keyring that was chosen opens it at once.

        `by_itself` is False after a person closed the folder: it must not open again under their hands.
        """

        def seen(view: SignInView) -> None:
            self._page.show_data(view)
            if view.keyring and by_itself:
                self._try_keyring()

        self._tasks.read(self._entrance.look, done=seen, failed=self._refused)

    def _try_passphrase(self, slot: str, passphrase: str) -> None:
        self._open(
            lambda: self._entrance.with_passphrase(slot, passphrase), _("Opening: this takes a moment…")
        )

    def _try_recovery(self, typed: str) -> None:
        self._open(lambda: self._entrance.with_recovery(typed), _("Opening…"), recovery=True)

    def _try_keyring(self) -> None:
        self._open(self._entrance.with_keyring, _("Asking this computer's keyring…"))

    def _open(self, way: Callable[[], Any], words: str, *, recovery: bool = False) -> None:
        def done(found: Any) -> None:
            if found is None:
                self._page.show_who(note=_("The keyring does not know the key any more: type a passphrase."))
            elif recovery:
                self._offer_renewal(found)
            else:
                self.opened.emit(found, False)

        self._page.show_working(words)
        self._tasks.run(way, done=done, failed=self._refused)

    def _offer_renewal(self, found: Any) -> None:
        def read(people: Sequence[tuple[str, str]]) -> None:
            if not people:
                self.opened.emit(found, True)
                return
            step = RenewStep(self._page.look, people)
            step.skipped.connect(lambda: self.opened.emit(found, True))
            step.renewed.connect(partial(self._renew, found, step))
            self._page.show_step(step)

        self._tasks.read(lambda: self._entrance.administrators(found), done=read)

    def _renew(self, found: Any, step: RenewStep, staff: str, passphrase: str, pin: str) -> None:
        self._tasks.run(
            lambda: self._entrance.renew(found, staff, passphrase, pin),
            done=lambda _person: self.opened.emit(found, True),
            failed=lambda error: step.refuse(sentence(error)),
        )

    def _refused(self, error: KnownError) -> None:
        if error.code in _HERE or error.code.startswith("keyring-"):
            self._page.show_refused(sentence(error))
        else:
            self._page.show_data(trouble_of(error))

    def _restore(self) -> None:
        usual = self._entrance.folder
        self._page.show_step(self._restoring.begin(into=suggested_folder(usual), usual=usual))


def trouble_of(error: KnownError) -> Trouble:
    """Why a folder does not open, for the page."""
    titles = {
        "already-open": _("It is open already"),
        "database-newer": _("This data is newer than the program"),
        "keys-missing": _("The keys are missing"),
        "keys-unreadable": _("The keys are damaged"),
        "database-missing": _("The data is missing"),
        "database-corrupt": _("The data is damaged"),
        "database-foreign": _("This is not the data of these keys"),
    }
    title = titles.get(error.code, _("The data cannot be opened"))
    return Trouble(title=title, sentence=sentence(error), restore=error.code in _RESTORABLE)

"""The first run: makes what was asked for off the GUI thread."""

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.ui.firstrun.page import FirstRunPage
from assessor_app.ui.firstrun.restoring import Restoring
from assessor_app.ui.firstrun.view import Beginnings, NewCentre
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_SHEET_OF = {
    "centre-incomplete": (0, "name"),
    "host-unreadable": (1, "host"),
    "passphrase-too-short": (2, "passphrase"),
    "pin-format": (3, "pin"),
    "pin-too-simple": (3, "pin"),
}


class FirstRunPresenter(QObject):
    """Wires the first run's page.

    Signals:
        ready(object): the folder (Path) in which there is data now: sign in to it.
    """

    ready = Signal(object)

    def __init__(
        self, page: FirstRunPage, tasks: Tasks, beginnings: Beginnings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._ways = page, tasks, beginnings
        self._restoring = Restoring(page.look, tasks, beginnings.restore, self)
        self._restoring.restored.connect(self.ready)
        self._restoring.left.connect(page.show_welcome)
        page.sample_requested.connect(self._make_sample)
        page.centre_given.connect(self._create)
        page.restore_wanted.connect(self._restore)
        page.recovery_written.connect(lambda: self.ready.emit(beginnings.folder))

    def show(self) -> None:
        """Shows the three ways to begin."""
        self._page.show_data(self._ways.folder)

    def _make_sample(self) -> None:
        words = _("Assessing, deciding and printing as a centre would in a week. This takes some seconds.")
        self._page.show_working(_("Making the sample centre…"), words)
        self._tasks.run(
            lambda: self._ways.make_sample(self._ways.folder),
            done=lambda _made: self.ready.emit(self._ways.folder),
            failed=lambda error: self._page.show_welcome(trouble=sentence(error)),
        )

    def _create(self, values: NewCentre) -> None:
        def failed(error: KnownError) -> None:
            if error.code in _SHEET_OF:
                number, key = _SHEET_OF[error.code]
                self._page.show_sheet(number, wrong=(key, sentence(error)))
            else:
                self._page.show_welcome(trouble=sentence(error))

        self._page.show_working(_("Making your centre…"), _("Keys, an encrypted folder, and a recovery key."))
        self._tasks.run(
            lambda: self._ways.create(self._ways.folder, values), done=self._page.show_recovery, failed=failed
        )

    def _restore(self) -> None:
        self._page.show_restore(self._restoring.begin(into=self._ways.folder, usual=self._ways.folder))

"""Settings: shows what holds, and sets what was chosen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role
from assessor_app.services.people.pin import require_pin, set_pin
from assessor_app.services.people.staff import give_passphrase
from assessor_app.services.settings.table import IDLE_LOCK, LANGUAGE, by_key
from assessor_app.ui.kit.dialogs import Question, put_away, still_open
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.parts import SettingsParts, form_lines, member_view, scopes
from assessor_app.ui.settings.seal import AskCertificate, SealPresenter, ask_certificate
from assessor_app.ui.settings.secrets import OF_THE_OLD, SecretDialog
from assessor_app.ui.settings.staff_presenter import StaffPresenter
from assessor_app.ui.settings.view import SettingsView
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import spoken
from assessor_app.wording.errors import sentence


class SettingsPresenter(QObject):
    """Wires the settings page.

    Signals:
        look_changed(): language, colours or sizes are others now: build the window anew.
        idle_changed(int): minutes until an untouched screen locks.
    """

    look_changed = Signal()
    idle_changed = Signal(int)

    def __init__(
        self,
        page: SettingsPage,
        tasks: Tasks,
        session: Session,
        parts: SettingsParts,
        parent: QObject | None = None,
        *,
        ask: AskCertificate = ask_certificate,
    ) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._session, self._parts = page, tasks, session, parts
        self.staff = StaffPresenter(page, tasks, session, parts, self)
        self.staff.changed.connect(self.show)
        self.seal = SealPresenter(page, page.look, desk=parts.sealing, tasks=tasks, session=session, ask=ask)
        self.seal.changed.connect(self.show)
        page.seal_shown.connect(self.seal.show_on)
        page.changed.connect(self._set)
        page.own_pin_requested.connect(self._own_pin)
        page.own_passphrase_requested.connect(self._own_passphrase)
        page.keyring_requested.connect(self._keyring)
        page.recovery_requested.connect(self._ask_recovery)
        session.changed.connect(self._forget_another)

    def show(self) -> None:
        """Reads everything and shows it."""
        self._tasks.read(self._look, done=self._arrived)

    def _arrived(self, view: SettingsView) -> None:
        if self._is_here(view.me.id):
            self._page.show_data(view)

    def _is_here(self, person: str) -> bool:
        return self._session.staff is not None and self._session.staff.id == person

    def _forget_another(self) -> None:
        if self._page.view is not None and not self._is_here(self._page.view.me.id):
            self._page.clear()

    def _look(self) -> SettingsView:
        parts, by = self._parts, self._session.by
        me = parts.staff.staff.get(by)
        administrator = me.has(Role.ADMINISTRATOR)
        members = parts.staff.staff.all() if administrator else ()
        return SettingsView(
            values={**parts.kept.all(), LANGUAGE.key: spoken()},
            languages=parts.languages(),
            places=parts.places,
            me=member_view(parts, me),
            administrator=administrator,
            keyring=parts.ways.keyring_on(),
            seal=parts.sealing.store.seal() if administrator else None,
            members=tuple(member_view(parts, one) for one in members),
            forms=form_lines(parts.shelf, parts.dates),
            scopes=scopes(parts.shelf, parts.sectors()),
        )

    def _set(self, key: str, value: str) -> None:
        setting = by_key(key)

        def done(_nothing: object) -> None:
            if setting.redraws:
                self.look_changed.emit()
            elif setting is IDLE_LOCK:
                self.idle_changed.emit(int(value))

        self._tasks.run(lambda: self._parts.kept.put(setting, value), done=done)

    def _own_pin(self) -> None:
        parts, by, view = self._parts, self._session.by, self._page.view
        dialog = SecretDialog(
            self._page.look,
            _("My PIN"),
            sentence=_("Four to eight digits that nobody would guess."),
            label=_("New PIN"),
            old=_("The PIN until now") if view is not None and view.me.has_pin else "",
            parent=self._page,
        )

        def change(old: str, new: str) -> None:
            self._run(dialog, lambda: set_pin(parts.pins, by=by, staff_id=by, pin=new, old_pin=old))

        dialog.entered.connect(change)
        dialog.open()

    def _own_passphrase(self) -> None:
        parts, by = self._parts, self._session.by
        dialog = SecretDialog(
            self._page.look,
            _("My passphrase"),
            sentence=_("It opens this device. Four words that only you would put together are good."),
            label=_("New passphrase"),
            # Whoever stands at an unlocked screen must not take the way in over.
            old=_("Your PIN"),
            parent=self._page,
        )

        def op(pin: str, new: str) -> None:
            require_pin(parts.pins, staff_id=by, pin=pin)
            give_passphrase(parts.staff, by=by, staff_id=by, passphrase=new)

        dialog.entered.connect(lambda pin, new: self._run(dialog, lambda: op(pin, new)))
        dialog.open()

    def _run(self, dialog: SecretDialog, op: Callable[[], None]) -> None:
        def done(_nothing: object) -> None:
            put_away(dialog)
            self.show()

        def failed(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error), about_old=error.code in OF_THE_OLD)
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(op, done=done, failed=failed)

    def _keyring(self, on: bool) -> None:
        self._tasks.run(lambda: self._parts.ways.set_keyring(on), done=lambda _nothing: self.show())

    def _ask_recovery(self) -> None:
        question = Question(
            self._page.look,
            _("Make a new recovery key?"),
            sentence=_(
                "The key on the old paper stops opening this device at once. Have pen and paper ready."
            ),
            yes=_("Make it"),
            parent=self._page,
        )
        by = self._session.by

        def made(recovery: str) -> None:
            # Whoever took over meanwhile must not read it; a new one can be made.
            if self._is_here(by):
                self._page.show_recovery(recovery)

        question.answered.connect(lambda: self._tasks.run(self._parts.ways.new_recovery, done=made))
        question.open()

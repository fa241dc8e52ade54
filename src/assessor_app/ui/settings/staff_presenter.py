"""Keeping staff: for administrators, whom the services ask for again."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from assessor_app.domain.errors import KnownError
from assessor_app.services.people import staff as service
from assessor_app.services.people.pin import set_pin
from assessor_app.ui.kit.dialogs import Question, put_away, still_open
from assessor_app.ui.session import Session
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.settings.parts import SettingsParts
from assessor_app.ui.settings.secrets import OF_THE_OLD, SecretDialog
from assessor_app.ui.settings.staff_form import StaffForm, Written
from assessor_app.ui.settings.view import MemberView
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class StaffPresenter(QObject):
    """Wires the forms of members.

    Signals:
        changed(): somebody was added, changed or left: read again.
    """

    changed = Signal()

    def __init__(
        self,
        page: SettingsPage,
        tasks: Tasks,
        session: Session,
        parts: SettingsParts,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page, self._tasks, self._session = page, tasks, session
        self._desk, self._pins = parts.staff, parts.pins
        page.staff_form_shown.connect(self._wire)

    def _wire(self, form: StaffForm) -> None:
        form.saved.connect(lambda written: self._save(form, written))
        form.passphrase_requested.connect(self._passphrase)
        form.passphrase_taken.connect(self._take)
        form.pin_requested.connect(self._pin)
        form.leave_requested.connect(self._ask_leave)

    def _save(self, form: StaffForm, written: Written) -> None:
        by = self._session.by
        entry = service.StaffEntry(
            name=written.name,
            roles=written.roles,
            label=written.label,
            registration=written.registration,
            scope=written.scope,
            qualified_until=written.qualified_until,
            trainee=written.trainee,
        )

        def op() -> object:
            if written.id:
                return service.change(self._desk, by=by, staff_id=written.id, entry=entry)
            return service.add(self._desk, by=by, entry=entry)

        def failed(error: KnownError) -> None:
            if isValid(form):
                form.refuse(sentence(error))
            else:
                self._tasks.trouble.emit(error)

        self._tasks.run(op, done=self._changed, failed=failed)

    def _passphrase(self, member: str) -> None:
        by = self._session.by
        dialog = SecretDialog(
            self._page.look,
            _("A passphrase for {name}").format(name=self._name(member)),
            sentence=_(
                "It opens this device from now on, in place of any before. Let them type it themselves."
            ),
            label=_("New passphrase"),
            parent=self._page,
        )
        self._ask(
            dialog,
            lambda new: service.give_passphrase(self._desk, by=by, staff_id=member, passphrase=new),
        )

    def _pin(self, member: str) -> None:
        by, shown = self._session.by, self._shown(member)
        asks_old = member == by and shown is not None and shown.has_pin
        dialog = SecretDialog(
            self._page.look,
            _("A PIN for {name}").format(name=self._name(member)),
            sentence=_("Four to eight digits. Let them type it themselves: it signs in their name."),
            label=_("New PIN"),
            old=_("The PIN until now") if asks_old else "",
            parent=self._page,
        )
        self._ask(
            dialog,
            lambda new, old="": set_pin(self._pins, by=by, staff_id=member, pin=new, old_pin=old or None),
        )

    def _ask(self, dialog: SecretDialog, op: Callable[..., None]) -> None:
        def done(_nothing: object) -> None:
            put_away(dialog)
            self._changed()

        def failed(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(sentence(error), about_old=error.code in OF_THE_OLD)
            else:
                self._tasks.trouble.emit(error)

        def run(old: str, new: str) -> None:
            self._tasks.run(lambda: op(new, old) if old else op(new), done=done, failed=failed)

        dialog.entered.connect(run)
        dialog.open()

    def _take(self, member: str) -> None:
        by = self._session.by
        self._tasks.run(
            lambda: service.take_passphrase(self._desk, by=by, staff_id=member), done=self._changed
        )

    def _ask_leave(self, member: str) -> None:
        by, name = self._session.by, self._name(member)
        question = Question(
            self._page.look,
            _("{name} leaves the centre?").format(name=name),
            sentence=_(
                "Passphrase and PIN stop working at once; what {name} did stays under that name. This cannot be undone: "
                "somebody who comes back is added again."
            ).format(name=name),
            yes=_("Leaves the centre"),
            dangerous=True,
            parent=self._page,
        )
        question.answered.connect(
            lambda: self._tasks.run(
                lambda: service.leave(self._desk, by=by, staff_id=member), done=self._changed
            )
        )
        question.open()

    def _name(self, member: str) -> str:
        shown = self._shown(member)
        return shown.name if shown is not None else ""

    def _shown(self, member: str) -> MemberView | None:
        return self._page.view.member(member) if self._page.view is not None else None

    def _changed(self, _result: object = None) -> None:
        self.changed.emit()

"""One member of staff: what is written about them, and their ways in."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from assessor_app.domain.people import EVERYTHING, Role
from assessor_app.ui.kit.buttons import DangerButton, PlainButton, PrimaryButton
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import Card, column, hide_unless, holding, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.settings.view import MemberView
from assessor_app.ui.signin.room import back_button
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.roles import role_word


@dataclass(frozen=True, kw_only=True)
class Written:
    """What stands in the form; `id` is empty for a new member."""

    id: str
    name: str
    label: str
    roles: frozenset[Role]
    registration: str
    scope: tuple[str, ...]
    qualified_until: date | None
    trainee: bool = False


class StaffForm(QWidget):
    """Adds or changes one member.

    Signals:
        saved(object): a Written.
        passphrase_requested(str), pin_requested(str): give or reset it, for this member's id.
        passphrase_taken(str): the member no longer opens this device.
        badge_requested(str), badge_taken(str): print a badge that opens this device; the one there is opens nothing.
        leave_requested(str): the member leaves.
        back_requested(): to the list.
    """

    saved = Signal(object)
    passphrase_requested = Signal(str)
    passphrase_taken = Signal(str)
    badge_requested = Signal(str)
    badge_taken = Signal(str)
    pin_requested = Signal(str)
    leave_requested = Signal(str)
    back_requested = Signal()

    def __init__(self, look: Look, member: MemberView | None, scopes: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self._look = look
        self._member = member
        self.name = Field(look, _("Full name"), text=member.name if member else "")
        self.label = Field(look, _("Name on the sign-in page"), text=member.label if member else "")
        self.registration = Field(
            look, _("Registration number, as it stands on papers"), text=member.registration if member else ""
        )
        until = member.qualified_until.isoformat() if member and member.qualified_until else ""
        self.until = Field(look, _("Qualified to assess until"), hint="2028-12-31", text=until)
        for field in (self.name, self.label, self.registration):
            if isinstance(field.edit, QLineEdit):
                field.edit.setCursorPosition(0)
        self.roles = {role: Tick(look, role_word(role)) for role in Role}
        self.scope = {key: Tick(look, words) for key, words in _offered(member, scopes)}
        self.trainee = Tick(
            look, _("Learns to assess: another assessor countersigns what they find competent")
        )
        self.trainee.setChecked(member is not None and member.trainee)
        self._scope_box = holding(
            column(
                self.trainee,
                Text(look, _("May assess"), role="small", bold=True),
                *self.scope.values(),
                gap=0,
            )
        )
        self._wrong = Text(look, tone="danger")
        self._wrong.hide()
        for role, tick in self.roles.items():
            tick.setChecked(member is not None and role in member.roles)
        for key, tick in self.scope.items():
            tick.setChecked(member is not None and key in member.scope)
        self.roles[Role.ASSESSOR].toggled.connect(self._scope_box.setVisible)
        hide_unless(self._scope_box, self.roles[Role.ASSESSOR].isChecked())
        self._build()

    def refuse(self, sentence: str) -> None:
        """Says why it was not saved."""
        self._save_button.setEnabled(True)
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))

    def written(self) -> Written:
        """What stands in the form; raises ValueError for a day that is none."""
        day = self.until.text().strip()
        return Written(
            id=self._member.id if self._member else "",
            name=self.name.text(),
            label=self.label.text(),
            roles=frozenset(role for role, tick in self.roles.items() if tick.isChecked()),
            registration=self.registration.text(),
            scope=tuple(key for key, tick in self.scope.items() if tick.isChecked()),
            qualified_until=date.fromisoformat(day) if day else None,
            trainee=self.trainee.isChecked(),
        )

    def _build(self) -> None:
        look, member = self._look, self._member
        back = back_button(look, _("All staff"))
        back.clicked.connect(self.back_requested)
        save = self._save_button = PrimaryButton(look, _("Save") if member else _("Add this member"))
        save.clicked.connect(self._save)
        roles = Text(look, _("Roles"), role="small", bold=True)
        card = Card(
            Text(look, member.name if member else _("A new member"), role="row", bold=True),
            self.name,
            self.label,
            holding(column(roles, *self.roles.values(), gap=0)),
            self._scope_box,
            self.registration,
            self.until,
            self._wrong,
            row(None, save),
            gap=2,
        )
        if member is not None and member.left:
            card.setEnabled(False)
        box = column(row(back, None), card, gap=2)
        if member is not None and not member.left:
            box.addWidget(self._ways_in(member))
        self.setLayout(box)

    def _ways_in(self, member: MemberView) -> Card:
        look = self._look
        give = PlainButton(
            look, _("Reset the passphrase") if member.may_open else _("Give a passphrase"), icon="key-round"
        )
        give.clicked.connect(lambda: self.passphrase_requested.emit(member.id))
        pin = PlainButton(look, _("Reset the PIN") if member.has_pin else _("Set a PIN"), icon="lock")
        pin.clicked.connect(lambda: self.pin_requested.emit(member.id))
        left = DangerButton(look, _("Leaves the centre"), icon="log-out")
        left.clicked.connect(lambda: self.leave_requested.emit(member.id))
        about = _(
            "A passphrase opens this device; a PIN signs and unlocks the screen. Who leaves keeps neither."
        )
        items: list[QWidget] = [Text(look, about, tone="muted"), give]
        if member.may_open:
            take = PlainButton(look, _("Take the passphrase away"))
            take.clicked.connect(lambda: self.passphrase_taken.emit(member.id))
            items.append(take)
        return Card(*items, *self._badge(member), pin, left, gap=1.5)

    def _badge(self, member: MemberView) -> list[QWidget]:
        words = _("Print another badge…") if member.has_badge else _("Print a badge…")
        badge = PlainButton(self._look, words, icon="id-card")
        badge.clicked.connect(lambda: self.badge_requested.emit(member.id))
        if not member.has_badge:
            return [badge]
        take = PlainButton(self._look, _("Take the badge back"))
        take.clicked.connect(lambda: self.badge_taken.emit(member.id))
        return [badge, take]

    def _save(self) -> None:
        self.until.show_error("")
        self.refuse("")
        try:
            written = self.written()
        except ValueError:
            self.until.show_error(_("This is no day: write it as 2028-12-31, or leave it empty."))
            return
        # A second press would add a second member of the same name.
        self._save_button.setEnabled(False)
        self.saved.emit(written)


def _offered(member: MemberView | None, scopes: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Everything, the sectors, and whatever else this member's scope names already."""
    known = [(EVERYTHING, _("everything")), *scopes]
    held = member.scope if member else ()
    return known + [(part, part) for part in held if part not in dict(known)]

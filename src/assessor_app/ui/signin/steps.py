"""The steps of signing in: who, the passphrase, and what to do without one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from assessor_app.domain.people import Role
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.fields import Field, Tick
from assessor_app.ui.kit.layout import Frame, column, hide_unless, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Step, back_button
from assessor_app.ui.signin.tiles import Tiles
from assessor_app.ui.signin.view import Door, SignInView, Trouble
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.roles import role_word


class WhoStep(Step):
    """Everybody who may open.

    Signals:
        picked(str): whose slot.
        keyring_requested(): open with this computer's keyring.
        lost_requested(): somebody has no passphrase any more.
        scan_requested(): a badge before the camera.
    """

    picked = Signal(str)
    scan_requested = Signal()
    keyring_requested = Signal()
    lost_requested = Signal()

    def __init__(self, look: Look, view: SignInView, *, note: str = "") -> None:
        super().__init__(look, _("Who are you?"), about=_("Touch your name, then type your passphrase."))
        if view.sample_passphrase:
            self.add(_sample_notice(look, view))
        if note:
            self.add(Text(look, note, tone="not_met"))
        if not view.doors:
            self.add(Text(look, _("Nobody has a passphrase here: open with the recovery key.")))
        if view.keyring:
            keyring = PlainButton(look, _("Open with this computer's keyring"), icon="key-round")
            keyring.clicked.connect(self.keyring_requested)
            self.add(row(keyring, None))
        self.tiles = Tiles(look, [(door.slot, door.label, _about(door)) for door in view.doors])
        self.tiles.picked.connect(self.picked)
        self.first_focus = self.tiles.first()
        self.add(self.tiles)
        lost = QuietButton(look, _("I have lost my passphrase"), icon="life-buoy")
        lost.clicked.connect(self.lost_requested)
        self.foot(lost, None)
        if view.badges:
            self._offer_badge()

    def _offer_badge(self) -> None:
        """A hand scanner needs no button: it is heard anyway."""
        words = Text(self.look, _("Or scan your badge."), tone="muted")
        scan = PlainButton(self.look, _("Scan with the camera"), icon="scan-qr-code")
        scan.clicked.connect(self.scan_requested)
        line = row(words, scan, gap=2)
        line.setStretch(0, 1)
        self.add(line)


def _about(door: Door) -> str:
    role = role_word(Role(door.role)) if door.role in set(Role) else ""
    if not door.pin:
        return role
    return (
        _("{role} · PIN {pin}").format(role=role, pin=door.pin)
        if role
        else _("PIN {pin}").format(pin=door.pin)
    )


def _sample_notice(look: Look, view: SignInView) -> Frame:
    words = _(
        "Everybody here is invented. The passphrase of each is “{passphrase}”; the PIN signs and unlocks."
    )
    said = column(Text(look, words.format(passphrase=view.sample_passphrase)), gap=0.5, margin=2)
    if view.sample_recovery:
        key = _("The recovery key, which also opens copies on a stick: {key}")
        said.addWidget(Text(look, key.format(key=view.sample_recovery)))
    return Frame("notice", said)


class SecretStep(Step):
    """A passphrase or a recovery key, and a button that opens.

    Signals:
        entered(str): the secret.
        back_requested(): to the names.
        lost_requested(): somebody does not know it.
    """

    entered = Signal(str)
    back_requested = Signal()
    lost_requested = Signal()

    def __init__(
        self, look: Look, title: str, *, about: str, label: str, secret: bool, text: str = ""
    ) -> None:
        super().__init__(look, title, about=about, icon="key-round")
        self.field = Field(look, label, secret=secret and not text, text=text)
        edit = self.field.edit
        if isinstance(edit, QLineEdit):
            edit.returnPressed.connect(self._enter)
            edit.selectAll()  # what somebody types replaces what is told
        self.add(self.field)
        if secret and not text:
            show = Tick(look, _("Show what I type"))
            show.toggled.connect(self._show)
            self.add(show)
        self._busy = Text(look, tone="muted")
        self._busy.hide()
        self.add(self._busy)
        self.go = PrimaryButton(look, _("Open"))
        self.go.clicked.connect(self._enter)
        self._back = back_button(look)
        self._back.clicked.connect(self.back_requested)
        self._lost = QuietButton(look, _("I have lost it"))
        self._lost.clicked.connect(self.lost_requested)
        hide_unless(self._lost, secret)
        self.foot(self._back, None, self._lost, self.go)
        self.first_focus = edit

    def work(self, words: str) -> None:
        """Says what is being done; nothing can be pressed meanwhile. No words: it is over."""
        self._busy.say(words)
        self._busy.setVisible(bool(words))
        for widget in (self.field, self.go, self._back, self._lost):
            widget.setEnabled(not words)

    def refuse(self, sentence: str) -> None:
        """Says why it did not open; what was typed stays, to be mended."""
        self.work("")
        self.field.show_error(sentence)
        self.field.edit.setFocus()
        if isinstance(self.field.edit, QLineEdit):
            self.field.edit.selectAll()

    def _enter(self) -> None:
        if self.go.isEnabled() and self.field.text():
            self.field.show_error("")
            self.entered.emit(self.field.text())

    def _show(self, shown: bool) -> None:
        if isinstance(self.field.edit, QLineEdit):
            mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
            self.field.edit.setEchoMode(mode)


class LostStep(Step):
    """What is left when a passphrase is lost, in the order to try it.

    Signals:
        recovery_requested(): there is a recovery key.
        restore_requested(): there is a copy on a stick.
        back_requested(): to the names.
    """

    recovery_requested = Signal()
    restore_requested = Signal()
    back_requested = Signal()

    def __init__(self, look: Look, *, recovery: bool) -> None:
        super().__init__(look, _("I have lost my passphrase"), icon="life-buoy")
        for number, words in enumerate(_ways(), start=1):
            self.add(Text(look, f"{number}.  {words}"))
        end = _(
            "If everybody's passphrase and the recovery key are lost, the data on this device and on its copies can "
            "no longer be read by anybody: not by you, not by us. There is no back door. Papers already printed "
            "stay valid."
        )
        self.add(Frame("notice", column(Text(look, end), margin=2)))
        back = back_button(look)
        back.clicked.connect(self.back_requested)
        restore = PlainButton(look, _("Restore a copy"))
        restore.clicked.connect(self.restore_requested)
        self.foot(back, None, restore)
        if recovery:
            key = PrimaryButton(look, _("Use the recovery key"), icon="key-round")
            key.clicked.connect(self.recovery_requested)
            self.foot(key)
            self.first_focus = key


def _ways() -> tuple[str, ...]:
    return (
        _(
            "Somebody else on the list opens the device with their own passphrase, and you go on with your PIN."
        ),
        _("An administrator who is in gives you a new passphrase: Settings, Staff."),
        _("The recovery key, on the sheet that was written when this centre was set up, opens the device."),
    )


class TroubleStep(Step):
    """The folder does not open.

    Signals:
        again_requested(): try once more.
        restore_requested(): restore a copy.
    """

    again_requested = Signal()
    restore_requested = Signal()

    def __init__(self, look: Look, trouble: Trouble) -> None:
        super().__init__(look, trouble.title, icon="triangle-alert")
        self.add(Text(look, trouble.sentence))
        again = PrimaryButton(look, _("Try again"))
        again.clicked.connect(self.again_requested)
        self.first_focus = again
        self.foot(None)
        if trouble.restore:
            restore = PlainButton(look, _("Restore a copy"), icon="archive-restore")
            restore.clicked.connect(self.restore_requested)
            self.foot(restore)
        self.foot(again)

"""The sign-in page: a closed room with one step on its sheet."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.banner import SampleBand
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.signin.room import Room, Step
from assessor_app.ui.signin.steps import LostStep, SecretStep, TroubleStep, WhoStep
from assessor_app.ui.signin.view import SignInView, Trouble
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class SignInPage(Page):
    """Asks who opens the device.

    Signals:
        passphrase_entered(str, str): slot, passphrase.
        recovery_entered(str): the recovery key as typed.
        keyring_requested(): open with this computer's keyring.
        scan_requested(): a badge before the camera.
        restore_wanted(): show the step that restores a copy.
        again_requested(): look at the folder once more.
    """

    passphrase_entered = Signal(str, str)
    recovery_entered = Signal(str)
    keyring_requested = Signal()
    scan_requested = Signal()
    restore_wanted = Signal()
    again_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Sign in"))
        self._view = SignInView(doors=())
        self._band = SampleBand(look)
        self._band.hide()
        self._room = Room(look, name=_("Sign in"), width=980)
        self.setLayout(column(self._band, self._room, gap=0))

    def show_data(self, data: object) -> None:
        """Shows a SignInView from its beginning, or a Trouble."""
        if isinstance(data, Trouble):
            self._show_trouble(data)
        elif isinstance(data, SignInView):
            self._view = data
            self._band.setVisible(bool(data.sample_passphrase))
            self.show_who()

    def show_who(self, *, note: str = "") -> None:
        """The names; `note` is what a person should know first."""
        step = WhoStep(self.look, self._view, note=note)
        step.picked.connect(self.show_passphrase)
        step.keyring_requested.connect(self.keyring_requested)
        step.lost_requested.connect(self.show_lost)
        step.scan_requested.connect(self.scan_requested)
        self._room.put(step)

    def show_passphrase(self, slot: str) -> None:
        """One person's passphrase."""
        label = next(door.label for door in self._view.doors if door.slot == slot)
        step = SecretStep(
            self.look,
            label,
            about=_("A wrong passphrase costs nothing: try again."),
            label=_("Passphrase"),
            secret=True,
            text=self._view.sample_passphrase,
        )
        step.entered.connect(partial(self.passphrase_entered.emit, slot))
        step.back_requested.connect(self.show_who)
        step.lost_requested.connect(self.show_lost)
        self._room.put(step)

    def show_lost(self) -> None:
        """What to do without a passphrase."""
        step = LostStep(self.look, recovery=self._view.recovery)
        step.recovery_requested.connect(self.show_recovery)
        step.restore_requested.connect(self.restore_wanted)
        step.back_requested.connect(self.show_who)
        self._room.put(step)

    def show_recovery(self) -> None:
        """The recovery key."""
        step = SecretStep(
            self.look,
            _("Open with the recovery key"),
            about=_("Nine groups from the sheet. Capitals, spaces and dashes do not matter."),
            label=_("Recovery key"),
            secret=False,
        )
        step.entered.connect(self.recovery_entered)
        step.back_requested.connect(self.show_lost)
        self._room.put(step)

    def show_step(self, step: Step) -> None:
        """A step that somebody else made and wired."""
        self._room.put(step)

    def show_working(self, words: str) -> None:
        """Says what is being done."""
        step = self._room.step()
        if isinstance(step, SecretStep):
            step.work(words)
        else:
            self._room.put(Step(self.look, words, icon="key-round"))

    def show_refused(self, sentence: str) -> None:
        """Says why it did not open, where it was tried."""
        step = self._room.step()
        if isinstance(step, SecretStep):
            step.refuse(sentence)
        else:
            self.show_who(note=sentence)

    def first_focus(self) -> QWidget | None:
        step = self._room.step()
        return step.first_focus if isinstance(step, Step) else None

    def keys(self) -> Keys:
        return [
            (_("Tab"), _("the next name")),
            (_("Space"), _("that name")),
            (_("Enter"), _("open this device")),
        ]

    def _show_trouble(self, trouble: Trouble) -> None:
        step = TroubleStep(self.look, trouble)
        step.again_requested.connect(self.again_requested)
        step.restore_requested.connect(self.restore_wanted)
        self._room.put(step)


def suggested_folder(folder: Path) -> Path:
    """Where a copy is unpacked beside a folder that does not open: the first name that is free."""
    for number in range(1, 100):
        tried = folder.with_name(f"{folder.name}-restored-{number}")
        if not tried.exists():
            return tried
    return folder.with_name(f"{folder.name}-restored")

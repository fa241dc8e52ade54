"""The locked screen: it covers everything, and shows nobody's data."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.kit.layout import column, row
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.pinpad import PinPad
from assessor_app.ui.kit.text import Text
from assessor_app.ui.lock.view import LockView, Person
from assessor_app.ui.signin.room import Room, Step
from assessor_app.ui.signin.tiles import Tiles
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class LockStep(Step):
    """Who goes on.

    Signals:
        picked(str): the person's id.
        scan_requested(): a staff badge before the camera.
        sign_out_requested(): close the data; a passphrase opens it again.
    """

    picked = Signal(str)
    scan_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, look: Look, view: LockView) -> None:
        current = view.current
        about = _("Everything is saved.") if current else _("Touch your name, then type your PIN.")
        super().__init__(look, _("Locked") if current else _("Who is here?"), about=about, icon="lock")
        if current is not None:
            self._offer((current,))
        if current is not None and view.others:
            self.add(Text(look, _("Somebody else takes over"), role="row", bold=True))
        if view.others:
            self._offer(view.others)
        if current is None and not view.others:
            self.add(Text(look, _("Nobody here has a PIN yet: sign in with a passphrase.")))
        else:
            self._offer_badge()
        if view.sample:
            self.add(Text(look, _("The PINs of the sample centre stand on its sign-in page."), tone="muted"))
        out = QuietButton(look, _("Close, and sign in with a passphrase"), icon="log-out")
        out.clicked.connect(self.sign_out_requested)
        self.foot(out, None)
        self.first_focus = self.first_focus or out

    def _offer_badge(self) -> None:
        """A hand scanner needs no button: it is heard anyway."""
        scan = PlainButton(self.look, _("Scan with the camera"), icon="scan-qr-code")
        scan.clicked.connect(self.scan_requested)
        line = row(Text(self.look, _("Or scan your badge."), tone="muted"), scan, gap=2)
        line.setStretch(0, 1)
        self.add(line)

    def _offer(self, people: tuple[Person, ...]) -> None:
        tiles = Tiles(self.look, [(person.id, person.label, person.role) for person in people])
        tiles.picked.connect(self.picked)
        self.first_focus = self.first_focus or tiles.first()
        self.add(tiles)


class LockPage(Page):
    """Asks for a PIN before anybody goes on.

    Signals:
        pin_entered(str, str): the person's id, the PIN.
        scan_requested(): a staff badge before the camera.
        sign_out_requested(): close the data.
    """

    pin_entered = Signal(str, str)
    scan_requested = Signal()
    sign_out_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Locked"))
        self._people: dict[str, Person] = {}
        self.pad: PinPad | None = None
        self._room = Room(look, name=_("Locked"), width=980)
        self.setLayout(column(self._room, gap=0))
        self.show_closed()

    def show_closed(self) -> None:
        """Covers the screen before anything was read."""
        self.close_pad()
        self._room.put(Step(self.look, _("Locked"), about=_("Everything is saved."), icon="lock"))

    def show_data(self, data: object) -> None:
        """Shows a LockView."""
        if not isinstance(data, LockView):
            raise TypeError(type(data).__name__)
        here = (data.current,) if data.current else ()
        self._people = {person.id: person for person in (*here, *data.others)}
        step = LockStep(self.look, data)
        step.picked.connect(self.ask_pin)
        step.scan_requested.connect(self.scan_requested)
        step.sign_out_requested.connect(self.sign_out_requested)
        self._room.put(step)

    def ask_pin(self, person_id: str) -> None:
        """Opens the pad for one person."""
        self.close_pad()
        person = self._people[person_id]
        pad = PinPad(self.look, _("Your PIN"), who=person.label, action=_("Unlock"), parent=self)
        pad.entered.connect(lambda pin: self.pin_entered.emit(person_id, pin))
        self.pad = pad
        pad.open_over_all()

    def refuse(self, sentence: str, *, wait_seconds: int = 0) -> None:
        """Says why the PIN was not taken."""
        if self.pad is not None and still_open(self.pad):
            self.pad.refuse(sentence, wait_seconds=wait_seconds)

    def close_pad(self) -> None:
        """Puts the pad away."""
        if self.pad is not None:
            put_away(self.pad)
            self.pad = None

    def first_focus(self) -> QWidget | None:
        step = self._room.step()
        return step.first_focus if isinstance(step, Step) else None

    def keys(self) -> Keys:
        return [(_("Tab"), _("the next name")), (_("Enter"), _("that name")), (_("0 … 9"), _("the PIN"))]

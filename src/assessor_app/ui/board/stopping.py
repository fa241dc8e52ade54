"""Stop, from the board: frozen at one touch, then who and why; a PIN and a reason to go on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.domain.stopping import StopWhy
from assessor_app.ui.assess.going_on import WhatHappened
from assessor_app.ui.board.view import BoardView, StopView
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import Frame, column, holding, nest, row
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

ROOM = ""
_EVERYBODYS = {StopWhy.ALARM.value, StopWhy.POWER.value}
_BESIDE_FROM = 460


class StopBand(Frame):
    """A stop that stands: what is frozen, and the way to go on.

    Signals:
        say_asked(str), go_on_asked(str): the stop's id.
    """

    say_asked = Signal(str)
    go_on_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("dangerous")
        self._look = look
        self._lines = column(gap=look.metrics.apart(4) / 8)
        self._widgets: list[QWidget] = []
        self._steps: list[tuple[PlainButton, PrimaryButton]] = []
        self._shown: tuple[StopView, ...] | None = None
        self._low = False
        self._edge(0.75)
        self.setLayout(self._lines)

    def stand(self, *, low: bool) -> None:
        """In a low window the words stand in one line: where they are cut, a touch on them opens them whole."""
        if low != self._low:
            self._low = low
            self._edge(0.25 if low else 0.75)
            shown, self._shown = self._shown, None
            self.show_stops(shown or ())

    def show_stops(self, stops: tuple[StopView, ...]) -> None:
        """Shows every stop that stands, a line each; hidden while there is none."""
        if stops != self._shown:
            self._shown = stops
            for widget in self._widgets:
                widget.setParent(None)
                widget.deleteLater()
            self._steps = []
            self._widgets = [self._line(stop) for stop in stops]
            for widget in self._widgets:
                self._lines.addWidget(widget)
        self.setVisible(bool(stops))

    def take_focus(self) -> bool:
        """Gives the focus to the next step of a stop that stands; whether there is one."""
        if self.isHidden() or not self._steps:
            return False
        say, go_on = self._steps[0]
        (go_on if go_on.isEnabled() else say).setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _line(self, stop: StopView) -> QWidget:
        look = self._look
        words = (
            Shortened(look, stop.words, title=_("Stopped"), least=16)
            if self._low
            else Text(look, stop.words, role="row", bold=True)
        )
        say = PlainButton(self._look, _("What happened?") if not stop.said else _("Change"))
        say.clicked.connect(lambda: self.say_asked.emit(stop.id))
        go_on = PrimaryButton(self._look, _("Go on …"), icon="play")
        go_on.setEnabled(stop.said)
        go_on.clicked.connect(lambda: self.go_on_asked.emit(stop.id))
        self._steps.append((say, go_on))
        gap = self._look.metrics.gap / 8
        return Beside(look, words, holding(row(say, go_on, gap=gap)), from_width=_BESIDE_FROM, gap=gap)

    def _edge(self, steps: float) -> None:
        step = self._look.metrics.step
        self._lines.setContentsMargins(step(2), step(steps), step(2), step(steps))


class WhyDialog(Dialog):
    """What happened, to whom, who was told. What happened is never guessed; what was said before stands to be changed.

    Whoever was touched last before the stop is offered first, and the room for what concerns everybody.

    Signals:
        said(str, str, str, str): entry (empty for the room), why, told, note.
        only(str): this entry alone is stopped, the others go on at once.
    """

    said = Signal(str, str, str, str)
    only = Signal(str)

    def __init__(
        self, look: Look, view: BoardView, stop: StopView, parent: QWidget | None, *, meant: str = ""
    ) -> None:
        """`meant` is the entry that was touched last, where the stop came after that."""
        super().__init__(
            look,
            _("Stopped: what happened?"),
            sentence=_("Marks and clocks are frozen. Take your time: this can wait until all is safe."),
            parent=parent,
        )
        self._meant = "" if stop.said or view.learner(meant) is None else meant
        self._chosen = False
        whom = [(ROOM, _("The whole room"))]
        whom += [(item.id, led_by(item.bib, item.name)) for item in view.learners]
        self.whom = Select(look, _("Who is stopped"), sorted(whom, key=lambda one: one[0] != self._meant))
        self.whom.choose(stop.entry or self._meant)
        self.whom.activated.connect(lambda _at: setattr(self, "_chosen", True))
        # A stop of one learner is never made one of the room: that is another stop.
        self.whom.setEnabled(not stop.entry)
        self.only_them = PlainButton(look, _("The others go on now"))
        self.only_them.clicked.connect(self._only_them)
        self.whom.currentIndexChanged.connect(self._ready)
        self.why = WhatHappened(look, stop.why)
        self.told = Field(
            look, _("Who was told"), hint=_("first aider, fire warden, nobody …"), text=stop.told
        )
        self.note = Field(look, _("In your words"), lines=3, text=stop.note)
        nest(self.body, column(Text(look, _("Who is stopped"), role="small", bold=True), self.whom, gap=0.5))
        self.body.addWidget(self.only_them)
        nest(self.body, column(Text(look, _("What happened"), role="small", bold=True), self.why, gap=0.5))
        for item in (self.told, self.note):
            self.body.addWidget(item)
        self.keep = PrimaryButton(look, _("Keep"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.why.currentIndexChanged.connect(self._offer)
        self._ready()
        self.foot(self.cancel_button(_("Later")), self.keep)

    def _offer(self) -> None:
        """An alarm is everybody's, whoever was touched last; but for whom somebody chose."""
        if self._meant and self.whom.isEnabled() and not self._chosen:
            self.whom.choose(ROOM if self.why.key() in _EVERYBODYS else self._meant)
        self._ready()

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.why.key()))
        self.only_them.setVisible(self.whom.isEnabled() and bool(self.whom.key()))

    def _only_them(self) -> None:
        self.only.emit(self.whom.key())
        self.whom.setEnabled(False)
        self._ready()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self.said.emit(self.whom.key(), self.why.key(), self.told.text(), self.note.text())
        self.accept()

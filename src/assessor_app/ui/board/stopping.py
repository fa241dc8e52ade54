"""Stop, from the board: frozen at one touch, then who and why; a PIN and a reason to go on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.assess.going_on import WhatHappened
from assessor_app.ui.board.view import BoardView, StopView
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field, Select
from assessor_app.ui.kit.layout import Frame, column, holding, row
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

ROOM = ""
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
            self._widgets = [self._line(stop) for stop in stops]
            for widget in self._widgets:
                self._lines.addWidget(widget)
        self.setVisible(bool(stops))

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
        gap = self._look.metrics.gap / 8
        return Beside(look, words, holding(row(say, go_on, gap=gap)), from_width=_BESIDE_FROM, gap=gap)

    def _edge(self, steps: float) -> None:
        step = self._look.metrics.step
        self._lines.setContentsMargins(step(2), step(steps), step(2), step(steps))


class CopyBand(Frame):
    """Marks are being copied from paper, until somebody is done.

    Signals:
        done_asked(): no more of this sheet. photo_asked(): its photo is kept with the work.
    """

    done_asked = Signal()
    photo_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("notice")
        self._words = Text(look, role="row", bold=True)
        self.photo = PlainButton(look, _("Photo of the sheet"), icon="camera")
        self.photo.clicked.connect(self.photo_asked)
        done = PrimaryButton(look, _("Done"))
        done.clicked.connect(self.done_asked)
        line = row(self._words, self.photo, done, gap=look.metrics.gap / 8)
        line.setStretch(0, 1)
        step = look.metrics.step
        line.setContentsMargins(step(2), step(0.75), step(2), step(0.75))
        self.setLayout(line)
        self.hide()

    def say(self, words: str) -> None:
        """Says what is copied; hidden where nothing is."""
        self._words.say(words)
        self.setVisible(bool(words))


class WhyDialog(Dialog):
    """What happened, to whom, who was told. Nothing is guessed; what was said before stands there to be changed.

    Signals:
        said(str, str, str, str): entry (empty for the room), why, told, note.
    """

    said = Signal(str, str, str, str)

    def __init__(self, look: Look, view: BoardView, stop: StopView, parent: QWidget | None) -> None:
        super().__init__(
            look,
            _("Stopped: what happened?"),
            sentence=_("Marks and clocks are frozen. Take your time: this can wait until all is safe."),
            parent=parent,
        )
        whom = [(ROOM, _("The whole room"))]
        whom += [(item.id, led_by(item.bib, item.name)) for item in view.learners]
        self.whom = Select(look, _("Who is stopped"), whom)
        self.whom.choose(stop.entry)
        # A stop of one learner is never made one of the room: that is another stop.
        self.whom.setEnabled(not stop.entry)
        self.why = WhatHappened(look, stop.why)
        self.told = Field(
            look, _("Who was told"), hint=_("first aider, fire warden, nobody …"), text=stop.told
        )
        self.note = Field(look, _("In your words"), lines=3, text=stop.note)
        for words, choice in ((_("Who is stopped"), self.whom), (_("What happened"), self.why)):
            self.body.addLayout(column(Text(look, words, role="small", bold=True), choice, gap=0.5))
        for item in (self.told, self.note):
            self.body.addWidget(item)
        self.keep = PrimaryButton(look, _("Keep"))
        self.keep.setDefault(True)
        self.keep.clicked.connect(self._keep)
        self.why.currentIndexChanged.connect(self._ready)
        self._ready()
        self.foot(self.cancel_button(_("Later")), self.keep)

    def _ready(self) -> None:
        self.keep.setEnabled(bool(self.why.key()))

    def _keep(self) -> None:
        self.said.emit(self.whom.key(), self.why.key(), self.told.text(), self.note.text())
        self.accept()

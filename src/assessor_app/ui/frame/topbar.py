"""The top bar: whose centre, what to find, how things stand, who is here, lock."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout

from assessor_app.ui.frame.state import FrameState
from assessor_app.ui.kit.buttons import IconButton
from assessor_app.ui.kit.fields import SearchField
from assessor_app.ui.kit.layout import Frame, nest, row
from assessor_app.ui.kit.text import Line
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LONGEST_PERSON = 260
# Where both share a line, the state has its words in one: two would take it from the page.
_LONGEST_BESIDE_STATE = 170
_NARROW, _SEARCH, _SEARCH_LEAST = 520, 180, 116


class TopBar(Frame):
    """One line across the window; two where it is narrow.

    Signals:
        searched(str): the words in the search field, once Enter was pressed.
        scan_asked(): a badge or a paper before the camera.
        lock_asked(): lock the screen.
        switch_asked(): another person takes over.
        resized(): it is another size now, as after its lines were stacked.
    """

    searched = Signal(str)
    scan_asked = Signal()
    lock_asked = Signal()
    switch_asked = Signal()
    resized = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("bar")
        self._look = look
        self._centre = Line(look, role="body", bold=True, least=16)
        self._state = Line(look, tone="muted", least=12)
        self._battery = Line(look, tone="muted", least=8)
        self.search = SearchField(
            look,
            _("Search learners, forms and certificates"),
            hint=_("Learner, form, certificate number"),
            keys=_("Ctrl+K"),
        )
        self.search.setToolTip(self.search.placeholderText())
        self.search.setMinimumWidth(look.metrics.text(_SEARCH))
        self.search.returnPressed.connect(self._search)
        self._scan = IconButton(look, "scan-qr-code", _("Scan"), name=_("Scan with the camera"))
        self._scan.clicked.connect(self.scan_asked)
        self._person = IconButton(look, "user-round", "", name=_("Switch to another person"))
        self._person.clicked.connect(self.switch_asked)
        self._lock = IconButton(look, "lock", _("Lock"))
        self._lock.clicked.connect(self.lock_asked)
        self._first = row(self._centre, self.search, self._scan, gap=2)
        self._first.setStretch(1, 1)
        self._who = ("", "")
        self._second = row(self._state, self._battery, None, self._person, self._lock, gap=1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(24, 8, 8, 8)
        self._box.setSpacing(16)
        nest(self._box, self._first, 1)
        nest(self._box, self._second)
        self.setLayout(self._box)

    def _search(self) -> None:
        words = self.search.text().strip()
        if words:
            self.search.clear()
            self.searched.emit(words)

    def show_state(self, state: FrameState) -> None:
        """Shows the frame's state."""
        self._centre.say(state.centre)
        self._state.say(state.state)
        self._battery.say(f"· {state.battery}" if state.battery else "")
        self._battery.setVisible(bool(state.battery))
        who = (
            _("{person}, {role}").format(person=state.person, role=state.role) if state.role else state.person
        )
        # A name of sixty characters must not push the state out: it ends in …, and stands whole under the pointer.
        name = _("{who}. Switch to another person").format(who=who)
        self._who = (who, name)
        self._say_who()
        self._person.setVisible(bool(state.person))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self._look.metrics.text(_NARROW)
        self.search.setMinimumWidth(self._look.metrics.text(_SEARCH_LEAST if narrow else _SEARCH))
        self._say_who()
        self.resized.emit()

    def _say_who(self) -> None:
        """In a narrow window the person has a third of it, however large the lettering."""
        who, name = self._who
        most = self._look.metrics.text(1)
        stacked = self._box.direction() == QBoxLayout.Direction.TopToBottom
        lines, longest = (3, _LONGEST_BESIDE_STATE) if stacked else (2, _LONGEST_PERSON)
        room = min(longest, round(self.width() / 3 / most))
        self._person.say_within(who, room, name=name, lines=lines)

    def stack(self, stacked: bool) -> None:
        """Two lines, or one."""
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)
        self._say_who()
        self._box.setSpacing(self._look.metrics.apart(8 if stacked else 16))

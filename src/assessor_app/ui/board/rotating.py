"""At the end of a rotation: whether everybody goes on now. It is asked beside the marks, and moves nothing under a finger."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QTimer, Signal

from assessor_app.ui.board.guarding import PLAIN
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.clocks.large import ROUNDS
from assessor_app.ui.clocks.view import ROOM
from assessor_app.ui.clocks.watch import Watch
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, column, holding
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_HEARS_AFTER_MS = 800
"""A finger that was on its way when it came is not heard."""


class RoundQuestion(Frame):
    """Rotate now? It lies over the criterion, where nobody marks.

    Signals:
        answered(str): the key of how everybody goes on. later_asked(): not now.
    """

    answered = Signal(str)
    later_asked = Signal()

    def __init__(self, look: Look, parent: BoardPage) -> None:
        super().__init__("notice", parent=parent)
        self._look = look
        self.words = Text(look, _("Time is over. Rotate now?"), role="row", bold=True)
        self.ways = {key: PrimaryButton(look, "", icon="refresh-cw") for key in ROUNDS}
        for key, button in self.ways.items():
            button.clicked.connect(lambda _checked=False, key=key: self.answered.emit(key))
        self.later = PlainButton(look, _("Not now"))
        self.later.clicked.connect(self.later_asked)
        gap = max(look.metrics.step(1), look.metrics.gap)
        lines = column(self.words, holding(Flow(*self.ways.values(), self.later, gap=gap)), gap=0.5)
        self._lines = lines
        self.setLayout(lines)
        self._hears = QTimer(self)
        self._hears.setSingleShot(True)
        self._hears.setInterval(_HEARS_AFTER_MS)
        self._hears.timeout.connect(lambda: self._hear(heard=True))
        self.hide()

    def ask(self, rounds: Sequence[tuple[str, str]]) -> None:
        """Asks, with a button for each way to go on (key and words)."""
        words = dict(rounds)
        for key, button in self.ways.items():
            button.say(words.get(key, ""))
            button.setVisible(key in words)
        if self.isHidden():
            self._hear(heard=False)
            self._hears.start()
            self.show()
        self.raise_()

    def lie(self, place: QRect, *, most: int) -> None:
        """Lies in a place, higher where its words need that; closer together where that is over `most` pixels."""
        side, edge = self._look.metrics.step(2), self._look.metrics.step(1)
        for around in (edge, 1):
            self._lines.setContentsMargins(side, around, side, around)
            high = self._lines.heightForWidth(place.width())
            if high <= most:
                break
        place.setHeight(max(high, place.height()))
        self.setGeometry(place)

    def _hear(self, *, heard: bool) -> None:
        for button in (*self.ways.values(), self.later):
            button.setEnabled(heard)


class Rotating(QObject):
    """Asks at the end of the room's time, once for each time; what is answered is kept by `go_round`."""

    def __init__(
        self,
        page: BoardPage,
        watch: Watch,
        *,
        rounds: Callable[[], Sequence[tuple[str, str]]],
        go_round: Callable[[str], None],
    ) -> None:
        """`rounds` are how everybody can go on now."""
        super().__init__(page)
        self._page, self._watch, self._rounds = page, watch, rounds
        self._answered: tuple[str, int] = ("", 0)
        self.question = RoundQuestion(page.look, page)
        self.question.answered.connect(lambda how: self._answer(lambda: go_round(how)))
        self.question.later_asked.connect(lambda: self._answer(lambda: None))
        for widget in (page, page.head, page.head.who):
            widget.installEventFilter(self)
        watch.ticked.connect(self.look)

    def look(self) -> None:
        """Asks where the room's time is over, and nobody answered yet."""
        page, watch = self._page, self._watch
        room = watch.faces().get(ROOM) if watch.sitting == page.view.sitting else None
        frozen = any(not stop.entry for stop in page.view.stops)
        rounds = self._rounds()
        asked = room is not None and room.over and room.running and not frozen and bool(rounds)
        if asked and self._answered != (watch.sitting, watch.begun()):
            self.question.ask(rounds)
            self._lay()
        else:
            self.question.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and not self.question.isHidden():
            self._lay()
        return super().eventFilter(watched, event)

    def _answer(self, act: Callable[[], None]) -> None:
        self._answered = (self._watch.sitting, self._watch.begun())
        self.question.hide()
        act()

    def _lay(self) -> None:
        """Over the criterion, clear of who is meant."""
        head, question = self._page.head, self.question
        place = QRect(head.mapTo(self._page, QPoint(0, 0)), head.size())
        who = QRect(head.who.mapTo(self._page, QPoint(0, 0)), head.who.size())
        beside = who.top() < place.center().y()
        if beside and who.left() > place.left():
            place.setRight(who.left() - 1)
        elif beside:
            place.setLeft(who.right() + 1)
        most = place.height() if beside else who.top() - place.top()
        place.setHeight(most)
        question.lie(place, most=most)


def turn_round(page: BoardPage) -> str:
    """People stand elsewhere from now on: the next touch or key shows whose tile it is. Returns who had the focus."""
    entry, _criterion = page.views.here()
    page.hands.take_brush(PLAIN)
    page.hands.forget()
    page.hands.guard.arm()
    page.hands.pad.lapsed = True
    return entry

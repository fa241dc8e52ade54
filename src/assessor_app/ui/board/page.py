"""The board: a sitting's learners side by side, in three views of the same marks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.bar import BoardBar
from assessor_app.ui.board.foot import Foot
from assessor_app.ui.board.guarding import PLAIN
from assessor_app.ui.board.hands import Hands
from assessor_app.ui.board.head import CriterionHead
from assessor_app.ui.board.sharing import share_room
from assessor_app.ui.board.staying import staying
from assessor_app.ui.board.stopping import StopBand
from assessor_app.ui.board.telling import named
from assessor_app.ui.board.thumb import follow_thumb, show_meant
from assessor_app.ui.board.view import EMPTY, BoardView, Showing, seen
from assessor_app.ui.board.views import VIEWS, Views
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.thumb import thumb_foot
from assessor_app.ui.sheets.band import CopyBand
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_TURNS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BoardPage(Page):
    """Shows a `BoardView` and asks; a mark is painted only when a view brings it back.

    Signals:
        mark_requested(str, str, str, str): entry, criterion, what (one of `guarding.BRUSHES`), how (tap or key).
        fill_requested(str): a criterion. undo_requested(): as the button says.
        stop_requested(), why_requested(str), go_on_requested(str): a stop, and a stop's id.
        step_requested(str, str): clock, large, timer, timer-at-once, move, seats, tasks or learner, with the entry that is meant (or nothing).
        form_requested(str): a form's key. back_requested().
    """

    mark_requested = Signal(str, str, str, str)
    fill_requested = Signal(str)
    undo_requested = Signal()
    stop_requested = Signal()
    why_requested = Signal(str)
    go_on_requested = Signal(str)
    step_requested = Signal(str, str)
    form_requested = Signal(str)
    back_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Board"))
        self.view, self.showing = EMPTY, Showing()
        self.hands, self.views = Hands(self), Views(look)
        self.bar, self.band, self.copying = (
            BoardBar(look, self.views.wall.pager),
            StopBand(look),
            CopyBand(look),
        )
        self.head, self.foot = CriterionHead(look), Foot(look)
        self.footing, self.thumb = thumb_foot(look, self.foot)
        self.hands.by_thumb = self.thumb is not None
        self.covered_first, self.never_covered = self.head, self.head.who
        whole = column(self.bar, self.band, self.copying, self.head, self.views, self.footing, gap=0)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self._shortcuts: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_PageUp: self.foot.back.click,
            Qt.Key.Key_PageDown: self.foot.next.click,
            Qt.Key.Key_F3: self.head.open_whole,
            Qt.Key.Key_F2: lambda: self.step_requested.emit("learner", self.views.whose()),
            Qt.Key.Key_F4: self.bar.cover.toggle,
            Qt.Key.Key_F6: lambda: self.pick(VIEWS[(VIEWS.index(self.views.which()) + 1) % len(VIEWS)]),
            Qt.Key.Key_F7: lambda: self.step_requested.emit("timer", self.views.whose()),
            Qt.Key.Key_F8: self.bar.stop.click,
            Qt.Key.Key_F9: self.foot.fill.click,
        }
        self._connect()
        if self.thumb is not None:
            follow_thumb(self, self.thumb)

    def show_data(self, data: object) -> None:
        if not isinstance(data, BoardView):
            raise TypeError(f"the board shows a BoardView, not {type(data).__name__}")
        if (data.sitting, data.form) != (self.view.sitting, self.view.form):
            first = data.criteria[0].id if data.criteria else ""
            self.showing = replace(self.showing, criterion=first, pointed="", bench="")
        self.view = data
        self.hands.show_board(data)
        self.bar.show_board(data)
        if data.said:
            self.head.say("", data.said)
        with staying(self):
            self._paint()

    def choose(self, showing: Showing) -> None:
        """Shows something else of the same marks."""
        if showing.criterion != self.showing.criterion:
            self.head.keep("")
        self.showing = showing
        self.hands.telling.cover(on=showing.covered)
        self._paint()

    def watch(self, criterion: str) -> None:
        """Watches another criterion; the brush falls back, and nobody is meant any more."""
        if criterion in {item.id for item in self.view.criteria}:
            entry, _before = self.views.here()
            self.hands.take_brush(PLAIN)
            self.hands.forget()
            self.choose(replace(self.showing, criterion=criterion, pointed=""))
            if entry:
                self.views.go_to(entry, criterion)

    def show_copying(self, words: str) -> None:
        """Says that marks are copied from paper; nothing is filled meanwhile."""
        with staying(self):
            self.copying.say(words)
            self._paint()

    def keys(self) -> Keys:
        return [
            ("+  −  0", _("met, not met today, not seen; then on to the next")),
            ("*  /", _("prompted (once more: not prompted), not applicable")),
            (
                _("a number, then + or −"),
                _("marks the learner with this bib; Enter goes there, Escape forgets it"),
            ),
            ("← → ↑ ↓", _("the learner or cell beside")),
            (_("Page up, Page down"), _("the criterion before, the next criterion")),
            (_("Ctrl with Page up, Page down"), _("the bench or page before, the next one")),
            ("F2", _("this learner's page, at this criterion: photos and other evidence too")),
            ("F3", _("the criterion and its benchmark, whole")),
            ("F4", _("cover the names")),
            ("F6", _("Wall, Bench, Grid")),
            ("F7", _("clock of a task")),
            ("F8", _("Stop")),
            ("F9", _("all met, where the button says so")),
            ("Ctrl+Z", _("undo, as its button says")),
        ]

    def first_focus(self) -> QWidget | None:
        entry, criterion = self.views.here()
        if not entry:
            # Whoever was meant before a lock, or another page, is meant again.
            self.views.go_to(self.views.whose(), criterion)
        return self.focusWidget() or self.views.front()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, criterion = self.views.here()
        key = Qt.Key(event.key())
        if key in _ENTER and self.hands.pad.typed:
            meant = self.hands.typed_learner()
            if meant:
                self.views.go_to(meant, criterion)
        elif key == Qt.Key.Key_Escape and (self.hands.pad.typed or self.hands.waits):
            self.hands.forget(lapsed=False)
        elif key in _TURNS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.views.front().turn(_TURNS[key])
        elif event.matches(QKeySequence.StandardKey.Undo) and self.foot.undo.isEnabled():
            self.undo_requested.emit()
        elif key in self._shortcuts:
            self._shortcuts[key]()
        elif not (event.text() and self.hands.key(event.text(), entry, criterion)):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        share_room(self)

    def event(self, event: QEvent) -> bool:
        """Letters and edges come with the first showing: what was shared before was reckoned without them."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            share_room(self)
        return done

    def _touch(self, entry: str, criterion: str) -> None:
        """In the Grid and at a Bench, the criterion that is touched is the one that is watched."""
        if criterion != self.showing.criterion:
            self.choose(replace(self.showing, criterion=criterion))
        self.hands.touch(entry, criterion)

    def _mark(self, entry: str, criterion: str, what: str, how: str) -> None:
        self.mark_requested.emit(entry, criterion, what, how)
        if how == "key" and what != "not-applicable":
            self.views.go_on(entry, criterion)

    def pick(self, which: str) -> None:
        """Brings wall, bench or grid to the front."""
        self.bar.views.choose(which)
        # At a Bench is who is there, as they stand.
        for choice in (self.bar.outstanding, self.bar.sorts):
            choice.setEnabled(which != "bench")
        self.views.pick(which)
        share_room(self)
        # At once, not with the next event: a touch in between would be on a page of other learners.
        for part in (self.head, self):
            if (laid := part.layout()) is not None:
                laid.activate()

    def _paint(self) -> None:
        """Paints what is shown now: the view in front, the criterion, and what each step would do."""
        view, showing = self.view, self.showing
        ids = [item.id for item in view.criteria]
        place = ids.index(showing.criterion) if showing.criterion in ids else -1
        criterion = view.criteria[place] if place >= 0 else None
        where = _("{place} of {all}").format(place=place + 1, all=len(ids)) if criterion else ""
        self.head.show_criterion(criterion, place=where)
        read = seen(view, showing)
        self.band.show_stops(read.stops)
        self.views.show_board(view, showing)
        share_room(self)
        self.foot.show_steps(
            criterion,
            fills=view.fills(showing.criterion),
            before=ids[place - 1] if place > 0 else "",
            after=ids[place + 1] if 0 <= place < len(ids) - 1 else "",
            undo=read.undo,
            frozen=any(not stop.entry for stop in view.stops) or self.copying.isVisibleTo(self),
        )
        show_meant(self)

    def _connect(self) -> None:
        bar, foot, hands, views = self.bar, self.foot, self.hands, self.views
        bar.view_asked.connect(self.pick)
        bar.sort_asked.connect(lambda key: self.choose(replace(self.showing, sort=key)))
        bar.outstanding_asked.connect(lambda on: self.choose(replace(self.showing, outstanding=on)))
        bar.cover_asked.connect(lambda on: self.choose(replace(self.showing, covered=on)))
        bar.form_asked.connect(self.form_requested)
        bar.step_asked.connect(
            lambda key: (
                hands.wait_for_touch()
                if key == "next-learner"
                else self.step_requested.emit(key, views.whose())
            )
        )
        bar.menu.aboutToShow.connect(lambda: _name_learner(self))
        hands.page_wanted.connect(lambda entry: self.step_requested.emit("learner", entry))
        bar.stop_asked.connect(self.stop_requested)
        bar.back_asked.connect(self.back_requested)
        self.band.say_asked.connect(self.why_requested)
        self.band.go_on_asked.connect(self.go_on_requested)
        views.touched.connect(self._touch)
        views.picked.connect(self.watch)
        views.clock_asked.connect(lambda entry: self.step_requested.emit("timer", entry))
        views.meant.connect(lambda entry, _criterion: hands.say_next(entry))
        views.bench_asked.connect(lambda bench: self.choose(replace(self.showing, bench=bench)))
        hands.mark_asked.connect(self._mark)
        hands.brush_changed.connect(foot.show_brush)
        hands.who_said.connect(self.head.say)
        hands.pointed.connect(lambda entry: self.choose(replace(self.showing, pointed=entry)))
        hands.forgot.connect(lambda: hands.say_next(views.here()[0]))
        hands.rested.connect(lambda rested: self.choose(replace(self.showing, dimmed=rested)))
        foot.brush_asked.connect(hands.take_brush)
        foot.fill_asked.connect(lambda: self.fill_requested.emit(self.showing.criterion))
        foot.undo_asked.connect(self.undo_requested)
        foot.back_asked.connect(lambda: _step(self, -1))
        foot.next_asked.connect(lambda: _step(self, 1))


def _name_learner(page: BoardPage) -> None:
    """*More* says whose page it leads to."""
    learner = page.view.learner(page.views.whose())
    if learner is None:
        page.bar.name_learner("")
    else:
        name = named(learner, covered=page.showing.covered)
        page.bar.name_learner(name, page.views.wall.clocks.get(learner.id))


def _step(page: BoardPage, steps: int) -> None:
    """To the criterion before, or the next one."""
    ids = [item.id for item in page.view.criteria]
    if page.showing.criterion in ids:
        page.watch(ids[min(max(ids.index(page.showing.criterion) + steps, 0), len(ids) - 1)])

"""The board: a sitting's learners side by side, in three views of the same marks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.board.bar import BoardBar
from assessor_app.ui.board.foot import Foot
from assessor_app.ui.board.guarding import PLAIN
from assessor_app.ui.board.hands import Hands
from assessor_app.ui.board.head import CriterionHead
from assessor_app.ui.board.stopping import CopyBand, StopBand
from assessor_app.ui.board.view import EMPTY, BoardView, Showing
from assessor_app.ui.board.views import VIEWS, Views
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_NARROW, _LOW = 1060, 760
_FEWEST_LINES, _LINES, _MOST_LINES = 2, 4, 6
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BoardPage(Page):
    """Shows a `BoardView` and asks; a mark is painted only when a view brings it back.

    Signals:
        mark_requested(str, str, str, str): entry, criterion, what (one of `guarding.BRUSHES`), how (tap or key).
        fill_requested(str): a criterion. undo_requested(): as the button says.
        stop_requested(), why_requested(str), go_on_requested(str): a stop, and a stop's id.
        step_requested(str, str): clock, timer, move, seats, tasks or learner, with the entry that is meant (or nothing).
        form_requested(str): a form's key. back_requested(). copied_requested(): no more is copied from paper.
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
    copied_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Board"))
        self.view, self.showing = EMPTY, Showing()
        self.hands, self.views = Hands(self), Views(look)
        self.bar, self.band, self.copying = BoardBar(look, self.views.pager), StopBand(look), CopyBand(look)
        self.head, self.foot = CriterionHead(look), Foot(look)
        self.never_covered = self.bar.stop
        whole = column(self.bar, self.band, self.copying, self.head, self.views, self.foot, gap=0)
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

    def show_data(self, data: object) -> None:
        if not isinstance(data, BoardView):
            raise TypeError(f"the board shows a BoardView, not {type(data).__name__}")
        if (data.sitting, data.form) != (self.view.sitting, self.view.form):
            first = data.criteria[0].id if data.criteria else ""
            self.showing = replace(self.showing, criterion=first, pointed="", bench="")
        self.view = data
        self.hands.show_board(data)
        self.bar.show_board(data)
        self.band.show_stops(data.stops)
        if data.said:
            self.head.who.say("", data.said)
        self._paint()

    def choose(self, showing: Showing) -> None:
        """Shows something else of the same marks."""
        self.showing = showing
        self.hands.covered = showing.covered
        self._paint()

    def watch(self, criterion: str) -> None:
        """Watches another criterion; the brush falls back, and nobody is meant any more."""
        if criterion in {item.id for item in self.view.criteria}:
            entry, _before = self.views.here()
            self.hands.take_brush(PLAIN)
            self.choose(replace(self.showing, criterion=criterion, pointed=""))
            if entry:
                self.views.go_to(entry, criterion)

    def show_copying(self, words: str) -> None:
        """Says that marks are copied from paper; nothing is filled meanwhile."""
        self.copying.say(words)
        self._paint()

    def keys(self) -> Keys:
        return [
            ("+  −  0", _("met, not met today, not seen; then on to the next")),
            ("*  /", _("prompted, not applicable")),
            (_("a number, then + − 0"), _("marks the learner with this bib; Enter goes there")),
            ("← → ↑ ↓", _("the learner or cell beside")),
            (_("Page up, Page down"), _("the criterion before, the next criterion")),
            ("F2", _("this learner's page")),
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
            self.views.go_to("", criterion)
        return self.focusWidget() or self.views.front()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entry, criterion = self.views.here()
        key = Qt.Key(event.key())
        if key in _ENTER and self.hands.pad.typed:
            self.views.go_to(self.hands.typed_learner(), criterion)
        elif event.text() == "\x1a" and self.foot.undo.isEnabled():
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
        self.views.pick(which)
        share_room(self)

    def _paint(self) -> None:
        """Paints what is shown now: the view in front, the criterion, and what each step would do."""
        view, showing = self.view, self.showing
        ids = [item.id for item in view.criteria]
        place = ids.index(showing.criterion) if showing.criterion in ids else -1
        criterion = view.criteria[place] if place >= 0 else None
        where = _("{place} of {all}").format(place=place + 1, all=len(ids)) if criterion else ""
        self.head.show_criterion(criterion, place=where)
        self.views.show_board(view, showing)
        share_room(self)
        self.foot.show_steps(
            criterion,
            fills=view.fills(showing.criterion),
            before=ids[place - 1] if place > 0 else "",
            after=ids[place + 1] if 0 <= place < len(ids) - 1 else "",
            undo=view.undo,
            frozen=any(not stop.entry for stop in view.stops) or self.copying.isVisibleTo(self),
        )

    def _connect(self) -> None:
        bar, foot, hands, views = self.bar, self.foot, self.hands, self.views
        bar.view_asked.connect(self.pick)
        bar.sort_asked.connect(lambda key: self.choose(replace(self.showing, sort=key)))
        bar.outstanding_asked.connect(lambda on: self.choose(replace(self.showing, outstanding=on)))
        bar.cover_asked.connect(lambda on: self.choose(replace(self.showing, covered=on)))
        bar.form_asked.connect(self.form_requested)
        bar.step_asked.connect(lambda key: self.step_requested.emit(key, views.whose()))
        bar.stop_asked.connect(self.stop_requested)
        bar.back_asked.connect(self.back_requested)
        self.copying.done_asked.connect(self.copied_requested)
        self.band.say_asked.connect(self.why_requested)
        self.band.go_on_asked.connect(self.go_on_requested)
        views.touched.connect(self._touch)
        views.picked.connect(self.watch)
        views.meant.connect(lambda entry, _criterion: hands.say_next(entry))
        views.bench_asked.connect(lambda bench: self.choose(replace(self.showing, bench=bench)))
        hands.mark_asked.connect(self._mark)
        hands.brush_changed.connect(foot.show_brush)
        hands.who_said.connect(self.head.who.say)
        hands.pointed.connect(lambda entry: self.choose(replace(self.showing, pointed=entry)))
        hands.rested.connect(lambda rested: self.choose(replace(self.showing, dimmed=rested)))
        foot.brush_asked.connect(hands.take_brush)
        foot.fill_asked.connect(lambda: self.fill_requested.emit(self.showing.criterion))
        foot.undo_asked.connect(self.undo_requested)
        foot.back_asked.connect(lambda: _step(self, -1))
        foot.next_asked.connect(lambda: _step(self, 1))


def _step(page: BoardPage, steps: int) -> None:
    """To the criterion before, or the next one."""
    ids = [item.id for item in page.view.criteria]
    if page.showing.criterion in ids:
        page.watch(ids[min(max(ids.index(page.showing.criterion) + steps, 0), len(ids) - 1)])


def share_room(page: BoardPage) -> None:
    """The benchmark gives way, in smaller letters, where everybody fits on one page of the Wall by that."""
    text = page.look.metrics.text
    narrow, low = page.width() < text(_NARROW), page.height() < text(_LOW)
    page.bar.stand(narrow=narrow, low=low)
    page.foot.stand(narrow=narrow, low=low)
    page.head.stand(narrow=narrow, low=low, stopped=bool(page.view.stops))
    page.band.stand(low=low)
    # While the whole room is stopped nobody paints: what the foot takes is for the criterion.
    page.foot.setHidden(low and any(not stop.entry for stop in page.view.stops))
    taken = [
        page.bar,
        *([] if page.foot.isHidden() else [page.foot]),
        *([page.band] if page.view.stops else []),
        *([page.copying] if page.copying.isVisibleTo(page) else []),
    ]
    high = page.height() - sum(part.sizeHint().height() for part in taken)
    most = _LINES
    if page.views.which() == "wall":
        # Tiles that everybody has at their least size leave the criterion what else there is.
        most = min(page.head.most_lines(page.view.criteria, page.width()), _MOST_LINES)
    fits = (
        count
        for count in range(max(most, _FEWEST_LINES), _FEWEST_LINES - 1, -1)
        if page.views.wall.seating.fits(QSize(page.width(), high - page.head.height_of(count)))
    )
    lines = next(fits, 0)
    if lines or not low:
        page.head.take_lines(lines or _LINES)
    else:
        page.head.take_least(high - page.views.front().minimumSizeHint().height())

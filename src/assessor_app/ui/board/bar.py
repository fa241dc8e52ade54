"""The board's bar: back, whose board it is, the view, the clock of the room, Stop."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from assessor_app.ui.board.view import BoardView
from assessor_app.ui.clocks.digits import READ_MM, SMALL_MM, ClockButton
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.buttons import Choice, DangerButton, PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, holding, nest, row
from assessor_app.ui.kit.plain import on_button
from assessor_app.ui.kit.text import Line
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class BoardBar(Frame):
    """What stands over the board.

    Signals:
        view_asked(str): wall, bench or grid. sort_asked(str): room, number or name. form_asked(str): a form's key.
        outstanding_asked(bool), cover_asked(bool): what is shown of the learners.
        step_asked(str): clock, large (all clocks), timer, timer-at-once, move, seats, tasks, learner or next-learner, behind *more*.
        stop_asked(), back_asked(): the steps.
    """

    view_asked = Signal(str)
    sort_asked = Signal(str)
    form_asked = Signal(str)
    outstanding_asked = Signal(bool)
    cover_asked = Signal(bool)
    step_asked = Signal(str)
    stop_asked = Signal()
    back_asked = Signal()

    def __init__(self, look: Look, pager: QWidget) -> None:
        """`pager` says which part of the Wall is shown, and leads to the others."""
        super().__init__("bar")
        self._look = look
        self.back = QuietButton(look, _("Sitting"), icon="chevron-left", name=_("Back to the sitting"))
        self.back.clicked.connect(self.back_asked)
        self._title = Line(look, bold=True, least=10)
        views = (("wall", _("Wall")), ("bench", _("Bench")), ("grid", _("Grid")))
        self.views = Choice(look, _("View"), views, current="wall")
        self.views.chosen.connect(self.view_asked)
        self._tight = self._timed = False
        self.clock = ClockButton(look, _("Clock"), name=_("Clock of the room"))
        self.clock.clicked.connect(lambda: self.step_asked.emit("large" if self._timed else "clock"))
        self.more = PlainButton(look, _("More"), icon="ellipsis")
        self.more.clicked.connect(self._open_menu)
        self.stop = DangerButton(look, _("Stop"), icon="octagon-x", name=_("Stop: freeze marks and clocks"))
        self.stop.clicked.connect(self.stop_asked)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_("More"))
        self.outstanding, self.cover = self._ticks()
        self.sorts = self._sort_actions()
        self._forms: list[QAction] = []
        self._own, self._at_once = QAction(self), QAction(self)
        self._steps()
        first = row(self.back, self._title, gap=look.metrics.gap / 8)
        first.setStretch(1, 1)
        self._pager, self.has_pager = pager, True
        self._flow = Flow(pager, self.views, self.clock, self.more, gap=look.metrics.gap, trailing=True)
        second = holding(self._flow)
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(look.metrics.apart(look.metrics.step(0.5)))
        nest(self._lines, first, 1)
        self._lines.addWidget(second)
        step = look.metrics.step
        # Stop alone is in no line with what comes and goes: it is in the corner, whatever the view.
        whole = row(self._lines, self.stop, gap=look.metrics.gap / 8)
        whole.setStretch(0, 1)
        whole.setAlignment(self.stop, Qt.AlignmentFlag.AlignTop)
        whole.setContentsMargins(step(1), step(0.5), step(2), step(0.5))
        self.setLayout(whole)

    def stand(self, *, narrow: bool, low: bool) -> None:
        """One line where there is room, two in a narrow window; in one that is low too, the least that is needed."""
        down = QBoxLayout.Direction.TopToBottom
        direction = down if narrow and not low else QBoxLayout.Direction.LeftToRight
        if self._lines.direction() != direction:
            self._lines.setDirection(direction)
        self._tight = narrow and low
        # The last to lose its shape is Stop: where the answers of a choice keep apart too.
        crowding = (self.back, self.more, *((self.stop,) if self._look.metrics.gloves else ()))
        for button in crowding:
            button.wear_icon(worn=not self._tight)
        self._title.setVisible(not self._tight)
        self.clock.take(SMALL_MM if self._tight else READ_MM)
        self._show_clock_button()

    def take_pager(self) -> None:
        """The pager stands before the views."""
        self._flow.put(0, self._pager)
        self.has_pager = True

    def give_pager(self) -> None:
        """Another part of the board has more room for the pager."""
        self._flow.removeWidget(self._pager)
        self.has_pager = False

    def show_board(self, view: BoardView) -> None:
        """Shows whose board it is."""
        words = dict(view.forms).get(view.form, "")
        self._title.say(" · ".join(part for part in (view.title, words) if part))
        for action in self._forms:
            self.menu.removeAction(action)
        self._forms = []
        for key, words in view.forms if len(view.forms) > 1 else ():
            action = self.menu.addAction(on_button(words))
            action.setCheckable(True)
            action.setChecked(key == view.form)
            action.triggered.connect(lambda _checked=False, key=key: self.form_asked.emit(key))
            self._forms.append(action)

    def show_clock(
        self, clock: ClockView | None, *, lit: bool = False, muted: bool = False, others: bool = False
    ) -> None:
        """Shows the room's clock, readable from two metres; `lit` for a flash. `others` is whether a task's clock is there."""
        self._timed = clock is not None or others
        self._show_clock_button()
        self.clock.show_clock(clock, lit=lit, muted=muted)

    def name_learner(self, name: str, clock: ClockView | None = None) -> None:
        """Whose page *more* leads to, and what it does at once with their `clock`; nobody's without a name."""
        if not name or clock is None:
            act = _("Start the clock of {learner}")
        else:
            act = (
                _("Stop the clock of {learner}") if clock.running else _("Go on with the clock of {learner}")
            )
        self._at_once.setText(act.format(learner=on_button(name)))
        self._at_once.setVisible(bool(name))
        self._own.setText(
            _("Page and photos of {learner}\tF2").format(learner=on_button(name))
            if name
            else _("A learner's page and photos\tF2")
        )
        self._own.setEnabled(bool(name))

    def _show_clock_button(self) -> None:
        """In a small window a clock that does not run is behind *more* alone."""
        self.clock.setVisible(self._timed or not self._tight)

    def _open_menu(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _ticks(self) -> tuple[QAction, QAction]:
        made = []
        for words, signal in (
            (_("Only those not seen yet"), self.outstanding_asked),
            (_("Cover the names\tF4"), self.cover_asked),
        ):
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.toggled.connect(signal)
            made.append(action)
        self.menu.addSeparator()
        return made[0], made[1]

    def _sort_actions(self) -> QActionGroup:
        group = QActionGroup(self.menu)
        for key, words in (
            ("room", _("Like the room")),
            ("number", _("By number")),
            ("name", _("By name")),
        ):
            action = self.menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == "room")
            action.triggered.connect(lambda _checked=False, key=key: self.sort_asked.emit(key))
            group.addAction(action)
        self.menu.addSeparator()
        return group

    def _steps(self) -> None:
        for key, words in (
            ("learner", ""),
            ("next-learner", _("Page and photos of whom I touch next")),
            ("clock", _("Clock of the room …")),
            ("large", _("All clocks, large")),
            ("timer-at-once", ""),
            ("timer", _("Clock of a task …\tF7")),
            ("move", _("Move or swap marks …")),
            ("paper", _("Copy marks from paper …")),
            ("seats", _("Where the benches stand …")),
            ("tasks", _("Who is at which task …")),
        ):
            action = self.menu.addAction(words)
            action.triggered.connect(lambda _checked=False, key=key: self.step_asked.emit(key))
            self._own = action if key == "learner" else self._own
            self._at_once = action if key == "timer-at-once" else self._at_once
        self.name_learner("")
        self.menu.addSeparator()
        self.menu.setToolTipsVisible(False)
        self.menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint, on=True)

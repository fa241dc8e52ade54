"""The board's bar: back, whose board it is, the view, the clock of the room, Stop."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from assessor_app.ui.board.view import BoardView, ClockView
from assessor_app.ui.kit.buttons import Choice, DangerButton, PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, holding, row
from assessor_app.ui.kit.plain import on_button
from assessor_app.ui.kit.text import Line
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_CLOCK_MM = 8


class BoardBar(Frame):
    """What stands over the board.

    Signals:
        view_asked(str): wall, bench or grid. sort_asked(str): room, number or name. form_asked(str): a form's key.
        outstanding_asked(bool), cover_asked(bool): what is shown of the learners.
        step_asked(str): clock, timer, move, seats, tasks or learner, behind *more*.
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
        """`pager` says which part of the board is shown, and leads to the others."""
        super().__init__("bar")
        self._look = look
        self.back = QuietButton(look, _("Sitting"), icon="chevron-left", name=_("Back to the sitting"))
        self.back.clicked.connect(self.back_asked)
        self._title = Line(look, bold=True, least=10)
        views = (("wall", _("Wall")), ("bench", _("Bench")), ("grid", _("Grid")))
        self.views = Choice(look, _("View"), views, current="wall")
        self.views.chosen.connect(self.view_asked)
        self.clock = QuietButton(look, _("Clock"), icon="timer", name=_("Clock of the room"))
        self.clock.clicked.connect(lambda: self.step_asked.emit("clock"))
        self.more = PlainButton(look, _("More"), icon="ellipsis")
        self.more.clicked.connect(self._open_menu)
        self._tight = self._timed = False
        self.stop = DangerButton(look, _("Stop"), icon="octagon-x", name=_("Stop: freeze marks and clocks"))
        self.stop.clicked.connect(self.stop_asked)
        self.menu = QMenu(self)
        self.menu.setAccessibleName(_("More"))
        self.outstanding, self.cover = self._ticks()
        self._sorts = self._sort_actions()
        self._forms: list[QAction] = []
        self._steps()
        first = row(self.back, self._title, gap=look.metrics.gap / 8)
        first.setStretch(1, 1)
        second = holding(
            Flow(pager, self.views, self.clock, self.more, self.stop, gap=look.metrics.gap, trailing=True)
        )
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.setSpacing(look.metrics.apart(look.metrics.step(0.5)))
        self._lines.addLayout(first, 1)
        self._lines.addWidget(second)
        step = look.metrics.step
        self._lines.setContentsMargins(step(1), step(0.5), step(2), step(0.5))
        self.setLayout(self._lines)

    def stand(self, *, narrow: bool, low: bool) -> None:
        """One line where there is room, two in a narrow window; in one that is low too, the least that is needed."""
        down = QBoxLayout.Direction.TopToBottom
        direction = down if narrow and not low else QBoxLayout.Direction.LeftToRight
        if self._lines.direction() != direction:
            self._lines.setDirection(direction)
        for button in (self.back, self.more):
            button.wear_icon(worn=not (narrow and low))
        self._tight = narrow and low
        self._title.setVisible(not self._tight)
        self._show_clock_button()

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
        self.show_clock(view.clock)

    def show_clock(self, clock: ClockView | None, *, lit: bool = False) -> None:
        """Shows the room's clock, readable from two metres while it runs; `lit` turns its colours round, for a flash."""
        self._timed = clock is not None
        self._show_clock_button()
        font = self._look.font("body", bold=clock is not None)
        if clock is not None:
            font.setPixelSize(max(self._look.metrics.mm(_CLOCK_MM), font.pixelSize()))
        self.clock.setFont(font)
        over = clock is not None and clock.over
        kind = "alarm" if over and lit else "danger" if over else "quiet"
        self.clock.setProperty("kind", kind)
        self.clock.style().unpolish(self.clock)
        self.clock.style().polish(self.clock)
        self.clock.say(clock.words if clock else _("Clock"), name=_("Clock of the room"))

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
            ("learner", _("This learner's page\tF2")),
            ("clock", _("Clock of the room …")),
            ("timer", _("Clock of a task …\tF7")),
            ("move", _("Move or swap marks …")),
            ("paper", _("Copy marks from paper …")),
            ("seats", _("Where the benches stand …")),
            ("tasks", _("Who is at which task …")),
        ):
            action = self.menu.addAction(words)
            action.triggered.connect(lambda _checked=False, key=key: self.step_asked.emit(key))
        self.menu.addSeparator()
        self.menu.setToolTipsVisible(False)
        self.menu.setWindowFlag(Qt.WindowType.NoDropShadowWindowHint, on=True)

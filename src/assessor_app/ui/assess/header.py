"""Who is being assessed, on what, when: the learner is the largest thing on the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.assess.whole_name import WholeName
from assessor_app.ui.clocks.digits import READ_MM, SMALL_MM, ClockButton
from assessor_app.ui.clocks.view import ClockView
from assessor_app.ui.kit.buttons import Choice, DangerButton, PlainButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, clear, column, holding, row
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.status import Initials
from assessor_app.ui.kit.text import Line
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import pgettext

_MOST_TABS = 3
_SIDE = 16
# The steps leave the form's line so much before they would hold the window wide.
_BEFORE_IT_HOLDS = 120
_NAME_BESIDE_FROM = 480


class LearnerHeader(Frame):
    """Initials, name, number, bench, attempt; the form and the clock; the occasions; Stop.

    Signals:
        back_asked(), before_asked(), prior_asked(), stop_asked().
        occasion_asked(str): another occasion's id.
        new_occasion_asked(str): the context of a new occasion, empty where the form names none.
    """

    back_asked = Signal()
    before_asked = Signal()
    prior_asked = Signal()
    stop_asked = Signal()
    occasion_asked = Signal(str)
    new_occasion_asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("bar")
        self._look = look
        self._view: AssessView | None = None
        self._stacked = self._short = self._apart = self._name_apart = False
        self._shown: tuple[object, ...] = ()
        self._initials = Initials(look)
        self._name = WholeName(look)
        self._number = Line(look, role="row", bold=True, least=4)
        self._where = Line(look, tone="muted", least=5)
        self._form = Line(look, least=7)
        self._environment = Line(look, tone="muted", least=4)
        self._timer = Line(look, bold=True, least=12)
        self._back = QuietButton(look, _("Back"), icon="arrow-left")
        self._back.clicked.connect(self.back_asked)
        self.stop = DangerButton(look, _("Stop"), icon="octagon-x", name=_("Stop: freezes timer and marking"))
        self.stop.clicked.connect(self.stop_asked)
        self.before = PlainButton(
            look,
            _("Before"),
            icon="clipboard-check",
            name=_("Before the work: conditions, reader, adjustments"),
        )
        self.before.clicked.connect(self.before_asked)
        self.prior = PlainButton(look, _("Prior learning"), icon="file-check")
        self.prior.clicked.connect(self.prior_asked)
        self.prior.hide()
        self.clock = ClockButton(look, _("Clock"), name=_("Clock of this learner's task"), whose="user")
        self.room_clock = ClockButton(look, "", name=_("Clock of the room"), whose="users")
        self._tabs: QHBoxLayout = row(gap=look.metrics.apart(8) / 8)
        self._occasions = holding(self._tabs)
        self._who = holding(row(self._number, self._where, gap=1.5))
        self._first = row(self._back, self._initials, self._name, self._who, self.stop, gap=1.5)
        self._first.setStretch(2, 1)
        # In the corner, as on the board: a hand finds it without looking.
        self._first.setAlignment(self.stop, Qt.AlignmentFlag.AlignTop)
        self._own_line = row(gap=0)
        asks = (self.room_clock, self.clock, self.before, self.prior, self._occasions)
        steps = Flow(*asks, gap=max(look.metrics.step(1), look.metrics.gap))
        self._around = holding(steps)
        self.room_clock.hide()
        facts = Flow(self._form, self._environment, self._timer, gap=look.metrics.step(2))
        self._facts, self._about = facts, holding(facts)
        self._in_short, self._clock = Shortened(look, "", title="", least=8), Line(look, bold=True, least=16)
        self._words = row(self._in_short, self._clock, gap=1.5)
        self._line = holding(self._words)
        self._line.hide()
        self._second = row(self._about, self._line, self._around, gap=2)
        self._second.setStretch(0, 1)
        self._second.setStretch(1, 1)
        self._third = row(None, gap=2)
        box = self._box = column(
            self._first, self._own_line, self._second, self._third, gap=look.metrics.apart(8) / 8
        )
        box.setContentsMargins(_SIDE, 12, _SIDE, 12)
        self.setLayout(box)

    def show_view(self, view: AssessView) -> None:
        """Shows the learner, the form and the occasions."""
        self._view = view
        self._initials.say(view.initials)
        self._name.say(view.name)
        self._number.say(view.number)
        self._where.say(" · ".join(part for part in (view.bench, view.attempt) if part))
        self._form.say(f"{view.form_ref}  {view.form_title}")
        self._environment.say(view.environment)
        about = (view.number, view.form_ref, view.form_title, view.bench, view.attempt, view.environment)
        self._in_short.tell(" · ".join(part for part in about if part), title=view.name)
        self.show_timer(view.timer)
        self.stop.setEnabled(not view.stopped and not view.ended)
        self._show_occasions(view)
        self._place_around()

    def show_timer(self, words: str) -> None:
        """Shows the elapsed time alone."""
        for clock in (self._timer, self._clock):
            clock.say(f"◷ {words}" if words else "")
            clock.setVisible(bool(words))

    def show_clock(
        self, button: ClockButton, clock: ClockView | None, *, lit: bool = False, muted: bool = False
    ) -> None:
        """Shows the clock of this learner's task, or the room's, which is not there while it counts nothing."""
        before = button.sizeHint(), button.isHidden()
        button.show_clock(clock, lit=lit, muted=muted)
        button.setHidden(clock is None and button is self.room_clock)
        if (button.sizeHint(), button.isHidden()) != before:
            self._place_around()

    def stack(self, stacked: bool, *, low: bool, in_short: bool) -> None:
        """Three lines where the window is narrow, no initials where it is low: the name is never cut.

        `in_short` gives what is known of the work one line, and a touch on it opens it whole. The steps share that
        line where they can; the clock stands beside Back and Stop where the name has a line of its own.
        """
        self._initials.setVisible(not low)
        self._about.setHidden(in_short)
        self._line.setVisible(in_short)
        self.before.wear_icon(worn=not in_short)
        for clock in (self.room_clock, self.clock):
            clock.take(SMALL_MM if in_short else READ_MM)
        edge = 4 if low else 12
        self._box.setContentsMargins(_SIDE, edge, _SIDE, edge)
        if (stacked, in_short) == (self._stacked, self._short):
            return
        self._stacked, self._short = stacked, in_short
        self._first.removeWidget(self._who)
        self._facts.removeWidget(self._who)
        if stacked:
            self._facts.put(0, self._who)
        else:
            self._first.insertWidget(3, self._who)
        self._place_clock()
        self._place_around()
        if self._view is not None:
            self._show_occasions(self._view)

    def show_prior(self, shown: bool) -> None:
        """Offers prior learning: one step more than there is room for beside the form."""
        self.prior.setVisible(shown)
        self._place_around()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_name(apart=event.size().width() < self._look.metrics.text(_NAME_BESIDE_FROM))
        self._place_around()

    def _place_name(self, *, apart: bool) -> None:
        """Between the steps, or in a line of its own where those leave it too little."""
        if apart == self._name_apart:
            return
        self._name_apart = apart
        if apart:
            self._first.removeWidget(self._name)
            self._own_line.addWidget(self._name)
            self._first.insertStretch(2, 1)
        else:
            self._own_line.removeWidget(self._name)
            self._first.takeAt(2)
            self._first.insertWidget(2, self._name, 1)
        self._place_clock()

    def _place_clock(self) -> None:
        """Before Stop where the name leaves it that line, else at the end of what is known of the work."""
        above = self._short and self._name_apart
        if above == (self._first.indexOf(self._clock) >= 0):
            return
        before, now = (self._words, self._first) if above else (self._first, self._words)
        before.removeWidget(self._clock)
        now.insertWidget(now.count() - (1 if above else 0), self._clock)

    def _crowded(self) -> bool:
        """Whether the steps would be cut beside the form: words are longer in some languages."""
        beside = (self._form, self._environment, self._timer)
        clocks = [clock for clock in (self.room_clock, self.clock) if not clock.isHidden()]
        steps = (*clocks, self.before, self._occasions)
        wanted = sum(part.sizeHint().width() for part in (*beside, *steps))
        gaps = (len(beside) + len(steps)) * self._second.spacing()
        return wanted + gaps > self.width() - _BEFORE_IT_HOLDS

    def _fits_in_short(self) -> bool:
        """Whether the steps have room beside the beginning of what is known of the work."""
        beside = self._line.minimumSizeHint().width() + self._second.spacing()
        return beside + self._around.sizeHint().width() <= self.width() - 2 * _SIDE

    def _place_around(self) -> None:
        stacked = self._stacked and not (self._short and self._fits_in_short())
        apart = stacked or self.prior.isVisibleTo(self) or (not self._short and self._crowded())
        if apart == self._apart:
            return
        self._apart = apart
        self._second.removeWidget(self._around)
        self._third.removeWidget(self._around)
        if apart:
            self._third.insertWidget(0, self._around)
        else:
            self._second.addWidget(self._around)

    def _show_occasions(self, view: AssessView) -> None:
        how = (self._stacked, self._short)
        shown = (view.occasions, view.occasion, view.contexts, bool(view.ended), *how)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._tabs)
        if view.occasions:
            self._tabs.addWidget(self._picker(view))
        word = pgettext("occasion", "Another") if self._stacked else _("Another occasion")
        icon = "" if self._short else "plus"
        new = PlainButton(self._look, word, icon=icon, name=_("Another occasion"))
        new.setEnabled(not view.ended)
        new.clicked.connect(self.ask_new)
        self._tabs.addWidget(new)

    def _picker(self, view: AssessView) -> QWidget:
        answers = [(occasion.id, occasion.words) for occasion in view.occasions]
        if len(answers) > _MOST_TABS or (self._stacked and len(answers) > 1):
            select = Select(self._look, _("Occasion"), answers)
            select.choose(view.occasion)
            select.activated.connect(lambda _index: self.occasion_asked.emit(select.key()))
            return select
        choice = Choice(self._look, _("Occasion"), answers, current=view.occasion)
        choice.chosen.connect(self.occasion_asked)
        # Which occasion is shown is told by the next view alone.
        choice.chosen.connect(lambda _key: choice.choose(view.occasion))
        return choice

    def ask_new(self) -> None:
        """A new occasion: in which context is asked where the form names several."""
        if self._view is None or not self._view.contexts:
            self.new_occasion_asked.emit("")
            return
        dialog = ContextDialog(self._look, self._view.contexts, self.window())
        dialog.picked.connect(self.new_occasion_asked)
        dialog.open()


class ContextDialog(Dialog):
    """Asks which context a new occasion is seen in.

    Signals:
        picked(str): the context.
    """

    picked = Signal(str)

    def __init__(self, look: Look, contexts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(look, _("Another occasion: which one?"), parent=parent)
        for context in contexts:
            button = PlainButton(look, context)
            button.clicked.connect(lambda _checked=False, context=context: self._pick(context))
            self.body.addWidget(button)
        self.foot(self.cancel_button())

    def _pick(self, context: str) -> None:
        self.accept()
        self.picked.emit(context)

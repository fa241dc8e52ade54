"""Who is being assessed, on what, when: the learner is the largest thing on the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.kit.buttons import Choice, DangerButton, PlainButton, QuietButton
from assessor_app.ui.kit.cut import tell_cut
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, clear, column, holding, row
from assessor_app.ui.kit.shortened import Shortened
from assessor_app.ui.kit.status import Initials
from assessor_app.ui.kit.text import Line, folded_height, folding
from assessor_app.ui.theme.lettering import Role
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import pgettext

_MOST_TABS = 3
_NAME_ROLES: tuple[Role, ...] = ("name", "title", "row", "body", "small")
# The steps leave the form's line so much before they would hold the window wide.
_BEFORE_IT_HOLDS = 120
_NAME_BESIDE_FROM = 400


class WholeName(Line):
    """A name as large as its line allows: smaller, then in more lines, and never cut."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, role="name", bold=True, least=4)
        self._look = look

    def heightForWidth(self, width: int) -> int:
        """One line of the largest letters where its words fit in two of them, or in as many as smaller ones need."""
        for role in _NAME_ROLES:
            letters = QFontMetrics(self._look.font(role, bold=True))
            high, line = folded_height(letters, self._words, width), self.fontMetrics().height()
            if high <= max(line, 2 * letters.height()) and self._widest(letters) <= width:
                return max(high, line)
        return high

    def paintEvent(self, _event: QPaintEvent) -> None:
        high, wide = self.height(), self.width()
        for role in _NAME_ROLES:
            font = self._look.font(role, bold=True)
            letters = QFontMetrics(font)
            taken = folded_height(letters, self._words, wide)
            if taken <= high and self._widest(letters) <= wide:
                break
        painter = QPainter(self)
        painter.setFont(font)
        painter.setPen(self._colour)
        tell_cut(self, self._words, whole=taken <= high)
        flags = folding(letters, self._words, wide) | int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect(), flags, self._words)

    def _widest(self, letters: QFontMetrics) -> int:
        """The longest of its words: a name is not broken within one while smaller letters help."""
        return max((letters.horizontalAdvance(word) for word in self._words.split()), default=0)


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
        self._stacked = self._apart = self._name_apart = False
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
        self._tabs: QHBoxLayout = row(gap=look.metrics.apart(8) / 8)
        self._occasions = holding(self._tabs)
        self._who = holding(row(self._number, self._where, gap=1.5))
        self._first = row(self._back, self._initials, self._name, self._who, self.stop, gap=1.5)
        self._first.setStretch(2, 1)
        self._own_line = row(gap=0)
        steps = Flow(
            self.before, self.prior, self._occasions, gap=max(look.metrics.step(1), look.metrics.gap)
        )
        self._around = holding(steps)
        facts = Flow(self._form, self._environment, self._timer, gap=look.metrics.step(2))
        self._facts, self._about = facts, holding(facts)
        self._in_short, self._clock = Shortened(look, "", title="", least=8), Line(look, bold=True, least=16)
        self._line = holding(row(self._in_short, self._clock, gap=1.5))
        self._line.hide()
        self._second = row(self._about, self._line, self._around, gap=2)
        self._second.setStretch(0, 1)
        self._second.setStretch(1, 1)
        self._third = row(gap=2)
        self._third.addStretch(1)
        box = self._box = column(
            self._first, self._own_line, self._second, self._third, gap=look.metrics.apart(8) / 8
        )
        box.setContentsMargins(16, 12, 16, 12)
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

    def stack(self, stacked: bool, *, low: bool, upright: bool) -> None:
        """Three lines where the window is narrow, no initials where it is low: the name is never cut.

        In one that is low and not upright what is known of the work has one line, and a touch on it opens it whole.
        """
        self._initials.setVisible(not low)
        in_short = low and not upright
        self._about.setHidden(in_short)
        self._line.setVisible(in_short)
        edge = 4 if in_short else 12
        self._box.setContentsMargins(16, edge, 16, edge)
        if stacked == self._stacked:
            return
        self._stacked = stacked
        self._first.removeWidget(self._who)
        self._facts.removeWidget(self._who)
        if stacked:
            self._facts.put(0, self._who)
        else:
            self._first.insertWidget(3, self._who)
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

    def _crowded(self) -> bool:
        """Whether the steps would be cut beside the form: words are longer in some languages."""
        beside = (self._form, self._environment, self._timer)
        steps = (self.before, self._occasions)
        wanted = sum(part.sizeHint().width() for part in (*beside, *steps))
        gaps = (len(beside) + len(steps)) * self._second.spacing()
        return wanted + gaps > self.width() - _BEFORE_IT_HOLDS

    def _place_around(self) -> None:
        apart = self._stacked or self.prior.isVisibleTo(self) or self._crowded()
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
        shown = (view.occasions, view.occasion, view.contexts, bool(view.ended), self._stacked)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._tabs)
        if view.occasions:
            self._tabs.addWidget(self._picker(view))
        word = pgettext("occasion", "Another") if self._stacked else _("Another occasion")
        new = PlainButton(self._look, word, icon="plus", name=_("Another occasion"))
        new.setEnabled(not view.ended)
        new.clicked.connect(self._ask_new)
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

    def _ask_new(self) -> None:
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

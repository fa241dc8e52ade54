"""Over a sitting's learners: what it is, how it adds up, and what can be done for all of them."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from assessor_app.ui.kit.buttons import Choice, PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Frame, column, holding, nest, row
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.sittings.entry_dialog import identified_answers
from assessor_app.ui.sittings.standing_stops import StandingStops
from assessor_app.ui.sittings.view import SittingView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_EDGE = 24


class SittingHead(Frame):
    """Title, sum, and the steps; what is not due is not shown.

    Signals:
        board_asked(), conditions_asked(), countersign_asked(), back_asked(), brief_asked(), walk_in_asked(), sign_asked(), close_asked(), again_asked(),
        papers_asked(), photos_asked().
    """

    board_asked = Signal()
    conditions_asked = Signal()
    countersign_asked = Signal()
    back_asked = Signal()
    brief_asked = Signal()
    walk_in_asked = Signal()
    sign_asked = Signal()
    close_asked = Signal()
    again_asked = Signal()
    papers_asked = Signal()
    photos_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__("bar")
        self._look = look
        self.identified = Choice(look, _("How those who come are known"), identified_answers())
        self._make_steps()
        self.setLayout(self._make_head())
        # The steps decide by the width that there is: it must not be theirs that decides the width.
        self.setMinimumWidth(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Arranges anew once words, or what is shown, have got their sizes."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return done

    def _arrange(self) -> None:
        """How people are known stands beside the steps where both fit as they are worded, else above them."""
        room, steps = self.width() - 2 * _EDGE, self._tools.sizeHint().width()
        beside = self._known.sizeHint().width() + steps + self._second.spacing() * 2 <= room
        _lay(self._second, beside=beside)
        _lay(self._first, beside=self._due.sizeHint().width() <= room // 3)

    def _make_steps(self) -> None:
        look = self._look
        self.back = QuietButton(look, _("Sittings"), icon="arrow-left")
        self.back.clicked.connect(self.back_asked)
        self.board = PlainButton(look, _("Board"), icon="layout-grid", name=_("Board: all learners at once"))
        self.board.clicked.connect(self.board_asked)
        self.conditions = PlainButton(look, _("Conditions"), icon="clipboard-check")
        self.conditions.clicked.connect(self.conditions_asked)
        self.brief = PlainButton(look, "…", icon="megaphone")
        self.brief.clicked.connect(self.brief_asked)
        self.walk_in = PlainButton(look, _("Walk-in"), icon="user-plus")
        self.walk_in.clicked.connect(self.walk_in_asked)
        self.close_button = PlainButton(look, _("Close the sitting"), icon="lock")
        self.close_button.clicked.connect(self.close_asked)
        self.again = PlainButton(look, _("Repeat today"), icon="copy")
        self.again.clicked.connect(self.again_asked)
        self.papers = PlainButton(look, _("Papers"), icon="printer")
        self.papers.clicked.connect(self.papers_asked)
        self.photos = PlainButton(look, _("Photos from a phone"), icon="smartphone")
        self.photos.clicked.connect(self.photos_asked)
        self.sign = PrimaryButton(look, "…", icon="pen-line")
        self.sign.clicked.connect(self.sign_asked)
        self.countersign = PlainButton(look, "…", icon="signature")
        self.countersign.clicked.connect(self.countersign_asked)

    def _make_head(self) -> QVBoxLayout:
        look = self._look
        self._title = Line(look, role="title", bold=True, least=12)
        self._about = Line(look, tone="muted", least=20)
        self._sum = Text(look)
        title = row(self.back, column(self._title, self._about, gap=0.25), gap=2)
        title.setStretch(1, 1)
        self._due = Flow(self.countersign, self.sign, gap=look.metrics.apart(16))
        first = self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        first.setSpacing(look.metrics.apart(8))
        nest(first, title, 1)
        first.addWidget(holding(self._due))
        self._known_label = Text(
            look, _("Those who come are known by"), role="small", tone="muted", wrap=False
        )
        self._known = holding(column(self._known_label, self.identified, gap=0.25))
        self._second = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._second.setSpacing(12)
        self._second.addWidget(self._known)
        self._second.addStretch(1)
        steps = (
            self.board,
            self.conditions,
            self.brief,
            self.walk_in,
            self.photos,
            self.papers,
            self.again,
            self.close_button,
        )
        self._tools = Flow(*steps, gap=look.metrics.apart(12))
        self._second.addWidget(holding(self._tools))
        self.stops = StandingStops(look)
        lines = column(first, self._second, self._sum, self.stops, gap=1.5)
        lines.setContentsMargins(_EDGE, 16, _EDGE, 12)
        return lines

    def show_view(self, view: SittingView) -> None:
        """Shows the sum and what is due."""
        self._title.say(view.title)
        self._about.say(view.about)
        self._sum.say(view.sum)
        tick = ngettext("Tick the briefing for {count}", "Tick the briefing for {count}", view.to_brief)
        self.brief.say(tick.format(count=view.to_brief))
        self.brief.setVisible(view.open and view.may_assess and view.to_brief > 0)
        sign = ngettext("Sign {count} decision", "Sign {count} decisions", view.to_sign)
        self.sign.say(sign.format(count=view.to_sign))
        self.sign.setVisible(view.to_sign > 0)
        word = ngettext("Countersign {count}", "Countersign {count}", view.to_countersign)
        self.countersign.say(word.format(count=view.to_countersign))
        self.countersign.setVisible(view.to_countersign > 0)
        for widget in (self._known, self.walk_in):
            widget.setVisible(view.open and view.may_list)
        self.close_button.setVisible(view.open and view.may_assess)
        self.board.setVisible(view.open and view.may_assess and bool(view.entries))
        begun = any(entry.assessment for entry in view.entries)
        self.photos.setVisible(view.open and view.may_assess and begun)
        self.conditions.say(view.conditions)
        self.conditions.setVisible(bool(view.conditions))
        self.again.setVisible(not view.open and view.may_assess)
        self.stops.show_stops(view.stops, may_go_on=view.may_assess)
        self._arrange()


def _lay(box: QBoxLayout, *, beside: bool) -> None:
    direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    if box.direction() != direction:
        box.setDirection(direction)

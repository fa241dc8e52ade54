"""Today: what to do now, the nearest first, and what exists only on this machine."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Frame, Item, Scroll, SideBySide, column, holding, row
from assessor_app.ui.kit.page import EmptyState, Keys, Page, PageHeader
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.today.ended import EndedCard
from assessor_app.ui.today.view import Ended, Heap, Safety, TodayView, Waiting
from assessor_app.wording.catalogue import gettext as _


class TodayPage(Page):
    """Shows a `TodayView`.

    Signals:
        start_requested(): a new sitting.
        sign_requested(): one PIN for the decisions that wait for it.
        asked(str, str): a page, and what to open there.
        go_on_requested(): back to where somebody stood when the program ended. read_requested(): that was read.
    """

    start_requested = Signal()
    sign_requested = Signal()
    asked = Signal(str, str)
    go_on_requested = Signal()
    read_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Today"))
        self._view: TodayView | None = None
        self.header = PageHeader(look, _("Today"), action=_("Start a sitting"), icon="plus")
        self.header.asked.connect(self.start_requested)
        self._scroll = Scroll(QWidget(), name=_("What waits"))
        self.lay(self.header, self._scroll)

    def show_data(self, data: object) -> None:
        if not isinstance(data, TodayView):
            raise TypeError(f"Today shows a TodayView, not {type(data).__name__}")
        if data == self._view:
            return
        self._view = data
        self.header.say(_("Today"), data.day)
        if self.header.action is not None:
            self.header.action.setVisible(data.may_start)
        self._scroll.setWidget(self._sheet(data))

    def keys(self) -> Keys:
        return [(_("Tab"), _("to the next button")), (_("Space"), _("press it"))]

    def first_focus(self) -> QWidget | None:
        return self.header.action if self.header.action and self.header.action.isVisible() else None

    def _sheet(self, view: TodayView) -> QWidget:
        left = column(*[self._heap(heap) for heap in view.heaps if not heap.beside], gap=2)
        if view.ended is not None:
            left.insertWidget(0, self._ended(view.ended))
        if not view.heaps:
            left.addWidget(self._nothing(view))
        left.addStretch(1)
        beside: list[Item] = []
        if view.refusal:
            beside.append(self._refusal(view.refusal))
        if view.warning:
            beside.append(self._warning(view.warning))
        if view.safety is not None:
            beside.append(self._safety(view.safety))
        beside += [self._heap(heap) for heap in view.heaps if heap.beside]
        return SideBySide(self.look, left, column(*beside, None, gap=2), from_width=960)

    def _ended(self, ended: Ended) -> EndedCard:
        made = EndedCard(self.look, ended)
        made.go_on_asked.connect(self.go_on_requested)
        made.read_asked.connect(self.read_requested)
        return made

    def _nothing(self, view: TodayView) -> EmptyState:
        if view.fresh:
            made = EmptyState(
                self.look,
                icon="users",
                sentence=_("This centre has no learners yet."),
                what_now=_("Add them or import a list; or start a sitting and take walk-ins by name."),
                action=_("Add learners"),
            )
            made.asked.connect(lambda: self.asked.emit("learners", ""))
            return made
        return EmptyState(
            self.look,
            icon="circle-check",
            sentence=_("Nothing waits."),
            what_now=_("Start a sitting when the next group is here."),
        )

    def _heap(self, heap: Heap) -> Card:
        title = Text(self.look, heap.title, role="row", bold=True)
        steps = []
        if heap.sign:
            sign = PlainButton(self.look, heap.sign, icon="pen-line")
            sign.clicked.connect(self.sign_requested)
            steps.append(sign)
        head = Beside(self.look, title, *steps, gap=2)
        gap = self.look.metrics.apart(8) / 8
        made = Card(head, *[self._waiting(item) for item in heap.items], gap=gap, margin=2)
        if heap.more:
            made.layout().addWidget(Text(self.look, heap.more, tone="muted"))  # type: ignore[union-attr]  # a card has its column
        return made

    def _waiting(self, item: Waiting) -> QWidget:
        title = Line(self.look, item.title, least=12)
        words = column(title, gap=0.25)
        if item.about:
            words.addWidget(Text(self.look, item.about, role="small", tone="muted"))
        said = row(Glyph(self.look, item.shape), words, gap=1.5)
        said.setStretch(1, 1)
        if not item.step:
            return holding(said)
        button = PlainButton(self.look, item.step, name=f"{item.step}: {item.title}")
        button.setMinimumWidth(self.look.metrics.text(104))
        button.clicked.connect(lambda: self.asked.emit(item.page, item.key))
        return Beside(self.look, said, button)

    def _warning(self, sentence: str) -> Frame:
        line = row(Glyph(self.look, Shape.WAITING, size=24), Text(self.look, sentence), gap=1.5, margin=2)
        line.setStretch(1, 1)
        return Frame("notice", line)

    def _refusal(self, sentence: str) -> Frame:
        step = PlainButton(self.look, _("Open Sync"), icon="arrow-up-down")
        step.clicked.connect(lambda: self.asked.emit("sync", ""))
        title = Text(self.look, _("Nothing can be signed in this folder"), role="row", bold=True)
        words = column(title, Text(self.look, sentence), row(step, None), gap=1)
        line = row(Glyph(self.look, Shape.HELD, size=24), words, gap=1.5, margin=2)
        line.setStretch(1, 1)
        return Frame("notice", line)

    def _safety(self, safety: Safety) -> Card:
        copy = PlainButton(self.look, _("Copy to a stick…"), icon="usb")
        copy.clicked.connect(lambda: self.asked.emit("copy-to-stick", ""))
        shape = Shape.NOT_MET if safety.urgent else Shape.MET
        only = row(Glyph(self.look, shape, size=24), Text(self.look, safety.only_here, role="row"), gap=1.5)
        only.setStretch(1, 1)
        return Card(
            Text(self.look, _("On this machine"), bold=True),
            only,
            Text(self.look, safety.last_copy, tone="muted"),
            row(copy, None),
            gap=1.5,
            margin=2,
        )

"""A look inside one assessment: what to look at first, then every mark with who, when and how."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import QuietButton
from assessor_app.ui.kit.fields import Tick
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Frame, Scroll, clear, column, hide_unless, holding, row, rule
from assessor_app.ui.kit.page import EmptyState
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.quality.view import CriterionView, InsideView, MarkView, RowView, SectionView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


class InsideSheet(QWidget):
    """One assessment. The two ticks are asked, and painted when a view brings them back.

    Signals:
        looked(bool): somebody looked at this work, or takes it back.
        chosen(bool): it goes with the next release, or not.
    """

    looked = Signal(bool)
    chosen = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shown: InsideView | None = None
        self._name = Text(look, role="title", bold=True)
        self._about = Text(look, tone="muted")
        self._own = Text(
            look,
            _(
                "You assessed or countersigned in this sitting, or have a declared interest: somebody else must release it."
            ),
            tone="not_met",
        )
        self.tick_looked = Tick(look, _("I looked at this work"))
        self.tick_chosen = Tick(look, _("Release it with the others"))
        self.tick_looked.clicked.connect(self.looked)
        self.tick_chosen.clicked.connect(self.chosen)
        self._ticks = holding(column(self.tick_looked, self.tick_chosen, gap=0))
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(look.metrics.step(1))
        self._scroll = Scroll(
            holding(column(self._body, None, gap=0)), name=_("The work, mark by mark"), reading=True
        )
        self._sheet = holding(
            column(self._name, self._about, self._own, self._ticks, rule(), self._scroll, gap=1)
        )
        self._empty = EmptyState(
            look,
            icon="scan-eye",
            sentence=_("Nothing is open"),
            what_now=_("Choose a learner in the list to look inside."),
        )
        box = column(self._sheet, self._empty, margin=2)
        self.setLayout(box)

    def show_data(self, inside: InsideView | None, line: RowView | None) -> None:
        """Shows another assessment, or none; `line` is its row in the queue."""
        self._sheet.setVisible(inside is not None)
        self._empty.setVisible(inside is None)
        if inside is None:
            self._shown = None
            return
        self.tick_looked.setChecked(bool(line and line.looked))
        self.tick_chosen.setChecked(bool(line and line.chosen))
        self.tick_chosen.setVisible(not inside.own)
        self._own.setVisible(inside.own)
        if inside == self._shown:
            return
        self._shown = inside
        self._name.say(inside.learner)
        self._about.say(inside.about)
        self._fill(inside)
        self._scroll.verticalScrollBar().setValue(0)

    def _fill(self, inside: InsideView) -> None:
        clear(self._body)
        if inside.attention:
            self._body.addWidget(_attention(self._look, inside))
        self._body.addWidget(_facts(self._look, inside))
        for section in inside.sections:
            self._body.addWidget(_section(self._look, section))
        self._body.addWidget(_history(self._look, inside))


def _attention(look: Look, inside: InsideView) -> QWidget:
    lines = [Text(look, _("Look at this first"), bold=True)]
    return Frame(
        "notice",
        column(*lines, *(_with_glyph(look, shape, words) for shape, words in inside.attention), margin=2),
    )


def _with_glyph(look: Look, shape: Shape, words: str) -> QWidget:
    line = row(Glyph(look, shape, size=18), Text(look, words), gap=1)
    line.setStretch(1, 1)
    return holding(line)


def _facts(look: Look, inside: InsideView) -> QWidget:
    grid = QGridLayout()
    grid.setHorizontalSpacing(look.metrics.step(2))
    grid.setVerticalSpacing(look.metrics.step(0.5))
    grid.setColumnStretch(1, 1)
    for place, (label, value) in enumerate(inside.facts):
        grid.addWidget(Text(look, label, tone="muted", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Text(look, value), place, 1)
    return holding(grid)


def _section(look: Look, section: SectionView) -> QWidget:
    title = Text(look, section.title, role="row", bold=True)
    return holding(column(1, title, *(_criterion(look, item) for item in section.criteria), gap=1))


def _criterion(look: Look, criterion: CriterionView) -> QWidget:
    sign: list[QWidget] = [Text(look, criterion.id, bold=True, wrap=False)]
    if criterion.critical:
        danger = Glyph(look, Shape.DANGER, size=16)
        danger.setAccessibleName(_("critical"))
        sign.append(danger)
    head = row(*sign, Text(look, criterion.text), gap=1)
    head.setStretch(len(sign), 1)
    items: list[QWidget] = [holding(head)]
    if criterion.beneath:
        items.append(Text(look, criterion.beneath, role="small", tone="muted"))
    items += [_mark(look, mark) for mark in criterion.marks]
    return holding(column(rule(), *items, gap=0.5))


def _mark(look: Look, mark: MarkView) -> QWidget:
    words = f"{mark.word} · {mark.how}" if mark.how else mark.word
    lines = column(Text(look, words), *(Text(look, said, tone="muted") for said in mark.said), gap=0.25)
    line = row(Glyph(look, mark.shape, size=18), lines, gap=1)
    line.setStretch(1, 1)
    line.setAlignment(Qt.AlignmentFlag.AlignTop)
    return holding(line)


def _history(look: Look, inside: InsideView) -> QWidget:
    words = ngettext("Show the {count} change", "Show all {count} changes", len(inside.history))
    button = QuietButton(look, words.format(count=len(inside.history)), icon="history")
    changes = Text(look, "\n".join(inside.history), role="small")
    changes.hide()
    button.clicked.connect(lambda: changes.setVisible(changes.isHidden()))
    hide_unless(button, bool(inside.history))
    return holding(column(1, button, changes, gap=1))

"""One learner: the name large, what is known, who checked the name, and what became of the work."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Scroll, clear, column, holding, row, rule
from assessor_app.ui.kit.page import EmptyState
from assessor_app.ui.kit.status import Glyph, Initials
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.learners.history import History
from assessor_app.ui.learners.towards import TowardsList
from assessor_app.ui.learners.view import LearnerView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class LearnerPanel(QStackedWidget):
    """Shows a `LearnerView`, or what to do while nobody is chosen.

    Signals:
        edit_asked(), check_asked(), remove_asked(), badge_asked(), lost_asked(), erase_asked(): of the learner shown.
        learner_shown(str): this learner is shown now; an empty id for nobody.
    """

    edit_asked = Signal()
    check_asked = Signal()
    remove_asked = Signal()
    badge_asked = Signal()
    lost_asked = Signal()
    erase_asked = Signal()
    learner_shown = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.view: LearnerView | None = None
        self.name = Text(look, role="name", bold=True)
        self._initials = Initials(look)
        self._number = Text(look, role="row", bold=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self._check_sign = Glyph(look, Shape.NOT_SEEN)
        self._check = Text(look)
        self.edit = PlainButton(look, _("Edit"), icon="pencil")
        self.check = PlainButton(look, _("Check the name"), icon="badge-check")
        self.badge = PlainButton(look, _("Badge"), icon="id-card")
        self.lost = QuietButton(look, _("The badge is lost"), icon="id-card")
        self.lost.hide()
        self.remove = QuietButton(look, _("Remove, added by mistake"), icon="trash-2")
        self.erase = QuietButton(look, _("Erase data"), icon="eraser")
        self.towards = TowardsList(look)
        self.history = History(look)
        self._scroll = Scroll(self._body(), name=_("Learner"))
        self.addWidget(
            EmptyState(
                look,
                icon="user-round",
                sentence=_("Nobody chosen"),
                what_now=_("Type the beginning of a name or number, then choose a row."),
            )
        )
        self.addWidget(self._scroll)
        self.edit.clicked.connect(self.edit_asked)
        self.check.clicked.connect(self.check_asked)
        self.badge.clicked.connect(self.badge_asked)
        self.lost.clicked.connect(self.lost_asked)
        self.remove.clicked.connect(self.remove_asked)
        self.erase.clicked.connect(self.erase_asked)

    def show_learner(self, view: LearnerView | None) -> None:
        """Shows a learner, or that nobody is chosen."""
        moved = view is not None and (self.view is None or self.view.id != view.id)
        self.view = view
        self.setCurrentIndex(0 if view is None else 1)
        self.learner_shown.emit(view.id if view else "")
        if view is None:
            return
        self.name.say(view.name)
        self._initials.say(view.initials)
        self._number.say(view.number)
        self._number.setVisible(bool(view.number))
        self._show_facts(view.facts)
        self._check_sign.show_shape(Shape.MET if view.checked else Shape.NOT_SEEN)
        self._check.say(view.check)
        for button in (self.edit, self.check, self.badge):
            button.setVisible(view.may_edit)
        self.check.setVisible(view.may_edit and not view.checked)
        self.remove.setVisible(view.may_edit and view.may_remove)
        self.erase.setVisible(view.may_erase)
        self.towards.show_views(view.towards)
        self.history.show_history(view.history)
        if moved:
            self._scroll.verticalScrollBar().setValue(0)

    def _show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        clear(self._facts)
        for line, (label, value) in enumerate(facts):
            name = Line(self._look, label, tone="muted", parent=self)
            self._facts.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(Text(self._look, value, parent=self), line, 1)

    def _body(self) -> QWidget:
        look = self._look
        head = row(self._initials, column(self.name, self._number, gap=0), gap=2)
        head.setStretch(1, 1)
        checked = row(self._check_sign, self._check, gap=1)
        checked.setStretch(1, 1)
        gap = look.metrics.apart(8)
        acts = holding(Flow(self.edit, self.check, gap=gap))
        badge = holding(Flow(self.badge, self.lost, gap=gap))
        history = Text(look, _("History"), role="row", bold=True)
        box = column(
            head,
            checked,
            acts,
            badge,
            rule(),
            self._facts,
            rule(),
            self.towards,
            history,
            self.history,
            1,
            holding(Flow(self.remove, self.erase, gap=gap)),
            None,
            gap=1.5,
        )
        made = holding(box)
        box.setContentsMargins(20, 20, 20, 20)
        return made

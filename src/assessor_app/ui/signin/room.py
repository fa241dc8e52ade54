"""A closed room: one sheet in the middle of the window, and nothing else."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import Card, Item, Scroll, column, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Room(QWidget):
    """Shows one step at a time on its sheet; what no longer stands there is forgotten, secrets with it."""

    def __init__(self, look: Look, *, name: str, width: int = 640) -> None:
        """`width` is the sheet's greatest width in pixels at 100 % text."""
        super().__init__()
        self._width = look.metrics.text(width)
        self._step: QWidget | None = None
        self._scroll = Scroll(QWidget(), name=name)
        self.setLayout(column(self._scroll, gap=0))

    def put(self, step: QWidget) -> None:
        """Shows another step."""
        self._step = step
        sheet = Card(step, margin=4)
        sheet.setMaximumWidth(self._width)
        line = row(None, sheet, None, gap=0, margin=2)
        line.setStretch(1, 1000)
        whole = QWidget()
        whole.setLayout(column(None, line, None, gap=0))
        # A step is often left by one of its own buttons: it must outlive the press.
        old = self._scroll.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._scroll.setWidget(whole)
        focus = getattr(step, "first_focus", None)
        if isinstance(focus, QWidget):
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self) -> QWidget | None:
        """What is shown."""
        return self._step


class Step(QWidget):
    """One step on a sheet: title, what it is about, its content, its buttons.

    `first_focus` is what has the focus when it comes up.
    """

    def __init__(self, look: Look, title: str, *, about: str = "", icon: str = "") -> None:
        super().__init__()
        self.look = look
        self.first_focus: QWidget | None = None
        self.setAccessibleName(title)
        heading = row(gap=1.5)
        if icon:
            picture = QLabel()
            picture.setPixmap(look.pixmap(icon, look.tokens.muted, 32))
            heading.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        heading.addWidget(Text(look, title, role="title", bold=True), 1)
        self.body = column(gap=2)
        gap = max(look.metrics.step(1.5), look.metrics.gap)
        # In as many lines as they need: on a tablet held upright, large words have no room beside each other.
        self._backs, self._goes, self._going = Flow(gap=gap), Flow(gap=gap, trailing=True), False
        feet = row(holding(self._backs), holding(self._goes), gap=1.5)
        feet.setStretch(1, 1)
        box = column(heading, gap=2)
        if about:
            box.addWidget(Text(look, about, tone="muted"))
        nest(box, self.body)
        nest(box, feet)
        self.setLayout(box)

    def add(self, *items: Item) -> None:
        """More content, under what is there."""
        for item in items:
            if isinstance(item, QWidget):
                self.body.addWidget(item)
            elif isinstance(item, int):
                self.body.addSpacing(item * 8)
            elif item is not None:
                nest(self.body, item)

    def foot(self, *buttons: PlainButton | None) -> None:
        """The buttons at the foot, None for the gap between those that go back and those that go on."""
        for button in buttons:
            self._going = self._going or button is None
            if button is not None:
                (self._goes if self._going else self._backs).addWidget(button)


def back_button(look: Look, word: str = "") -> QuietButton:
    """Goes back and changes nothing."""
    return QuietButton(look, word or _("Back"), icon="arrow-left")

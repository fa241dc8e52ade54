"""A page: one title, one primary action, and an answer to "what now?" when empty."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from assessor_app.ui.kit.buttons import PrimaryButton
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import column, holding, nest
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

Keys = list[tuple[str, str]]


class Page(QWidget):
    """What every page is. A page is dumb: `show_data` in, signals that mean something out.

    `never_covered` is what no message of the window may lie over, `covered_first` what it lies over where the page has
    a bar of its own; most pages have nothing of the kind, and a message lies over the top bar.

    A page decides nothing, reads no store and calls no service; a presenter wires it.
    """

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.look = look
        self.title = title
        self.never_covered: QWidget | None = None
        self.covered_first: QWidget | None = None
        self.setAccessibleName(title)

    def keys(self) -> Keys:
        """The keys of this page, each with what it does in words; F1 shows them."""
        return []

    def first_focus(self) -> QWidget | None:
        """What has the focus when the page comes up; nothing means the first that can."""
        return None

    def lay(self, header: QWidget, *body: QWidget, margin: float = 3) -> QVBoxLayout:
        """Puts the header over the body with the page's margins; the last of the body takes the room left."""
        box = column(header, *body, gap=2, margin=margin)
        if body:
            box.setStretch(len(body), 1)
        self.setLayout(box)
        return box


class PageHeader(QWidget):
    """The title, one line of what this is about, and the one primary action.

    Signals:
        asked(): the primary action.
    """

    asked = Signal()

    def __init__(self, look: Look, title: str, *, about: str = "", action: str = "", icon: str = "") -> None:
        super().__init__()
        self._title = Text(look, title, role="title", bold=True)
        self._about = Text(look, about, tone="muted")
        if not about:
            self._about.hide()
        self._steps = Flow(gap=look.metrics.step(2), trailing=True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(look.metrics.step(2))
        self._box.setContentsMargins(0, 0, 0, 0)
        nest(self._box, column(self._title, self._about, gap=0.5), 1)
        # The steps decide by the width that there is: it must not be theirs that decides the width.
        self.setMinimumWidth(1)
        self._box.addWidget(holding(self._steps))
        self.action: PrimaryButton | None = None
        if action:
            self.action = PrimaryButton(look, action, icon=icon)
            self.action.clicked.connect(self.asked)
            self._steps.addWidget(self.action)
        self.setLayout(self._box)

    def add(self, widget: QWidget) -> None:
        """Puts another step, left of the primary action."""
        self._steps.put(0, widget)
        self._arrange()

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
        """The steps stand beside the title where both fit, else beneath it, in as many lines as they need."""
        title = min(self._title.fontMetrics().horizontalAdvance(self._title.text()), self.width() // 2)
        beside = title + self._box.spacing() + self._steps.sizeHint().width() <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self._steps.set_trailing(beside)

    def say(self, title: str, about: str = "") -> None:
        """Another title or another line beneath it."""
        self._title.say(title)
        self._about.say(about)
        self._about.setVisible(bool(about))


class EmptyState(QWidget):
    """Nothing here yet: what this place is for, and what to do now.

    Signals:
        asked(): the next step.
    """

    asked = Signal()

    def __init__(self, look: Look, *, icon: str, sentence: str, what_now: str, action: str = "") -> None:
        super().__init__()
        picture = QLabel()
        picture.setPixmap(look.pixmap(icon, look.tokens.muted, 48))
        first = Text(look, sentence, role="row", bold=True)
        then = Text(look, what_now, tone="muted")
        box = column(None, picture, first, then, gap=1.5)
        for label in (picture, first, then):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button: PrimaryButton | None = None
        if action:
            self.button = PrimaryButton(look, action)
            self.button.clicked.connect(self.asked)
            box.addSpacing(8)
            box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)
        self.setLayout(box)
        self.setAccessibleName(_("Empty: {sentence}").format(sentence=sentence))

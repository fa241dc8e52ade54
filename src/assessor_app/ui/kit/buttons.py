"""Buttons: each is made with its word, and is at least 12 mm high."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from assessor_app.ui.kit.apart import keep_apart
from assessor_app.ui.kit.cut import in_lines, is_whole, tell_cut
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.mirror import rightwards
from assessor_app.ui.kit.plain import on_button, shown
from assessor_app.ui.theme.look import Look


class PlainButton(QPushButton):
    """A button of the usual kind, with an icon beside its word where one is given."""

    kind = "plain"

    def __init__(
        self, look: Look, word: str, *, icon: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        """`name` is what a screen reader says where the word alone is not enough."""
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setProperty("kind", self.kind)
        self.setFont(look.font("body", bold=self.kind == "primary"))
        self.setMinimumHeight(look.metrics.target)
        keep_apart(self, look.metrics)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self._meaning = ""
        self._since_other = QElapsedTimer()
        self._word, self._worn = word, bool(icon)
        self.say(word, name=name)
        if icon:
            self._draw_icon()

    def say(self, word: str, *, name: str = "") -> None:
        """Another word on the button."""
        self._word = word
        self._write()
        self.setAccessibleName(shown(name or word))

    def wear_icon(self, *, worn: bool) -> None:
        """The word alone, in the middle, where there is no room for its icon; or both again."""
        if not self._icon or worn == self._worn:
            return
        self._worn = worn
        if worn:
            self._draw_icon()
        else:
            self.setIcon(QIcon())
        self._write()

    def _write(self) -> None:
        # Qt leaves the word too close to its icon.
        self.setText(f"\u2009 {on_button(self._word)}" if self._worn else on_button(self._word))

    def become(self, word: str, *, name: str = "") -> None:
        """Another word, because a press does something else from now on.

        The second half of a double press was meant for what stood here before: it is not heard.
        """
        if self._meaning not in {"", word} and self.window().isVisible():
            self._since_other.start()
        self._meaning = word
        self.say(word, name=name)

    def is_new(self) -> bool:
        """Whether it became something else within the time of a double press."""
        interval = QApplication.doubleClickInterval()
        return self._since_other.isValid() and self._since_other.elapsed() < interval

    def sizeHint(self) -> QSize:
        """As wide as a glove too, however short the word."""
        hint, metrics = super().sizeHint(), self._look.metrics
        return hint.expandedTo(QSize(metrics.target, 0)) if metrics.gloves else hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, position: QPoint) -> bool:
        return not self.is_new() and super().hitButton(position)

    def say_within(self, word: str, room: int, *, name: str = "", lines: int = 1) -> None:
        """Words that people gave, within so much room (pixels at 100 % text) in so many lines; what is over is cut."""
        told = " ".join(shown(word).split())
        fitted = in_lines(told, lines, self._look.metrics.text(room), self.fontMetrics())
        self.say(fitted, name=name or told)
        tell_cut(self, told, whole=is_whole(fitted, told))

    def _draw_icon(self) -> None:
        tokens = self._look.tokens
        colours = {"primary": tokens.on_accent, "danger": tokens.danger}
        icon = QIcon(self._look.icon(self._icon, colours.get(self.kind, tokens.ink)))
        icon.addPixmap(self._look.pixmap(self._icon, tokens.muted), QIcon.Mode.Disabled)
        # On the ground of a chosen answer, which in high contrast is the ink itself.
        icon.addPixmap(self._look.pixmap(self._icon, tokens.on_chosen), QIcon.Mode.Normal, QIcon.State.On)
        side = self._look.metrics.text(24)
        self.setIcon(icon)
        self.setIconSize(QSize(side, side))


class PrimaryButton(PlainButton):
    """The one next step of a page."""

    kind = "primary"


class DangerButton(PlainButton):
    """What leaves the building or cannot be undone."""

    kind = "danger"


class QuietButton(PlainButton):
    """A step aside: no border until the pointer is on it."""

    kind = "quiet"


class IconButton(PlainButton):
    """An icon and, always, its word."""

    kind = "quiet"

    def __init__(
        self, look: Look, icon: str, word: str, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(look, word, icon=icon, name=name, parent=parent)


class StackedButton(QAbstractButton):
    """An icon above its small word, where room is scarce."""

    def __init__(self, look: Look, icon: str, word: str, *, name: str = "") -> None:
        super().__init__()
        self._look = look
        self._icon = icon
        self._word = shown(word)
        self.setFont(look.font("small"))
        self.setAccessibleName(shown(name or word))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        keep_apart(self, look.metrics)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, icon: str, word: str) -> None:
        """Another icon and word."""
        self._icon, self._word = icon, shown(word)
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        height = metrics.text(24) + self.fontMetrics().height() + metrics.step(1.5)
        width = self.fontMetrics().horizontalAdvance(self._word) + metrics.step(2)
        return QSize(max(width, metrics.mm(12), metrics.target), max(height, metrics.target))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        if self.underMouse() or self.isDown() or self.hasFocus():
            focus = QPen(QColor(tokens.accent), tokens.ring) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)
            painter.setPen(focus)
            painter.setBrush(QColor(tokens.hover))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)
        side, words = self._look.metrics.text(24), self.fontMetrics().height()
        top = (self.height() - side - words) // 2
        colour = tokens.ink if self.isEnabled() else tokens.muted
        painter.drawPixmap((self.width() - side) // 2, top, self._look.pixmap(self._icon, colour))
        painter.setPen(QColor(colour))
        line = QRect(0, top + side, self.width(), words)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self._word)


class Choice(QWidget):
    """A few exclusive answers side by side; in more lines where they do not fit in one.

    Signals:
        chosen(str): the key of the answer that a person picked.
    """

    chosen = Signal(str)

    def __init__(
        self, look: Look, name: str, answers: Sequence[tuple[str, str]], *, current: str = ""
    ) -> None:
        """`answers` are pairs of key and word."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        # A glove on one answer must not touch the next.
        self._flow = Flow(gap=look.metrics.gap if look.metrics.gloves else 0)
        for key, word in answers:
            button = PlainButton(look, word, name=f"{name}: {word}")
            button.setProperty("kind", "segment")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            self._flow.addWidget(button)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        keep_apart(self, look.metrics)
        self._join(self.sizeHint().width())
        self.choose(current)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._join(event.size().width())

    def choose(self, key: str) -> None:
        """Shows an answer as the one that holds; an unknown key shows none."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def current(self) -> str:
        """The key of the answer that holds, or nothing."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def _join(self, width: int) -> None:
        """Neighbours in a line share an edge; the ends of each line are round."""
        for line in self._flow.lines(width):
            for index, button in enumerate(line if rightwards(self) else reversed(line)):
                end = "only" if self._flow.spacing() else _end(index, len(line))
                if button.property("end") != end:
                    button.setProperty("end", end)
                    button.style().unpolish(button)
                    button.style().polish(button)


def _end(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(index, "middle")

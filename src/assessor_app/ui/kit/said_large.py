"""A name said large over the window, after the focus went to somebody else: a scan, an undo, an unlocked screen."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWindow,
)
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.plain import shown
from assessor_app.ui.theme.look import Look

SHOWN_MS = 2_000
_LARGEST, _SMALLEST = 88, 28
_DIMMED = 200
_MIDDLE = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_UNDER = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class SaidLarge(QWidget):
    """Covers its window for two seconds, or until the next touch or key.

    A touch lands on what cannot be seen, so it takes the name away and does nothing else; the page is there again
    while the finger still lies. A key goes where the focus is, whose name was just said: it takes the name away too,
    and does what it does. The focus stays where it was.
    """

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._name = self._about = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        window.installEventFilter(self)

    def say(self, name: str, about: str = "") -> None:
        """Says a name, and beneath it who that is or what was done."""
        self._name, self._about = " ".join(shown(name).split()), " ".join(shown(about).split())
        said = ", ".join(part for part in (self._name, self._about) if part)
        self.setAccessibleName(said)
        self.setGeometry(self._whole())
        self.show()
        self.raise_()
        self.update()
        self._timer.start(SHOWN_MS)
        window = self.window().windowHandle()
        if window is not None:
            window.installEventFilter(self)  # a second time changes nothing
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def again(self, *, stay: bool = False) -> None:
        """Says what was said last once more; with `stay` until somebody touches it, however long that takes."""
        if self._name:
            self.say(self._name, self._about)
        if stay:
            self._timer.stop()

    def text(self) -> str:
        """What is being said; nothing once it is gone."""
        return self.accessibleName() if self.isVisible() else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The window grows, or a key is pressed somewhere in it: neither is held up."""
        if not self.isVisible():
            return False
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self.setGeometry(self._whole())
        elif event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow):
            self.hide()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        # On release: were it gone before, the page would get the end of a touch whose beginning it never saw.
        event.accept()
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        veil = QColor(self._look.tokens.page)
        veil.setAlpha(_DIMMED)
        painter.fillRect(self.rect(), veil)
        name_font, box = self._fitted()
        about_font, step = self._look.font("title", bold=True), self._look.metrics.step
        under = box.translated(0, box.height() + step(2))
        under.setHeight(QFontMetrics(about_font).boundingRect(under, _UNDER, self._about).height())
        foot = under.bottom() if self._about else box.bottom()
        band = QRect(0, box.top() - step(4), self.width(), foot - box.top() + step(8))
        painter.fillRect(band, self._look.colour("surface"))
        painter.setPen(QPen(self._look.colour("accent"), 4))
        painter.drawLine(0, band.top(), self.width(), band.top())
        painter.drawLine(0, band.bottom(), self.width(), band.bottom())
        painter.setPen(self._look.colour("ink"))
        painter.setFont(name_font)
        painter.drawText(box, _MIDDLE, self._name)
        painter.setFont(about_font)
        painter.setPen(self._look.colour("muted"))
        painter.drawText(under, _UNDER, self._about)

    def _fitted(self) -> tuple[QFont, QRect]:
        """The largest lettering in which the name stands within the window, and where."""
        room = self.rect().adjusted(32, 32, -32, -32)
        font = self._look.font("name", bold=True)
        for size in range(self._look.metrics.text(_LARGEST), _SMALLEST, -4):
            font.setPixelSize(size)
            box = QFontMetrics(font).boundingRect(room, _MIDDLE, self._name)
            if box.width() <= room.width() and box.height() <= room.height() // 2:
                break
        box = QFontMetrics(font).boundingRect(room, _MIDDLE, self._name)
        return font, QRect(room.left(), box.top(), room.width(), box.height())

    def _whole(self) -> QRect:
        window = self.parentWidget()
        return window.rect() if window is not None else QRect()

"""The left rail: where one can go, icon and word."""

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from assessor_app.ui.frame.state import AT_THE_FOOT, ICONS, PAGES, page_word
from assessor_app.ui.kit.layout import Frame, Scroll, bar_of, column, holding
from assessor_app.ui.kit.mirror import mirrored
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class _RailButton(QAbstractButton):
    """One page: the icon beside its word, or above it where the window is narrow."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self._icon = ICONS[name]
        self._word = page_word(name)
        self.stacked = False
        self.setAccessibleName(self._word)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self._look.metrics
        # The word is bold where one is; the rail must not become wider with it.
        self.setFont(self._look.font("small" if self.stacked else "body", bold=not self.stacked))
        word = self.fontMetrics().horizontalAdvance(self._word)
        if self.stacked:
            height = metrics.text(24) + self.fontMetrics().height() + metrics.step(1.5)
            return QSize(word + metrics.step(4), max(metrics.target, height))
        return QSize(word + metrics.text(24) + metrics.step(6), metrics.target)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens, metrics = self._look.tokens, self._look.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = self.isChecked()
        ground = QRectF(self.rect()).adjusted(4, 2, -4, -2)
        if here or self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour("accent_tint" if here else "hover"))
            painter.drawRoundedRect(ground, tokens.corner, tokens.corner)
        if here:
            bar = QRectF(ground.x(), ground.y() + 8, 4, ground.height() - 16)
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(mirrored(self, bar), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._look.colour("accent"), 2))
            painter.drawRoundedRect(ground.adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)
        self._paint_word(painter, metrics.text(24), here=here)

    def _paint_word(self, painter: QPainter, side: int, *, here: bool) -> None:
        picture = self._look.pixmap(self._icon, self._look.tokens.accent if here else self._look.tokens.ink)
        painter.setFont(self._look.font("small" if self.stacked else "body", bold=here and not self.stacked))
        painter.setPen(self._look.colour("ink"))
        if self.stacked:
            words = self.fontMetrics().height()
            top = (self.height() - side - words) // 2
            painter.drawPixmap((self.width() - side) // 2, top, picture)
            line = QRect(0, top + side, self.width(), words)
            painter.drawText(line, int(Qt.AlignmentFlag.AlignCenter), self._word)
            return
        place = QRect(20, (self.height() - side) // 2, side, side)
        painter.drawPixmap(mirrored(self, place).topLeft(), picture)
        words_box = mirrored(self, QRect(20 + side + 12, 0, self.width() - side - 32, self.height()))
        painter.drawText(
            words_box, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), self._word
        )


class Rail(Frame):
    """The pages.

    Signals:
        picked(str): the page's name.
    """

    picked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__("rail")
        self._look = look
        self._buttons = {name: _RailButton(look, name) for name in PAGES}
        box = column()
        box.setSpacing(look.metrics.apart(4))
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self._pick(name))
            if name not in AT_THE_FOOT:
                box.addWidget(button)
        box.addStretch(1)
        for name in PAGES:
            if name in AT_THE_FOOT:
                box.addWidget(self._buttons[name])
        self._content = holding(box)
        self._content.installEventFilter(self)
        self._scroll = Scroll(self._content, name=_("Pages"))
        self.setLayout(column(self._scroll, gap=0))
        box.setContentsMargins(4, 12, 4, 12)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._here = ""

    def show_pages(self, names: tuple[str, ...]) -> None:
        """Shows only the pages that this person may open."""
        for name, button in self._buttons.items():
            button.setVisible(name in names)

    def show_here(self, name: str) -> None:
        """Says which page one is on."""
        self._here = name
        if name in self._buttons:
            self._buttons[name].setChecked(True)

    def stack(self, stacked: bool) -> None:
        """Icons above their words, or beside them."""
        for button in self._buttons.values():
            button.stacked = stacked
            button.updateGeometry()
        self._take_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Not now: its layout is under way.
        QTimer.singleShot(0, self, self._take_width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._take_width()
        return super().eventFilter(watched, event)

    def _take_width(self) -> None:
        """As wide as its widest word, and as the bar where a low window needs one: it must cover no word."""
        wide = self._content.minimumSizeHint().width() + self._look.tokens.stroke
        if self._content.minimumSizeHint().height() > self.height():
            wide += bar_of(self._scroll)
        if self.width() != wide or self.minimumWidth() != wide:
            self.setFixedWidth(wide)

    def _pick(self, name: str) -> None:
        # Where one is, is told by whoever opens the page; a touch only asks.
        self.show_here(self._here)
        self.picked.emit(name)

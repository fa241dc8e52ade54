"""Where people type and tick: each with its label, its name, and the sentence when it is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QSizePolicy,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from assessor_app.ui.kit.apart import keep_apart
from assessor_app.ui.kit.glyphs import Shape, paint_check
from assessor_app.ui.kit.layout import row
from assessor_app.ui.kit.mirror import mirrored, rightwards
from assessor_app.ui.kit.plain import on_button, shown
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.kit.writing import Writing, lines_high
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_FEWEST_LETTERS = 12
_AROUND_HINT = 28
_WITHIN = 4
"""Padding and edges that the style sheet puts around a hint, and what Qt keeps free beside it."""


class Select(QComboBox):
    """A choice among many, with the family's own arrow. Every item is a key and a word."""

    def __init__(self, look: Look, name: str, items: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self._arrow = look.pixmap("chevron-down", look.tokens.muted, 20)
        self._look = look
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        # Qt's own delegate for boxes paints menu rows, and gives them a height too small for a finger.
        self.setItemDelegate(QStyledItemDelegate(self))
        view = self.view()
        if look.metrics.gloves and isinstance(view, QListView):
            view.setSpacing(look.metrics.gap // 2)
        self.setFont(look.font())
        keep_apart(self, look.metrics)
        self.offer(items)

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Shows other items; keeps the chosen key where it is still among them."""
        kept = self.key()
        self.blockSignals(True)
        self.clear()
        for key, word in items:
            self.addItem(shown(word), key)
        self.blockSignals(False)
        self.choose(kept)

    def key(self) -> str:
        """The key of the chosen item."""
        return str(self.currentData() or "")

    def choose(self, key: str) -> None:
        """Chooses by key; an unknown key chooses the first."""
        self.setCurrentIndex(max(self.findData(key), 0))

    def minimumSizeHint(self) -> QSize:
        """Its longest word may be a name of sixty letters: in a narrow place the list alone tells it whole."""
        least = self.fontMetrics().averageCharWidth() * _FEWEST_LETTERS + self._look.metrics.text(52)
        return QSize(min(least, super().minimumSizeHint().width()), super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        # A page that is scrolled must not choose something else on the way.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = self._look.metrics.text(20)
        place = QRectF(self.width() - side - 12, (self.height() - side) // 2, side, side)
        painter.drawPixmap(mirrored(self, place).topLeft(), self._arrow)


class Tick(QCheckBox):
    """A box to tick, with its sentence; the whole line is the target."""

    def __init__(self, look: Look, words: str) -> None:
        super().__init__(on_button(words))
        self._look = look
        self._words = shown(words)
        self.setAccessibleName(self._words)
        self.setFont(look.font())
        self.setMinimumHeight(look.metrics.target)
        keep_apart(self, look.metrics)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, words: str) -> None:
        """Another sentence beside the box."""
        self._words = shown(words)
        self.setAccessibleName(self._words)
        self.setText(on_button(words))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = self._room() + self.fontMetrics().horizontalAdvance(self._words) + 4
        return QSize(width, self._look.metrics.target)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._room() + self.fontMetrics().averageCharWidth() * 12, self._look.metrics.target)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        lines = self.fontMetrics().boundingRect(
            0, 0, max(width - self._room(), 1), 10_000, int(Qt.TextFlag.TextWordWrap), self._words
        )
        return max(lines.height() + 8, self._look.metrics.target)

    def hitButton(self, _position: object) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = self._look.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._look.metrics.text(24)
        box = mirrored(self, QRectF(1, (self.height() - side) / 2, side, side))
        ticked = self.isChecked()
        if self.hasFocus():
            # At a distance: beside a box that is filled a ring of the same colour is none.
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.drawRoundedRect(box, 6, 6)
            box = box.adjusted(_WITHIN, _WITHIN, -_WITHIN, -_WITHIN)
        painter.setBrush(QColor(tokens.accent if ticked else tokens.surface))
        border = QColor(tokens.accent if ticked or self.hasFocus() else tokens.edge)
        painter.setPen(QPen(border, max(tokens.stroke, 1.5)))
        painter.drawRoundedRect(box, 5, 5)
        if ticked:
            paint_check(painter, box, QColor(tokens.on_accent))
        painter.setPen(QColor(tokens.ink if self.isEnabled() else tokens.muted))
        words = mirrored(self, QRectF(self._room(), 0, self.width() - self._room(), self.height()))
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(words, int(flags), self._words)

    def _room(self) -> int:
        return self._look.metrics.text(24) + 12


class Field(QWidget):
    """A label, its edit, and beneath it what is wrong, in one sentence.

    Signals:
        changed(str): what stands in the edit now.
    """

    changed = Signal(str)

    def __init__(
        self, look: Look, label: str, *, hint: str = "", lines: int = 1, secret: bool = False, text: str = ""
    ) -> None:
        """`lines` above one makes room for sentences; `secret` masks what is typed."""
        super().__init__()
        self._look = look
        self.edit: QLineEdit | QPlainTextEdit = self._make_edit(lines, hint, secret)
        self.edit.setAccessibleName(shown(label))
        self._hint = hint
        self._over = Text(look, role="small", tone="muted")
        self._over.hide()
        self._label = Text(look, on_button(label), role="small", bold=True)
        self._label.setBuddy(self.edit)
        self._sign = Glyph(look, Shape.DANGER, size=16)
        self._error = Text(look, role="small", tone="danger")
        self._wrong = QWidget()
        line = row(self._sign, self._error)
        line.setStretch(1, 1)
        line.setContentsMargins(0, 0, 0, 0)
        self._wrong.setLayout(line)
        self._wrong.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        for widget in (self._label, self._over, self.edit, self._wrong):
            box.addWidget(widget)
        keep_apart(self, look.metrics)
        self.write(text)

    def text(self) -> str:
        """What stands in the edit."""
        return self.edit.text() if isinstance(self.edit, QLineEdit) else self.edit.toPlainText()

    def is_secret(self) -> bool:
        """Whether what is typed is masked."""
        return isinstance(self.edit, QLineEdit) and self.edit.echoMode() is QLineEdit.EchoMode.Password

    def write(self, text: str) -> None:
        """Puts text into the edit, without disturbing a person who types the same."""
        if text == self.text():
            return
        if isinstance(self.edit, QLineEdit):
            self.edit.setText(text)
        else:
            self.edit.setPlainText(text)

    def show_error(self, sentence: str) -> None:
        """Says what is wrong; an empty sentence takes it back."""
        self._error.say(sentence)
        self._wrong.setVisible(bool(sentence))
        self.edit.setAccessibleDescription(shown(sentence))
        self.edit.setProperty("wrong", bool(sentence))
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A hint that has no room in the edit stands over it, whole."""
        super().resizeEvent(event)
        if self._hint and isinstance(self.edit, QLineEdit) and not self.edit.toolTip():
            wide = self.edit.fontMetrics().horizontalAdvance(self._hint)
            fits = wide + _AROUND_HINT <= event.size().width()
            self.edit.setPlaceholderText(self._hint if fits else "")
            self._over.say("" if fits else self._hint)
            self._over.setHidden(fits)

    def _make_edit(self, lines: int, hint: str, secret: bool) -> QLineEdit | QPlainTextEdit:
        if lines > 1:
            many = Writing(self._look, high=lines_high(self._look, lines))
            many.setPlaceholderText(hint)
            many.textChanged.connect(lambda: self.changed.emit(many.toPlainText()))
            return many
        one = QLineEdit()
        one.setFont(self._look.font())
        one.setPlaceholderText(hint)
        if secret:
            one.setEchoMode(QLineEdit.EchoMode.Password)
        one.textChanged.connect(self.changed)
        return one


def typed_before(look: Look) -> Text:
    """The sentence over fields that hold what was typed earlier and nobody kept; hidden until it is so."""
    told = Text(look, _("This was typed before and is not kept yet."), bold=True)
    told.hide()
    return told


class SearchField(QLineEdit):
    """Search as you type.

    Signals:
        searched(str): the words, as they change.
    """

    searched = Signal(str)

    def __init__(self, look: Look, name: str, *, hint: str = "", keys: str = "") -> None:
        """`keys` lead here. Where there is no room for the hint and them, the longest that is no half word stands there."""
        super().__init__()
        self.setAccessibleName(name)
        short, whole = _("Search"), hint or _("Search")
        self._hints = (f"{whole}   {keys}".strip(), whole, f"{short}   {keys}".strip(), short)
        self.setPlaceholderText(self._hints[0])
        self.setFont(look.font())
        self.setClearButtonEnabled(False)
        keep_apart(self, look.metrics)
        self._glass = look.pixmap("search", look.tokens.muted, 20)
        room = look.metrics.text(20) + 4
        to_the_right = rightwards(self)
        self.setTextMargins(*((room, 0, 0, 0) if to_the_right else (0, 0, room, 0)))
        self.textChanged.connect(self.searched)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.textMargins()
        room = self.contentsRect().width() - margins.left() - margins.right() - _AROUND_HINT
        wide = self.fontMetrics().horizontalAdvance
        self.setPlaceholderText(next((hint for hint in self._hints if wide(hint) <= room), self._hints[-1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape empties the search first; only then does it leave what stands around it."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        high = self._glass.deviceIndependentSize().height()
        place = QRectF(10, (self.height() - high) / 2, high, high)
        QPainter(self).drawPixmap(mirrored(self, place).topLeft(), self._glass)

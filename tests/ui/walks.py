"""What every page's test walks through."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget


def name_of(widget: QWidget) -> str:
    """What a screen reader says for a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def every_focusable_has_a_name(root: QWidget) -> None:
    """Demands a name of whatever can have the focus or be pressed, and plain text of every label."""
    for widget in [root, *root.findChildren(QWidget)]:
        inner = widget.objectName().startswith("qt_") or (widget.parent() is None)
        touchable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        if touchable and not inner:
            assert name_of(widget) or widget.isHidden(), f"{type(widget).__name__} has no name"
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText or not widget.text(), widget.text()


def nothing_is_cut_off(root: QWidget) -> None:
    """Demands that every shown widget has at least the room that it says it needs."""
    QApplication.processEvents()
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if isinstance(widget, (QAbstractButton, QLabel)):
            need = widget.minimumSizeHint()
            assert widget.width() >= need.width() - 1, (
                f"{type(widget).__name__} {name_of(widget)!r} is too narrow"
            )
            assert widget.height() >= need.height() - 1, (
                f"{type(widget).__name__} {name_of(widget)!r} is too low"
            )

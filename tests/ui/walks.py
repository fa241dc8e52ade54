"""What every page's test walks through."""

from collections.abc import Iterator

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


# What tells a listener nothing: Qt's words for a frame and for a bare surface.
NO_ROLES = {
    QAccessible.Role.NoRole,
    QAccessible.Role.Client,
    QAccessible.Role.Border,
    QAccessible.Role.Window,
}


def nameless(root: QWidget) -> Iterator[str]:
    """Whatever can have the focus or be pressed and has no name, or no role that says what it is."""
    for widget in root.findChildren(QWidget):
        inner = widget.objectName().startswith("qt_")
        touchable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, QAbstractButton)
        if inner or not touchable or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        kind = type(widget).__name__
        if not name_of(widget).strip():
            yield f"{kind} has no name"
        if interface is None or interface.role() in NO_ROLES:
            yield f"{kind} {name_of(widget)[:40]!r} has no role"


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

"""What a screen reader calls a widget that Qt knows only as a frame or a surface."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_ROLE = "said-role"


def plays(widget: QWidget, role: QAccessible.Role) -> None:
    """From now on the widget is told as this: a row as a list item, what opens at a touch as a button."""
    _listen()
    widget.setProperty(_ROLE, role.name)


@cache
def _listen() -> None:
    """Once for the process: Qt asks every factory that it was given."""
    QAccessible.installFactory(_told)


def _told(_kind: str, found: QObject) -> QAccessibleInterface | None:
    if not isinstance(found, QWidget):
        return None
    role = found.property(_ROLE)
    return QAccessibleWidget(found, QAccessible.Role[role], "") if role else None

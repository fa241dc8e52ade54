"""What somebody types in is seen, however far it lies in what scrolls."""

from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QWidget

_AROUND = 16


def bring_into_view(field: QWidget) -> None:
    """Scrolls whatever scrolls around a field, so that it (the line that is written, of several) is seen."""
    part = field.parentWidget()
    while part is not None:
        content = part.widget() if isinstance(part, QScrollArea) else None
        if isinstance(part, QScrollArea) and content is not None:
            if isinstance(field, QPlainTextEdit):
                line = field.viewport().mapTo(content, field.cursorRect().center())
                part.ensureVisible(line.x(), line.y(), 0, field.cursorRect().height() + _AROUND)
            else:
                part.ensureWidgetVisible(field, 0, _AROUND)
        part = part.parentWidget()

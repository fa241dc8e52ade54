"""Where a spreadsheet's file goes: the system's own dialog."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.wording.catalogue import gettext as _


def ask_table(parent: QWidget, suggested: str) -> Path | None:
    """Asks for a file of the suggested one's kind; None when the person thought better of it."""
    suffix = Path(suggested).suffix
    kinds = {".csv": _("Text, values with commas (*.csv)"), ".xlsx": _("Excel workbook (*.xlsx)")}
    chosen, _kind = QFileDialog.getSaveFileName(parent, _("Save results"), suggested, kinds[suffix])
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")

"""Where a spreadsheet's file goes."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.files import ask_to_save
from assessor_app.wording.catalogue import gettext as _


def ask_table(parent: QWidget, suggested: str) -> Path | None:
    """Asks for a file of the suggested one's kind; None when the person thought better of it."""
    suffix = Path(suggested).suffix
    kinds = {".csv": _("Text, values with commas (*.csv)"), ".xlsx": _("Excel workbook (*.xlsx)")}
    first = str(Path(folders.beginning()) / suggested)
    chosen = ask_to_save(parent, _("Save results"), first, kinds[suffix])
    if not chosen:
        return None
    path = Path(chosen)
    folders.used(path)
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")

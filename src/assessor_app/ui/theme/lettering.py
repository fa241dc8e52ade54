"""Noto Sans in every script we print, from the files that ship; nothing is taken from the system."""

from functools import cache
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from assessor_app.resources import fonts_folder

Role = Literal["small", "body", "row", "title", "name", "count"]

# Pixels at 100 %: body, row titles, page titles, the learner's name, the numbers of the closed count.
SCALE: dict[Role, int] = {"small": 14, "body": 16, "row": 20, "title": 26, "name": 32, "count": 56}


@cache
def load_fonts(folder: Path | None = None) -> None:
    """Gives Qt the sans fonts of the folder, once.

    Raises:
        FileNotFoundError: the fonts were not fetched at set-up.
        ValueError: Qt cannot read one of them.
    """
    found = sorted((folder or fonts_folder()).glob("NotoSans*.ttf"))
    if not found:
        raise FileNotFoundError(f"no Noto fonts in {folder or fonts_folder()}: run make setup")
    # Noto Sans carries a few Devanagari letters without their shaping; Qt warns of it and rightly takes the
    # script's own family.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    for path in found:
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise ValueError(f"Qt cannot read the font {path}")


def font(role: Role, *, scale: float = 1.0, bold: bool = False) -> QFont:
    """Lettering of one role. Noto's own figures are tabular, so columns of numbers stand."""
    made = QFont()
    made.setFamilies(["Noto Sans"])
    made.setPixelSize(round(SCALE[role] * scale))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made

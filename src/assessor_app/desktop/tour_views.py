"""The ways of looking at every stop of the tour: theme, size, letters, hands."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize

from assessor_app.services.settings.table import GLOVES, ONE_THUMB, TEXT_SIZE, THEME
from assessor_app.storage.preferences import Preferences

SIZES = (QSize(1366, 768), QSize(1920, 1080))
TABLET = QSize(1280, 800)
THEMES = ("light", "dark")


@dataclass(frozen=True, kw_only=True)
class View:
    """One way of looking at every stop."""

    theme: str
    size: QSize
    text_scale: float = 1.0
    gloves: bool = False
    touch: bool = False
    thumb: str = ""

    @property
    def folder(self) -> str:
        """The folder of its pictures: `light-1366x768`."""
        scale = "" if self.text_scale == 1.0 else f"-{self.text_scale:.0%}".replace("%", "")
        hands = "-gloves" if self.gloves else "-touch" if self.touch else ""
        thumb = f"-{self.thumb}-thumb" if self.thumb else ""
        return f"{self.theme}-{self.size.width()}x{self.size.height()}{scale}{hands}{thumb}"

    def preferences(self, folder: Path) -> Preferences:
        """What its user would have chosen in Settings, kept in a folder."""
        made = Preferences(folder / "preferences.json")
        made.put(THEME.key, self.theme)
        made.put(TEXT_SIZE.key, str(round(self.text_scale * 100)))
        made.put(GLOVES.key, "yes" if self.gloves else "no")
        made.put(ONE_THUMB.key, self.thumb or ONE_THUMB.default)
        return made


IN_ONE_HAND = (
    View(theme="light", size=TABLET.transposed(), touch=True, thumb="left"),
    View(theme="light", size=TABLET, touch=True, gloves=True, thumb="right"),
)


def views() -> tuple[View, ...]:
    """Light and dark in two sizes; text twice as large, high contrast, and a tablet: upright, with gloves, in one hand."""
    plain = [View(theme=theme, size=size) for theme in THEMES for size in SIZES]
    return (
        *plain,
        View(theme="light", size=SIZES[0], text_scale=2.0),
        View(theme="contrast", size=SIZES[0]),
        View(theme="light", size=TABLET.transposed(), touch=True),
        View(theme="light", size=TABLET, touch=True, gloves=True),
        *IN_ONE_HAND,
    )

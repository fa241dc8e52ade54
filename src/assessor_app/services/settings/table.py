"""The settings, declared once: key, allowed values, default, and where each is kept. Words are made in the window."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Values(Protocol):
    """Named texts, kept."""

    def get(self, name: str, default: str = "") -> str: ...
    def put(self, name: str, value: str) -> None: ...


class Place(StrEnum):
    """Where a setting holds: on this computer, known before anybody signs in, or in the centre's data folder."""

    COMPUTER = "computer"
    CENTRE = "centre"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """One setting. An empty `allowed` takes any text; `redraws` marks what takes a new window to be seen."""

    key: str
    default: str
    allowed: tuple[str, ...] = ()
    place: Place = Place.COMPUTER
    redraws: bool = True


LANGUAGE = Setting(key="language", default="en")
THEME = Setting(key="theme", default="light", allowed=("light", "dark", "contrast"))
TEXT_SIZE = Setting(key="text-size", default="100", allowed=("100", "125", "150", "175", "200"))
"""Percent of the usual lettering."""
GLOVES = Setting(key="gloves", default="no", allowed=("no", "yes"))
ONE_THUMB = Setting(key="one-thumb", default="no", allowed=("no", "left", "right"))
"""The hand that holds the tablet and marks with its thumb."""
IDLE_LOCK = Setting(
    key="idle-lock",
    default="10",
    allowed=("1", "2", "5", "10", "15", "30", "60"),
    place=Place.CENTRE,
    redraws=False,
)
"""Minutes after which an untouched screen locks. There is no "never": the screen shows other people's data."""

APPEAL_DAYS = Setting(
    key="appeal-days",
    default="20",
    allowed=("5", "10", "14", "20", "28", "30", "42", "60", "90"),
    place=Place.CENTRE,
    redraws=False,
)
"""Calendar days from a decision within which its learner may appeal; said on the result slip."""

SETTINGS = (LANGUAGE, THEME, TEXT_SIZE, GLOVES, ONE_THUMB, IDLE_LOCK, APPEAL_DAYS)


@dataclass(frozen=True, kw_only=True)
class Kept:
    """The settings as kept: this computer's, and the open data folder's."""

    computer: Values
    centre: Values

    def get(self, setting: Setting) -> str:
        """The value that holds."""
        return read(self._of(setting), setting)

    def put(self, setting: Setting, value: str) -> None:
        """Keeps another value; raises ValueError for one that the setting does not allow."""
        if not _allows(setting, value):
            raise ValueError(f"{setting.key} cannot be {value!r}")
        self._of(setting).put(setting.key, value)

    def all(self) -> dict[str, str]:
        """Every value by key."""
        return {setting.key: self.get(setting) for setting in SETTINGS}

    def _of(self, setting: Setting) -> Values:
        return self.centre if setting.place is Place.CENTRE else self.computer


def read(values: Values, setting: Setting) -> str:
    """The kept value; the default where nothing is kept, or what another version or a hand wrote there."""
    kept = values.get(setting.key, setting.default)
    return kept if _allows(setting, kept) else setting.default


def by_key(key: str, settings: Iterable[Setting] = SETTINGS) -> Setting:
    """A setting by its key; raises KeyError."""
    return {setting.key: setting for setting in settings}[key]


def _allows(setting: Setting, value: str) -> bool:
    return not setting.allowed or value in setting.allowed

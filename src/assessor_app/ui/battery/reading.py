"""What a battery says, the way to ask it on this computer, and its words."""

import sys
from dataclasses import dataclass
from typing import Protocol

from assessor_app.wording.catalogue import gettext as _

LOW_PERCENT = 8
"""From here on down, off the mains, a person should know that the program may be closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """All batteries of a computer as one."""

    percent: int
    on_mains: bool

    @property
    def low(self) -> bool:
        return not self.on_mains and self.percent <= LOW_PERCENT


class ReadBattery(Protocol):
    """Asks a system; None where there is no battery, or none that it can read. Call it off the GUI thread."""

    def __call__(self) -> Battery | None: ...


def read_battery() -> Battery | None:
    """Asks this computer."""
    return _way()()


def _way() -> ReadBattery:
    if sys.platform == "win32":
        from assessor_app.ui.battery import windows

        return windows.read
    if sys.platform == "darwin":
        from assessor_app.ui.battery import macos

        return macos.read
    from assessor_app.ui.battery import linux

    return linux.read


def battery_words(battery: Battery | None) -> str:
    """The battery in words; nothing where there is none to read."""
    if battery is None:
        return ""
    if battery.on_mains:
        return _("Battery {percent} %, on mains").format(percent=battery.percent)
    return _("Battery {percent} %").format(percent=battery.percent)

"""What the window's frame shows, as one value."""

from dataclasses import dataclass
from pathlib import Path

from assessor_app.wording.catalogue import gettext as _

PAGES = ("today", "assess", "learners", "certificates", "verify", "sync", "quality", "settings")
ICONS = {
    "today": "sun",
    "assess": "clipboard-check",
    "learners": "users",
    "certificates": "award",
    "verify": "scan-line",
    "sync": "arrow-up-down",
    "quality": "badge-check",
    "settings": "settings",
}
AT_THE_FOOT = frozenset({"quality", "settings"})


def page_word(name: str) -> str:
    """The word on the rail for a page."""
    return {
        "today": _("Today"),
        "assess": _("Assess"),
        "learners": _("Learners"),
        "certificates": _("Certificates"),
        "verify": _("Verify"),
        "sync": _("Sync"),
        "quality": _("Quality"),
        "settings": _("Settings"),
    }[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameState:
    """What stands around a page.

    Attributes:
        centre: the centre's name.
        state: the state in words, as "Offline · 12 waiting · all saved here".
        person: who is signed in.
        role: their role, in words.
        pages: the pages this person may open.
        sample: whether the centre is the sample centre.
        battery: the battery in words, or nothing.
    """

    centre: str = ""
    state: str = ""
    person: str = ""
    role: str = ""
    pages: tuple[str, ...] = PAGES[:6]
    sample: bool = False
    battery: str = ""


def battery_words(folder: Path = Path("/sys/class/power_supply")) -> str:
    """The battery in words; nothing where there is none to read.

    Source: Linux, Documentation/ABI/testing/sysfs-class-power (`type`, `status`, `capacity` in percent).
    """
    for supply in sorted(folder.glob("*")):
        if _read(supply / "type") != "Battery":
            continue
        capacity = _read(supply / "capacity")
        if not capacity.isdecimal():
            continue
        if _read(supply / "status") in {"Charging", "Full", "Not charging"}:
            return _("Battery {percent} %, on mains").format(percent=capacity)
        return _("Battery {percent} %").format(percent=capacity)
    return ""


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        # A battery that was pulled out while we looked has no files any more.
        return ""

"""What the window's frame shows, as one value."""

from dataclasses import dataclass
from enum import Enum, auto

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


class Wide(Enum):
    """When a page has the whole window, and rail and bar make room for it."""

    NEVER = auto()
    WHERE_SMALL = auto()
    ALWAYS = auto()


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
        low: whether it is nearly empty.
    """

    centre: str = ""
    state: str = ""
    person: str = ""
    role: str = ""
    pages: tuple[str, ...] = PAGES[:6]
    sample: bool = False
    battery: str = ""
    low: bool = False

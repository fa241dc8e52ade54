"""The battery on macOS.

Source: pmset(1), `pmset -g batt`: first what the power is drawn from, then a line for each battery.
"""

import re
import subprocess

from assessor_app.ui.battery.reading import Battery

_SECONDS = 5
_INSIDE = re.compile(r"^ -InternalBattery.*?(\d{1,3})%", re.MULTILINE)


def parse(told: str) -> Battery | None:
    """What `pmset -g batt` prints; an uninterruptible supply beside the computer is no battery of its own."""
    found = _INSIDE.findall(told)
    if not found:
        return None
    percent = round(sum(map(int, found)) / len(found))
    return Battery(percent=percent, on_mains="drawing from 'AC Power'" in told)


def read() -> Battery | None:
    """Asks macOS."""
    try:
        asked = subprocess.run(
            ["/usr/bin/pmset", "-g", "batt"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return parse(asked.stdout.decode("utf-8", "replace"))

"""The battery on Linux.

Source: Documentation/ABI/testing/sysfs-class-power (`type`, `scope`, `status`, `capacity` in percent).
"""

from pathlib import Path

from assessor_app.ui.battery.reading import Battery

_ON_MAINS = {"Charging", "Full", "Not charging"}


def read(folder: Path = Path("/sys/class/power_supply")) -> Battery | None:
    """The mean of the computer's own batteries: some are drained one after the other. A mouse's is not one of them."""
    found = [
        (int(capacity), _text(supply / "status"))
        for supply in sorted(folder.glob("*"))
        if _text(supply / "type") == "Battery"
        and _text(supply / "scope") != "Device"
        and (capacity := _text(supply / "capacity")).isdecimal()
    ]
    if not found:
        return None
    states = {status for _capacity, status in found}
    return Battery(
        percent=round(sum(capacity for capacity, _status in found) / len(found)),
        on_mains="Discharging" not in states and bool(states & _ON_MAINS),
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii", errors="replace").strip()
    except OSError:
        # A battery that was pulled out while we looked has no files any more; some have no scope.
        return ""

"""The battery on Windows.

Source: GetSystemPowerStatus and SYSTEM_POWER_STATUS in winbase.h.
"""

import ctypes
import struct

from assessor_app.ui.battery.reading import Battery

_STATUS = struct.Struct("<BBBBII")
"""ACLineStatus, BatteryFlag, BatteryLifePercent, SystemStatusFlag, BatteryLifeTime, BatteryFullLifeTime."""
_NO_BATTERY = 128
_UNKNOWN = 255
_MAINS = 1


def parse(status: bytes) -> Battery | None:
    """What a SYSTEM_POWER_STATUS says; `flag` has a bit for *no battery*, and 255 stands for unknown."""
    line, flag, percent, _saver, _left, _whole = _STATUS.unpack(status)
    if percent > 100 or (flag != _UNKNOWN and flag & _NO_BATTERY):  # noqa: PLR2004 - percent; 255 is unknown
        return None
    return Battery(percent=percent, on_mains=line == _MAINS)


def read() -> Battery | None:
    """Asks Windows."""
    status = ctypes.create_string_buffer(_STATUS.size)
    kernel = ctypes.CDLL("kernel32")
    return parse(status.raw) if kernel.GetSystemPowerStatus(status) else None

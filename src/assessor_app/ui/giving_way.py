"""Threads behind the window give way to it soon.

One thread at a time runs Python. Painting goes in and out of Python a dozen times, and each time that a sync is at work waits for
as long as an interpreter lets a thread run on: 5 ms by default, in which a window is away for a hundred. A tenth of that costs
the work behind it a few hundredths of its speed.
"""

import sys

SWITCH_SECONDS = 0.0005


class GivingWay:
    """From its making until `stop`."""

    def __init__(self) -> None:
        self._before = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_SECONDS)

    def stop(self) -> None:
        """As it was before."""
        sys.setswitchinterval(self._before)

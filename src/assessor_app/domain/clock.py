"""Is this today? When a clock must be confirmed by a person before anything is signed."""

from datetime import datetime, timedelta
from enum import StrEnum

LONGEST_SILENCE = timedelta(days=30)


class Doubt(StrEnum):
    """Why the clock is in doubt."""

    BEFORE_LAST_RECORD = "before-last-record"
    LONG_AFTER_LAST_RECORD = "long-after-last-record"
    OUTSIDE_DELEGATION = "outside-delegation"


def doubt(
    now: datetime, *, last_record: datetime | None, window: tuple[datetime, datetime] | None
) -> Doubt | None:
    """Why a person must be asked before signing; None when nothing is odd (protocol: clock)."""
    if last_record is not None and now < last_record:
        return Doubt.BEFORE_LAST_RECORD
    if last_record is not None and now - last_record > LONGEST_SILENCE:
        return Doubt.LONG_AFTER_LAST_RECORD
    if window is not None and not window[0] <= now <= window[1]:
        return Doubt.OUTSIDE_DELEGATION
    return None

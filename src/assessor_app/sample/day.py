"""The sample centre's clock: it began last week, and every look moves it on a little, never past the real time."""

import secrets
from datetime import datetime, timedelta


class SampleClock:
    """A clock that starts at a given moment and moves on by `pace` each time it is read."""

    def __init__(self, start: datetime, *, latest: datetime, pace: timedelta = timedelta(seconds=2)) -> None:
        self.boot = secrets.token_hex(16)
        self._moment = start
        self._latest = latest
        self._pace = pace
        self._started = start

    def now(self) -> datetime:
        self._moment = min(self._moment + self._pace, self._latest)
        return self._moment

    def elapsed(self) -> int:
        return int((self._moment - self._started).total_seconds() * 1000)

    def go_to(self, moment: datetime) -> None:
        """Moves on to a later moment."""
        self._moment = max(self._moment, min(moment, self._latest))

"""So many at once, so many more who wait, and everybody else is asked to come again: work for strangers has bounds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from assessor_app.domain.errors import KnownError

_AGAIN_SECONDS = 5


class Turnstile:
    """Of one process and one event loop."""

    def __init__(self, *, at_once: int, waiting: int) -> None:
        self._inside = asyncio.Semaphore(at_once)
        self._most = at_once + waiting
        self._here = 0

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Raises KnownError("too-often", seconds) where too many wait already."""
        if self._here >= self._most:
            raise KnownError("too-often", seconds=_AGAIN_SECONDS)
        self._here += 1
        try:
            async with self._inside:
                yield
        finally:
            self._here -= 1

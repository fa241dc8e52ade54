"""What every request of one process shares: built once, handed to the application."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from structlog.typing import FilteringBoundLogger

from assessor_app.issuer.intake.pieces import Pieces
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.verifying.known import Knowledge
from assessor_app.issuer.web.arriving import Arriving
from assessor_app.issuer.web.limits import RateLimit
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.shelf import Shelf
from assessor_app.issuer.web.turnstile import Turnstile

MOST_LARGE, MOST_OF_ONE = 8, 40
"""Large bodies held in memory at once (whoever else sends one waits), and bodies of any size of one address."""
MOST_STRANGERS, MOST_WAITING = 3, 24
"""Checks for anybody at once (each may take a process of its own, bounded in memory and time), and how many may wait."""
MOST_SLOW = 2
"""Passwords checked at once: each takes 64 MiB for a tenth of a second."""
_EXPECTED_SECONDS, _LOOK_SECONDS = 0.3, 0.05
_LONGEST_SECONDS, _OWN_SECONDS = 20.0, 5.0
"""So long work that can wait gives way, and so long it then has for itself: devices that never stop do not starve it."""
Answer = TypeVar("Answer")


class Receiving:
    """Whether some device is handing over much: what can wait lets it go first, for a while. `clock` counts seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._now = 0
        self._until = 0.0
        self._own_until = 0.0

    @contextmanager
    def many(self) -> Iterator[None]:
        """Around the taking of a large envelope: for a moment afterwards the next one is expected."""
        with self._lock:
            self._now += 1
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1
                self._until = self._clock() + _EXPECTED_SECONDS

    def let_pass(self, stop: threading.Event) -> None:
        """Returns when nothing is being taken or expected, or when it is told to stop.

        After twenty seconds it returns all the same, and for five at once: of one thread, which does one thing after the other.
        """
        begun = self._clock()
        if begun < self._own_until:
            return
        while self._is_busy() and not stop.wait(_LOOK_SECONDS):
            if self._clock() - begun >= _LONGEST_SECONDS:
                self._own_until = self._clock() + _OWN_SECONDS
                return

    def _is_busy(self) -> bool:
        with self._lock:
            return self._now > 0 or self._clock() < self._until


@dataclass(frozen=True, kw_only=True)
class Parts:
    """`pieces` is None where no place for evidence was named; `wake` is set when there are records to judge."""

    store: Store
    vault: Vault
    metrics: Metrics
    limit: RateLimit
    shelf: Shelf
    log: FilteringBoundLogger
    pieces: Pieces | None
    wake: threading.Event = field(default_factory=threading.Event)
    receiving: Receiving = field(default_factory=Receiving)
    arriving: Arriving = field(default_factory=lambda: Arriving(at_once=MOST_LARGE, of_one=MOST_OF_ONE))
    knowledge: Knowledge = field(default_factory=Knowledge)
    strangers: Turnstile = field(
        default_factory=lambda: Turnstile(at_once=MOST_STRANGERS, waiting=MOST_WAITING)
    )
    slow: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SLOW))

    async def in_thread(self, work: Callable[[], Answer]) -> Answer:
        """Runs what waits for a disk beside the loop that answers everybody."""
        return await asyncio.to_thread(work)

    def now(self) -> datetime:
        return datetime.now(UTC)

"""What every request of one process shares: built once, handed to the application."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from structlog.typing import FilteringBoundLogger

from assessor_app.issuer.intake.pieces import Pieces
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.web.limits import RateLimit
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.shelf import Shelf

MOST_LARGE = 8
"""Large bodies held in memory at once; whoever else sends one waits."""
MOST_SLOW = 2
"""Passwords checked at once: each takes 64 MiB for a tenth of a second."""
Answer = TypeVar("Answer")


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
    large: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_LARGE))
    slow: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(MOST_SLOW))

    async def in_thread(self, work: Callable[[], Answer]) -> Answer:
        """Runs what waits for a disk beside the loop that answers everybody."""
        return await asyncio.to_thread(work)

    def now(self) -> datetime:
        return datetime.now(UTC)

"""What every request of one process shares: built once, handed to the application."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from structlog.typing import FilteringBoundLogger

from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.web.limits import RateLimit
from assessor_app.issuer.web.metrics import Metrics
from assessor_app.issuer.web.shelf import Shelf


@dataclass(frozen=True, kw_only=True)
class Parts:
    """`folder` is the data folder, None where only a database was named."""

    store: Store
    vault: Vault
    folder: Path | None
    metrics: Metrics
    limit: RateLimit
    shelf: Shelf
    log: FilteringBoundLogger

    def now(self) -> datetime:
        return datetime.now(UTC)

"""All or nothing, as a port."""

from contextlib import AbstractContextManager
from typing import Any, Protocol


class Transactions(Protocol):
    def atomic(self) -> AbstractContextManager[Any]:
        """On leaving, everything inside is on disk; on any error, nothing is."""

"""The operating system's keyring, when there is a real one, and never for longer than a moment.

A keyring may be absent (a server, a bare desktop), locked, or waiting behind a dialogue that nobody sees; so each
call runs in a thread of its own and is given up after `SECONDS`.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from assessor_app.domain.errors import KnownError

SERVICE = "assessor"
SECONDS = 5.0
T = TypeVar("T")


class Keyring(Protocol):
    """Small secrets by name. Every method raises KnownError keyring-unavailable when there is no keyring to ask.

    Its `detail` is for the log: a backend's own name of what went wrong.
    """

    def get(self, name: str) -> str | None: ...
    def put(self, name: str, value: str) -> None: ...
    def delete(self, name: str) -> None: ...


class OsKeyring:
    """The keyring of the person who is logged in to this computer."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds

    def get(self, name: str) -> str | None:
        import keyring

        return self._ask(lambda: keyring.get_password(SERVICE, name))

    def put(self, name: str, value: str) -> None:
        import keyring

        self._ask(lambda: keyring.set_password(SERVICE, name, value))

    def delete(self, name: str) -> None:
        import keyring

        if self.get(name) is not None:
            self._ask(lambda: keyring.delete_password(SERVICE, name))

    def _ask(self, call: Callable[[], T]) -> T:
        answer: queue.SimpleQueue[tuple[T, None] | tuple[None, Exception]] = queue.SimpleQueue()

        def run() -> None:
            try:
                _refuse_pretenders()
                answer.put((call(), None))
            except Exception as error:  # noqa: BLE001 - backends raise whatever their desktop does; it is handed over
                answer.put((None, error))

        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            value, error = answer.get(timeout=self._seconds)
        except queue.Empty:
            raise KnownError("keyring-unavailable", detail="no answer") from None
        if isinstance(error, KnownError):
            raise error
        if error is not None:
            raise KnownError("keyring-unavailable", detail=type(error).__name__) from error
        return value  # type: ignore[return-value]  # no error, so it is what the call gave


def _refuse_pretenders() -> None:
    """Raise when the backend keeps nothing: the null backend forgets in silence, the fail backend raises by itself."""
    import keyring
    from keyring.backends import fail, null

    if isinstance(keyring.get_keyring(), (fail.Keyring, null.Keyring)):
        raise KnownError("keyring-unavailable", detail="none on this computer")

"""A camera as dialogs use it."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance


class Named(Protocol):
    """A camera to choose."""

    @property
    def key(self) -> str: ...
    @property
    def words(self) -> str: ...


class Source(Protocol):
    """Where pictures come from (`ui.scanning.cameras.Cameras`)."""

    seen: SignalInstance
    failed: SignalInstance
    changed: SignalInstance

    def names(self) -> Sequence[Named]: ...
    def open(self, key: str) -> None: ...
    def close(self) -> None: ...

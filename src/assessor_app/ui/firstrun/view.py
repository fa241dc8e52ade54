"""What a new centre is made from, and who makes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, kw_only=True)
class NewCentre:
    """What the pages of setting up asked for. An empty `awarding_body` awards by itself; an empty `host` has no page."""

    name: str = ""
    approval_number: str = ""
    country: str = ""
    phone: str = ""
    host: str = ""
    awarding_body: str = ""
    administrator: str = ""
    label: str = ""
    passphrase: str = field(default="", repr=False)
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class Beginnings:
    """The three ways to begin in `folder`, as callables that run off the GUI thread and raise KnownError.

    `make_sample(folder)`; `create(folder, values)` returns the recovery key to show once;
    `restore(copy, recovery, into, progress)`.
    """

    folder: Path
    make_sample: Callable[[Path], Any]
    create: Callable[[Path, NewCentre], str]
    restore: Callable[[Path, str, Path, Callable[[int, int], None]], Any]

"""What the sign-in page shows, and the doors that its presenter tries."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assessor_app.domain.errors import KnownError

Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Door:
    """A passphrase slot: whose. `role` (a `Role`'s value) and `pin` stand on the page of sample data alone."""

    slot: str
    label: str
    role: str = ""
    pin: str = ""


@dataclass(frozen=True, kw_only=True)
class SignInView:
    """Who may open.

    `badges` is whether some badge opens this device; `sample_passphrase` and `sample_recovery` are shown to everybody,
    where all data is invented; empty elsewhere. `keyring` and `recovery`: whether this computer's keyring, or a
    recovery key, was given a way in.
    """

    doors: Sequence[Door]
    keyring: bool = False
    recovery: bool = True
    badges: bool = False
    sample_passphrase: str = field(default="", repr=False)
    sample_recovery: str = field(default="", repr=False)


def _no_badge(*_said: str) -> Any:
    raise KnownError("badge-not-here")


@dataclass(frozen=True, kw_only=True)
class Entrance:
    """The ways into one data folder, as callables; each runs off the GUI thread and returns what is open.

    All raise KnownError: `look` `keys-…`; the ways in `passphrase-wrong`, `recovery-key-…`, `already-open`,
    `database-…`, `disk-…`; `with_keyring` returns None where the keyring no longer knows.
    `badge_label(code)` is whose badge this is, `with_badge(code, pin)` opens by it: KnownError `badge-…`.
    `administrators(opened)` are (id, name) of those to whom `renew(opened, id, passphrase, pin)` gives new secrets
    once the recovery key opened it (`services.people.recover`); with none of them the step is left out.
    `restore(copy, recovery, into, progress)` unpacks a copy; `folder` is the data folder as people read it.
    """

    folder: Path
    look: Callable[[], SignInView]
    with_passphrase: Callable[[str, str], Any]
    with_recovery: Callable[[str], Any]
    with_keyring: Callable[[], Any]
    restore: Callable[[Path, str, Path, Progress], Any]
    badge_label: Callable[[str], str] = _no_badge
    with_badge: Callable[[str, str], Any] = _no_badge
    administrators: Callable[[Any], Sequence[tuple[str, str]]] = lambda _opened: ()
    renew: Callable[[Any, str, str, str], Any] = lambda _opened, _staff, _passphrase, _pin: None


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Why the folder does not open: title, sentence, and whether restoring a copy would help."""

    title: str
    sentence: str
    restore: bool

"""The file of key slots: read strictly, written whole, and kept twice.

`DATA/keys.json` holds the slots and nothing secret in the clear. `keys.json.bak` beside it holds the same bytes,
since one bad sector in 2 kB must not cost a centre its records. The second copy is never the file from before a
change: in it, somebody who left would still have a way in.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files

KEYS = "keys.json"
SECOND_COPY = "keys.json.bak"
_FORMAT, _VERSION = "assessor-keys", 1
_LARGEST = 1_000_000
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Slot:
    """One way in. `staff` is the person's id (a passphrase slot), `label` what to call it where nobody is known.

    `wrapped` (hex) is the database key as `trust.secrets.wrap` gives it; `salt` (hex) and `cost` are a passphrase's.
    """

    id: str
    kind: str
    staff: str | None
    label: str
    wrapped: str = field(default="", repr=False)
    salt: str = field(default="", repr=False)
    cost: Mapping[str, Any] = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class KeyFile:
    """What `keys.json` says: the store's random id, a check of the key (see `slots`), and the slots in order."""

    store: str
    check: str
    slots: tuple[Slot, ...]


def exists(folder: Path) -> bool:
    """Whether this folder has keys, readable or not. Raises KnownError folder-unreadable."""
    try:
        return any((folder / name).exists() for name in (KEYS, SECOND_COPY))
    except PermissionError as error:
        raise KnownError("folder-unreadable", path=str(folder)) from error


def read(folder: Path) -> KeyFile:
    """Read the slots, from the second copy where the first is torn or gone.

    Raises KnownError: keys-missing (neither file is there), keys-unreadable (neither can be read), folder-unreadable
    (this user may not).
    """
    if not exists(folder):
        raise KnownError("keys-missing", path=str(folder / KEYS))
    forbidden = False
    for name in (KEYS, SECOND_COPY):
        try:
            found = _parse((folder / name).read_bytes())
        except PermissionError:
            forbidden = True
            continue
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            _log.info("%s cannot be read: %s", name, type(error).__name__)
            continue
        return found
    if forbidden:
        raise KnownError("folder-unreadable", path=str(folder))
    raise KnownError("keys-unreadable", path=str(folder / KEYS))


def write(folder: Path, contents: KeyFile) -> None:
    """Write both copies, each whole; after a power cut between them the first one is the newer."""
    shown = {"format": _FORMAT, "version": _VERSION, **asdict(contents)}
    text = json.dumps(shown, ensure_ascii=False, indent=1).encode()
    files.write_whole(folder / KEYS, text)
    files.write_whole(folder / SECOND_COPY, text)


def mend(folder: Path) -> None:
    """Make the two copies the same again: after a torn sector, a lost file, or a power cut between the two."""
    contents = read(folder)
    paths = [folder / name for name in (KEYS, SECOND_COPY)]
    texts = [path.read_bytes() if path.exists() else b"" for path in paths]
    if texts[0] != texts[1]:
        write(folder, contents)


def _parse(text: bytes) -> KeyFile:
    if len(text) > _LARGEST:
        raise ValueError("too long")
    found = json.loads(text)
    if (found["format"], found["version"]) != (_FORMAT, _VERSION):
        raise ValueError("another format")
    slots = tuple(Slot(**one) for one in found["slots"])
    texts = [found["store"], found["check"]]
    for one in slots:
        texts += [one.id, one.kind, one.label]
        bytes.fromhex(one.wrapped + one.salt)
        if not isinstance(one.cost, dict) or not all(isinstance(part, int) for part in one.cost.values()):
            raise TypeError("another shape")
    if not slots or not all(isinstance(text, str) for text in texts):
        raise TypeError("another shape")
    return KeyFile(found["store"], found["check"], slots)

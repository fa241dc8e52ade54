"""How far each chain got, remembered outside the data folder, so that a restored folder cannot sign on as if newest.

`protocol.md` 1, "Chain restart": in the OS keyring *and* in a file of the user's state folder, named by the chain.
The file is written for each record in two steps: its bytes beside it before the commit (so that a full disk stops the
signature and not the mark), its name after (a mark ahead of its database would stop an honest device after a power
cut), and before the record is shown as signed or leaves the device. The keyring, which may be slow, absent or locked,
never holds up a signature: `meet_keyring` asks and tells it now and then, and what it said last is remembered.
"""

from __future__ import annotations

import json
import logging
import os
import re
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import files
from assessor_app.storage.engine.os_keyring import Keyring

_CHAIN = re.compile(r"[0-9a-f]{32}")
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Mark:
    """The newest record that a chain is known to have: its number and its hash (64 hex characters)."""

    chain: str
    seq: int
    hash: str


def state_folder() -> Path:
    """Return the user's state folder for the marks: never inside a data folder. `ASSESSOR_STATE` moves it."""
    if moved := os.environ.get("ASSESSOR_STATE"):
        return Path(moved) / "chains"
    from platformdirs import user_state_path

    return user_state_path("assessor", appauthor=False) / "chains"


class HighWater:
    """The marks of this user on this computer. `keyring` is None where there is none, or none is wanted."""

    def __init__(self, folder: Path, keyring: Keyring | None = None) -> None:
        self._folder = folder
        self._keyring = keyring
        self._told: dict[str, Mark] = {}
        self._writing = threading.Lock()

    def read(self, chain: str) -> Mark | None:
        """Return the higher of the two marks, or None when this user never saw the chain. Asks no keyring itself."""
        found = [mark for mark in (self._from_file(chain), self._told.get(chain)) if mark]
        return max(found, key=lambda mark: mark.seq, default=None)

    def raise_to(self, chain: str, seq: int, hash_: str) -> None:
        """Remember that the chain has record `seq`; a lower number than before changes nothing.

        The file is durable on return. Raises KnownError disk-… when it cannot be written.
        """
        self.prepare(chain, seq, hash_)()

    def prepare(self, chain: str, seq: int, hash_: str) -> Callable[[], None]:
        """Write the mark beside the one in force, and return the step that puts it in force, which needs no room.

        Call that after the commit of the record; a mark that is never put in force means nothing. Raises KnownError
        disk-… when it cannot be written.
        """
        path = self._path(chain)
        part = path.with_name(path.name + files.PART)
        with files.translated(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        with self._writing:
            files.write_part(part, _text(Mark(chain, seq, hash_)).encode())

        def settle() -> None:
            with self._writing:
                before = self._from_file(chain)
                if before and before.seq >= seq:
                    part.unlink(missing_ok=True)
                else:
                    files.move_into_place(part, path)

        return settle

    def meet_keyring(self, chain: str) -> bool:
        """Ask the keyring for the chain's mark, and tell it the file's where that is higher; say whether it keeps one.

        It may take seconds: never on the GUI thread, nor where taps are written. Where there is no keyring the file
        stands alone.
        """
        if self._keyring is None:
            return False
        try:
            held, own = self._from_keyring(self._keyring, chain), self._from_file(chain)
            if own and (held is None or held.seq < own.seq):
                self._keyring.put(_name(chain), _text(own))
                self._told[chain] = own
        except KnownError as error:
            _log.info("the chain's mark is not in the keyring: %s", error)
            return False
        return held is not None or own is not None

    def _from_file(self, chain: str) -> Mark | None:
        path = self._path(chain)
        try:
            with files.translated(path):
                return _parse(path.read_bytes(), chain)
        except FileNotFoundError:
            return None

    def _from_keyring(self, keyring: Keyring, chain: str) -> Mark | None:
        text = keyring.get(_name(chain))
        held = _parse(text, chain) if text else None
        if held:
            # Before anything is told: what it said stands even where it takes nothing new.
            self._told[chain] = held
        return held

    def _path(self, chain: str) -> Path:
        if not _CHAIN.fullmatch(chain):
            raise ValueError("a chain id is 32 hex characters")
        return self._folder / f"{chain}.json"


def _name(chain: str) -> str:
    return f"chain {chain}"


def _text(mark: Mark) -> str:
    return json.dumps(asdict(mark))


def _parse(text: str | bytes, chain: str) -> Mark | None:
    """Return the mark in the text, or None where it is torn: as if there were none, so that nobody signs on it."""
    try:
        mark = Mark(**json.loads(text))
    except (ValueError, TypeError, RecursionError):
        _log.info("the mark of chain %s cannot be read", chain)
        return None
    sound = mark.chain == chain and isinstance(mark.seq, int) and isinstance(mark.hash, str)
    return mark if sound else None

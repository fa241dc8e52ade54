"""The mark that a data folder is in use, and where somebody stands in it; a clean end takes it away.

It lies in the user's state folder and not in the data folder, since it is about this computer's process: a copy on a
stick that was made meanwhile did not crash. Its bytes are sealed under a key that only the open database gives.
See docs/decisions/0014-recovery.md.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessor_app.storage.engine import files

_NONCE_BYTES = 12
_PURPOSE = b"assessor running mark v1"


def running_folder(state: Path) -> Path:
    """Where the marks lie: beside those of chains (`highwater.state_folder`)."""
    return state.with_name("running")


class RunningMark:
    """The mark of one data folder on this computer, for this user."""

    def __init__(self, folder: Path, *, data: Path, key: bytes) -> None:
        """`folder` holds the marks, `data` is the data folder, `key` the key of its database."""
        self._path = folder / f"{hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:32]}.mark"
        self._key = hmac.digest(key, _PURPOSE, "sha256")

    def read(self) -> dict[str, Any] | None:
        """What the process before wrote and did not take away; None for nothing, and for what is not this database's."""
        try:
            sealed = self._path.read_bytes()
            text = AESGCM(self._key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _PURPOSE)
            found = json.loads(text)
        except (OSError, InvalidTag, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def write(self, what: Mapping[str, Any]) -> None:
        """Writes it down; it is on the disk itself on return. Raises KnownError disk-…."""
        nonce = os.urandom(_NONCE_BYTES)
        text = json.dumps(what, ensure_ascii=False).encode()
        with files.translated(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.write_whole(self._path, nonce + AESGCM(self._key).encrypt(nonce, text, _PURPOSE))

    def remove(self) -> None:
        """The program ends as it should. Raises KnownError disk-…."""
        with files.translated(self._path):
            self._path.unlink(missing_ok=True)

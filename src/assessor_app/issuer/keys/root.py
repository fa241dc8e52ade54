"""The root: it signs anchor lists and nothing else, and lives in a file that is kept off-line."""

import os
from dataclasses import dataclass
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.formats import root_key_file
from assessor_app.formats.root_key_file import RootKeyFile
from assessor_app.trust.keys import SigningKey
from assessor_app.trust.secrets import Cost, Slot, lock_slot, open_slot

_NOTE = "Root key of an issuer. Keep it off-line, in two places; without it no list of keys can be signed."


@dataclass(frozen=True, kw_only=True)
class Root:
    """A root key, opened, and the issuer (a did) that it speaks for."""

    issuer: str
    key: SigningKey


def write_root(path: Path, root: Root, *, passphrase: str) -> None:
    """Writes the file, for its owner alone, and never over another one: KnownError("file-there", path)."""
    slot = lock_slot(root.key.seed, passphrase, context=_context(root.issuer))
    content = root_key_file.encode(
        RootKeyFile(
            note=_NOTE,
            issuer=root.issuer,
            public=root.key.public.hex(),
            memory_kib=slot.cost.memory_kib,
            passes=slot.cost.passes,
            lanes=slot.cost.lanes,
            salt=root_key_file.to_text(slot.salt),
            wrapped=root_key_file.to_text(slot.wrapped),
        )
    )
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KnownError("file-there", path=str(path)) from error
    except OSError as error:
        raise KnownError("file-not-written", path=str(path), why=error.strerror or "") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # half a root is none, and would be in the way of the next
        path.unlink(missing_ok=True)
        raise KnownError("file-not-written", path=str(path), why=error.strerror or "") from error


def read_root(path: Path, *, passphrase: str) -> Root:
    """Raises KnownError: "root-missing", "root-unreadable", "root-newer", "passphrase-wrong"."""
    try:
        file = root_key_file.decode(path.read_bytes())
    except OSError as error:
        raise KnownError("root-missing", path=str(path)) from error
    slot = Slot(
        salt=root_key_file.from_text(file.salt),
        cost=Cost(memory_kib=file.memory_kib, passes=file.passes, lanes=file.lanes),
        wrapped=root_key_file.from_text(file.wrapped),
    )
    key = SigningKey(open_slot(slot, passphrase, context=_context(file.issuer)))
    if key.public.hex() != file.public:
        raise KnownError("root-unreadable")
    return Root(issuer=file.issuer, key=key)


def _context(issuer: str) -> bytes:
    return b"assessor-root/1 " + issuer.encode("utf-8")

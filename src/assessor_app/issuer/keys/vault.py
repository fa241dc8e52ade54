"""On-line keys at rest: each wrapped under one master key, which the passphrase opens."""

import json
from dataclasses import dataclass, field

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.formats.root_key_file import from_text, to_text
from assessor_app.issuer.store import settings
from assessor_app.trust.secrets import KEY_BYTES, Cost, Slot, lock_slot, open_slot, unwrap, wrap

_SLOT = "master-slot"
_CONTEXT = b"assessor-issuer-master/1"


@dataclass(frozen=True)
class Vault:
    """The open master key."""

    master: bytes = field(repr=False)

    def lock(self, private: bytes, *, kid: str) -> bytes:
        """A 32-byte private key, wrapped for the row with this key id."""
        return wrap(private, kek=self.master, context=_key_context(kid))

    def unlock(self, wrapped: bytes, *, kid: str) -> bytes:
        """Raises KnownError("slot-unreadable") for a row that was changed."""
        return unwrap(wrapped, kek=self.master, context=_key_context(kid), wrong="slot-unreadable")


def make_vault(connection: Connection, *, master: bytes, passphrase: str) -> Vault:
    """Keeps a new master key under this passphrase, in place of the slot there was."""
    if len(master) != KEY_BYTES:
        raise ValueError("a master key has 32 bytes")
    slot = lock_slot(master, passphrase, context=_CONTEXT)
    kept = {
        "salt": to_text(slot.salt),
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "wrapped": to_text(slot.wrapped),
    }
    settings.put(connection, _SLOT, json.dumps(kept))
    return Vault(master)


def open_vault(connection: Connection, *, passphrase: str) -> Vault:
    """Raises KnownError: "store-empty" where nothing was set up, "passphrase-wrong", "slot-unreadable"."""
    text = settings.get(connection, _SLOT)
    if text is None:
        raise KnownError("store-empty")
    try:
        kept = json.loads(text)
        cost = Cost(memory_kib=kept["memory_kib"], passes=kept["passes"], lanes=kept["lanes"])
        slot = Slot(salt=from_text(kept["salt"]), cost=cost, wrapped=from_text(kept["wrapped"]))
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError("slot-unreadable") from error
    return Vault(open_slot(slot, passphrase, context=_CONTEXT))


def _key_context(kid: str) -> bytes:
    return b"assessor-issuer-key/1 " + kid.encode("ascii")

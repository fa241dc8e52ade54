"""Key slots: the database key, wrapped once for each way in, as LUKS does; no passphrase is shared."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import keyfile
from assessor_app.storage.engine.keyfile import KeyFile, Slot
from assessor_app.storage.engine.os_keyring import Keyring
from assessor_app.trust import hpke_box, recovery_key
from assessor_app.trust import secrets as trusted

__all__ = [
    "BADGE",
    "KEYRING",
    "PASSPHRASE",
    "RECOVERY",
    "KeySlots",
    "NewRecovery",
    "Opened",
    "Slot",
    "cost_of",
    "new_key",
    "try_slot",
]
PASSPHRASE, RECOVERY, KEYRING, BADGE = "passphrase", "recovery", "keyring", "badge"


@dataclass(frozen=True)
class NewRecovery:
    """A recovery key for showing once (`shown`), and the public half to keep in the store, to which copies are sealed."""

    shown: str = field(repr=False)
    copies_to: bytes


@dataclass(frozen=True)
class Opened:
    """The database key, and the slot that gave it. Its repr shows no key."""

    key: bytes = field(repr=False)
    slot: Slot


class KeySlots:
    """The slots of one data folder. Changing them takes the database key: only who is in can let others in."""

    def __init__(self, folder: Path, *, cost: trusted.Cost = trusted.PASSPHRASE_COST) -> None:
        self._folder = folder
        self._cost = cost

    def slots(self) -> tuple[Slot, ...]:
        """Return the slots in the order they were added. Raises KnownError keys-missing, keys-unreadable."""
        return keyfile.read(self._folder).slots

    def store_id(self) -> str:
        """Return the random id of this store, under which the OS keyring knows it."""
        return keyfile.read(self._folder).store

    def open_with(self, passphrase: str, *, slot: str | None = None) -> Opened:
        """Open by a passphrase: of the slot named, or else of any (each costs a derivation: name it where known).

        A torn slot keeps nobody else out. Raises KnownError: passphrase-wrong (costs nothing, counts nothing),
        slot-unreadable where it opens none and one of them is torn, slot-unknown, keys-…
        """
        contents = keyfile.read(self._folder)
        tried = (
            [_named(contents, slot)] if slot else [one for one in contents.slots if one.kind == PASSPHRASE]
        )
        refusal = KnownError("passphrase-wrong")
        for one in tried:
            try:
                kek = trusted.key_from_passphrase(passphrase, salt=bytes.fromhex(one.salt), cost=cost_of(one))
                opened = try_slot(contents, one, kek, wrong="passphrase-wrong")
            except KnownError as error:
                if error.code != "slot-unreadable":
                    raise
                refusal, opened = error, None
            if opened:
                return opened
        raise refusal

    def open_with_recovery(self, typed: str) -> Opened:
        """Open by the recovery key as typed. Raises KnownError: recovery-key-unreadable, recovery-key-wrong."""
        kek = recovery_key.folder_key(recovery_key.read_recovery_key(typed))
        contents = keyfile.read(self._folder)
        for one in contents.slots:
            if one.kind == RECOVERY and (opened := try_slot(contents, one, kek, wrong="recovery-key-wrong")):
                return opened
        raise KnownError("recovery-key-wrong")

    def open_with_keyring(self, keyring: Keyring) -> Opened | None:
        """Open without asking anybody, or return None where the keyring was not chosen or no longer knows."""
        contents = keyfile.read(self._folder)
        mine = [one for one in contents.slots if one.kind == KEYRING]
        secret = keyring.get(contents.store) if mine else None
        return try_slot(contents, mine[0], _from_hex(secret), wrong="keyring-stale") if secret else None

    def add_passphrase(self, key: bytes, passphrase: str, *, staff: str | None, label: str) -> Slot:
        """Let one more person in, by a passphrase of their own. The first slot of a folder makes its `keys.json`."""
        return self.put(key, self._passphrase_slot(passphrase, staff=staff, label=label))

    def replace(self, key: bytes, slot: str, passphrase: str) -> Slot:
        """Give a passphrase slot another passphrase, in one step."""
        old = _named(keyfile.read(self._folder), slot)
        made = self._passphrase_slot(passphrase, staff=old.staff, label=old.label)
        return self.put(key, made, instead_of=[old.id])

    def relabel(self, key: bytes, slot: str, label: str) -> None:
        """Call a slot something else; nothing is bound to the label. Raises KnownError slot-unknown."""
        contents = keyfile.read(self._folder)
        _require(contents, key)
        if _named(contents, slot).label == label:
            return
        slots = tuple(replace(one, label=label) if one.id == slot else one for one in contents.slots)
        keyfile.write(self._folder, replace(contents, slots=slots))

    def add_recovery(self, key: bytes) -> NewRecovery:
        """Add a recovery slot; its key is kept nowhere. An older recovery key stops opening this folder."""
        secret = recovery_key.new_recovery_key()
        slot = Slot(id=secrets.token_hex(16), kind=RECOVERY, staff=None, label="")
        self.put(key, (slot, recovery_key.folder_key(secret)), instead_of=_of_kind(self._folder, RECOVERY))
        public = hpke_box.public_of(recovery_key.stick_seed(secret))
        return NewRecovery(shown=recovery_key.show_recovery_key(secret), copies_to=public)

    def add_keyring(self, key: bytes, keyring: Keyring) -> Slot:
        """Let this computer's keyring open the store. Raises KnownError keyring-unavailable, nothing changed."""
        secret = secrets.token_bytes(trusted.KEY_BYTES)
        keyring.put(keyfile.read(self._folder).store, secret.hex())
        slot = Slot(id=secrets.token_hex(16), kind=KEYRING, staff=None, label="")
        return self.put(key, (slot, secret), instead_of=_of_kind(self._folder, KEYRING))

    def remove(self, key: bytes, slot: str) -> None:
        """Take a way in away. Raises KnownError last-slot when no passphrase and no recovery key would remain.

        A badge or a keyring opens the folder on one computer only: with nothing else, a copy could never be opened.

        The database key stays the same: whoever left and kept a copy of the folder can still open that copy.
        """
        contents = keyfile.read(self._folder)
        _require(contents, key)
        _named(contents, slot)
        left = tuple(one for one in contents.slots if one.id != slot)
        if not any(one.kind in {PASSPHRASE, RECOVERY} for one in left):
            raise KnownError("last-slot")
        keyfile.write(self._folder, replace(contents, slots=left))

    def _passphrase_slot(self, passphrase: str, *, staff: str | None, label: str) -> tuple[Slot, bytes]:
        salt = secrets.token_bytes(trusted.SALT_BYTES)
        kek = trusted.key_from_passphrase(passphrase, salt=salt, cost=self._cost)
        slot = Slot(secrets.token_hex(16), PASSPHRASE, staff, label, salt=salt.hex(), cost=asdict(self._cost))
        return slot, kek

    def put(self, key: bytes, made: tuple[Slot, bytes], *, instead_of: Sequence[str] = ()) -> Slot:
        """Keep a new slot, given with the key that wraps it, in place of others (ids), in one step."""
        slot, kek = made
        contents = self._contents_for(key)
        wrapped = trusted.wrap(key, kek=kek, context=_bound(contents.store, slot))
        slot = replace(slot, wrapped=wrapped.hex())
        left = tuple(one for one in contents.slots if one.id not in instead_of)
        keyfile.write(self._folder, replace(contents, slots=(*left, slot)))
        return slot

    def _contents_for(self, key: bytes) -> KeyFile:
        if not keyfile.exists(self._folder):
            return KeyFile(store=secrets.token_hex(16), check=_check(key), slots=())
        contents = keyfile.read(self._folder)
        _require(contents, key)
        return contents


def new_key() -> bytes:
    """Return a new random database key. Add a slot for it before anything is stored under it."""
    return secrets.token_bytes(trusted.KEY_BYTES)


def _of_kind(folder: Path, kind: str) -> list[str]:
    slots = keyfile.read(folder).slots if keyfile.exists(folder) else ()
    return [one.id for one in slots if one.kind == kind]


def _named(contents: KeyFile, slot: str) -> Slot:
    for one in contents.slots:
        if one.id == slot:
            return one
    raise KnownError("slot-unknown", slot=slot)


def _require(contents: KeyFile, key: bytes) -> None:
    """Refuse to wrap any other key: it would be a way in that opens nothing, found out on the worst of days."""
    if not hmac.compare_digest(contents.check, _check(key)):
        raise ValueError("this is not the key of this store")


def _check(key: bytes) -> str:
    """Eight bytes that tell two keys apart and tell nothing of a key of 256 random bits."""
    return hashlib.sha256(b"assessor database key check" + key).hexdigest()[:16]


def _bound(store: str, slot: Slot) -> bytes:
    """What a wrapping is bound to: a slot moved to another store, or renamed to another person, opens nothing."""
    return json.dumps(["assessor key slot", store, slot.id, slot.kind, slot.staff]).encode()


def try_slot(contents: KeyFile, slot: Slot, kek: bytes, *, wrong: str) -> Opened | None:
    """Open a slot with the key that wraps it; None where it is another. `wrong` tells that from other errors."""
    try:
        wrapped = bytes.fromhex(slot.wrapped)
        key = trusted.unwrap(wrapped, kek=kek, context=_bound(contents.store, slot), wrong=wrong)
    except KnownError as error:
        if error.code != wrong:
            raise
        return None
    return Opened(key, slot)


def cost_of(slot: Slot) -> trusted.Cost:
    """What a guess at this slot costs. Raises KnownError slot-unreadable."""
    try:
        return trusted.Cost(**slot.cost)
    except TypeError as error:
        raise KnownError("slot-unreadable") from error


def _from_hex(secret: str) -> bytes:
    """The keyring's secret; another program may have written there, so anything else opens nothing."""
    try:
        found = bytes.fromhex(secret)
    except ValueError:
        found = b""
    return found if len(found) == trusted.KEY_BYTES else bytes(trusted.KEY_BYTES)

"""Passphrases and PINs, and the database key wrapped under them (one slot for each way in, as LUKS has it)."""

import os
import unicodedata
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError
from argon2.low_level import hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from assessor_app.domain.errors import KnownError

KEY_BYTES = 32
SALT_BYTES = 16
_NONCE_BYTES = 12
LEAST_MEMORY_KIB = 8
"""The least that Argon2 works with; whoever guards something takes one of the costs below."""
_MOST_MEMORY_KIB = 1024 * 1024
_MOST_PASSES = 16


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What one guess costs under Argon2id: memory in KiB, passes over it, lanes."""

    memory_kib: int
    passes: int
    lanes: int = 1


PASSPHRASE_COST = Cost(memory_kib=64 * 1024, passes=3)
BADGE_COST = Cost(memory_kib=256 * 1024, passes=4)
"""Behind a badge there is only a PIN: a guess costs a second, and memory that few machines have many times over."""
PIN_COST = Cost(memory_kib=19 * 1024, passes=2)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A key wrapped under a passphrase: everything but the passphrase, to be kept in the clear."""

    salt: bytes
    cost: Cost
    wrapped: bytes


def lock_slot(key: bytes, passphrase: str, *, context: bytes, cost: Cost = PASSPHRASE_COST) -> Slot:
    """Wrap a 32-byte key; `context` (which slot of which data folder) must be the same to open it."""
    salt = os.urandom(SALT_BYTES)
    kek = key_from_passphrase(passphrase, salt=salt, cost=cost)
    return Slot(salt=salt, cost=cost, wrapped=wrap(key, kek=kek, context=context))


def open_slot(slot: Slot, passphrase: str, *, context: bytes) -> bytes:
    """The wrapped key; raises KnownError("passphrase-wrong"), or "slot-unreadable" for one that is damaged."""
    kek = key_from_passphrase(passphrase, salt=slot.salt, cost=slot.cost)
    return unwrap(slot.wrapped, kek=kek, context=context, wrong="passphrase-wrong")


def key_from_passphrase(passphrase: str, *, salt: bytes, cost: Cost = PASSPHRASE_COST) -> bytes:
    """32 bytes by Argon2id (RFC 9106) of the passphrase in NFC, so that two keyboards agree on an accent.

    A cost read from a damaged or planted file is refused with KnownError("slot-unreadable").
    """
    sane = (
        LEAST_MEMORY_KIB <= cost.memory_kib <= _MOST_MEMORY_KIB
        and 1 <= cost.passes <= _MOST_PASSES
        and cost.lanes == 1
    )
    if not sane or len(salt) != SALT_BYTES:
        raise KnownError("slot-unreadable")
    return hash_secret_raw(
        secret=_normal(passphrase),
        salt=salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def key_from_badge(secret: bytes, *, here: bytes, pin: str, salt: bytes, cost: Cost = BADGE_COST) -> bytes:
    """32 bytes of the badge's secret, what this computer keeps for it, and the PIN: all three, or nothing.

    Raises KnownError("slot-unreadable") as `key_from_passphrase` does.
    """
    return key_from_passphrase(
        f"{secret.hex()}/{here.hex()}/{_digits(pin).decode('utf-8', 'replace')}", salt=salt, cost=cost
    )


def wrap(key: bytes, *, kek: bytes, context: bytes) -> bytes:
    """AES-256-GCM of a 32-byte key under another: nonce (12) ‖ ciphertext (32) ‖ tag (16)."""
    if len(key) != KEY_BYTES or len(kek) != KEY_BYTES:
        raise ValueError("keys have 32 bytes")
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(kek).encrypt(nonce, key, context)


def unwrap(wrapped: bytes, *, kek: bytes, context: bytes, wrong: str) -> bytes:
    """The key inside; raises KnownError(`wrong`) where the other key, the context or the bytes do not fit."""
    if len(wrapped) != _NONCE_BYTES + KEY_BYTES + 16:
        raise KnownError("slot-unreadable")
    try:
        return AESGCM(kek).decrypt(wrapped[:_NONCE_BYTES], wrapped[_NONCE_BYTES:], context)
    except InvalidTag as error:
        raise KnownError(wrong) from error


def hash_pin(pin: str, *, cost: Cost = PIN_COST) -> str:
    """The text to keep for a PIN: Argon2id with its own salt and cost inside (PHC string)."""
    return _hasher(cost).hash(_digits(pin))


def pin_matches(kept: str, pin: str) -> bool:
    """Whether this is the PIN that `hash_pin` was given; digits of any script count as the same digits."""
    try:
        return bool(_hasher(PIN_COST).verify(kept, _digits(pin)))
    except VerifyMismatchError:
        return False


def hash_password(password: str) -> str:
    """The text to keep for a password that is typed on a server: Argon2id with its own salt and cost inside (PHC string)."""
    return _hasher(PASSPHRASE_COST).hash(_normal(password))


def password_matches(kept: str, password: str) -> bool:
    """Whether this is the password that `hash_password` was given."""
    try:
        return bool(_hasher(PASSPHRASE_COST).verify(kept, _normal(password)))
    except VerifyMismatchError:
        return False


def _normal(text: str) -> bytes:
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")


def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


def _digits(pin: str) -> bytes:
    """A PIN typed on an Arabic or Devanagari keyboard is the same PIN."""
    plain = "".join(str(unicodedata.decimal(character, character)) for character in pin.strip())
    return plain.encode("utf-8", "surrogatepass")

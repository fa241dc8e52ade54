"""Ed25519 keys: making them, naming them, signing with them, and writing one down as did:key."""

import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from assessor_app.domain.errors import KnownError

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DID_KEY = "did:key:z"
_ED25519_PUB = b"\xed\x01"
_DID_KEY_LENGTH = len(_DID_KEY) + 47
_GROUP = 4
_FINGERPRINT_HEX = 32


@dataclass(frozen=True)
class SigningKey:
    """A private key, made from its 32-byte seed. Neither shows in a repr, so that neither reaches a log."""

    seed: bytes = field(repr=False)
    public: bytes = field(init=False)
    _private: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        object.__setattr__(self, "_private", private)
        object.__setattr__(self, "public", private.public_key().public_bytes_raw())

    @property
    def kid(self) -> bytes:
        """The key id that signatures name: 8 bytes."""
        return key_id(self.public)

    def sign(self, message: bytes) -> bytes:
        """64 bytes of pure Ed25519 (RFC 8032). Callers separate domains by what stands in the message."""
        return self._private.sign(message)


def generate() -> SigningKey:
    return SigningKey(secrets.token_bytes(SEED_BYTES))


def fingerprint(root: bytes) -> str:
    """Half of the SHA-256 of a root key, in eight groups of four, to be read out over the telephone."""
    text = sha256(root).hexdigest()[:_FINGERPRINT_HEX].upper()
    return " ".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_id(public: bytes) -> bytes:
    """The first 8 bytes of SHA-256 of the 32-byte public key. It finds a key; it proves nothing by itself."""
    return sha256(public).digest()[:8]


def is_signed(message: bytes, *, signature: bytes, public: bytes) -> bool:
    """Whether `signature` is this key's over this message; False also for lengths that cannot be."""
    if len(signature) != SIGNATURE_BYTES or len(public) != PUBLIC_BYTES:
        return False
    try:
        _read(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _read(public: bytes) -> Ed25519PublicKey:
    """Thousands of records are checked by one key. ValueError for what is no key."""
    return Ed25519PublicKey.from_public_bytes(public)


def did_key(public: bytes) -> str:
    """`did:key:z6Mk…`: multibase base58btc of the multicodec prefix ed01 and the 32-byte public key."""
    return _DID_KEY + base58(_ED25519_PUB + public)


def base58(raw: bytes) -> str:
    """base58btc, without the `z` that multibase puts before it; each leading zero byte is a `1`."""
    number = int.from_bytes(raw, "big")
    text = ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return _BASE58[0] * (len(raw) - len(raw.lstrip(b"\0"))) + text


def base58_bytes(text: str) -> bytes | None:
    """What `base58` wrote; None for a letter that it does not have."""
    if set(text) - set(_BASE58):
        return None
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    leading = len(text) - len(text.lstrip(_BASE58[0]))
    return b"\0" * leading + number.to_bytes((number.bit_length() + 7) // 8, "big")


def public_of_did(did: str) -> bytes:
    """The public key inside a did:key; raises KnownError("did-unreadable") for any other text."""
    text = did.removeprefix(_DID_KEY)
    if len(did) != _DID_KEY_LENGTH or not did.startswith(_DID_KEY) or set(text) - set(_BASE58):
        raise KnownError("did-unreadable")
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if len(raw) != len(_ED25519_PUB) + PUBLIC_BYTES or not raw.startswith(_ED25519_PUB):
        raise KnownError("did-unreadable")
    return raw[len(_ED25519_PUB) :]

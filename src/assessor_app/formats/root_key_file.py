"""The file that holds an issuer's off-line root key, encrypted under a passphrase (JSON, kept for decades)."""

import base64
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError

VERSION = 1
KIND = "assessor-root-key"
MOST_BYTES = 64 * 1024

Hex32 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]


class RootKeyFile(msgspec.Struct, frozen=True, kw_only=True):
    """`public` is the root's Ed25519 key in hex; `salt` and `wrapped` base64; the three costs are Argon2id's.

    `issuer` is the did whose anchor lists it signs; `note` says to a person what the file is.
    """

    kind: str = KIND
    v: int = VERSION
    note: str
    issuer: Annotated[str, msgspec.Meta(max_length=220)]
    public: Hex32
    memory_kib: int
    passes: int
    lanes: int
    salt: str
    wrapped: str


def encode(file: RootKeyFile) -> bytes:
    return msgspec.json.format(msgspec.json.encode(file)) + b"\n"


def decode(data: bytes) -> RootKeyFile:
    """Raises KnownError("root-unreadable"), or ("root-newer") for a later version."""
    if len(data) > MOST_BYTES:
        raise KnownError("root-unreadable")
    try:
        file = msgspec.json.decode(data, type=RootKeyFile)
    except (ValueError, RecursionError) as error:
        raise KnownError("root-unreadable") from error
    if file.kind != KIND or file.v != VERSION:
        raise KnownError("root-newer" if file.v > VERSION else "root-unreadable")
    return file


def to_text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def from_text(text: str) -> bytes:
    """Raises KnownError("root-unreadable")."""
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise KnownError("root-unreadable") from error

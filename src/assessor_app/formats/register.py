"""The register in bytes: buckets of papers, a manifest with their hashes, and both in one file for a device."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Any, Literal

import msgspec

from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.formats import cbor
from assessor_app.formats.anchor_list import Moment

VERSION = 1
PREFIX_BYTES = 8
MOST_BUNDLE_BYTES = 64 * 1024 * 1024
_MAGIC = "assessor-register/1"
_FIELDS = 4
_BUNDLE_PARTS = 3
_MOST_BUNDLE_ITEMS = 4_096 + 16
_MOST_SUCCESSOR = 24
_EPOCH = date(1970, 1, 1)
_CODES = {
    PaperState.REGISTERED: 0,
    PaperState.SUPERSEDED: 1,
    PaperState.REVOKED: 2,
    PaperState.REJECTED: 3,
    PaperState.ANNULLED: 4,
}
_STATES = {code: state for state, code in _CODES.items()}


class Manifest(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What is signed. `bits` of SHA-256(cti) choose the bucket: 0 (one bucket) or 12 (4,096 of them).

    `buckets` gives SHA-256 of each bucket's bytes, in order; both times are ISO 8601 with their offset.
    """

    v: int = VERSION
    issuer: Annotated[str, msgspec.Meta(max_length=220)]
    as_of: Moment
    valid_until: Moment
    bits: Literal[0, 12] = 0
    buckets: list[Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One paper: `prefix` is the first 8 bytes of SHA-256(cti), `on` the day of its state.

    `successor` is the number (without dashes) of the certificate that replaced it.
    """

    prefix: bytes
    state: PaperState
    on: date
    successor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """The manifest's JWS and the bytes of every bucket."""

    manifest: str
    buckets: tuple[bytes, ...]


def hashed(cti: bytes) -> bytes:
    """SHA-256 of the 16 bytes of a cti: its first 12 bits name the bucket, its first 8 bytes the entry."""
    return sha256(cti).digest()


def bucket_of(digest: bytes, bits: int) -> int:
    """Which bucket a digest (or its 8-byte prefix) is in."""
    return int.from_bytes(digest[:2], "big") >> 16 - bits


def encode_manifest(manifest: Manifest) -> bytes:
    return msgspec.json.encode(manifest)


def decode_manifest(payload: bytes) -> Manifest:
    """Raises KnownError("register-unreadable") or KnownError("register-newer")."""
    try:
        manifest = msgspec.json.decode(payload, type=Manifest)
    except (ValueError, RecursionError) as error:
        raise KnownError("register-unreadable") from error
    if manifest.v != VERSION:
        raise KnownError("register-newer" if manifest.v > VERSION else "register-unreadable")
    if len(manifest.buckets) != 1 << manifest.bits:
        raise KnownError("register-unreadable")
    return manifest


def encode_bucket(entries: Iterable[Entry]) -> bytes:
    """A CBOR list of `[prefix, state, days since 1970-01-01, successor or null]`, in the order of the prefixes."""
    rows = [
        [entry.prefix, _CODES[entry.state], (entry.on - _EPOCH).days, entry.successor]
        for entry in sorted(entries, key=lambda entry: entry.prefix)
    ]
    return cbor.encode(rows)


def decode_bucket(data: bytes) -> list[Entry]:
    """Raises KnownError("register-unreadable")."""
    try:
        rows = cbor.decode(data, most_bytes=MOST_BUNDLE_BYTES)
        if not isinstance(rows, list):
            raise ValueError("not a list")  # noqa: TRY004, TRY301 (one kind of error for whatever is wrong in there)
        return [_entry(row) for row in rows]
    except (ValueError, OverflowError) as error:
        raise KnownError("register-unreadable") from error


def encode_bundle(bundle: Bundle) -> bytes:
    """One file: CBOR of `["assessor-register/1", manifest, [bucket …]]`."""
    return cbor.encode([_MAGIC, bundle.manifest, list(bundle.buckets)])


def decode_bundle(data: bytes) -> Bundle:
    """Raises KnownError("register-unreadable"). Nothing in it is verified yet."""
    try:
        value = cbor.decode(data, most_bytes=MOST_BUNDLE_BYTES, most_items=_MOST_BUNDLE_ITEMS)
    except ValueError as error:
        raise KnownError("register-unreadable") from error
    if not isinstance(value, list) or len(value) != _BUNDLE_PARTS or value[0] != _MAGIC:
        raise KnownError("register-unreadable")
    _, manifest, buckets = value
    whole = isinstance(buckets, list) and all(isinstance(bucket, bytes) for bucket in buckets)
    if not isinstance(manifest, str) or not whole:
        raise KnownError("register-unreadable")
    return Bundle(manifest=manifest, buckets=tuple(buckets))


def _entry(row: Any) -> Entry:
    if not isinstance(row, list) or len(row) != _FIELDS:
        raise ValueError("not an entry")
    prefix, code, days, successor = row
    if not isinstance(prefix, bytes) or len(prefix) != PREFIX_BYTES:
        raise ValueError("no prefix")
    if type(code) is not int or code not in _STATES or type(days) is not int:
        raise ValueError("no state or no day")
    if successor is not None and (not isinstance(successor, str) or len(successor) > _MOST_SUCCESSOR):
        raise ValueError("no successor")
    return Entry(prefix=prefix, state=_STATES[code], on=_EPOCH + timedelta(days=days), successor=successor)

"""A record on its way: the exact bytes of its JWS, taken apart so that they compress, and its personal part.

base64 hides from a compressor what repeats. The three parts are sent as they were before it, and put together
again the very same text comes out; where it would not, the text itself is sent.
"""

from base64 import b64decode, b64encode, urlsafe_b64decode
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_letters, digits
from typing import Annotated

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats import compact
from assessor_app.formats.message import KeyId, Place
from assessor_app.formats.personal import SALT_BYTES
from assessor_app.formats.signed_record import MOST_PAYLOAD_BYTES
from assessor_app.formats.sync_limits import MOST_PERSONAL_BYTES

RECORD_TYP = "assessor-record+jws"
_ASCII = r"^[\x21-\x7e]*\Z"

Payload = Annotated[str, msgspec.Meta(max_length=MOST_PAYLOAD_BYTES)]
# Of these, lengths alone are checked as an item is read, and the characters of many items at once: `are_sound`. To have msgspec
# look at each took longer than all the rest of the reading.
_Id = Annotated[str, msgspec.Meta(min_length=32, max_length=32)]
_Kid = Annotated[str, msgspec.Meta(min_length=16, max_length=16)]
_Signature = Annotated[str, msgspec.Meta(min_length=86, max_length=86)]  # as `_SIGNATURE`
Verbatim = Annotated[str, msgspec.Meta(pattern=_ASCII, max_length=compact.MOST_CHARACTERS)]
Salt = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{32}\Z")]
Beside = Annotated[str, msgspec.Meta(max_length=MOST_PERSONAL_BYTES)]
Blob = Annotated[
    str, msgspec.Meta(pattern=r"^[A-Za-z0-9+/=]*\Z", max_length=MOST_PERSONAL_BYTES * 4 // 3 + 4)
]


class RecordItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="record", tag_field="kind", gc=False
):
    """One record and where its sender has it: `chain` and `seq` stand outside too, for bytes that nobody can read.

    Either `kid`, `payload` (the JSON as text) and `signature` (base64url), or `jws`. The personal part is `salt` (hex)
    and `personal` (the JSON as text), or `blob` (base64); none where there is none or it is not due. One that was read and is not
    `are_sound` is no item.
    """

    chain: _Id
    seq: Place
    kid: _Kid | None = None
    payload: Payload | None = None
    signature: _Signature | None = None
    jws: Verbatim | None = None
    salt: Salt | None = None
    personal: Beside | None = None
    blob: Blob | None = None


_PARTS, _MOST_HEADER, _SIGNATURE = 3, 400, 86
_BASE64URL = f"{ascii_letters}{digits}-_".encode("ascii")
_HEXADECIMAL = b"0123456789abcdef"


class _Named(msgspec.Struct, frozen=True):
    kid: KeyId


def are_sound(items: Sequence[RecordItem]) -> bool:
    """Whether chains, key ids and signatures have the characters that belong there, of all of these items."""
    # Records that come together are of one chain and by one key.
    named = "".join({item.chain for item in items} | {item.kid for item in items if item.kid is not None})
    return _are(named, _HEXADECIMAL) and _are(
        "".join([item.signature for item in items if item.signature is not None]), _BASE64URL
    )


def _are(text: str, characters: bytes) -> bool:
    return text.isascii() and not text.encode("ascii").translate(None, characters)


def record_item(jws: str, *, chain: str, seq: int, personal: bytes | None = None) -> RecordItem:
    """The item for a record as it is kept."""
    beside = _beside(personal)
    parts = taken_apart(jws)
    if parts is None:
        return RecordItem(chain=chain, seq=seq, jws=jws, **beside)
    kid, payload, signature = parts
    return RecordItem(chain=chain, seq=seq, kid=kid, payload=payload, signature=signature, **beside)


def jws_of(item: RecordItem) -> str:
    """The exact compact JWS; raises KnownError("envelope-unreadable") where the item holds none."""
    return text_of(item)[0]


def text_of(item: RecordItem) -> tuple[str, bytes | None]:
    """The exact compact JWS; and its payload, where that need not be read from the text again.

    None says nothing: the text may be readable all the same. Raises KnownError("envelope-unreadable") where the item
    holds none.
    """
    if item.jws is not None:
        return item.jws, None
    if item.kid is None or item.payload is None or item.signature is None:
        raise KnownError("envelope-unreadable")
    try:
        payload = item.payload.encode("utf-8")
    except UnicodeEncodeError as error:
        raise KnownError("envelope-unreadable") from error
    jws = compact.join(kid=item.kid, typ=RECORD_TYP, payload=payload, signature=item.signature)
    readable = len(payload) <= MOST_PAYLOAD_BYTES and compact.is_signature(item.signature)
    return jws, payload if readable else None


def personal_of(item: RecordItem) -> bytes | None:
    """The exact bytes of the personal part, None where none came; raises KnownError("envelope-unreadable")."""
    try:
        if item.salt is not None and item.personal is not None:
            return bytes.fromhex(item.salt) + item.personal.encode("utf-8")
        return None if item.blob is None else b64decode(item.blob, validate=True)
    except ValueError as error:
        raise KnownError("envelope-unreadable") from error


def taken_apart(jws: str) -> tuple[str, str, str] | None:
    """Key id, payload as text, signature; None where the text could not be made from them again."""
    parts = jws.split(".")
    if len(parts) != _PARTS:
        return None
    header, between, signature = parts
    kid = _kid_of(header) if len(header) <= _MOST_HEADER else None
    if kid is None or len(signature) != _SIGNATURE or not _are(signature, _BASE64URL):
        return None
    try:
        return kid, compact.decoded_exactly(between).decode("utf-8"), signature
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _kid_of(header: str) -> str | None:
    """The key id in a header that is exactly ours; a chain has one, so it is looked at once."""
    try:
        kid = msgspec.json.decode(urlsafe_b64decode(header + "=" * (-len(header) % 4)), type=_Named).kid
    except (ValueError, RecursionError):
        return None
    return (
        kid
        if compact.join(kid=kid, typ=RECORD_TYP, payload=b"", signature="").startswith(f"{header}.")
        else None
    )


def _beside(personal: bytes | None) -> dict[str, str]:
    if personal is None:
        return {}
    try:
        text = personal[SALT_BYTES:].decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if len(personal) < SALT_BYTES or not text:
        return {"blob": b64encode(personal).decode("ascii")}
    return {"salt": personal[:SALT_BYTES].hex(), "personal": text}

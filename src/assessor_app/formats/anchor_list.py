"""The anchor list: an issuer's own word on its keys, its centres and whom it suspended (JSON inside a JWS)."""

from typing import Annotated, Literal

import msgspec
from msgspec import structs

from assessor_app.domain.errors import KnownError

MOST_PAYLOAD_BYTES = 8 * 1024 * 1024
VERSION = 1

Hex32 = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
KeyId = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
Device = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{16}\Z")]
Day = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")]
Moment = Annotated[
    str,
    msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}\Z"),
]
Short = Annotated[str, msgspec.Meta(max_length=300)]
NONE_ADOPTED = msgspec.UNSET
"""In place of an empty list of adopted keys: nothing of it is written."""
NO_ES256 = msgspec.UNSET
"""The same of keys for JWTs."""

Use = Literal["delegation", "receipts", "register", "credentials"]
Word = Annotated[str, msgspec.Meta(max_length=64)]


class OnlineKey(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """One on-line key: `kid` is the key id of `x` (both hex); `from_` and `until` are days, both inside.

    A retired key still vouches for what it signed within its days; a compromised one only for papers that the
    register has. Later lists may have uses and states of which this reader knows nothing: a use is passed over, a
    state counts as compromised.
    """

    kid: KeyId
    x: Hex32
    use: list[Word]
    from_: Day
    until: Day
    state: Word = "active"
    compromised_at: Moment | None = None


class Centre(msgspec.Struct, frozen=True, kw_only=True):
    """A centre as its issuer names it, with the number that a checker may call."""

    name: Short
    approval_number: Short = ""
    phone: Short = ""


class AdoptedKey(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """The on-line key by which `centre` delegated to itself before this issuer adopted it; days as of `OnlineKey`.

    It vouches for papers that the issuer's register has, and for nothing else.
    """

    kid: KeyId
    x: Hex32
    centre: Annotated[str, msgspec.Meta(max_length=300)]
    from_: Day
    until: Day


class Es256Key(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A P-256 key for credentials as JWT (ES256), and for nothing else; `kid` is the key id of `x`, the compressed point.

    A list of its own: readers from before there was one take every key of `keys` for Ed25519, and pass this over.
    """

    kid: KeyId
    x: Annotated[str, msgspec.Meta(pattern=r"^0[23][0-9a-f]{64}\Z")]
    from_: Day
    until: Day
    state: Word = "active"


class Suspension(msgspec.Struct, frozen=True, kw_only=True):
    """A device whose records after `after` (the last one receipted; 0 for none) wait for a person."""

    device: Device
    after: Annotated[int, msgspec.Meta(ge=0)]


class Anchors(msgspec.Struct, frozen=True, kw_only=True):
    """The whole list. `issuer` is a did:key, whose root key is inside it, or a did:web with its `root` in hex.

    `adopted` and `es256` are left out of the bytes where they are empty, as in every list from before there were such
    members.
    """

    v: int = VERSION
    issuer: Annotated[str, msgspec.Meta(pattern=r"^did:(key|web):[A-Za-z0-9._:%-]{1,200}\Z")]
    root: Hex32 | None = None
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
    own_award: bool = False
    host: Annotated[str, msgspec.Meta(max_length=110)] | None = None
    phone: Short = ""
    issued_at: Moment
    keys: list[OnlineKey] = []
    centres: dict[str, Centre] = {}
    suspended: list[Suspension] = []
    adopted: list[AdoptedKey] | msgspec.UnsetType = NONE_ADOPTED
    es256: list[Es256Key] | msgspec.UnsetType = NO_ES256


def with_days(anchors: Anchors, *, issued_at: str, from_: str, until: str) -> Anchors:
    """The same list as of another moment, its keys in use from this day until that one."""
    keys = [structs.replace(key, from_=from_, until=until) for key in anchors.keys]
    es256 = [structs.replace(key, from_=from_, until=until) for key in anchors.es256 or []]
    again = structs.replace(anchors, issued_at=issued_at, keys=keys)
    return structs.replace(again, es256=es256) if es256 else again


def with_es256(anchors: Anchors, key: Es256Key, *, issued_at: str) -> Anchors:
    """The same list as of another moment, with one more key for credentials as JWT."""
    return structs.replace(anchors, issued_at=issued_at, es256=[*(anchors.es256 or []), key])


def encode(anchors: Anchors) -> bytes:
    """The JSON to sign; what could not be read back is a ValueError."""
    payload = msgspec.json.encode(anchors)
    try:
        decode(payload)
    except KnownError as error:
        raise ValueError(f"this anchor list could not be read back: {error}") from error
    return payload


def decode(payload: bytes) -> Anchors:
    """Raises KnownError("anchors-unreadable"), or KnownError("anchors-newer") for a later version."""
    if len(payload) > MOST_PAYLOAD_BYTES:
        raise KnownError("anchors-unreadable")
    try:
        anchors = msgspec.json.decode(payload, type=Anchors)
    except (ValueError, RecursionError) as error:
        raise KnownError("anchors-unreadable") from error
    if anchors.v != VERSION:
        raise KnownError("anchors-newer" if anchors.v > VERSION else "anchors-unreadable")
    return anchors

"""Joining an issuer: what a device asks, and what it is answered. Each is a signed message, by network or as a file.

The one-time code itself is never sent: request and answer each hold a proof that only somebody who knows it can make,
so a stranger can neither enrol nor pass for the issuer, even where the files lie open on a stick.
"""

from typing import Annotated

import msgspec
from msgspec import structs

from assessor_app.domain.errors import KnownError
from assessor_app.formats import message
from assessor_app.formats.catalogue_files import CatalogueItem
from assessor_app.formats.heartbeat import ChainHead
from assessor_app.formats.message import (
    Count,
    Did,
    Hash,
    Hex,
    Hex32,
    Id,
    KeyId,
    Moment,
    Short,
    SmallJws,
    Word,
)
from assessor_app.formats.sync_limits import (
    MOST_ANSWER_BYTES,
    MOST_EARLIER,
    MOST_OLD_CHAINS,
    MOST_REQUEST_BYTES,
)

REQUEST_MAGIC = b"assessor-enrolment/1\n"
ANSWER_MAGIC = b"assessor-enrolled/1\n"
NO_SAMPLE = msgspec.UNSET
"""In place of False: nothing of it is written."""
NO_COUNTRY = msgspec.UNSET
"""The same of a centre that never said which."""
_Anchors = Annotated[str, msgspec.Meta(max_length=400_000)]


class CodeProof(msgspec.Struct, frozen=True, kw_only=True):
    """Which one-time code (`id`, derived from it), and the proof (hex of an HMAC) that the sender knows it."""

    id: KeyId
    proof: Hex32


class OldChain(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A chain that this device signed before, to be adopted up to this head.

    `proof` is a `Proof` signed by that chain's key; where that is gone, by the root of `own_root`. `delegation` (hex) is what
    its papers carry, `earlier` those that its papers of before carry, oldest first.
    """

    chain: Id
    public: Hex32
    seq: Count
    hash: Hash
    proof: SmallJws
    delegation: Hex | None = None
    earlier: Annotated[list[Hex], msgspec.Meta(max_length=MOST_EARLIER)] = []


class OwnRoot(msgspec.Struct, frozen=True, kw_only=True):
    """The root of a centre that stood alone: its own anchor list, and a `Proof` signed by that root's key."""

    anchors: _Anchors
    proof: SmallJws


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a device asks, signed by the new device key `public`.

    `purpose`: `enrol` (with a code), `restart` (a device that is known begins a new chain: no code, but a proof by the key
    of the old one). `chain` is the chain that it signs on from now on, `box` its X25519 key. `head` says where that chain stands.
    `issuer` is the issuer's did where it is known already. `centre`, `approval_number`, `device`: what people call them; `country` is ISO 3166-1 alpha-2, or its name.
    `sample` stands there where the data is invented, and is left out of the bytes where it is not.
    """

    v: int = message.VERSION
    id: Id
    purpose: Word = "enrol"
    issuer: Did | None = None
    chain: Id
    public: Hex32
    box: Hex32
    head: ChainHead
    at: Moment
    version: Short
    centre: Short = ""
    approval_number: Short = ""
    device: Short = ""
    code: CodeProof | None = None
    old: Annotated[list[OldChain], msgspec.Meta(max_length=MOST_OLD_CHAINS)] = []
    own_root: OwnRoot | None = None
    sample: bool | msgspec.UnsetType = NO_SAMPLE
    country: Short | msgspec.UnsetType = NO_COUNTRY


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """An old key's word that the new key of this request may speak for it: `what` is `chain` or `root`.

    `subject` is the old chain's id or the own issuer's did; `seq` and `hash` its head (0 and None for a root).
    """

    v: int = message.VERSION
    what: Word
    request: Id
    public: Hex32
    subject: Short
    seq: Count = 0
    hash: Hash | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the issuer answers, signed by an on-line key for `receipts` of the anchor list inside.

    `delegation` is hex of a COSE_Sign1 for the key that asked; `anchors` the list's JWS; `box` the issuer's X25519 key;
    `feed` the cursor to begin with; `adopted` how far old chains were taken over; `proof` an HMAC where there was a code.
    """

    v: int = message.VERSION
    request: Id
    issuer: Did
    chain: Id
    centre: Annotated[Short, msgspec.Meta(min_length=1)]
    at: Moment
    delegation: Hex
    anchors: Annotated[str, msgspec.Meta(max_length=MOST_ANSWER_BYTES)]
    box: Hex32
    catalogue: CatalogueItem
    feed: Count = 0
    adopted: Annotated[list[ChainHead], msgspec.Meta(max_length=MOST_OLD_CHAINS)] = []
    proof: Hex32 | None = None


def with_code(request: Request, code: CodeProof) -> Request:
    """The same request with the proof of its code, which is made from the rest of it."""
    return structs.replace(request, code=code)


def with_proof(answer: Answer, proof: str) -> Answer:
    """The same answer with the proof of the code, which is made from the rest of it."""
    return structs.replace(answer, proof=proof)


def encode_request(request: Request) -> bytes:
    return message.write(request, most=MOST_REQUEST_BYTES)


def decode_request(payload: bytes) -> Request:
    """Raises KnownError("enrolment-unreadable") or KnownError("enrolment-newer")."""
    return message.read(
        payload, Request, most=MOST_REQUEST_BYTES, unreadable="enrolment-unreadable", newer="enrolment-newer"
    )


def encode_answer(answer: Answer) -> bytes:
    return message.write(answer, most=MOST_ANSWER_BYTES)


def decode_answer(payload: bytes) -> Answer:
    """Raises KnownError("enrolled-unreadable") or KnownError("enrolled-newer")."""
    return message.read(
        payload, Answer, most=MOST_ANSWER_BYTES, unreadable="enrolled-unreadable", newer="enrolled-newer"
    )


def encode_proof(proof: Proof) -> bytes:
    return message.write(proof, most=MOST_REQUEST_BYTES)


def decode_proof(payload: bytes) -> Proof:
    """Raises KnownError("enrolment-unreadable") or KnownError("enrolment-newer")."""
    return message.read(
        payload, Proof, most=MOST_REQUEST_BYTES, unreadable="enrolment-unreadable", newer="enrolment-newer"
    )


def write_request(jws: str) -> bytes:
    """The file, and the body of the POST."""
    return REQUEST_MAGIC + jws.encode("ascii") + b"\n"


def read_request(data: bytes) -> str:
    """The JWS in it; raises KnownError("enrolment-unreadable")."""
    return _framed(data, REQUEST_MAGIC, most=MOST_REQUEST_BYTES * 2, code="enrolment-unreadable")


def write_answer(jws: str) -> bytes:
    """The file, and the answer to the POST."""
    return ANSWER_MAGIC + jws.encode("ascii") + b"\n"


def read_answer(data: bytes) -> str:
    """The JWS in it; raises KnownError("enrolled-unreadable")."""
    return _framed(data, ANSWER_MAGIC, most=MOST_ANSWER_BYTES * 2, code="enrolled-unreadable")


def _framed(data: bytes, magic: bytes, *, most: int, code: str) -> str:
    if len(data) > most or not data.startswith(magic):
        raise KnownError(code)
    try:
        # An editor or a mail program may have changed the end of the line.
        return data[len(magic) :].decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise KnownError(code) from error

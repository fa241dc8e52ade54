"""What comes down: a page of the feed, in the order in which its items are to be applied, with its cursor.

A page is an envelope's body that begins with `Page`. It is applied whole, in one transaction with the cursor; applied
twice it changes nothing. Items that others define (`Verdict`, `ReceiptItem`, `RecordItem`, `CatalogueItem`, `Piece` …) stand
among those of here.
"""

from typing import Annotated

import msgspec

from assessor_app.formats.message import (
    Count,
    Day,
    Hash,
    Hex,
    Hex32,
    Id,
    Moment,
    Number,
    Place,
    Sentence,
    Short,
    Word,
)


class Page(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="page", tag_field="kind"):
    """`after` is the cursor that was asked for, `through` the one to keep when this page is applied.

    `more` says that there is another page at once; `counts` what the issuer has of this device, to close the count on
    both sides. A page whose `after` is not the cursor held is not applied.
    """

    after: Count
    through: Count
    more: bool = False
    received: Count = 0
    accepted: Count = 0
    held: Count = 0
    rejected: Count = 0


class PaperState(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="paper-state", tag_field="kind"
):
    """A change in the register, of a paper of this centre: `state` as `domain.answer.PaperState` has it.

    It moves a paper on screen at once; the register itself, signed, is what a checker is answered from.
    """

    number: Number
    state: Word
    on: Day
    successor: Number | None = None
    reason: Sentence = ""


class AnchorsItem(msgspec.Struct, frozen=True, kw_only=True, tag="anchors", tag_field="kind"):
    """The newest anchor list: its JWS by the issuer's root, which is checked against the root held."""

    jws: Annotated[str, msgspec.Meta(max_length=12_000_000)]


class DelegationItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="delegation", tag_field="kind"
):
    """A delegation (hex of its COSE_Sign1) for the key of this chain, to be held beside those before it."""

    chain: Id
    delegation: Hex


class PersonSuspended(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="person-suspended", tag_field="kind"
):
    """Somebody whose work since `since` waits at the issuer; `lifted` ends it. Known by id or registration number."""

    person: Id | None = None
    registration: Short = ""
    since: Moment
    lifted: Moment | None = None
    why: Sentence = ""


class DeviceItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="device", tag_field="kind"
):
    """A device of the same centre: needed to check its records, and to seal a centre bundle to it.

    `state`: `active`, `suspended`, `retired`. `name` is what people at the centre call it.
    """

    chain: Id
    public: Hex32
    box: Hex32 | None = None
    centre: Short
    name: Short = ""
    state: Word = "active"
    delegation: Hex | None = None
    last: Count = 0


class ForkItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="fork", tag_field="kind"):
    """The chain has two records `seq`: the issuer stored the one with this hash. Whoever has another must restart."""

    chain: Id
    seq: Place
    hash: Hash


class RefusedItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="refused", tag_field="kind"
):
    """A part of an envelope that was not stored: `code` and `sentence` as of an error; `seq` where it is a record.

    `first_missing` tells a sender whose records have a gap from where on to send again.
    """

    code: Word
    sentence: Sentence = ""
    chain: Id | None = None
    seq: Place | None = None
    first_missing: Place | None = None


class CredentialItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="credential", tag_field="kind"
):
    """A credential for the award behind this paper; the credential itself comes in pieces (`what`: `credential`).

    `jwt` is the SHA-256 of the same as a JWT, where there is one; it comes in the same way.
    """

    number: Number
    award: Id
    media: Short
    sha256: Hash
    jwt: Hash | None = None


class TranscriptItem(msgspec.Struct, frozen=True, kw_only=True, tag="transcript", tag_field="kind"):
    """The transcript of a learner that was asked for: SHA-256 of each file, which come in pieces (`what`: `transcript`).

    No file: there is no credential of this learner.
    """

    learner: Id
    files: Annotated[list[Hash], msgspec.Meta(max_length=64)]


class RegisterItem(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="register", tag_field="kind"
):
    """There is a newer register; its bundle comes in pieces (`what`: `register`) or is fetched from its static host."""

    sha256: Hash
    as_of: Moment
    valid_until: Moment

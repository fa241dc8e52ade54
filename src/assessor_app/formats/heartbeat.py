"""How a device is, and what it asks for: beside its records in every envelope that it sends."""

from typing import Annotated

import msgspec

from assessor_app.formats.message import Count, Day, Hash, Hex32, Id, Moment, Number, Place, Short, Word
from assessor_app.formats.sync_limits import (
    MOST_BADGES,
    MOST_CREDENTIALS,
    MOST_ITEMS,
    MOST_OLD_CHAINS,
    MOST_TRANSCRIPTS,
)


class ChainHead(msgspec.Struct, frozen=True, kw_only=True):
    """Where a chain stands: its last record and that one's hash (of the chain id where `seq` is 0)."""

    chain: Id
    seq: Count
    hash: Hash


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A closed count: captured = unsent + held + accepted + rejected (evidence: unsent + stored + lost)."""

    captured: Count = 0
    unsent: Count = 0
    held: Count = 0
    accepted: Count = 0
    rejected: Count = 0


class EvidenceCounted(msgspec.Struct, frozen=True, kw_only=True):
    """The third line of the count: captured = unsent + stored + lost."""

    captured: Count = 0
    unsent: Count = 0
    stored: Count = 0
    lost: Count = 0


class BadgeLook(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The parts and colours of a badge, by the names that `domain.badge_design` has."""

    shape: Word
    sign: Word
    colour: Short
    accent: Short
    paper: Short
    rim: Word = "line"
    text: Short = ""


class BadgeChosen(msgspec.Struct, frozen=True, kw_only=True):
    """How badges of a sector or a form (`target`: `sector:` or `form:` with its code) look since `at`; null: as they ship."""

    target: Annotated[str, msgspec.Meta(pattern=r"^(sector|form):[!-~]{1,64}\Z")]
    at: Moment
    design: BadgeLook | None


class Heartbeat(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="heartbeat", tag_field="kind"
):
    """A device's own word on itself. Of several the one in the envelope with the highest counter holds.

    `records` is the count before this envelope; `open` how many assessments exist only there; `box` the X25519 key
    to which things for it are sealed; `delegation_until` the last day of the delegation it has. `badges` are the designs of badges that are in force there.
    """

    at: Moment
    version: Short
    chains: Annotated[list[ChainHead], msgspec.Meta(max_length=MOST_OLD_CHAINS)]
    records: Counted
    evidence: EvidenceCounted | None = None
    awards: Counted | None = None
    open: Count = 0
    box: Hex32 | None = None
    delegation_until: Day | None = None
    retiring: bool = False
    badges: Annotated[list[BadgeChosen], msgspec.Meta(max_length=MOST_BADGES)] = []


class OwnRecords(msgspec.Struct, frozen=True, kw_only=True):
    """Asks for what the receiver holds of the device's own chain, from this record on."""

    chain: Id
    first: Place = 1


class Ask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="ask", tag_field="kind"):
    """What is to come back. `after` is the cursor up to which the feed was applied, `most` how many items may come.

    `renew` asks for a new delegation for the same key; `evidence` for the state of these addresses; `others` is false
    for a device that wants nothing of the centre's other devices. `register` is the `as_of` of the register that is held,
    `anchors` when the issuer's list of keys that is held was signed;
    `credentials` are numbers of papers (and qualifications) whose credential is to be told of again: its JWT is not here.
    `transcripts` are learners (ids) whose transcript is asked for.
    `assets` are fonts and drawings that a paper of another device names and that are not here, by SHA-256.
    """

    after: Count = 0
    most: Annotated[int, msgspec.Meta(ge=0, le=MOST_ITEMS)] = 1_000
    renew: bool = False
    others: bool = True
    own: Annotated[list[OwnRecords], msgspec.Meta(max_length=MOST_OLD_CHAINS)] = []
    evidence: Annotated[list[Hash], msgspec.Meta(max_length=1_000)] = []
    register: Moment | None = None
    anchors: Moment | None = None
    assets: Annotated[list[Hash], msgspec.Meta(max_length=64)] = []
    credentials: Annotated[list[Number], msgspec.Meta(max_length=MOST_CREDENTIALS)] = []
    transcripts: Annotated[list[Id], msgspec.Meta(max_length=MOST_TRANSCRIPTS)] = []

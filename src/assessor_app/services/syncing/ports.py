"""What syncing needs of the store, and of whoever carries envelopes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.verdict import Outcome


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """A signed record on its way, with its personal part where one is kept."""

    chain: str
    seq: int
    type: str
    jws: str
    personal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class KeptReceipt:
    """A receipt as it came (a compact JWS), with what it says; `hash` names it."""

    hash: str
    issuer: str
    chain: str
    first: int
    last: int
    head: str
    at: str
    text: str


@dataclass(frozen=True, kw_only=True)
class KeptVerdict:
    """A verdict on one of this device's records; `codes` the gravest first."""

    chain: str
    seq: int
    n: int
    outcome: Outcome
    at: str
    codes: Sequence[str] = ()
    sentence: str = ""
    missing: Sequence[str] = ()
    by: str = ""


class Fork(StrEnum):
    """How an issuer told that a chain has two ends: another record in a place, or two envelopes with one counter."""

    FORK = "fork"
    CLASH = "clash"


class StateStore(Protocol):
    """Where each record stands, by receipts and verdicts; every move is in the caller's transaction."""

    def unsent_chains(self) -> tuple[str, ...]:
        """Chains with records in the outbox, in the order in which they were begun."""

    def unsent(self, chain: str, *, after: int, most: int) -> tuple[Outgoing, ...]:
        """Records in the outbox behind a place, in their order; those set aside are left out."""

    def from_place(self, chain: str, *, after: int, most: int) -> tuple[Outgoing, ...]:
        """Records behind a place, wherever they stand: for an issuer that says that it misses them."""

    def one(self, chain: str, seq: int) -> Outgoing | None: ...
    def hash_at(self, chain: str, seq: int) -> str | None: ...
    def keep_receipt(self, receipt: KeptReceipt, *, came_at: str) -> int:
        """Keeps it, and moves what it covers from the outbox to held (`undecided`); how many records moved."""

    def keep_verdict(self, verdict: KeptVerdict, *, came_at: str) -> bool:
        """Adds it to the record's history; the record moves where this is the highest `n`. False where it was here."""

    def receipted(self, chain: str) -> int:
        """The last record of a chain that a receipt covers; 0 for none."""

    def tell_fork(self, chain: str, *, seq: int, code: Fork, at: str) -> None: ...
    def undecided(self) -> int:
        """How many records are stored at the issuer without a verdict."""

    def settling(self) -> int:
        """How many records are held for something that settles without a person, those without a verdict included."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What the issuer asked for of a record: `detail` is a hash, empty for a personal part and a page."""

    chain: str
    seq: int
    what: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class IssuerCount:
    """The issuer's side of the closed count, as it came last."""

    received: int
    accepted: int
    held: int
    rejected: int


class ToldStore(Protocol):
    """What the issuer told besides verdicts."""

    def keep_delegation(self, chain: str, content: bytes, *, at: str) -> None: ...
    def put_suspended(self, *, person: str, registration: str, since: str, lifted: str, why: str) -> None: ...
    def put_count(self, issuer: str, count: IssuerCount, *, at: str) -> None: ...
    def issuer_count(self, issuer: str) -> IssuerCount | None: ...
    def want(self, wanted: Wanted, *, why: str, at: str) -> None:
        """Notes it once; what was answered before is asked for again."""

    def wanted(self, what: str) -> tuple[Wanted, ...]:
        """What was not answered yet."""

    def answer(self, wanted: Iterable[Wanted], *, at: str) -> None: ...
    def name_thing(self, sha256: str, *, what: str, at: str) -> None:
        """A larger thing is to come in pieces; one of the same kind that was named before is no longer waited for."""

    def keep_piece(self, sha256: str, *, n: int, of: int, data: bytes) -> None:
        """Keeps a piece of a thing that was named; any other is passed over."""

    def whole_thing(self, sha256: str) -> bytes | None:
        """The thing, if every piece is here; it is not checked."""

    def drop_thing(self, sha256: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class SentEvidence:
    """How far a piece of evidence is: `pieces` in all, `here` how many the issuer has."""

    evidence: str
    address: str
    pieces: int
    here: int


class EvidenceStates(Protocol):
    """What became of evidence that signed records name."""

    def signed(self, *, only: Sequence[str] | None = None) -> tuple[tuple[Evidence, str], ...]:
        """Evidence of signed work that is neither stored nor lost, oldest first, with the id of the record that names it.

        `only` narrows to hashes that the records have.
        """

    def sent(self, evidence: str) -> SentEvidence | None: ...
    def name(self, sent: SentEvidence, *, at: str) -> None:
        """It was announced, or is about to be; twice is once."""

    def lose(self, evidence: str, code: str, *, at: str) -> None: ...
    def move(self, address: str, *, missing: int, closed: bool, at: str) -> None:
        """What the issuer said that it has of an address."""

    def open_addresses(self, most: int) -> tuple[str, ...]:
        """Announced, and not closed."""


class CountLines(Protocol):
    """The second and the third line of the closed count."""

    def awards(self) -> Count:
        """Awards that stand, by where the record of their decision stands."""

    def evidence(self) -> EvidenceCount: ...


class SyncCarrier(StrEnum):
    """How envelopes travelled."""

    NETWORK = "network"
    STICK = "stick"


@dataclass(frozen=True, kw_only=True)
class SyncRun:
    """One sync as it is kept. `ended_at` is empty while it is under way, and for ever where the program was killed."""

    id: int
    carrier: SyncCarrier
    started_at: str
    ended_at: str
    sent: int
    came: int
    evidence: int
    code: str


class RunStore(Protocol):
    """The history of syncs."""

    def begin(self, carrier: SyncCarrier, *, at: str) -> int: ...
    def end(self, run: int, *, sent: int, came: int, evidence: int, code: str, at: str) -> None: ...
    def runs(self, *, most: int) -> tuple[SyncRun, ...]:
        """Newest first."""

    def set_aside(self, chain: str, seq: int, *, by: str, at: str) -> None: ...
    def take_back(self, chain: str, seq: int) -> None: ...


class Moments(Protocol):
    def at_one_moment(self) -> AbstractContextManager[None]:
        """Reads in the block see one state of everything."""


class Carrier(Protocol):
    """Whoever carries to the issuer what is said to it, and brings its answer.

    Each raises KnownError: one of `PASSING` or `NOBODY` where nobody that counts answered, else the code with which the
    issuer refused: then nothing was stored.
    """

    def envelope(self, data: bytes, /) -> bytes:
        """The answer to an envelope, which is one itself; nothing of it was checked."""

    def piece(self, address: str, place: int, data: bytes, /) -> None:
        """A piece (at most 1 MiB) of evidence that was announced."""

    def public(self, path: str, /, *, most: int) -> bytes:
        """A public file of the issuer's (`anchors`, `register/register.cbor`), at most so many bytes."""


PASSING = frozenset({"issuer-away", "issuer-slow", "connection-lost", "issuer-fault", "too-often"})
"""Nobody answered, and the next moment may mend it. What was sent may have been stored: it is sent again."""
NOBODY = frozenset({"network-away", "issuer-not-proved", "answer-not-issuer"})
"""Nobody that counts answered, and trying again at once changes nothing."""


class StickFile(Protocol):
    @property
    def name(self) -> str: ...
    def read(self) -> bytes:
        """All of it; raises KnownError `sync-file-unreadable`."""


class StickFolder(Protocol):
    """A folder that goes to the issuer and comes back. What is written is whole or not there."""

    def envelopes(self) -> Iterator[StickFile]:
        """Everything that is named as an envelope, in the order of the names."""

    def write(self, name: str, content: bytes, /) -> object:
        """Raises KnownError `file-not-written`."""

    def write_piece(self, address: str, place: int, content: bytes, /) -> bool:
        """False where it lies there already; raises KnownError `file-not-written`."""

    def remove(self, name: str, /) -> None: ...
    def sweep(self) -> int:
        """Takes away what was left half written here."""

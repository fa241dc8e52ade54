"""What syncing needs of the store."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Protocol

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.verdict import Outcome


class Outgoing(NamedTuple):
    """A signed record on its way, with its personal part where one is kept. A hundred thousand are made in a sync."""

    chain: str
    seq: int
    type: str
    jws: str
    personal: bytes | None = None

    def __repr__(self) -> str:
        return f"Outgoing(chain={self.chain!r}, seq={self.seq}, type={self.type!r})"


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
    def is_unsent(self, chain: str, seq: int) -> bool: ...
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

    def carry(self, wanted: Iterable[Wanted], *, envelope: str) -> None:
        """They are in the envelope with this hash, which leaves the device after this."""

    def arrived(self, envelope: str, *, at: str) -> None:
        """That envelope was answered: what it carried was given."""

    def answer(self, wanted: Iterable[Wanted], *, at: str) -> None: ...
    def name_thing(self, sha256: str, *, what: str, at: str, alone: bool = False) -> None:
        """A larger thing is to come in pieces; `alone`: no other of its kind is waited for any more."""

    def keep_piece(self, sha256: str, *, n: int, of: int, data: bytes) -> None:
        """Keeps a piece of a thing that was named; any other is passed over."""

    def whole_thing(self, sha256: str) -> bytes | None:
        """The thing, if every piece is here; it is not checked."""

    def drop_thing(self, sha256: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class OtherChain:
    """Another device of the centre, or a chain that one had before. `state`: `active`, `suspended`, `retired`."""

    chain: str
    public: bytes
    box: bytes | None
    centre: str
    name: str
    state: str
    delegation: bytes | None
    head_seq: int
    head_hash: str


@dataclass(frozen=True, kw_only=True)
class OtherRecord:
    """A record of another device; `id` and `type` are empty where nobody can read it."""

    chain: str
    seq: int
    id: str
    type: str
    jws: str
    hash: str
    personal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class OtherPaper:
    """A certificate of another device: its code, its frozen page, and the hashes of what the page names."""

    chain: str
    seq: int
    number: str
    qr: str
    page: bytes = field(repr=False)
    assets: tuple[str, ...] = ()


class OtherStore(Protocol):
    """What other devices of the centre signed, read-only."""

    def put_chain(self, chain: OtherChain, *, at: str) -> None:
        """A device, or what changed of it; where its chain stands is never taken back."""

    def chain(self, chain: str) -> OtherChain | None: ...
    def chains(self) -> tuple[str, ...]: ...
    def hash_at(self, chain: str, seq: int) -> str | None: ...
    def add(self, records: Sequence[OtherRecord], *, at: str) -> None:
        """The next records of one chain, in their order."""

    def add_personal(self, chain: str, seq: int, personal: bytes) -> None: ...
    def record(self, chain: str, seq: int) -> OtherRecord | None: ...
    def put_paper(self, paper: OtherPaper, *, at: str) -> None: ...
    def put_state(self, number: str, *, state: str, since: str, successor: str, reason: str) -> None: ...


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

    def is_closed(self, address: str) -> bool:
        """Whether the issuer said that it has all of it."""

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
    def aside(self) -> int:
        """How many records are set aside."""

    def verdicts(self, chain: str, seq: int) -> tuple[KeptVerdict, ...]:
        """The history of a record, oldest first."""


class Moments(Protocol):
    def at_one_moment(self) -> AbstractContextManager[None]:
        """Reads in the block see one state of everything."""

"""Judging what arrived of one chain: what advances the receipt, what is kept aside, what is a gap, a repeat, a fork.

Pure: what is stored is given, what to store is returned. However a chain's records are cut into batches, doubled, reordered
or cut short on the way, once all of them arrived the same is stored.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from assessor_app.domain.errors import KnownError
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import digest_of
from assessor_app.formats.record_item import RecordItem, jws_of, personal_of
from assessor_app.formats.signed_record import Record
from assessor_app.formats.sync_limits import MOST_FARTHEST, MOST_PERSONAL_BYTES


@dataclass(frozen=True, kw_only=True)
class Arrived:
    """A record as it came: where its sender has it, its exact text, and its personal part if that came too."""

    seq: int
    jws: str
    personal: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is stored of a chain. `head_hash` is `signed_record.first_prev(chain)` where nothing is.

    `suspended_after` is the last receipted seq when its device was suspended. `hash_at(seq)` gives the hash of a stored
    record; `waiting_at(seq)` those that came before the ones in front of them (several where they differ).
    """

    chain: str
    head_seq: int
    head_hash: str
    hash_at: Callable[[int], str | None]
    waiting_at: Callable[[int], Sequence[Arrived]] = lambda _seq: ()
    suspended_after: int | None = None


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A record to store, in its place. `rejected` and `held` are its first verdict; with neither it is yet to be judged.

    `record` is None where nobody can read it: its bytes are kept all the same. `personal` is what fits its digest.
    """

    seq: int
    hash: str
    jws: str
    record: Record | None
    personal: bytes | None = field(default=None, repr=False)
    rejected: RejectedCode | None = None
    held: HeldCode | None = None


@dataclass(frozen=True, kw_only=True)
class Fork:
    """Two records at one place: `here` is stored (or was stored just now), `there` is refused, and what follows it."""

    seq: int
    here: str
    there: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """What to do, in one transaction. The receipt is `first` to `last` with `head`; where `stored` is empty it stays.

    `waiting` are to be kept until those in front of them come, `settled` (seq, hash) need not wait any more. `late` are
    personal parts (seq, bytes) of records stored before. `refused` are places not stored (from a fork on, or too far ahead);
    `missing` is the first place that is wanted next, where something beyond it came.
    """

    chain: str
    first: int
    last: int
    head: str
    stored: tuple[Stored, ...] = ()
    waiting: tuple[Arrived, ...] = ()
    settled: tuple[tuple[int, str], ...] = ()
    late: tuple[tuple[int, bytes], ...] = field(default=(), repr=False)
    repeated: tuple[int, ...] = ()
    refused: tuple[int, ...] = ()
    missing: int | None = None
    fork: Fork | None = None

    @property
    def advances(self) -> bool:
        return bool(self.stored)


def arrived(item: RecordItem) -> Arrived:
    """Raises KnownError("envelope-unreadable")."""
    return Arrived(seq=item.seq, jws=jws_of(item), personal=personal_of(item))


def hash_of(jws: str) -> str:
    """SHA-256 of the text, hex, as the next record names it; also for text that is no JWS."""
    return sha256(jws.encode("utf-8")).hexdigest()


def judge(known: Known, records: Iterable[Arrived]) -> Judged:
    """Judge the records of one chain, in any order, any of them more than once.

    Signatures are not looked at: the envelope's covers them all. They are checked by `trust.accepting` before anything is accepted.
    """
    pile = _Pile(known)
    for record in records:
        pile.put(record)
    walk = _Walk(known, pile)
    walk.go()
    return walk.judged()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Seen:
    """A record with what is worked out about it once: its hash, what can be read, the personal part that fits."""

    arrived: Arrived
    hash: str
    record: Record | None
    personal: bytes | None


class _Pile:
    """What arrived, sorted: repeats of what is stored, and what lies ahead by its place and hash."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.ahead: dict[int, dict[str, _Seen]] = defaultdict(dict)
        self.repeated: set[int] = set()
        self.late: dict[int, bytes] = {}
        self.refused: set[int] = set()
        self.forks: list[Fork] = []

    def put(self, record: Arrived) -> None:
        if record.seq > self._known.head_seq + MOST_FARTHEST:
            self.refused.add(record.seq)
            return
        seen = _seen(record)
        if record.seq > self._known.head_seq:
            _keep(self.ahead[record.seq], seen)
        else:
            self._behind(record.seq, seen)

    def _behind(self, seq: int, seen: _Seen) -> None:
        here = self._known.hash_at(seq)
        if here is None:
            # A stored chain has no holes: whoever told what is stored did not tell all.
            raise ValueError(f"record {seq} lies behind the head and is not stored")
        if here != seen.hash:
            self.forks.append(Fork(seq=seq, here=here, there=seen.hash))
            self.refused.add(seq)
            return
        self.repeated.add(seq)
        if seen.personal is not None:
            self.late[seq] = seen.personal


class _Walk:
    """Goes on from the head as long as a record fits the one before."""

    def __init__(self, known: Known, pile: _Pile) -> None:
        self._known = known
        self._pile = pile
        self._head = known.head_hash
        self._last = known.head_seq
        self._stored: list[Stored] = []
        self._settled: list[tuple[int, str]] = []
        self._missing: int | None = None

    def go(self) -> None:
        while True:
            seq = self._last + 1
            waited = [_seen(record) for record in self._known.waiting_at(seq)]
            came = self._pile.ahead.pop(seq, {})
            candidates: dict[str, _Seen] = {}
            for seen in [*waited, *came.values()]:
                _keep(candidates, seen)
            self._settled += sorted((seq, seen.hash) for seen in waited)
            chosen = self._chosen(candidates)
            self._refuse(seq, set(came) - {chosen.hash if chosen else ""}, chosen)
            if chosen is None:
                break
            self._stored.append(self._to_store(seq, chosen))
            self._last, self._head = seq, chosen.hash
        self._look_ahead()

    def judged(self) -> Judged:
        pile = self._pile
        ahead = [seen for at in sorted(pile.ahead) for _, seen in sorted(pile.ahead[at].items())]
        return Judged(
            chain=self._known.chain,
            first=self._known.head_seq + 1,
            last=self._last,
            head=self._head,
            stored=tuple(self._stored),
            waiting=tuple(seen.arrived for seen in ahead),
            settled=tuple(self._settled),
            late=tuple(sorted(pile.late.items())),
            repeated=tuple(sorted(pile.repeated)),
            refused=tuple(sorted(pile.refused)),
            missing=self._missing,
            fork=min(pile.forks, key=lambda found: found.seq, default=None),
        )

    def _chosen(self, candidates: dict[str, _Seen]) -> _Seen | None:
        """The one that names the head; else one that nobody can read, which takes its sender's word for its place."""
        ordered = [seen for _, seen in sorted(candidates.items())]
        fits = (seen for seen in ordered if seen.record and seen.record.prev == self._head)
        blank = (seen for seen in ordered if seen.record is None)
        return next(fits, None) or next(blank, None)

    def _refuse(self, seq: int, others: set[str], chosen: _Seen | None) -> None:
        """What came and cannot stand at this place is of another line of the same chain."""
        for there in sorted(others):
            if chosen is None:
                # It does not name our head: the lines parted at or before the record in front of it.
                self._pile.forks.append(Fork(seq=max(self._last, 1), here=self._head, there=there))
            else:
                self._pile.forks.append(Fork(seq=seq, here=chosen.hash, there=there))
            self._pile.refused.add(seq)

    def _look_ahead(self) -> None:
        """What lies beyond a gap waits; beyond a fork nothing does, for it is not known to which line it belongs."""
        if not self._pile.ahead:
            return
        if self._pile.forks:
            self._pile.refused.update(self._pile.ahead)
            self._pile.ahead.clear()
            return
        self._missing = self._last + 1

    def _to_store(self, seq: int, seen: _Seen) -> Stored:
        rejected = held = None
        if seen.record is None:
            rejected = RejectedCode.UNREADABLE
        elif (seen.record.chain, seen.record.seq) != (self._known.chain, seq):
            rejected = RejectedCode.MISPLACED
        elif self._known.suspended_after is not None and seq > self._known.suspended_after:
            held = HeldCode.SUSPENDED
        return Stored(
            seq=seq,
            hash=seen.hash,
            jws=seen.arrived.jws,
            record=seen.record,
            personal=seen.personal,
            rejected=rejected,
            held=held,
        )


def _keep(found: dict[str, _Seen], seen: _Seen) -> None:
    """Of one record that came twice, the one whose personal part fits."""
    held = found.get(seen.hash)
    if held is None or held.personal is None:
        found[seen.hash] = seen


def _seen(arrived_: Arrived) -> _Seen:
    record = _read(arrived_.jws)
    return _Seen(
        arrived=arrived_,
        hash=hash_of(arrived_.jws),
        record=record,
        personal=_fitting(record, arrived_.personal),
    )


def _read(jws: str) -> Record | None:
    try:
        return signed_record.decode(compact.split(jws).payload)
    except KnownError:
        return None


def _fitting(record: Record | None, personal: bytes | None) -> bytes | None:
    """The personal part if it is the one that the record names."""
    if record is None or record.personal is None or personal is None or len(personal) > MOST_PERSONAL_BYTES:
        return None
    return personal if digest_of(personal) == record.personal else None

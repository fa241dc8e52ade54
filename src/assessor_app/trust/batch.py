"""Judging what arrived of one chain: what advances the receipt, what is kept aside, what is a gap, a repeat, a fork.

Pure: what is stored is given, what to store is returned. However a chain's records are cut into batches, doubled, reordered
or cut short on the way, once all of them arrived the same is stored.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.signed_record import Record
from assessor_app.formats.sync_limits import MOST_FARTHEST
from assessor_app.trust.arrived import Arrived, Seen, look_at, look_at_all

_AT_ONCE = 1_000


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


class Stored(NamedTuple):
    """A record to store, in its place. `rejected` and `held` are its first verdict; with neither it is yet to be judged.

    `record` is None where nobody can read it: its bytes are kept all the same. `personal` is what fits its digest.
    """

    seq: int
    hash: str
    jws: str
    record: Record | None
    personal: bytes | None = None
    rejected: RejectedCode | None = None
    held: HeldCode | None = None

    def __repr__(self) -> str:
        said = f"rejected={self.rejected!r}, held={self.held!r}"
        return f"Stored(seq={self.seq}, hash={self.hash!r}, jws={self.jws!r}, {said})"


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


def judge(known: Known, records: Iterable[Arrived]) -> Judged:
    """Judge the records of one chain, in any order, any of them more than once.

    Signatures are not looked at: the envelope's covers them all. They are checked by `trust.accepting` before anything is accepted.
    """
    came = records if isinstance(records, Sequence) else tuple(records)
    straight = straight_on(known, came)
    if straight is not None:
        with suppress(CrookedError):
            return straight.judged(tuple(straight))
    return _sorted_out(known, came)


class CrookedError(Exception):
    """A record does not name the one in front of it: what came has to be sorted."""


class Straight:
    """What nearly every batch is: the records that follow the head, each once, in their order.

    Then there is nothing to sort, and the general way would say the same at more than twice the price. They are looked at as they
    are walked through, some at a time; raises CrookedError at one that does not follow after all.
    """

    def __init__(self, known: Known, came: Sequence[Arrived]) -> None:
        self._known, self._came = known, came
        self._head = known.head_hash

    def __iter__(self) -> Iterator[Stored]:
        head, first = self._known.head_hash, self._known.head_seq + 1
        for start in range(0, len(self._came), _AT_ONCE):
            seen = look_at_all(self._came[start : start + _AT_ONCE])
            before = [head, *(one.hash for one in seen)]
            head = before.pop()
            if [one.record and one.record.prev for one in seen] != before:
                raise CrookedError
            yield from [_to_store(self._known, seq, one) for seq, one in enumerate(seen, first + start)]
        self._head = head

    def judged(self, stored: Sequence[Stored]) -> Judged:
        """What is to be done with them, once all were walked through."""
        first, last = stored[0].seq, stored[-1].seq
        return Judged(chain=self._known.chain, first=first, last=last, head=self._head, stored=tuple(stored))


def straight_on(known: Known, came: Sequence[Arrived]) -> Straight | None:
    """These records, where by their places they follow the head and nothing else waits there; None for any others."""
    first, last = known.head_seq + 1, known.head_seq + len(came)
    if not 0 < len(came) <= MOST_FARTHEST or [one.seq for one in came] != [*range(first, last + 1)]:
        return None
    return None if any(map(known.waiting_at, range(first, last + 2))) else Straight(known, came)


def _sorted_out(known: Known, came: Sequence[Arrived]) -> Judged:
    pile = _Pile(known)
    for record in came:
        pile.put(record)
    walk = _Walk(known, pile)
    walk.go()
    return walk.judged()


class _Pile:
    """What arrived, sorted: repeats of what is stored, and what lies ahead by its place and hash."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.ahead: dict[int, dict[str, Seen]] = defaultdict(dict)
        self.repeated: set[int] = set()
        self.late: dict[int, bytes] = {}
        self.refused: set[int] = set()
        self.forks: list[Fork] = []

    def put(self, record: Arrived) -> None:
        if record.seq > self._known.head_seq + MOST_FARTHEST:
            self.refused.add(record.seq)
            return
        seen = look_at(record)
        if record.seq > self._known.head_seq:
            _keep(self.ahead[record.seq], seen)
        else:
            self._behind(record.seq, seen)

    def _behind(self, seq: int, seen: Seen) -> None:
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
            waited = [look_at(record) for record in self._known.waiting_at(seq)]
            came = self._pile.ahead.pop(seq, {})
            candidates: dict[str, Seen] = {}
            for seen in [*waited, *came.values()]:
                _keep(candidates, seen)
            self._settled += sorted((seq, seen.hash) for seen in waited)
            chosen = self._chosen(candidates)
            self._refuse(seq, set(came) - {chosen.hash if chosen else ""}, chosen)
            if chosen is None:
                break
            self._stored.append(_to_store(self._known, seq, chosen))
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

    def _chosen(self, candidates: dict[str, Seen]) -> Seen | None:
        """The one that names the head; else one that nobody can read, which takes its sender's word for its place."""
        ordered = [seen for _, seen in sorted(candidates.items())]
        fits = (seen for seen in ordered if seen.record and seen.record.prev == self._head)
        blank = (seen for seen in ordered if seen.record is None)
        return next(fits, None) or next(blank, None)

    def _refuse(self, seq: int, others: set[str], chosen: Seen | None) -> None:
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


def _to_store(known: Known, seq: int, seen: Seen) -> Stored:
    rejected = held = None
    arrived, digest, record, personal = seen
    if record is None:
        rejected = RejectedCode.UNREADABLE
    elif record.seq != seq or record.chain != known.chain:
        rejected = RejectedCode.MISPLACED
    elif known.suspended_after is not None and seq > known.suspended_after:
        held = HeldCode.SUSPENDED
    return Stored(seq, digest, arrived.jws, record, personal, rejected, held)


def _keep(found: dict[str, Seen], seen: Seen) -> None:
    """Of one record that came twice, the one whose personal part fits."""
    held = found.get(seen.hash)
    if held is None or held.personal is None:
        found[seen.hash] = seen

"""However a chain is cut, doubled, reordered or cut short on its way, the same is stored in the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats import compact, signed_record
from assessor_app.formats.record_item import record_item
from assessor_app.trust.accepting import (
    as_arrived,
    enclosed_in,
    head_is_signed,
    record_fault,
    record_hold,
    restart_of,
    signature_fault,
)
from assessor_app.trust.arrived import Arrived, arrived, hash_of
from assessor_app.trust.batch import Judged, Known, Stored, judge
from sync_samples import CHAIN, KEY, OTHER, OTHER_CHAIN, H, chain_of, signed

LENGTH = 8
RECORDS = chain_of(LENGTH)


@dataclass
class Store:
    """What an issuer keeps of one chain: ten lines that any real store has in SQL."""

    rows: list[Stored] = field(default_factory=list)
    personal: dict[int, bytes] = field(default_factory=dict)
    waiting: dict[tuple[int, str], Arrived] = field(default_factory=dict)
    suspended_after: int | None = None
    waits: bool = True

    def known(self) -> Known:
        return Known(
            chain=CHAIN,
            head_seq=len(self.rows),
            head_hash=self.rows[-1].hash if self.rows else signed_record.first_prev(CHAIN),
            hash_at=lambda seq: self.rows[seq - 1].hash if seq <= len(self.rows) else None,
            waiting_at=lambda seq: [one for (at, _), one in self.waiting.items() if at == seq],
            suspended_after=self.suspended_after,
        )

    def take(self, records: Iterable[Arrived]) -> Judged:
        judged = judge(self.known(), records)
        assert judged.first == len(self.rows) + 1
        self.rows += judged.stored
        assert (judged.last, judged.head) == (self.known().head_seq, self.known().head_hash)
        for stored in judged.stored:
            if stored.personal is not None:
                self.personal[stored.seq] = stored.personal
        self.personal.update(judged.late)
        if self.waits:
            self.waiting.update({(one.seq, hash_of(one.jws)): one for one in judged.waiting})
        for key in judged.settled:
            self.waiting.pop(key, None)
        return judged

    def state(self) -> tuple[list[str], dict[int, bytes], list[tuple[RejectedCode | None, HeldCode | None]]]:
        verdicts = [(row.rejected, row.held) for row in self.rows]
        return [row.jws for row in self.rows], self.personal, verdicts


def whole(records: Sequence[Arrived] = RECORDS) -> Store:
    store = Store()
    store.take(records)
    return store


def poisoned() -> list[Arrived]:
    """Three good records, one that nobody can read, two that go on behind it as its device does."""
    good = chain_of(3)
    bad = Arrived(seq=4, jws="rubbish")
    return [*good, bad, *chain_of(2, start=(4, hash_of("rubbish")))]


batches = st.lists(st.lists(st.integers(0, LENGTH - 1), max_size=LENGTH * 2), max_size=6)


@given(batches, st.sampled_from(["good", "poisoned"]), st.booleans())
def test_any_cutting_doubling_reordering_and_truncation_ends_the_same(
    cuts: list[list[int]], which: str, waits: bool
) -> None:
    records = RECORDS if which == "good" else poisoned()
    store = Store(waits=waits)
    for cut in cuts:
        judged = store.take([records[place] for place in cut if place < len(records)])
        assert judged.fork is None
        assert not judged.refused
    store.take(records)
    assert store.state() == whole(records).state()
    assert not store.waiting
    again = store.take(records)
    assert not again.advances
    assert again.repeated == tuple(range(1, len(records) + 1))


@given(st.permutations(range(LENGTH)))
def test_sticks_may_come_in_any_order(order: list[int]) -> None:
    store = Store()
    for place in order:
        store.take([RECORDS[place]])
    assert store.state() == whole().state()


@given(st.permutations(range(LENGTH)), st.sets(st.integers(0, LENGTH - 1)))
def test_a_personal_part_may_come_before_or_after_or_with_its_record(
    order: list[int], bare: set[int]
) -> None:
    store = Store()
    stripped = [
        Arrived(seq=one.seq, jws=one.jws) if place in bare else one for place, one in enumerate(RECORDS)
    ]
    for place in order:
        store.take([stripped[place]])
    store.take(RECORDS)
    assert store.state() == whole().state()


def test_a_gap_is_told_with_what_is_wanted() -> None:
    store = Store()
    judged = store.take([RECORDS[0], RECORDS[3], RECORDS[4]])
    assert (judged.last, judged.missing, [one.seq for one in judged.waiting]) == (1, 2, [4, 5])
    judged = store.take([RECORDS[1], RECORDS[2]])
    assert (judged.first, judged.last, judged.missing) == (2, 5, None)
    assert [seq for seq, _ in judged.settled] == [4, 5]


def test_one_poisoned_record_blocks_nothing() -> None:
    judged = Store().take(poisoned())
    assert judged.last == 6
    assert [row.rejected for row in judged.stored] == [None, None, None, RejectedCode.UNREADABLE, None, None]


def test_a_record_that_fits_and_says_it_is_elsewhere_is_kept_and_rejected() -> None:
    store = whole(RECORDS[:2])
    head = store.rows[-1].hash
    for text in (signed(3, head, chain=OTHER_CHAIN), signed(9, head)):
        judged = judge(store.known(), [Arrived(seq=3, jws=text)])
        assert [row.rejected for row in judged.stored] == [RejectedCode.MISPLACED]


@given(st.integers(1, LENGTH - 2), st.integers(1, 4))
def test_of_a_fork_only_what_comes_behind_it_is_refused(at: int, more: int) -> None:
    """A clone that signed other records from `at` on."""
    store = whole()
    start = (at, hash_of(RECORDS[at - 1].jws))
    clone = chain_of(more, start=start, said="clone")
    judged = store.take([*RECORDS[:at], *clone])
    assert store.state() == whole().state()
    assert judged.fork is not None
    assert judged.fork.seq == at + 1 or at + 1 > LENGTH
    assert judged.refused == tuple(one.seq for one in clone)
    assert judged.repeated == tuple(range(1, at + 1))


def test_a_clone_ahead_of_the_stored_chain_is_found_where_it_does_not_fit() -> None:
    store = whole(RECORDS[:3])
    clone = chain_of(3, start=(2, hash_of(RECORDS[1].jws)), said="clone")
    judged = store.take(clone[1:])
    assert judged.fork is not None
    assert (judged.fork.seq, judged.fork.here, judged.refused) == (3, store.rows[2].hash, (4, 5))
    assert store.take(RECORDS).last == LENGTH, "the line that was first goes on"


def test_both_lines_in_one_batch_store_one_of_them() -> None:
    store = whole(RECORDS[:2])
    clone = chain_of(2, start=(2, hash_of(RECORDS[1].jws)), said="clone")
    judged = store.take([*RECORDS[2:4], *clone])
    assert judged.last == 4
    assert judged.fork is not None
    assert judged.fork.seq == 3
    assert len(judged.refused) == 2


def test_a_first_record_that_does_not_name_its_chain_is_not_stored() -> None:
    judged = Store().take([Arrived(seq=1, jws=signed(1, H))])
    assert (judged.last, judged.refused) == (0, (1,))


def test_what_came_after_a_suspension_is_stored_and_waits_for_a_person() -> None:
    store = Store(suspended_after=3)
    store.take(RECORDS[:5])
    assert [row.held for row in store.rows] == [None] * 3 + [HeldCode.SUSPENDED] * 2
    assert record_hold(store.rows[-1]) == HeldCode.SUSPENDED


def test_a_personal_part_that_is_not_the_records_is_not_kept() -> None:
    store = Store()
    store.take([*RECORDS[:2], Arrived(seq=3, jws=RECORDS[2].jws, personal=b"x" * 20)])
    assert (len(store.rows), store.personal) == (3, {})
    assert store.take([RECORDS[2]]).late == ((3, RECORDS[2].personal),)


def test_a_record_far_beyond_the_head_does_not_wait() -> None:
    judged = Store().take([Arrived(seq=10**12, jws="x")])
    assert (judged.waiting, judged.refused) == ((), (10**12,))


def test_an_item_becomes_what_is_judged() -> None:
    item = record_item(RECORDS[2].jws, chain=CHAIN, seq=3, personal=RECORDS[2].personal)
    assert arrived(item)._replace(payload=None) == RECORDS[2]


def stored_of(text: str, *, seq: int = 1) -> Stored:
    record = signed_record.decode(compact.split(text).payload)
    return Stored(seq=seq, hash=hash_of(text), jws=text, record=record)


def test_each_signature_is_checked_before_anything_is_accepted() -> None:
    good, forged = signed(1, H), signed(1, H, key=OTHER)
    assert signature_fault(good, public=KEY.public) is None
    assert signature_fault(forged, public=KEY.public) == RejectedCode.SIGNATURE
    assert signature_fault("rubbish", public=KEY.public) == RejectedCode.UNREADABLE
    assert record_fault(stored_of(good), public=KEY.public, delegations=[]) is None
    assert record_fault(stored_of(forged), public=KEY.public, delegations=[]) == RejectedCode.SIGNATURE
    assert head_is_signed([], public=KEY.public)
    assert head_is_signed([stored_of(forged), stored_of(good)], public=KEY.public)
    assert not head_is_signed([stored_of(good), stored_of(forged)], public=KEY.public)


def test_an_unknown_type_waits_and_is_never_dropped() -> None:
    assert record_hold(stored_of(signed(1, H, record_type="holograph"))) == HeldCode.UNKNOWN_TYPE
    assert record_hold(stored_of(signed(1, H))) is None


@pytest.mark.parametrize("fits", [True, False])
def test_what_a_restart_encloses_is_judged_one_by_one_on_its_old_chain(fits: bool) -> None:
    """Records that the issuer never had are stored on their own chain; those of a fork are refused there."""
    store = whole(RECORDS[:5] if fits else RECORDS)
    stranded = RECORDS[5:] if fits else chain_of(3, start=(5, hash_of(RECORDS[4].jws)), said="stranded")
    texts = [one.jws for one in stranded]
    judged = judge(store.known(), as_arrived([*texts, "rubbish"], after=5))
    if fits:
        assert judged.last == 9
        assert [row.rejected for row in judged.stored] == [None, None, None, RejectedCode.UNREADABLE]
    else:
        assert judged.refused == (6, 7, 8)
        assert [row.rejected for row in judged.stored] == [RejectedCode.UNREADABLE]


def restarting(**body: object) -> signed_record.Record:
    said = {"reason": "chain-forked", "old": OTHER_CHAIN, "seq": 4, "hash": H, "enclosed": ["a.b.c"]} | body
    return signed_record.Record(
        type="chain-started",
        id="1" * 32,
        chain=CHAIN,
        seq=1,
        prev=H,
        at="2026-11-26T14:03:11+01:00",
        elapsed=1,
        boot="c" * 32,
        body=said,
    )


def test_a_restart_says_where_the_old_chain_stood() -> None:
    found = restart_of(restarting(stranded=7))
    assert found is not None
    assert (found.old, found.seq, found.hash, found.enclosed, found.stranded) == (
        OTHER_CHAIN,
        4,
        H,
        ("a.b.c",),
        7,
    )
    assert enclosed_in(restarting()) == ("a.b.c",)


@pytest.mark.parametrize(
    "body", [{"old": None}, {"hash": 5}, {"seq": -1}, {"seq": "4"}, {"seq": True}], ids=str
)
def test_a_restart_that_makes_no_sense_is_none(body: dict[str, object]) -> None:
    assert restart_of(restarting(**body)) is None


def test_what_is_not_a_list_of_texts_encloses_nothing() -> None:
    assert enclosed_in(restarting(enclosed={"a": 1})) == ()
    assert enclosed_in(restarting(enclosed=[1, None])) == ()

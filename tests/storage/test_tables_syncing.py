"""Each record stands in one table alone, and leaves the outbox by the issuer's word alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.domain.count import Count
from assessor_app.domain.verdict import Outcome
from assessor_app.services.records.status import status
from assessor_app.services.syncing.ports import (
    Fork,
    KeptReceipt,
    KeptVerdict,
    SentEvidence,
    SyncCarrier,
    Wanted,
)
from assessor_app.storage.engine.driver import IntegrityError
from enrolled import certified
from story import ADMIN, Story, begin

AT = "2026-11-27T09:00:00+00:00"
ALL = ("outbox", "held", "accepted", "rejected")


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    found.add_learner("Amina Bello", "2031")
    for _time in range(4):
        found.open_sitting()
    yield found
    found.device.close()


@pytest.fixture
def chain(story: Story) -> str:
    return story.device.tables.records.active_chain().id


def a_receipt(story: Story, *, last: int, first: int = 1) -> KeptReceipt:
    chain = story.device.tables.records.active_chain().id
    head = story.device.tables.states.hash_at(chain, last) or "0" * 64
    name = f"{first:032x}{last:032x}"
    return KeptReceipt(
        hash=name, issuer="did:web:x", chain=chain, first=first, last=last, head=head, at=AT, text="a.b.c"
    )


def a_verdict(chain: str, seq: int, n: int, outcome: Outcome, *codes: str) -> KeptVerdict:
    return KeptVerdict(chain=chain, seq=seq, n=n, outcome=outcome, at=AT, codes=codes, sentence="Not so.")


def counted(story: Story) -> dict[str, int]:
    found = status(story.device.tables.records)
    assert not found.broken
    return {name: value for name, value in vars(found.count).items() if value and name != "captured"}


def where(story: Story, seq: int) -> list[str]:
    read = story.device.store.raw().execute
    return [table for table in ALL if read(f"SELECT 1 FROM {table} WHERE seq = ?", (seq,)).fetchall()]  # noqa: S608 - names of ours


def test_a_receipt_moves_what_it_covers_once(story: Story) -> None:
    states, total = story.device.tables.states, status(story.device.tables.records).count.captured
    with story.device.store.atomic():
        assert states.keep_receipt(a_receipt(story, last=2), came_at=AT) == 2
        assert states.keep_receipt(a_receipt(story, last=2), came_at=AT) == 0
    assert counted(story) == {"unsent": total - 2, "held": 2}
    assert (states.undecided(), states.settling()) == (2, 2)
    assert story.device.tables.records.newest_receipt() == a_receipt(story, last=2).hash


def test_an_award_is_counted_where_the_record_of_its_decision_stands(story: Story, chain: str) -> None:
    states, lines = story.device.tables.states, story.device.syncing.lines
    assert lines.awards() == Count(captured=0, unsent=0, held=0, accepted=0, rejected=0)
    certified(story, "2032")
    decided = "SELECT seq FROM record JOIN assessment ON assessment.record = record.id"
    (seq,) = story.device.store.raw().execute(decided).fetchone()
    found = [lines.awards()]
    with story.device.store.atomic():
        states.keep_receipt(a_receipt(story, last=seq), came_at=AT)
        found.append(lines.awards())
        states.keep_verdict(a_verdict(chain, seq, 1, Outcome.REJECTED, "rules"), came_at=AT)
        found.append(lines.awards())
        states.keep_verdict(a_verdict(chain, seq, 2, Outcome.ACCEPTED), came_at=AT)
        found.append(lines.awards())
    places = [[name for name, value in vars(one).items() if value == 1] for one in found]
    assert places == [["captured", one] for one in ("unsent", "held", "rejected", "accepted")]


def test_verdicts_in_any_order_end_where_the_last_one_says(story: Story, chain: str) -> None:
    states = story.device.tables.states
    told = [
        a_verdict(chain, 1, 1, Outcome.HELD, "missing-record"),
        a_verdict(chain, 1, 2, Outcome.REJECTED, "rules"),
        a_verdict(chain, 1, 3, Outcome.ACCEPTED),
    ]
    for verdict in (told[1], told[2], told[0], told[2]):
        with story.device.store.atomic():
            states.keep_verdict(verdict, came_at=AT)
    assert where(story, 1) == ["accepted"]
    with story.device.store.atomic():
        assert not states.keep_verdict(told[0], came_at=AT)
        states.keep_receipt(a_receipt(story, last=1), came_at=AT)
    assert where(story, 1) == ["accepted"]
    assert len(story.device.store.raw().execute("SELECT n FROM verdict").fetchall()) == 3


def test_what_was_rejected_says_why(story: Story, chain: str) -> None:
    with story.device.store.atomic():
        story.device.tables.states.keep_verdict(
            a_verdict(chain, 1, 1, Outcome.REJECTED, "rules", "not-allowed"), came_at=AT
        )
    (row,) = story.device.tables.waiting.waiting(limit=1, offset=0)
    assert (row.place, row.code, row.sentence) == ("rejected", "rules", "Not so.")


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM outbox WHERE seq = 4",
        "INSERT INTO held (chain, seq, code, at) SELECT chain, seq, 'x', '' FROM outbox WHERE seq = 4",
        "INSERT INTO accepted (chain, seq, at) SELECT chain, seq, '' FROM outbox WHERE seq = 4",
        "INSERT INTO outbox (chain, seq) SELECT chain, seq FROM held WHERE seq = 2",
        "INSERT INTO accepted (chain, seq, at) SELECT chain, seq, '' FROM held WHERE seq = 2",
        "INSERT INTO rejected (chain, seq, code, sentence, at) SELECT chain, seq, '', '', '' FROM held",
        "UPDATE receipt SET last = 9",
        "DELETE FROM receipt",
        "UPDATE verdict SET outcome = 'accepted'",
        "DELETE FROM verdict",
        "DELETE FROM delegation",
        "DELETE FROM sync_run",
        "UPDATE sync_run SET sent = 9",
    ],
)
def test_the_database_refuses(story: Story, chain: str, statement: str) -> None:
    tables = story.device.tables
    with story.device.store.atomic():
        tables.states.keep_receipt(a_receipt(story, last=1), came_at=AT)
        tables.states.keep_verdict(a_verdict(chain, 2, 1, Outcome.HELD, "missing-record"), came_at=AT)
        tables.told.keep_delegation(chain, b"x", at=AT)
        run = tables.runs.begin(SyncCarrier.STICK, at=AT)
        tables.runs.end(run, sent=1, came=0, evidence=0, code="", at=AT)
    with pytest.raises(IntegrityError), story.device.store.atomic() as connection:
        connection.execute(statement)


def test_what_is_set_aside_is_not_sent_and_still_counts(story: Story, chain: str) -> None:
    tables = story.device.tables
    before = status(tables.records).count.unsent
    with story.device.store.atomic():
        tables.runs.set_aside(chain, 2, by=ADMIN, at=AT)
    assert [one.seq for one in tables.states.unsent(chain, after=0, most=3)] == [1, 3, 4]
    assert [one.seq for one in tables.states.from_place(chain, after=0, most=2)] == [1, 3]
    assert status(tables.records).count.unsent == before
    with story.device.store.atomic():
        tables.runs.take_back(chain, 2)
    assert [one.seq for one in tables.states.unsent(chain, after=0, most=2)] == [1, 2]


def test_a_told_fork_stands_beside_the_chain(story: Story, chain: str) -> None:
    with story.device.store.atomic():
        story.device.tables.states.tell_fork(chain, seq=4, code=Fork.FORK, at=AT)
        story.device.tables.states.tell_fork(chain, seq=3, code=Fork.CLASH, at=AT)
    assert story.device.tables.records.active_chain().told_fork == 3


def test_what_is_wanted_is_asked_until_it_is_answered(story: Story, chain: str) -> None:
    told, wanted = story.device.tables.told, Wanted(chain=chain, seq=1, what="personal")
    with story.device.store.atomic():
        told.want(wanted, why="A sample", at=AT)
        told.want(wanted, why="A sample", at=AT)
    assert told.wanted("personal") == (wanted,)
    with story.device.store.atomic():
        told.answer([wanted], at=AT)
    assert told.wanted("personal") == ()


def test_a_thing_is_whole_when_its_last_piece_came_and_strangers_are_passed_over(story: Story) -> None:
    told = story.device.tables.told
    with story.device.store.atomic():
        told.keep_piece("0" * 64, n=0, of=1, data=b"nobody named it")
        told.name_thing("1" * 64, what="register", at=AT)
        told.keep_piece("1" * 64, n=1, of=2, data=b"b")
        assert told.whole_thing("1" * 64) is None
        told.keep_piece("1" * 64, n=0, of=2, data=b"a")
        told.keep_piece("1" * 64, n=0, of=2, data=b"a")
    assert (told.whole_thing("0" * 64), told.whole_thing("1" * 64)) == (None, b"ab")
    with story.device.store.atomic():
        told.name_thing("2" * 64, what="register", at=AT, alone=True)
    assert told.whole_thing("1" * 64) is None
    assert story.device.store.raw().execute("SELECT count(*) FROM thing_piece").fetchone() == (0,)


def test_evidence_that_was_never_named_has_no_state(story: Story) -> None:
    sent = story.device.tables.evidence_sent
    assert sent.sent("e" * 32) is None
    with pytest.raises(IntegrityError), story.device.store.atomic():
        sent.name(SentEvidence(evidence="e" * 32, address="a" * 64, pieces=1, here=0), at=AT)
    assert sent.signed() == ()
    assert vars(story.device.tables.counted.evidence()) == {
        "captured": 0,
        "unsent": 0,
        "stored": 0,
        "lost": 0,
    }

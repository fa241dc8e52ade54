"""Records that are judged together come out as if each had been judged by itself, and rows that go in together as they were."""

import json
import secrets
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from assessor_app.domain.verdict import Outcome
from assessor_app.issuer.judging.learners import meet
from assessor_app.issuer.judging.work import judge_due
from assessor_app.issuer.store import gathering, records, standing, tally, unjudged
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.facts import (
    assessment,
    award,
    entry,
    evidence,
    feed,
    record,
    stands,
    verdict,
    waits,
)
from assessor_app.issuer.store.many import add_rows
from assessor_app.trust.arrived import hash_of
from caller import Caller
from office import Office
from samples import CENTRE, NOW, with_device
from scribe import Scribe
from test_judging import enrolled, finalised


def standings(store: Store) -> dict[int, tuple[str, str, int, int]]:
    """By their place: outcome, code, how many verdicts there were, whether it is to be looked at."""
    with store.read() as connection:
        rows = connection.execute(
            select(stands.c.seq, stands.c.outcome, stands.c.code, stands.c.n, stands.c.due)
        )
        return {row.seq: (row.outcome, row.code, row.n, row.due) for row in rows}


def effects(store: Store) -> list[list[str]]:
    """What judging wrote beside verdicts, without the times."""
    with store.read() as connection:
        return [
            sorted(repr(tuple(row)) for row in connection.execute(select(*columns)))
            for columns in (
                (waits.c.needed, waits.c.seq),
                (assessment.c.id, assessment.c.record, assessment.c.state),
                (award.c.id, award.c.state),
                (entry.c.digest, entry.c.state, entry.c.number),
                (verdict.c.seq, verdict.c.n, verdict.c.outcome, verdict.c.codes, verdict.c.missing),
            )
        ]


def places(store: Store) -> list[tuple[int, str, str]]:
    with store.read() as connection:
        found = connection.execute(select(feed.c.position, feed.c.kind, feed.c.ref).order_by(feed.c.position))
        return [(row.position, row.kind, row.ref) for row in found]


def judged(store: Store, most: int) -> None:
    while (found := judge_due(store, now=NOW, most=most)).count:
        assert not found.faults


def mixed(office: Office, lone: SimpleNamespace) -> tuple[Caller, Scribe]:
    """What one writes in a day, with a record in front of the one that it needs, an id that two have, and what nobody knows."""
    caller, scribe = enrolled(office, lone)
    later = secrets.token_hex(16)
    scribe.copy(lone)
    scribe.write("name-checked", needs=[later], about={"learner": "1" * 32})
    scribe.write("name-checked", id_=later, about={"learner": "1" * 32})
    twice = scribe.write("name-checked", about={"learner": "2" * 32})
    scribe.write("name-checked", id_=twice, about={"learner": "2" * 32})
    scribe.write("name-checked", needs=[secrets.token_hex(16)], about={"learner": "3" * 32})
    scribe.write("name-checked", needs=[finalised(lone).id, later], about={"learner": "4" * 32})
    scribe.write("of-a-later-program")
    return caller, scribe


@pytest.mark.parametrize("most", [1, 3, 500])
def test_judged_together_is_judged_alike(office: Office, lone: SimpleNamespace, most: int) -> None:
    """However many are judged at a time: the first says what it comes to, one by one, and the others are held against it."""
    caller, scribe = mixed(office, lone)
    caller.send(scribe.items, office.receive)
    store = office.issuer.store
    judged(store, most)
    found = standings(store)
    last = len(scribe.items)
    assert {seq: found[seq][:2] for seq in range(last - 6, last + 1)} == {
        last - 6: ("accepted", ""),
        last - 5: ("accepted", ""),
        last - 4: ("accepted", ""),
        last - 3: ("held", "duplicate"),
        last - 2: ("held", "missing-record"),
        last - 1: ("accepted", ""),
        last: ("held", "unknown-type"),
    }
    assert {found[seq][0] for seq in range(1, last - 6)} == {"accepted"}
    assert not any(due for *_rest, due in found.values())
    written, told = effects(store), places(store)
    assert [position for position, _kind, _ref in told] == list(range(1, len(told) + 1))
    assert len(written[-1]) == sum(n for _outcome, _code, n, _due in found.values())
    said = sorted(
        (one["seq"], one["n"]) for one in (json.loads(ref) for _at, kind, ref in told if kind == "verdict")
    )
    assert said == sorted(
        (seq, n) for seq, (_o, _c, most_n, _d) in found.items() for n in range(1, most_n + 1)
    )
    assert [len(one) for one in written[:-1]] == [_waits(store), 1, 1, 2]


def _waits(store: Store) -> int:
    with store.read() as connection:
        return len(connection.execute(select(waits.c.seq)).all())


@pytest.mark.parametrize("number", [0, 1, 3_000])
def test_rows_come_out_as_they_went_in(store: Store, number: int) -> None:
    with_device(store)
    rows = [
        (
            CENTRE,
            "d" * 32,
            at + 1,
            "kind é\t\n\\",
            json.dumps({"n": "\u0639" * (at % 7)}),
            "2026-11-27T10:00:00+00:00",
        )
        for at in range(number)
    ]
    columns = ("centre", "device", "position", "kind", "ref", "at")
    with store.write() as connection:
        add_rows(connection, feed, columns, rows)
        evidence_row = (CENTRE, "a" * 64, None)
        at = ("centre", "hash", "stored_at")
        whole = (*at, "bytes", "chunks", "manifest", "record", "content", "device", "named_at")
        values = (*evidence_row, 2**40, 3, bytes(range(256)), "r" * 32, "c" * 64, "d" * 32, "")
        add_rows(connection, evidence, whole, [values])
    with store.read() as connection:
        kept = connection.execute(select(*(feed.c[name] for name in columns)).order_by(feed.c.position))
        assert [tuple(row) for row in kept] == rows
        (row,) = connection.execute(select(*(evidence.c[name] for name in whole)))
        assert tuple(row) == values


def test_a_bug_in_one_record_leaves_the_others_judged(
    office: Office, lone: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    caller, scribe = mixed(office, lone)
    caller.send(scribe.items, office.receive)

    def stumbles(case: Any) -> None:
        if case.record.about.get("learner") == "2" * 32:
            raise ZeroDivisionError
        meet(case)

    monkeypatch.setattr("assessor_app.issuer.judging.work.meet", stumbles)
    faults: list[Exception] = []
    while (found := judge_due(office.issuer.store, now=NOW)).count:
        faults += found.faults
    assert [type(fault) for fault in faults] == [ZeroDivisionError] * 2
    with office.issuer.store.read() as connection:
        left = connection.execute(select(stands.c.due).where(stands.c.due != 0)).scalars().all()
    assert left == [records.SET_ASIDE] * 2


def test_where_records_stand_is_written_before_anybody_asks(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    caller.send(scribe.items, office.receive)
    with office.issuer.store.write() as connection, gathering.gathering(connection):
        centre, chain = caller.centre, caller.chain
        unjudged.unfold(connection, centre=centre, most=1)
        standing.move(connection, centre=centre, chain=chain, seq=1, outcome=Outcome.ACCEPTED, code="", n=1)
        assert records.place(connection, centre=centre, chain=chain, seq=1).outcome == Outcome.ACCEPTED


@pytest.mark.parametrize("crooked", [None, 1, 700, 1_500])
def test_many_are_stored_as_they_are_read_and_sorted_where_one_does_not_follow(
    office: Office, lone: SimpleNamespace, crooked: int | None
) -> None:
    """Up to the one that names another before it; that one and all behind it are refused, however far the storing had come."""
    caller, scribe = enrolled(office, lone)
    for place in range(1, 1_601):
        if place == crooked:
            scribe.prev = "0" * 64
        scribe.write("name-checked", about={"learner": "1" * 32})
    stored = 1_600 if crooked is None else crooked - 1
    came = caller.send(scribe.items, office.receive)
    told = {type(one).__name__ for one in came}
    assert ("ForkItem" in told) == (crooked is not None)
    with office.issuer.store.read() as connection:
        kept = connection.execute(select(record.c.seq, record.c.hash).order_by(record.c.seq)).all()
        assert [row.seq for row in kept] == list(range(1, stored + 1))
        assert [row.hash for row in kept] == [hash_of(text) for text in scribe.texts[:stored]]
        assert tally.drift(connection) == ()
    assert office.count() == ({"captured": stored, "held": stored} if stored else {})

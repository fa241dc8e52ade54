"""Records that were stored and nobody has looked at: counted, listed and found, though none has a row of its own yet."""

import secrets
from types import SimpleNamespace

from sqlalchemy import func, select

from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.issuer.counting.recount import recount
from assessor_app.issuer.deciding.queue import Shelf, lengths, listed
from assessor_app.issuer.judging.work import judge_due
from assessor_app.issuer.store import facts, records, tally, unjudged
from assessor_app.issuer.store.engine import Store
from office import Office
from samples import CENTRE, NOW
from scribe import Scribe
from test_judging import enrolled


def waiting(store: Store) -> tuple[int, int]:
    """How many have no row of their own, and how many have one."""
    with store.read() as connection:
        with_row = connection.execute(select(func.count()).select_from(facts.stands)).scalar_one()
        return unjudged.number(connection), with_row


def places_listed(store: Store, shelf: Shelf) -> list[tuple[str, int, str]]:
    with store.read() as connection:
        assert len(listed(connection, shelf, most=500).places) == getattr(lengths(connection), shelf)
        return [(one.chain, one.seq, one.code) for one in listed(connection, shelf, most=500).places]


def test_what_nobody_has_looked_at_is_counted_and_listed(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    caller.send(scribe.items, office.receive)
    store, number = office.issuer.store, len(scribe.items)
    assert waiting(store) == (number, 0)
    assert places_listed(store, Shelf.WAITING) == [
        (caller.chain, seq, HeldCode.UNDECIDED.value) for seq in range(1, number + 1)
    ]
    assert office.count() == {"captured": number, "held": number}
    with store.read() as connection:
        place = records.place(connection, centre=CENTRE, chain=caller.chain, seq=number)
        assert (place.outcome, place.code, place.n) == (*unjudged.UNDECIDED, 0)
    assert recount(store, by="test", now=NOW) == 0


def test_a_part_that_was_looked_at_leaves_the_rest(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    half = len(scribe.items) // 2
    caller.send(scribe.items[:half], office.receive)
    caller.send(scribe.items[half:], office.receive)
    store, left = office.issuer.store, len(scribe.items)
    while judge_due(store, now=NOW, most=3).count:
        left = max(left - 3, 0)
        assert waiting(store) == (left, len(scribe.items) - left)
        with store.read() as connection:
            assert tally.drift(connection) == ()
    assert left == 0
    assert office.count() == {"captured": len(scribe.items), "accepted": len(scribe.items)}


def test_numbers_that_drifted_are_counted_anew_with_them(office: Office, lone: SimpleNamespace) -> None:
    caller, scribe = enrolled(office, lone)
    scribe.copy(lone)
    caller.send(scribe.items, office.receive)
    assert judge_due(office.issuer.store, now=NOW, most=2).count == 2
    before = office.count()
    with office.issuer.store.write() as connection:
        connection.execute(facts.tally.delete())
    assert recount(office.issuer.store, by="test", now=NOW) == 1
    assert office.count() == before


def test_what_is_needed_and_not_looked_at_is_open_and_not_missing(
    office: Office, lone: SimpleNamespace
) -> None:
    caller, scribe = enrolled(office, lone)
    needed = _behind(scribe)
    caller.send(scribe.items, office.receive)
    store = office.issuer.store
    assert judge_due(store, now=NOW, most=1).count == 1
    with store.read() as connection:
        (place,) = records.places_of_id(connection, centre=CENTRE, record_id=needed)
        first = records.place(connection, centre=CENTRE, chain=caller.chain, seq=1)
    assert (place.seq, place.outcome, place.code, place.n) == (2, *unjudged.UNDECIDED, 0)
    assert (first.outcome, first.code) == (Outcome.HELD, HeldCode.NEEDS_HELD)
    office.judge()
    assert office.count() == {"captured": 2, "accepted": 2}


def _behind(scribe: Scribe) -> str:
    """One record, and behind it the one that it needs: its id."""
    later = secrets.token_hex(16)
    scribe.write("name-checked", needs=[later], about={"learner": "1" * 32})
    scribe.write("name-checked", id_=later, about={"learner": "1" * 32})
    return later

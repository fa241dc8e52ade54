"""A device makes the next envelope while the issuer is at the one before: whatever becomes of that one, nothing is lost or doubled."""

import itertools
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.records.check import check_records
from assessor_app.services.records.ledger import signing
from assessor_app.services.syncing.aside import set_aside, take_back
from assessor_app.services.syncing.compose import Composed, compose
from assessor_app.services.syncing.conversation import ATTEMPTS
from assessor_app.services.syncing.sync import sync
from assessor_app.trust import envelopes
from enrolled import Fault, Wire, altered, certified, cut, join, lost, never, twice
from made import an_issuer
from story import ADMIN, ASSESSOR, Story, begin

MANY = 400


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def wire(story: Story, tmp_path: Path) -> Iterator[Wire]:
    folder = tmp_path / "issuer"
    folder.mkdir()
    store = open_store(read_url(file_url(folder).render_as_string(hide_password=False)))
    wire = Wire(issuer=an_issuer(store, folder, now=story.clock.moment), clock=story.clock.now, judges=False)
    join(story, wire.issuer)
    yield wire
    store.close()


def write(story: Story, number: int) -> None:
    with signing(story.device.ledger, clock_confirmed=True) as pen:
        for turn in range(number):
            about = {"learner": f"{turn:032x}"}
            pen.sign(RecordType.NAME_CHECKED, by=ASSESSOR, about=about, personal={"name": "Amina Bello"})


def handed_over(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=0, pause=lambda _seconds: None)
    assert found.error is None, found.error
    count = found.count
    assert count.closes
    assert (count.unsent, count.captured) == (0, count.held)
    assert wire.count() == vars(count)
    assert check_records(story.device.tables.records, story.device.tables.waiting).ok


def test_all_of_it_arrives_and_the_next_is_ready_in_time(
    story: Story, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    certified(story)
    write(story, MANY)
    used: list[bool] = []

    def seen(*given: Any, **named: Any) -> Composed:
        used.append(named["ready"] is not None)
        return compose(*given, **named)

    monkeypatch.setattr("assessor_app.services.syncing.conversation.compose", seen)
    handed_over(story, wire)
    assert used[0] is False
    assert sum(used) >= 2
    counters = [envelopes.peek(data).counter for data in wire.carried]
    assert all(one + 1 == other for one, other in itertools.pairwise(counters))


@pytest.mark.parametrize("fault", [lost, never, twice, cut, altered])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_whatever_happens_on_the_way(story: Story, wire: Wire, fault: Fault, place: int) -> None:
    write(story, MANY)
    wire.faults = [*([lambda data, on: on(data)] * place), fault]
    handed_over(story, wire)


def test_what_is_set_aside_meanwhile_is_counted_and_comes_later(story: Story, wire: Wire) -> None:
    write(story, MANY)
    records, staff, desk = story.device.tables.records, story.device.tables.staff, story.device.syncing
    last = records.of_chain(records.active_chain().id)[-1].id
    aside = threading.Event()

    def meanwhile(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
        if not aside.is_set():
            aside.set()
            set_aside(desk, staff, by=ADMIN, record=last)
        return on(data)

    wire.faults = [meanwhile]
    found = sync(desk, wire, wait=0, pause=lambda _seconds: None)
    assert found.error is None
    assert found.count.closes
    take_back(desk, staff, by=ADMIN, record=last)
    handed_over(story, wire)


@pytest.mark.parametrize("place", [1, 2])
def test_what_was_answered_is_kept_however_it_ends(story: Story, wire: Wire, place: int) -> None:
    """An answer is applied while the next envelope is on its way, and also where none goes: somebody cancels, or nobody answers."""
    certified(story)
    write(story, MANY)
    records, told = story.device.tables.records, itertools.count()

    def cancelled(_done: int, _of: int) -> None:
        if next(told) == place:
            raise KnownError("cancelled")

    with pytest.raises(KnownError, match="cancelled"):
        sync(story.device.syncing, wire, wait=0, pause=lambda _seconds: None, tell=cancelled)
    assert len(wire.carried) == place
    assert (records.count().held, records.count().closes) == (wire.count()["held"], True)
    write(story, MANY)
    wire.faults = [lambda data, on: on(data), *([never] * ATTEMPTS)]
    assert sync(story.device.syncing, wire, wait=0, pause=lambda _seconds: None).error is not None
    assert (records.count().held, records.count().closes) == (wire.count()["held"], True)
    handed_over(story, wire)


def test_a_receipt_is_kept_while_the_issuer_is_at_what_comes_next(story: Story, wire: Wire) -> None:
    write(story, MANY)
    states, chain = story.device.syncing.states, story.device.tables.records.active_chain().id
    known: list[int] = []
    first = threading.Event()

    def meanwhile(data: bytes, on: Callable[[bytes], bytes]) -> bytes:
        until = time.monotonic() + 60
        while not known and first.is_set() and time.monotonic() < until:
            known.extend([kept] if (kept := states.receipted(chain)) else [])
        first.set()
        return on(data)

    wire.faults = [meanwhile, meanwhile]
    handed_over(story, wire)
    assert known
    assert known[0] < story.device.tables.records.active_chain().head_seq

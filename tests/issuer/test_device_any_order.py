"""However envelopes and answers are lost, doubled, cut, held back or replayed, each record ends in exactly one state."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor_app.device.syncing import by_stick
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.intake import stick as issuers
from assessor_app.issuer.judging.work import judge_all
from assessor_app.issuer.store.engine import file_url, open_store, read_url
from assessor_app.services.records.status import status
from assessor_app.services.syncing.batch import Batch
from assessor_app.services.syncing.conversation import hand_over, talk
from enrolled import Fault, Wire, altered, cut, join, lost, never, twice
from made import an_issuer
from story import begin

On = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """One device and its issuer, for as long as the examples last: what one of them leaves, the next one meets."""
    folder: Path = tmp_path_factory.mktemp("world")
    story = begin(folder / "data", folder / "state")
    (folder / "issuer").mkdir()
    (folder / "stick").mkdir()
    store = open_store(read_url(file_url(folder / "issuer").render_as_string(hide_password=False)))
    wire = Wire(issuer=an_issuer(store, folder / "issuer", now=story.clock.moment), clock=story.clock.now)
    join(story, wire.issuer)
    story.add_learner("Amina Bello", "2031")
    yield SimpleNamespace(story=story, wire=wire, stick=folder / "stick")
    story.device.close()
    store.close()


def held_back(wire: Wire) -> Callable[[bytes, On], bytes]:
    """The answer to the one before comes in place of this one's."""

    def fault(data: bytes, on: On) -> bytes:
        before = wire.answers[-1] if wire.answers else None
        answer = on(data)
        return before or answer

    return fault


def replayed(wire: Wire) -> Callable[[bytes, On], bytes]:
    """Somebody plays an older envelope to the issuer first."""

    def fault(data: bytes, on: On) -> bytes:
        if wire.carried:
            on(wire.carried[0])
        return on(data)

    return fault


KINDS: dict[str, Callable[[Wire], Fault]] = {
    "lost": lambda _wire: lost,
    "never": lambda _wire: never,
    "twice": lambda _wire: twice,
    "cut": lambda _wire: cut,
    "altered": lambda _wire: altered,
    "held back": held_back,
    "replayed": replayed,
    "fine": lambda _wire: lambda data, on: on(data),
}
PLANS = st.lists(
    st.tuples(
        st.integers(1, 3), st.lists(st.sampled_from(sorted(KINDS)), max_size=5), st.booleans(), st.booleans()
    ),
    min_size=1,
    max_size=3,
)


def by_network(world: SimpleNamespace, items: int) -> None:
    this = talk(world.story.device.syncing, world.wire, pause=lambda _seconds: None)
    this.batch = Batch(items=items, plain=4_000)
    try:
        hand_over(this)
    except KnownError as error:
        assert error.code in {  # noqa: PT017 - what a fault may end in
            "connection-lost",
            "issuer-slow",
            "envelope-altered",
            "envelope-unreadable",
            "signature-invalid",
            "answer-other",
        }


def by_hand(world: SimpleNamespace) -> None:
    by_stick(world.story.device, world.stick)
    taking = issuers.Stick(
        world.wire.issuer.store,
        world.stick,
        vault=world.wire.issuer.vault,
        pieces=None,
        now=world.story.clock.now(),
    )
    taking.take(lambda: judge_all(world.wire.issuer.store, now=world.story.clock.now()))


def in_one_state(world: SimpleNamespace) -> None:
    found = status(world.story.device.tables.records)
    assert not found.broken
    rows = world.story.device.store.raw().execute(
        """SELECT chain, seq, count(*) FROM (SELECT chain, seq FROM outbox UNION ALL SELECT chain, seq FROM held
        UNION ALL SELECT chain, seq FROM accepted UNION ALL SELECT chain, seq FROM rejected)
        GROUP BY chain, seq HAVING count(*) > 1"""
    )
    assert rows.fetchall() == []


@pytest.mark.slow
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(plan=PLANS)
def test_each_record_ends_in_exactly_one_state_and_the_count_closes(
    world: SimpleNamespace, plan: list[tuple[int, list[str], bool, bool]]
) -> None:
    for new, faults, judges, stick in plan:
        for _time in range(new):
            world.story.open_sitting()
        world.wire.judges = judges
        world.wire.faults = [KINDS[kind](world.wire) for kind in faults]
        by_network(world, items=new)
        if stick:
            by_hand(world)
        in_one_state(world)
    world.wire.judges, world.wire.faults = True, []
    for _time in range(2):
        by_network(world, items=50)
    in_one_state(world)
    count = status(world.story.device.tables.records).count
    assert (count.unsent, count.held, count.rejected) == (0, 0, 0)
    assert world.wire.count() == vars(count)

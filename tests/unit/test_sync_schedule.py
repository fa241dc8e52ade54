"""When a device syncs by itself, with clocks and a network that the test tells it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.services.syncing.batch import Batch
from assessor_app.services.syncing.schedule import FIRST_RETRY, Link, Now, Schedule, begin

EVERY = timedelta(minutes=15)
START = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
HERE, AWAY, PAID = Link(reachable=True), Link(reachable=False), Link(reachable=True, metered=True)


def at(wall: float, monotonic: float | None = None) -> Now:
    """So many minutes after the start, by the wall clock and by the other one."""
    minutes = wall if monotonic is None else monotonic
    return Now(wall=START + timedelta(minutes=wall), monotonic=1_000 + minutes * 60)


def started(link: Link = HERE) -> Schedule:
    return begin(at(0), every=EVERY).meets(link, at(0))


def test_it_begins_at_once_and_then_now_and_then() -> None:
    assert started().is_due(at(0))
    after = started().succeeded(at(1), share=1.0)
    assert not after.is_due(at(15.9))
    assert after.is_due(at(16))
    assert after.wait(at(6)) == timedelta(minutes=10)


def test_without_a_network_it_waits_and_begins_when_one_returns() -> None:
    after = started().succeeded(at(1), share=1.0).meets(AWAY, at(2))
    assert not after.is_due(at(60))
    assert after.meets(HERE, at(3)).is_due(at(3))


def test_a_network_that_stays_makes_nothing_due() -> None:
    after = started().succeeded(at(1), share=1.0).meets(HERE, at(2))
    assert not after.is_due(at(2))


def test_nothing_begins_by_itself_where_bytes_are_paid_for() -> None:
    assert not started(PAID).is_due(at(60))
    assert started(PAID).meets(HERE, at(61)).is_due(at(61))


def test_failures_wait_longer_each_time_and_never_longer_than_usual() -> None:
    schedule, waits = started(), []
    for _time in range(8):
        schedule = schedule.failed(at(1), share=1.0)
        waits.append(schedule.wait(at(1)))
    assert waits[:4] == [FIRST_RETRY, FIRST_RETRY * 2, FIRST_RETRY * 4, FIRST_RETRY * 8]
    assert waits[4:] == [EVERY] * 4
    assert schedule.succeeded(at(2), share=1.0).failures == 0


def test_a_network_that_returns_forgives_failures() -> None:
    schedule = started()
    for _time in range(4):
        schedule = schedule.failed(at(1), share=1.0)
    assert schedule.meets(AWAY, at(2)).meets(HERE, at(3)).failures == 0


def test_a_laptop_that_slept_begins_when_it_wakes() -> None:
    """The monotonic clock stood still meanwhile."""
    assert started().succeeded(at(1), share=1.0).is_due(at(600, monotonic=2))


def test_a_clock_that_was_set_back_holds_nothing_up() -> None:
    assert started().succeeded(at(1), share=1.0).is_due(at(-5_000, monotonic=16))


def test_the_awarding_body_says_how_often() -> None:
    after = started().succeeded(at(0), share=1.0, every=timedelta(hours=4))
    assert (after.every, after.wait(at(0))) == (timedelta(hours=4), timedelta(hours=4))


@given(share=st.floats(0, 1), failures=st.integers(1, 40))
def test_no_wait_is_too_short_or_too_long(share: float, failures: int) -> None:
    schedule = started()
    for _time in range(failures):
        schedule = schedule.failed(at(0), share=share)
    assert FIRST_RETRY / 2 <= schedule.wait(at(0)) <= EVERY


def test_batches_begin_small_grow_on_a_fast_link_and_shrink_on_a_slow_one() -> None:
    batch = Batch()
    assert batch.after(0.1).items == batch.items * 4
    assert batch.after(5) == batch
    assert batch.after(30).items == batch.items // 2
    for _time in range(40):
        batch = batch.after(0.1)
    assert batch.items == 10_000
    for _time in range(40):
        batch = batch.halved()
    assert (batch.items, batch.plain) == (1, 16 * 1024)

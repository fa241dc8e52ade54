"""What a stop holds up."""

from datetime import UTC, datetime, timedelta

from assessor_app.domain.stopping import Stoppage, held_up

NINE = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)


def stop(begun: int, on: int | None) -> Stoppage:
    """A stop from one minute after nine to another; None stands still."""
    ended = "" if on is None else (NINE + timedelta(minutes=on)).isoformat()
    return Stoppage(
        id=f"{begun}",
        sitting="s",
        by="b",
        at=(NINE + timedelta(minutes=begun)).isoformat(),
        restarted_at=ended,
    )


def minutes(*stops: Stoppage, since: int = 0, until: int = 60) -> int:
    held = held_up(stops, since=NINE + timedelta(minutes=since), until=NINE + timedelta(minutes=until))
    return int(held.total_seconds()) // 60


def test_time_that_work_stood_is_counted_once() -> None:
    assert minutes() == 0
    assert minutes(stop(10, 20)) == 10
    assert minutes(stop(10, 20), stop(15, 30), stop(12, 13)) == 20
    assert minutes(stop(50, None)) == 10
    assert minutes(stop(40, None), until=90) == 50


def test_only_what_lies_within_the_work_counts() -> None:
    assert minutes(stop(0, 30), since=20) == 10
    assert minutes(stop(0, 10), since=20) == 0
    assert minutes(stop(55, 80)) == 5

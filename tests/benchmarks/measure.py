"""Measuring side by side: A B A B in one run, so that a busy machine slows both alike, and figures in words."""

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

_KEPT = Path(__file__).resolve().parents[2] / "build" / "bench" / "figures.txt"


def milliseconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter_ns()
    act()
    return (time.perf_counter_ns() - start) / 1e6


def busy_milliseconds(act: Callable[[], object]) -> float:
    """Processor time of one call on this thread: what it takes on a machine that has nothing else to do.

    For limits in milliseconds where nothing waits for a disk; other programs do not count.
    """
    start = time.thread_time_ns()
    act()
    return (time.thread_time_ns() - start) / 1e6


def interleaved(
    rounds: int,
    measured: Callable[[Callable[[], object]], float] = milliseconds,
    /,
    **acts: Callable[[], object],
) -> dict[str, list[float]]:
    """Milliseconds of every call, as `measured`: each act once a round, in an order that turns, with the collector quiet."""
    names = list(acts)
    taken: dict[str, list[float]] = {name: [] for name in names}
    gc.collect()
    gc.freeze()
    try:
        for turn in range(rounds):
            for name in names if turn % 2 else reversed(names):
                taken[name].append(measured(acts[name]))
    finally:
        gc.unfreeze()
    return taken


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share (0 to 1) of all stays under."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def say(line: str) -> None:
    """Prints a figure and keeps it in build/bench/figures.txt."""
    print(line)  # noqa: T201  # a bench is there to be read
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    with _KEPT.open("a", encoding="utf-8") as kept:
        kept.write(line + "\n")


def say_ratio(
    what: str, ours: Sequence[float], floor: Sequence[float], share: float, *, most: float
) -> float:
    """Says and returns how many times the floor's percentile ours is."""
    mine, other = percentile(ours, share), percentile(floor, share)
    ratio = mine / other
    say(
        f"{what} p{share * 100:.0f}: {ratio:.2f} x the floor (at most {most}); {mine:.3f} ms against {other:.3f} ms"
    )
    return ratio

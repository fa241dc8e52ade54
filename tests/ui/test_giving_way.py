"""What works behind the window lets it have its turn."""

import statistics
import sys
import threading
import time

import pytest

from assessor_app.ui.giving_way import SWITCH_SECONDS, GivingWay


def turns() -> float:
    """How long twenty turns take beside a thread that never rests: the middle of several tries, in seconds.

    On a machine with other work that thread may not run at all for a while, and then nobody waits for it.
    """
    over = threading.Event()

    def work() -> None:
        while not over.is_set():
            sum(range(1_000))

    thread = threading.Thread(target=work)
    thread.start()
    found = []
    for _ in range(15):
        begun = time.perf_counter()
        for _ in range(20):
            time.sleep(0)
        found.append(time.perf_counter() - begun)
    over.set()
    thread.join()
    return statistics.median(found)


def test_turns_come_sooner_and_what_was_set_before_is_set_again() -> None:
    before, slowly = sys.getswitchinterval(), max(turns() for _ in range(3))
    giving = GivingWay()
    try:
        assert sys.getswitchinterval() == pytest.approx(SWITCH_SECONDS)
        assert min(turns() for _ in range(3)) < slowly
    finally:
        giving.stop()
    assert sys.getswitchinterval() == pytest.approx(before)

"""The first window on a folder of 100,000 learners, beside a bare window of the same library: whole processes."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import population
import pytest
from measure import percentile, say

from story import ADMIN, begin

pytestmark = pytest.mark.bench
LEARNERS = 100_000
ROUNDS = 12
MOST = 1.5
_HERE = Path(__file__).parent
_HELLO = _HERE / "baselines" / "hello_window.py"
_OURS = _HERE / "first_window.py"


@dataclass(frozen=True, kw_only=True)
class Centre:
    """A data folder of a centre with staff and many learners, and its key."""

    folder: Path
    state: Path
    key: str


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Centre:
    kept = population.folder_of(LEARNERS)
    place = tmp_path_factory.mktemp("centre")
    story = begin(place / "centre", place / "state")
    store = story.device.store.raw()
    store.execute(f"ATTACH ? AS kept KEY \"x'{population.KEY.hex()}'\"", (str(kept / "assessor.db"),))
    store.execute("INSERT INTO learner SELECT * FROM kept.learner")
    store.execute("DETACH kept")
    key = story.device.key.hex()
    story.device.close()
    return Centre(folder=place / "centre", state=place / "state", key=key)


def run(command: list[str], key: str, home: Path) -> list[int]:
    """Nanoseconds from the start of a process to each of the moments that it says."""
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    # Set-up compiles what is installed; the first run of each does so here.
    places |= {"PYTHONPYCACHEPREFIX": str(population.KEPT / "bytecode"), "PYTHONDONTWRITEBYTECODE": ""}
    start = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, *command],
        input=key + "\n",
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, **places},
    )
    return [int(moment) - start for moment in done.stdout.split()]


def test_the_first_window_is_painted_in_one_and_a_half_bare_windows(centre: Centre, tmp_path: Path) -> None:
    ours = [str(_OURS), str(centre.folder), str(centre.state), ADMIN]
    run(ours, centre.key, tmp_path)
    run([str(_HELLO)], "", tmp_path)
    hello, whole, entering = [], [], []
    for _round in range(ROUNDS):
        hello.append(run([str(_HELLO)], "", tmp_path)[0] / 1e6)
        known, painted = run(ours, centre.key, tmp_path)
        whole.append(painted / 1e6)
        entering.append((painted - known) / 1e6)
    bare = percentile(hello, 0.5)
    after, all_of_it = percentile(entering, 0.5), percentile(whole, 0.5)
    say(
        f"first window after the key is known, {LEARNERS:,} learners: {after / bare:.2f} x a bare window (at most {MOST})"
    )
    say(
        f"  {after:.0f} ms against {bare:.0f} ms; from the start of the process, sign-in page and all: {all_of_it / bare:.2f} x"
    )
    shutil.rmtree(centre.folder)
    assert after / bare <= MOST

"""Records from a device's store to a running issuer's over loopback, beside another replication in the same run.

`ASSESSOR_BENCH_RECORDS` says how many (100,000), the signing of which is not counted; all that a sync does is: reading them
from the encrypted store, sealing envelopes, the wire, reading the receipts and keeping them. Both sides are measured alike: from
the first document read to the last one known to be stored, by the clock, and in processor time of everything that takes part: device,
service and database there; the other device and its server, whose database is in it.
"""

import json
import os
import secrets
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from full_device import a_device, fill
from grown import grow
from many_records import writer_of
from measure import say
from sqlalchemy import func, select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.formats.feed import Page
from assessor_app.formats.record_item import RecordItem
from assessor_app.formats.sync_limits import MOST_ITEMS
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling.invite import invite
from assessor_app.issuer.store import tally, unjudged
from assessor_app.issuer.store.centres import Centre
from assessor_app.issuer.store.engine import Store, file_url, open_store, read_url
from assessor_app.issuer.store.facts import stands
from assessor_app.services.records.ledger import signing
from assessor_app.services.syncing.sync import sync
from assessor_app.transport.https import HttpsCarrier
from caller import Caller
from enrolled import Wire, certified, join
from made import Issuer, an_issuer
from postgres import cluster
from running import Running, processor_seconds, serving
from story import ASSESSOR, Story, begin

pytestmark = pytest.mark.bench
RECORDS = int(os.environ.get("ASSESSOR_BENCH_RECORDS", "100000"))
DOCUMENTS = 10_000
LARGE_BATCH = 1_000


@dataclass(frozen=True)
class Pace:
    """Of so many: seconds by the clock, and of processors on both sides, which other programs do not count in."""

    number: int
    seconds: float
    busy: float

    def __add__(self, more: "Pace") -> "Pace":
        return Pace(self.number + more.number, self.seconds + more.seconds, self.busy + more.busy)

    @property
    def each_second(self) -> float:
        return self.number / self.seconds

    @property
    def each_busy_second(self) -> float:
        return self.number / self.busy


Peer = Callable[[int, int], Pace]
WANTED_TIMES, LEAST_TIMES = 10.0, 2.0
"""Ten is wanted, and reached where nothing else runs; twice holds on a busy machine too."""
IN_ONE = 4_000
assert IN_ONE < MOST_ITEMS
DECISIONS = 200
PLACES = 10
SMALL = 1_000
ROUNDS = 3
STORED = int(os.environ.get("ASSESSOR_BENCH_STORED", "1000000"))
SIZES = (1_000, 10_000, 100_000)
_LOOK_SECONDS = 0.05
MOST_ROUND_TRIP_BYTES = 5 * 1024
MOST_GROWTH = 1.5


@dataclass(frozen=True)
class Database:
    """Where an issuer keeps everything, and what a server of its own used of processors so far (seconds)."""

    url: str
    processor_seconds: Callable[[], float] = lambda: 0.0


@dataclass
class Line:
    """An issuer that is running, and a device that has joined it."""

    carrier: HttpsCarrier
    running: Running
    store: Store
    issuer: Issuer
    database: Database
    caller: Caller = field(default_factory=Caller)

    def send(self, items: list[RecordItem]) -> None:
        """Hands them over in envelopes of a few thousand, each of which asks for a page, and reads every receipt."""
        for start in range(0, len(items), IN_ONE):
            part = items[start : start + IN_ONE]
            data = self.caller.envelope([*part, self.caller.ask(most=PLACES)])
            came = self.caller.read(self.carrier.envelope(data))
            assert self.caller.receipts(came)[-1].last == part[-1].seq
            (page,) = [item for item in came if isinstance(item, Page)]
            assert page.received >= part[-1].seq

    @property
    def processor_seconds(self) -> float:
        """What the service and its database used of processors so far."""
        return self.running.processor_seconds + self.database.processor_seconds()

    def left(self) -> int:
        """How many records wait to be judged."""
        with self.store.read() as connection:
            due = select(func.count()).select_from(stands).where(stands.c.due == 1)
            return int(connection.execute(due).scalar_one()) + unjudged.number(connection)

    def wait_until_judged(self) -> None:
        while self.left():
            time.sleep(_LOOK_SECONDS)

    def accepted(self) -> int:
        with self.store.read() as connection:
            found = status(connection)
        assert found.closes
        assert (found.count.rejected, found.count.held) == (0, found.undecided)
        return found.count.accepted

    def judging(self, items: list[RecordItem]) -> Pace:
        """How fast these were judged, once they were stored; of processors the issuer's alone."""
        self.send(items)
        return judged_behind(self)


@dataclass
class Counting:
    """A carrier that counts the bytes of envelopes."""

    carrier: HttpsCarrier
    up: int = 0
    down: int = 0

    def envelope(self, data: bytes, /) -> bytes:
        answer = self.carrier.envelope(data)
        self.up, self.down = self.up + len(data), self.down + len(answer)
        return answer

    def __getattr__(self, name: str) -> Any:
        return getattr(self.carrier, name)


@contextmanager
def a_line(database: Database, folder: Path) -> Iterator[Line]:
    store = open_store(read_url(database.url))
    issuer = an_issuer(store, folder, now=datetime.now(UTC))
    with store.write() as connection:
        code = invite(connection, Centre(id="C-1", name="C-1"), by="bench", now=datetime.now(UTC)).code
    with serving(database.url, folder) as running, HttpsCarrier(running.url) as carrier:
        line = Line(carrier, running, store, issuer, database)
        line.caller.join(line.caller.request(now=datetime.now(UTC)), code, carrier.enrol)
        yield line
    store.close()


@contextmanager
def a_database(kind: str, folder: Path) -> Iterator[Database]:
    if kind == "SQLite":
        yield Database(file_url(folder).render_as_string(hide_password=False))
        return
    with cluster(durable=True) as running:
        yield Database(running.create("bench"), lambda: running.processor_seconds)


def seconds_of(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


@pytest.fixture(scope="module")
def peer(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """Documents a second that PouchDB replicates to its own server: of so many bytes, so many in a batch (0: its own choice)."""
    folder = repository / "build" / "peer"
    source = repository / "tests" / "benchmarks" / "peer"
    folder.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        shutil.copyfile(file, folder / file.name)
    if not (folder / "node_modules").exists():
        subprocess.run(["npm", "ci", "--no-progress", "--ignore-scripts"], cwd=folder, check=True)
    kept = tmp_path_factory.mktemp("peer")
    server = subprocess.Popen(
        ["node", "peer.mjs", "serve", str(kept)], cwd=folder, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    url = f"http://127.0.0.1:{server.stdout.readline().strip()}"

    def replicated(size: int, batch: int) -> Pace:
        device = tmp_path_factory.mktemp("device")
        before = processor_seconds(server.pid)
        done = subprocess.run(
            [
                "node",
                "peer.mjs",
                "send",
                str(device),
                f"{url}/{secrets.token_hex(4)}",
                str(DOCUMENTS),
                str(size),
                str(batch),
            ],
            cwd=folder,
            capture_output=True,
            check=True,
        )
        found = json.loads(done.stdout)
        assert found["written"] == DOCUMENTS
        busy = processor_seconds(server.pid) - before + found["busy"]
        return Pace(DOCUMENTS, found["seconds"], busy)

    yield replicated
    server.terminate()
    server.communicate(timeout=30)


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_a_device_hands_over_faster_than_documents_are_replicated(
    kind: str, tmp_path: Path, peer: Peer
) -> None:
    """A real device with its own encrypted store; the other before and after it, so that a busy machine slows both alike."""
    with (
        a_database(kind, tmp_path) as database,
        a_line(database, tmp_path) as line,
        a_device(tmp_path, line.issuer, line.running.url) as story,
    ):
        size, carried = fill(story, RECORDS), Counting(line.carrier)
        before, accepted = peer(round(size), 0), line.accepted()
        ours = handed_over(story, carried, line)
        early = line.accepted() - accepted
        rest = judged_behind(line)
        assert line.accepted() - accepted == ours.number
        theirs, tuned = before + peer(round(size), 0), peer(round(size), LARGE_BATCH)
    say(
        f"sync, {kind}: {_words(ours)} records of {size:.0f} bytes from a device's store to the issuer's: stored, the head's signature checked"
    )
    whole = Pace(ours.number, ours.seconds + rest.seconds, ours.busy + rest.busy)
    say(
        f"sync, {kind}: {_words(whole)} of them accepted, each signature checked"
        f" ({early} while others were still handed over, which is in the figures above)"
    )
    for what, other in (("as it comes", theirs), (f"in batches of {LARGE_BATCH}", tuned)):
        say(
            f"sync, {kind}: {_words(other)} documents of the same size replicated by PouchDB, {what}:"
            f" {ours.each_second / other.each_second:.1f} x by the clock,"
            f" {ours.each_busy_second / other.each_busy_second:.1f} x by processors (wanted {WANTED_TIMES:.0f} x, at least {LEAST_TIMES:.0f} x)"
        )
    up, down = carried.up / ours.number, carried.down / ours.number
    say(f"sync, {kind}: {up:.0f} bytes up and {down:.1f} down on the wire for each record of {size:.0f}")
    # By processors: with other programs about, the clock tells of them.
    assert ours.each_busy_second / theirs.each_busy_second >= LEAST_TIMES


def handed_over(story: Story, carrier: Counting, line: Line) -> Pace:
    """Everything that is unsent, with all that a sync does, until the receipt of the last record was read and kept.

    There it is cancelled, if verdicts came meanwhile: what comes behind are more, and how fast those are made is measured by itself.
    """
    number = story.device.tables.records.count().unsent

    def tell(done: int, of: int) -> None:
        if done >= of:
            raise KnownError("cancelled")

    busy, start = time.process_time() + line.processor_seconds, time.perf_counter()
    with suppress(KnownError):
        sync(story.device.syncing, carrier, wait=0, tell=tell)
    seconds = time.perf_counter() - start
    used = time.process_time() + line.processor_seconds - busy
    assert story.device.tables.records.count().unsent == 0
    return Pace(number, seconds, used)


def judged_behind(line: Line) -> Pace:
    """What is left to judge, until nothing is."""
    left, busy, start = line.left(), line.processor_seconds, time.perf_counter()
    line.wait_until_judged()
    return Pace(left, time.perf_counter() - start, line.processor_seconds - busy)


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_what_was_stored_is_judged(kind: str, tmp_path: Path) -> None:
    with a_database(kind, tmp_path) as database, a_line(database, tmp_path) as line:
        writer = writer_of(line.caller)
        line.send(writer.open())
        line.wait_until_judged()
        small, decisions = line.judging(writer.small(SMALL)), line.judging(writer.decisions(DECISIONS))
        assert line.accepted() == SMALL + DECISIONS + 4
    for what, pace in (("small ones", small), ("whole decisions", decisions)):
        say(f"sync, {kind}: each signature checked and judged: {_words(pace)} {what}")


def _words(pace: Pace) -> str:
    return f"{pace.each_second:.0f} a second ({pace.each_busy_second:.0f} in a second of processors)"


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
def test_a_record_costs_the_same_however_many_are_stored(kind: str, tmp_path: Path) -> None:
    """The store is grown by copying rows (other chains, other ids), which takes minutes where handing them over takes hours.

    Every envelope asks for a page too, so that what the issuer tells of its count is in it. Turn by turn with a store that
    stays small; in processor time of the service and its database, in which other programs do not count.
    """
    few, many = tmp_path / "few", tmp_path / "many"
    with (
        a_database(kind, _made(few)) as one,
        a_database(kind, _made(many)) as other,
        a_line(one, few) as small,
        a_line(other, many) as large,
    ):
        writers = {line.database.url: writer_of(line.caller) for line in (small, large)}
        for line in (small, large):
            line.send(writers[line.database.url].open())
            line.send(writers[line.database.url].small(1_000))
            line.wait_until_judged()
        pattern, ratios = large.caller.chain, []
        for number in [size for size in SIZES if size < STORED] + [STORED]:
            stored = grow(large.store, pattern, number)
            taken: dict[str, list[float]] = {line.database.url: [] for line in (small, large)}
            for turn in range(ROUNDS):
                for line in (small, large) if turn % 2 else (large, small):
                    items, busy = writers[line.database.url].small(SMALL), line.processor_seconds
                    line.send(items)
                    line.wait_until_judged()
                    taken[line.database.url].append((line.processor_seconds - busy) / SMALL * 1e6)
            least, now = (median(taken[line.database.url]) for line in (small, large))
            ratios.append(now / least)
            say(
                f"sync, {kind}: to store and judge {SMALL} more takes {now:.0f} µs of processors each with {stored} stored,"
                f" {least:.0f} in a store that stays small: {now / least:.2f} x (at most {MOST_GROWTH})"
            )
        with large.store.read() as connection:
            assert tally.drift(connection) == ()
    assert ratios[-1] <= MOST_GROWTH


def test_one_record_after_months_is_one_envelope_up_and_one_down(tmp_path: Path) -> None:
    """A real device with its own store; the bytes are those of both envelopes, whole."""
    story = begin(tmp_path / "data", tmp_path / "state")
    store = open_store(read_url(file_url(_made(tmp_path / "issuer")).render_as_string(hide_password=False)))
    wire = Wire(issuer=an_issuer(store, tmp_path, now=story.clock.moment), clock=story.clock.now)
    join(story, wire.issuer)
    certified(story)
    assert sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None).settled
    story.clock.moment += timedelta(days=120)
    with signing(story.device.ledger, clock_confirmed=True) as pen:
        pen.sign(
            RecordType.NAME_CHECKED,
            by=ASSESSOR,
            about={"learner": "1" * 32},
            personal={"name": "Amina Bello"},
        )
    trips = len(wire.carried)
    found = sync(story.device.syncing, wire, wait=0, pause=lambda _seconds: None)
    up, down = wire.carried[trips:], wire.answers[trips:]
    story.device.close()
    store.close()
    say(
        f"sync of {found.tally.sent} new record after 120 days: {len(up)} envelope of {len(up[0])} bytes up,"
        f" {len(down)} of {len(down[0])} down (at most {MOST_ROUND_TRIP_BYTES})"
    )
    assert (found.tally.sent, len(up), len(down)) == (1, 1, 1)
    assert len(up[0]) + len(down[0]) < MOST_ROUND_TRIP_BYTES


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder

"""Feed and receipts against a simple model: several devices, answers that are lost, envelopes that come twice or late.

The model is a list: what each device signed, what reached the issuer, what was told. The issuer runs on SQLite, where
one transaction follows the other, so that what goes wrong shrinks; the race of transactions that commit late is on
PostgreSQL, below.
"""

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from assessor_app.formats.feed import Page, PaperState
from assessor_app.formats.items import Item
from assessor_app.formats.record_item import RecordItem, jws_of
from assessor_app.formats.signed_record import link
from assessor_app.formats.verdict import Verdict
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.store import feed, tally
from assessor_app.issuer.store.engine import Store, file_url, open_store
from assessor_app.issuer.store.feed import Item as Told
from assessor_app.issuer.store.suspensions import Kind, Subject
from caller import Caller
from made import an_issuer
from office import Office
from samples import CENTRE, NOW, with_device
from scribe import Scribe
from story import ADMIN

DEVICES = 3
WHICH = st.integers(min_value=0, max_value=DEVICES - 1)


class Knows:
    """What a device knows, by what it was told: verdicts by place, others' records by chain, and its cursor."""

    def __init__(self, caller: Caller) -> None:
        self.caller = caller
        self.scribe = Scribe(key=caller.key, chain=caller.chain)
        self.receipted = 0
        self.verdicts: dict[int, tuple[int, str]] = {}
        self.others: dict[str, list[str]] = {}
        self.sent: list[bytes] = []

    def apply(self, items: list[Item]) -> None:
        for receipt in self.caller.receipts(items):
            assert receipt.head == link(self.scribe.texts[receipt.last - 1])
            self.receipted = max(self.receipted, receipt.last)
        page = next((item for item in items if isinstance(item, Page)), None)
        if page is None or page.after != self.caller.cursor:
            return
        self.caller.cursor = page.through
        for item in items:
            if isinstance(item, Verdict) and item.chain == self.caller.chain:
                assert item.hash == link(self.scribe.texts[item.seq - 1])
                n, _ = self.verdicts.get(item.seq, (0, ""))
                assert item.n > n, "a cursor that is kept brings nothing twice"
                self.verdicts[item.seq] = (item.n, item.outcome.value)
            elif isinstance(item, RecordItem):
                known = self.others.setdefault(item.chain, [])
                assert item.seq == len(known) + 1, "in the order of their chain, each once"
                known.append(jws_of(item))
            else:
                assert not isinstance(item, PaperState)


class Conversation(RuleBasedStateMachine):
    """Any order of: signing, handing over some of it, losing the answer, handing over the same bytes again, judging."""

    @initialize()
    def begin(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        where = Path(self._folder.name)
        self.store: Store = open_store(file_url(where))
        self.office = Office(an_issuer(self.store, where))
        self.devices = []
        for _ in range(DEVICES):
            caller = Caller()
            caller.join(caller.request(), self.office.code(), self.office.enrol)
            known = Knows(caller)
            known.scribe.write("chain-started", body={"reason": "new", "public": caller.key.public.hex()})
            self.devices.append(known)
        self.suspended: dict[int, int] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            self._folder.cleanup()

    @rule(which=WHICH, count=st.integers(1, 4))
    def sign(self, which: int, count: int) -> None:
        for _ in range(count):
            self.devices[which].scribe.write("name-checked", by=ADMIN, body={"how": "staff"})

    @rule(
        which=WHICH,
        first=st.integers(0, 6),
        most=st.integers(1, 6),
        page=st.integers(1, 9),
        lost=st.booleans(),
        turned=st.booleans(),
    )
    def hand_over(self, which: int, first: int, most: int, page: int, *, lost: bool, turned: bool) -> None:
        """Some of what is not receipted yet, perhaps with a gap in front or in another order; the answer may be lost."""
        device = self.devices[which]
        start = max(0, device.receipted - 2 + first)
        items = device.scribe.items[start : start + most]
        ask = device.caller.ask(most=page)
        data = device.caller.envelope([*(reversed(items) if turned else items), ask])
        device.sent.append(data)
        answer = self.office.receive(data)
        if not lost:
            device.apply(device.caller.read(answer))

    @precondition(lambda self: any(device.sent for device in self.devices))
    @rule(which=WHICH, back=st.integers(0, 5))
    def again(self, which: int, back: int) -> None:
        """An old envelope, byte for byte: it is answered with receipts, and told nothing."""
        device = self.devices[which]
        if device.sent:
            items = device.caller.read(self.office.receive(device.sent[-1 - back % len(device.sent)]))
            assert not [item for item in items if isinstance(item, Page)]
            device.apply(items)

    @rule()
    def judge(self) -> None:
        self.office.judge()

    @rule(which=WHICH)
    def suspend(self, which: int) -> None:
        device = self.devices[which]
        if which in self.suspended:
            return
        with self.store.write() as connection:
            subject = Subject(centre=CENTRE, kind=Kind.DEVICE, id=device.caller.chain)
            self.suspended[which] = suspend.suspend(connection, subject, by="test", now=NOW)[
                device.caller.chain
            ]

    @invariant()
    def counts_close(self) -> None:
        if not hasattr(self, "store"):
            return
        with self.store.read() as connection:
            assert status(connection).closes
            assert tally.drift(connection) == (), "what is kept is what a recount comes to"

    @rule()
    def settle(self) -> None:
        """Everything is handed over and read: all sides know the same, whatever happened before."""
        for device in self.devices:
            answer = self.office.receive(device.caller.envelope(device.scribe.items))
            device.apply(device.caller.read(answer))
            assert device.receipted == len(device.scribe.items)
        self.office.judge()
        for which, device in enumerate(self.devices):
            self._read_up(device)
            cut = self.suspended.get(which, len(device.scribe.items))
            outcomes = [device.verdicts[seq][1] for seq in range(1, len(device.scribe.items) + 1)]
            held = len(outcomes) - min(cut, len(outcomes))
            already = outcomes[cut:].count("accepted")
            assert outcomes[:cut] == ["accepted"] * min(cut, len(outcomes))
            assert already + outcomes[cut:].count("held") == held
            for other in self.devices:
                if other is not device:
                    assert device.others.get(other.caller.chain, []) == other.scribe.texts

    def _read_up(self, device: Knows) -> None:
        while True:
            items = device.caller.read(
                self.office.receive(device.caller.envelope([device.caller.ask(most=5)]))
            )
            device.apply(items)
            (page,) = [item for item in items if isinstance(item, Page)]
            if not page.more:
                return


Conversation.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=14,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestConversation = Conversation.TestCase


class Crowd:
    """Acts in threads of their own, all at once; the first fault of any is the test's."""

    def __init__(self) -> None:
        self._threads: list[threading.Thread] = []
        self._faults: list[BaseException] = []

    def add(self, act: Callable[..., object], *values: object) -> None:
        self._threads.append(threading.Thread(target=self._tried, args=(act, *values)))

    def run(self) -> None:
        for thread in self._threads:
            thread.start()
        for thread in self._threads:
            thread.join()
        assert not self._faults, self._faults

    def _tried(self, act: Callable[..., object], *values: object) -> None:
        try:
            act(*values)
        except BaseException as error:  # noqa: BLE001 - of another thread
            self._faults.append(error)


def test_devices_that_tell_each_other_never_wait_for_each_other(office: Office) -> None:
    """Envelopes of all devices of a centre at once, and judging beside them: each tells all the others."""

    def send(caller: Caller, scribe: Scribe) -> None:
        for start in range(0, len(scribe.items), 2):
            caller.read(office.receive(caller.envelope([*scribe.items[start : start + 2], caller.ask()])))

    crowd = Crowd()
    for _ in range(3):
        caller = Caller()
        caller.join(caller.request(), office.code(), office.enrol)
        scribe = Scribe(key=caller.key, chain=caller.chain)
        scribe.write("chain-started", body={"reason": "new", "public": caller.key.public.hex()})
        for _ in range(11):
            scribe.write("name-checked", by=ADMIN, body={"how": "staff"})
        crowd.add(send, caller, scribe)
    crowd.add(office.judge)
    crowd.add(office.judge)
    crowd.run()
    office.judge()
    assert office.count() == {"captured": 36, "accepted": 36}


def test_what_commits_late_stands_behind_what_was_read(store: Store) -> None:
    """Whoever waits for a device's row has no position yet: a reader that went on has missed nothing."""
    device = with_device(store)
    seen: list[int] = []
    held, let_go = threading.Event(), threading.Event()

    def late() -> None:
        with store.write() as connection:
            feed.append(connection, centre=CENTRE, to=device.id, items=[Told(kind="a", ref={})], at=NOW)
            held.set()
            let_go.wait(10)

    def later() -> None:
        held.wait(10)
        with store.write() as connection:
            feed.append(connection, centre=CENTRE, to=device.id, items=[Told(kind="b", ref={})], at=NOW)

    threads = [threading.Thread(target=act) for act in (late, later)]
    for thread in threads:
        thread.start()
    held.wait(10)
    for _ in range(3):
        with store.read() as connection:
            seen += [
                one.position
                for one in feed.after(connection, centre=CENTRE, to=device.id, position=0, most=9)
            ]
    assert seen == [], "the second may not stand in front of the first, which is not here yet"
    let_go.set()
    for thread in threads:
        thread.join()
    with store.read() as connection:
        found = feed.after(connection, centre=CENTRE, to=device.id, position=0, most=9)
    assert [(one.position, one.item.kind) for one in found] == [(1, "a"), (2, "b")]

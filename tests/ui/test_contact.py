"""The window syncs by itself, on a thread of its own: no tap waits for a network, and whoever closes it waits for none."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from assessor_app.desktop.contact import Contact, pause
from assessor_app.device import Device
from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import SyncPolicy
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.conversation import Synced, Tally
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.schedule import Link
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks
from story import ADMIN, Story, begin


@dataclass
class Network:
    """A network that answers when it is let; `error` is how the next sync ends."""

    link: Link = field(default_factory=lambda: Link(reachable=True))
    error: KnownError | None = None
    begun: list[str] = field(default_factory=list)
    free: threading.Event = field(default_factory=threading.Event)

    def hand_over(self, _device: Device, work: LongWork) -> Synced:
        self.begun.append(threading.current_thread().name)
        while not self.free.wait(0.01):
            work.tell(0, 1)
        count = Count(captured=1, unsent=0, held=0, accepted=1, rejected=0)
        evidence = EvidenceCount(captured=0, unsent=0, stored=0, lost=0)
        return Synced(
            count=count, evidence=evidence, waiting=0, evidence_due=0, tally=Tally(), error=self.error
        )


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    found = begin(tmp_path / "data", tmp_path / "state")
    yield found
    found.device.close()


@pytest.fixture
def tasks() -> Iterator[Tasks]:
    found = Tasks()
    yield found
    found.shutdown()


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def contact(story: Story, tasks: Tasks, network: Network) -> Contact:
    return Contact(story.device, tasks, tasks, link=lambda: network.link, act=network.hand_over)


def enrol(story: Story, url: str = "https://issuer.test") -> None:
    chain = story.device.tables.records.active_chain()
    with story.device.store.atomic():
        story.device.tables.enrolment.join(
            Enrolment(
                issuer="did:web:issuer.test",
                name="Example Awarding",
                url=url,
                centre="C-1042",
                device=chain.id,
                box=bytes(32),
                issuer_box=bytes(32),
                cursor=0,
                catalogue=1,
                policy=SyncPolicy(),
                enrolled_at="2026-11-22T09:00:00+00:00",
                by=ADMIN,
            )
        )


def settle(qtbot: QtBot, tasks: Tasks) -> None:
    qtbot.waitUntil(tasks.idle)


def test_a_device_of_nobody_and_one_without_an_address_ask_nobody(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    contact.look()
    settle(qtbot, tasks)
    enrol(story, url="")
    contact.look()
    settle(qtbot, tasks)
    assert (network.begun, contact.standing().wait) == ([], None)


def test_it_syncs_by_itself_beside_the_writer(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    enrol(story)
    contact.look()
    qtbot.waitUntil(lambda: bool(network.begun))
    assert network.begun[0].startswith("contact")
    assert contact.standing().under_way
    tapped: list[str] = []
    tasks.run(lambda: "saved", done=tapped.append)
    qtbot.waitUntil(lambda: bool(tapped))
    contact.look()
    network.free.set()
    settle(qtbot, tasks)
    standing = contact.standing()
    assert (standing.under_way, standing.error) == (None, None)
    assert standing.wait is not None
    assert standing.wait.total_seconds() > 60
    contact.look()
    settle(qtbot, tasks)
    assert len(network.begun) == 1, "it is not due yet"


def test_without_a_network_or_on_a_paid_one_it_waits_unless_somebody_asks(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    enrol(story)
    network.free.set()
    for link in (Link(reachable=False), Link(reachable=True, metered=True)):
        network.link = link
        contact.look()
        settle(qtbot, tasks)
    assert network.begun == []
    contact.sync_now()
    settle(qtbot, tasks)
    assert len(network.begun) == 1
    network.link = Link(reachable=True)
    contact.look()
    settle(qtbot, tasks)
    assert len(network.begun) == 2, "at once when one returns"


def test_a_failure_is_kept_and_tried_again_soon(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    enrol(story)
    network.free.set()
    network.error = KnownError("issuer-away", host="issuer.test")
    contact.look()
    settle(qtbot, tasks)
    standing = contact.standing()
    assert standing.error is network.error
    assert standing.wait is not None
    assert standing.wait.total_seconds() <= 60
    network.error = None
    contact.begin_anew()
    settle(qtbot, tasks)
    assert len(network.begun) == 2, "of another chain nothing was refused yet"
    assert contact.standing().error is None


def test_whoever_ends_the_program_waits_for_no_network(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    enrol(story)
    contact.sync_now()
    qtbot.waitUntil(lambda: bool(network.begun))
    contact.stop()
    settle(qtbot, tasks)
    assert contact.standing().under_way is None
    contact.look()
    settle(qtbot, tasks)
    assert len(network.begun) == 1


def test_a_pause_ends_when_somebody_asks_to_stop(tasks: Tasks) -> None:
    work = LongWork(tasks)
    pause(work, 0.01)
    work.cancel()
    with pytest.raises(KnownError, match="cancelled"):
        pause(work, 60)


def test_it_ends_though_the_window_went_meanwhile(
    story: Story, tasks: Tasks, contact: Contact, network: Network, qtbot: QtBot
) -> None:
    enrol(story)
    contact.sync_now()
    qtbot.waitUntil(lambda: bool(network.begun))
    tasks.forget()
    network.free.set()
    settle(qtbot, tasks)
    assert contact.standing().under_way is None


@pytest.mark.expects_log
def test_a_fault_of_the_program_ends_a_sync_and_is_told(story: Story, tasks: Tasks, qtbot: QtBot) -> None:
    def faulty(_device: Device, _work: LongWork) -> Synced:
        raise ValueError("a bug")

    contact = Contact(story.device, tasks, tasks, link=lambda: Link(reachable=True), act=faulty)
    with qtbot.waitSignal(tasks.bug):
        contact.sync_now()
    settle(qtbot, tasks)
    standing = contact.standing()
    assert standing.under_way is None
    assert standing.error is not None
    assert standing.error.code == "sync-fault"


def test_by_stick_on_the_same_thread_and_a_stick_that_is_gone_is_told(
    story: Story, contact: Contact, qtbot: QtBot, tmp_path: Path
) -> None:
    enrol(story)
    with qtbot.waitSignal(contact.failed) as told:
        contact.by_stick(tmp_path / "gone")
        assert contact.standing().under_way is SyncCarrier.STICK
    assert (told.args[0], told.args[1].code) == (SyncCarrier.STICK, "stick-missing")
    assert contact.standing().error is None, "of the network nothing is said"

"""A laptop that was retired: by a command, which the others hear of; and what it may still be told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor_app.device.safekeeping import copies, retiring
from assessor_app.domain.certificate import CertificateState
from assessor_app.issuer.deciding.decide import accept
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.queue import Shelf, listed
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store import settings
from assessor_app.services.awards.listing import card
from assessor_app.services.bundles.make import computers
from assessor_app.services.enrolling.retire import retire
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, certified, join, wired
from story import ADMIN, Story

REGISTRAR = Person(id="1" * 32, name="Ingrid Holm", roles=frozenset({Role.REGISTRAR}))


@pytest.fixture
def wire(floor: Story, tmp_path: Path) -> Iterator[Wire]:
    with wired(floor, tmp_path) as found:
        yield found


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=5, pause=lambda _seconds: None)
    assert found.error is None, found.error
    assert found.count.unsent == 0


def approve_all(wire: Wire) -> None:
    with wire.issuer.store.write() as connection:
        for one in listed(connection, Shelf.DECIDE).places:
            which = Which(centre=one.centre, chain=one.chain, seq=one.seq, seen=one.n)
            accept(connection, REGISTRAR, which, now=wire.clock())  # type: ignore[arg-type]  # the story's clock
    wire.judge()


def state_of(story: Story, number: str) -> CertificateState:
    return card(story.device.awards, story.device.tables.office, number, by=ADMIN).row.state


def test_it_hears_what_becomes_of_its_own_and_nothing_else_of_the_centre(
    floor: Story, pc: Story, wire: Wire
) -> None:
    for story in (floor, pc):
        join(story, wire.issuer)
    with wire.issuer.store.write() as connection:
        settings.put(connection, "policy", "after-approval")
    number = certified(floor)
    for story in (floor, pc, floor, pc):
        synced(story, wire)
    assert len(computers(pc.device.bundles)) == 1
    retire(retiring(floor.device, copies(floor.device)), by=ADMIN, pin=None)
    synced(floor, wire)
    others = floor.device.tables.others
    before = {name: others.chain(name) for name in others.chains()}
    pc.add_learner("Cato Lind", "2044")
    later = certified(pc, "2032")
    synced(pc, wire)
    assert computers(pc.device.bundles) == (), "the others know that it is gone"
    assert state_of(floor, number) is CertificateState.PROVISIONAL
    approve_all(wire)
    for _round in range(2):
        synced(floor, wire)
    assert state_of(floor, number) is CertificateState.REGISTERED
    assert {name: others.chain(name) for name in others.chains()} == before, "no record came of another"
    synced(pc, wire)
    assert state_of(pc, later) is CertificateState.REGISTERED

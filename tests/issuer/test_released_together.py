"""A release of several learners' work: what is said of one learner's decision does not fall on the others."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select

from assessor_app.domain.certificate import CertificateState
from assessor_app.issuer.deciding.decide import accept, reject
from assessor_app.issuer.deciding.opening import Which
from assessor_app.issuer.deciding.queue import Shelf, listed
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.people.rights import Person, Role
from assessor_app.issuer.store.centres import devices_of
from assessor_app.issuer.store.facts import record
from assessor_app.issuer.store.records import Place
from assessor_app.services.awards.issue import issue
from assessor_app.services.awards.listing import card
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.syncing.sync import sync
from enrolled import Wire, join
from story import ADMIN, ASSESSOR, ASSURER, PINS, Story

REGISTRAR = Person(id="1" * 32, name="Ingrid Holm", roles=frozenset({Role.REGISTRAR}))


def certified_together(story: Story) -> tuple[str, ...]:
    """Two learners, assessed one after the other, released with one PIN, and their certificates."""
    works = []
    for name, number in (("Amina Bello", "2031"), ("Bo Lindqvist", "2032")):
        story.add_learner(name, number)
        sitting, entries = story.open_sitting(("ELE-SAF", "1"))
        work = story.start(entries[-1])
        story.show_everything(work, sitting.id)
        story.decide_competent(work)
        works.append(work.id)
    desk = story.device.deciding
    for work_id in works:
        finalise(desk, by=ASSESSOR, pin=PINS[ASSESSOR], assessments=[work_id])
        acknowledge(
            desk,
            by=ASSESSOR,
            assessment=work_id,
            kind=Acknowledged.TYPED,
            details={"typed": "Yes"},
            name_checked=True,
        )
    release(desk, by=ASSURER, pin=PINS[ASSURER], assessments=works, looked_at=works)
    return tuple(issue(story.device.awards, by=ASSESSOR, assessments=works))


def synced(story: Story, wire: Wire) -> None:
    assert sync(story.device.syncing, wire, wait=0, pause=lambda _seconds: None).error is None


def first_decision(wire: Wire) -> tuple[str, int]:
    """Where the first learner's decision stands."""
    with wire.issuer.store.read() as connection:
        row = connection.execute(
            select(record.c.chain, record.c.seq)
            .where(record.c.type == "assessment-finalised")
            .order_by(record.c.seq)
        ).first()
    assert row is not None
    return row.chain, row.seq


def test_a_rejected_decision_takes_nobody_elses_certificate_down(story: Story, wire: Wire) -> None:
    join(story, wire.issuer)
    synced(story, wire)
    with wire.issuer.store.write() as connection:
        (device,) = devices_of(connection)
        subject = suspend.subject_of(connection, device=device.id, centre=None, person=None)
        suspend.suspend(connection, subject, by="test", now=story.clock.now())
    first, second = certified_together(story)
    synced(story, wire)
    decide_all_but(wire, first_decision(wire), story.clock.now)
    synced(story, wire)
    states = [
        card(story.device.awards, story.device.tables.office, number, by=ADMIN).row.state
        for number in (first, second)
    ]
    assert states == [CertificateState.REJECTED, CertificateState.REGISTERED]
    assert wire.count()["held"] == 0


def decide_all_but(wire: Wire, fallen: tuple[str, int], now: Callable[[], datetime]) -> None:
    """A registrar rejects what stands there and lets everything else through."""
    while places := waiting(wire):
        (one, *_others) = places
        which = Which(centre=one.centre, chain=one.chain, seq=one.seq, seen=one.n)
        with wire.issuer.store.write() as connection:
            if (one.chain, one.seq) == fallen:
                reject(connection, REGISTRAR, which, reason="The sheet is of another day.", now=now())
            else:
                accept(connection, REGISTRAR, which, now=now())
        wire.judge()


def waiting(wire: Wire) -> tuple[Place, ...]:
    with wire.issuer.store.read() as connection:
        return listed(connection, Shelf.DECIDE).places

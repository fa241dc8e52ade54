"""A second laptop is set up from a stick: staff, learners and forms, sealed to it by another device of the centre."""

import secrets
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import IdentityMark, Learner, Role, Staff
from assessor_app.domain.sitting import Environment, Sitting
from assessor_app.formats.sync_limits import MIB
from assessor_app.issuer.enrolling import suspend
from assessor_app.issuer.intake import parcels
from assessor_app.issuer.intake.stick import Stick as Carried
from assessor_app.issuer.store.parcels import DAYS, expire, parcel_piece
from assessor_app.services.bundles.make import bundle, find
from assessor_app.services.bundles.take import Taken, senders, take_bundles, take_parcels
from assessor_app.services.designs.change import choose_design, copy_design
from assessor_app.services.designs.desk import CENTRE
from assessor_app.services.sittings.expected import learners_of
from assessor_app.services.sittings.open import open_sitting
from assessor_app.services.syncing.stick import sync_by_stick
from assessor_app.services.syncing.sync import sync
from assessor_app.transport.stick import Stick
from assessor_app.trust import envelopes, hpke_box
from enrolled import Fault, Wire, cut, join, lost, never, twice, wired
from story import ADMIN, ASSESSOR, Story

LEILA = Staff(
    id="9" * 32,
    name="Leïla",
    label="Leïla",
    roles=frozenset({Role.ASSESSOR}),
    registration="A-77",
    scope=("electrical", "CUL"),
    trainee=True,
)
AMINA = Learner(
    id="8" * 32,
    name="Amina Bello",
    number="2031",
    identity_mark=IdentityMark.ID_LAST_FOUR,
    id_last_four="4821",
    group="E1",
)


@pytest.fixture
def wire(floor: Story, tmp_path: Path) -> Iterator[Wire]:
    with wired(floor, tmp_path) as found:
        yield found


def synced(story: Story, wire: Wire) -> None:
    found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
    assert found.error is None, found.error
    assert not found.tally.problems, found.tally.problems
    assert found.count.unsent == 0


@pytest.fixture
def stick(floor: Story, pc: Story, wire: Wire, tmp_path: Path) -> Path:
    """An empty stick; both devices have joined and know of each other, and the laptop knows two people more."""
    for story in (floor, pc):
        join(story, wire.issuer)
    for story in (floor, pc):
        found = sync(story.device.syncing, wire, wait=60, pause=lambda _seconds: None)
        assert found.error is None
    tables = floor.device.tables
    tables.staff.put(LEILA, at="2026-11-22T09:00:00+00:00")
    tables.staff.put(replace(LEILA, id="7" * 32, name="Gone", label="Gone"), at="2026-11-22T09:00:00+00:00")
    tables.staff.leave("7" * 32, at="2026-11-22T10:00:00+00:00")
    tables.learners.put(AMINA, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    made = tmp_path / "stick"
    made.mkdir()
    return made


def device_of(story: Story) -> str:
    found = story.device.tables.enrolment.current()
    assert found is not None
    return found.device


def taken(story: Story, stick: Path) -> Taken:
    return take_bundles(story.device.bundles, by=ADMIN, folder=Stick(stick))


def test_a_second_laptop_is_told_everybody_once(floor: Story, pc: Story, stick: Path) -> None:
    own = copy_design(floor.device.designs, by=ADMIN, name="modern", title="Ours")
    choose_design(floor.device.designs, by=ADMIN, scope=CENTRE, name=own)
    done = bundle(floor.device.bundles, by=ADMIN, to=device_of(pc)[:10], folder=Stick(stick))
    assert (done.staff, done.learners, done.designs) == (5, 1, 1)
    (name,) = done.files
    assert name.startswith("centre-bundle-")
    assert b"Amina" not in (stick / name).read_bytes()
    (stick / f"copy-of-{name}").write_bytes((stick / name).read_bytes())
    (stick / "holiday.assessor-sync").write_bytes(b"pictures")
    first = taken(pc, stick)
    assert (first.files, first.staff, first.learners, first.doubtful, first.problems) == (2, 2, 1, [], [])
    assert (first.designs, first.chosen) == (1, 1)
    assert pc.device.designs.store.choices() == {CENTRE: own}
    tables = pc.device.tables
    assert (tables.staff.get(LEILA.id), tables.learners.get(AMINA.id)) == (LEILA, AMINA)
    assert tables.staff.get("7" * 32).left
    assert not tables.staff.pin(LEILA.id).hash, "nobody's PIN travels"
    assert vars(taken(pc, stick)) == vars(Taken(files=2))


def test_what_is_here_is_never_changed_and_a_number_of_two_people_is_asked_about(
    floor: Story, pc: Story, stick: Path
) -> None:
    mine = replace(AMINA, id="6" * 32, name="Amina B.")
    pc.device.tables.learners.put(mine, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    pc.device.tables.staff.put(replace(LEILA, name="Leïla M."), at="2026-11-22T09:00:00+00:00")
    bundle(floor.device.bundles, by=ADMIN, to=device_of(pc), folder=Stick(stick))
    done = taken(pc, stick)
    assert (done.learners, done.doubtful) == (0, ["2031"])
    assert pc.device.tables.learners.get(mine.id) == mine
    assert pc.device.tables.staff.get(LEILA.id).name == "Leïla M."


def test_a_bundle_is_for_one_device_from_another_of_the_same_centre(
    floor: Story, pc: Story, stick: Path
) -> None:
    (name,) = bundle(floor.device.bundles, by=ADMIN, to=device_of(pc), folder=Stick(stick)).files
    assert taken(floor, stick) == Taken(), "whoever made it cannot open it"
    data = bytearray((stick / name).read_bytes())
    data[-20] ^= 1
    (stick / name).write_bytes(bytes(data))
    assert [one.code for one in taken(pc, stick).problems] == ["sync-file-damaged"]
    with pytest.raises(KnownError, match="no-such-device-here"):
        find(floor.device.bundles, "Office PC")
    with pytest.raises(KnownError, match="no-such-device-here"):
        bundle(floor.device.bundles, by=ADMIN, to=device_of(floor), folder=Stick(stick))
    with pytest.raises(KnownError, match="not-allowed"):
        bundle(floor.device.bundles, by=ASSESSOR, to=device_of(pc), folder=Stick(stick))
    with pytest.raises(KnownError, match="not-allowed"):
        take_bundles(pc.device.bundles, by=ASSESSOR, folder=Stick(stick))


def opened_ahead(story: Story, learner: str) -> Sitting:
    return open_sitting(
        story.device.sittings,
        by=ASSESSOR,
        place="Workshop 2",
        environment=Environment.SIMULATED,
        on=story.clock.now().date() + timedelta(days=1),
        form=("ELE-SAF", "1"),
        learners=[learner],
    )


def test_who_is_expected_goes_down_to_the_laptop_before_the_day(floor: Story, pc: Story, stick: Path) -> None:
    """The office plans a sitting; on the floor its list is made, once."""
    cato = pc.add_learner("Cato Lind", "2044")
    planned = opened_ahead(pc, cato)
    done = bundle(pc.device.bundles, by=ADMIN, to=device_of(floor), folder=Stick(stick))
    assert (done.learners, done.rosters) == (1, 1)
    first = taken(floor, stick)
    assert (first.learners, first.rosters, first.problems) == (1, 1, [])
    assert taken(floor, stick).rosters == 0
    tables = floor.device.tables
    (one,) = tables.expected.waiting()
    assert (one.id, one.day, one.place, one.forms) == (
        planned.id,
        planned.date,
        planned.place,
        ("ELE-SAF/1",),
    )
    (learner,) = learners_of(tables.expected, tables.learners, one.id)
    assert (learner.id, learner.number) == (cato, "2044")
    on = bundle(floor.device.bundles, by=ADMIN, to=device_of(pc), folder=Stick(stick))
    assert on.rosters == 1, "what nobody opened is handed on"
    assert taken(pc, stick).rosters == 0, "whoever planned it has it"
    made = opened_ahead(floor, learner.id)
    tables.expected.opened(one.id, sitting=made.id)
    assert tables.expected.waiting() == ()


def test_whoever_is_no_learner_here_is_left_out_of_what_is_expected(
    floor: Story, pc: Story, stick: Path
) -> None:
    opened_ahead(pc, pc.add_learner("Cato Lind", "2031"))
    bundle(pc.device.bundles, by=ADMIN, to=device_of(floor), folder=Stick(stick))
    done = taken(floor, stick)
    assert (done.doubtful, done.rosters) == (["2031"], 1)
    tables = floor.device.tables
    (one,) = tables.expected.waiting()
    assert learners_of(tables.expected, tables.learners, one.id) == ()


def given(floor: Story, pc: Story, wire: Wire) -> None:
    """The floor's bundle for the office PC, handed to the issuer."""
    done = bundle(floor.device.bundles, by=ADMIN, to=device_of(pc))
    assert (done.parcels, done.files) == (1, ())
    assert sync(floor.device.syncing, wire, pause=lambda _seconds: None).error is None


def test_a_bundle_goes_through_the_issuer_which_cannot_read_it(
    floor: Story, pc: Story, wire: Wire, stick: Path
) -> None:
    assert stick.is_dir()
    given(floor, pc, wire)
    assert not floor.device.tables.parcels.outgoing()
    with wire.issuer.store.read() as connection:
        (kept,) = connection.execute(select(parcel_piece.c.content)).scalars()
    assert b"Amina" not in kept
    with pytest.raises(KnownError, match="sync-file-other-receiver"):
        envelopes.from_file(kept, private=hpke_box.new_private())
    synced(pc, wire)
    assert senders(pc.device.bundles) == (device_of(floor)[:8],)
    assert pc.device.tables.learners.by_number("2031") is None, "nothing is taken by itself"
    done = take_parcels(pc.device.bundles, by=ADMIN)
    assert (done.files, done.staff, done.learners, done.problems) == (1, 2, 1, [])
    assert pc.device.tables.learners.get(AMINA.id) == AMINA
    assert take_parcels(pc.device.bundles, by=ADMIN) == Taken()
    synced(pc, wire)
    with wire.issuer.store.read() as connection:
        assert not connection.execute(select(parcel_piece.c.content)).all(), "whoever has it needs it no more"


def test_a_device_that_joined_finds_it_in_its_first_sync(floor: Story, pc: Story, wire: Wire) -> None:
    join(floor, wire.issuer)
    synced(floor, wire)
    floor.device.tables.learners.put(AMINA, at="2026-11-22T09:00:00+00:00", by=ADMIN)
    join(pc, wire.issuer)
    synced(floor, wire)
    given(floor, pc, wire)
    synced(pc, wire)
    assert take_parcels(pc.device.bundles, by=ADMIN).learners == 1


@pytest.mark.parametrize("fault", [lost, never, twice, cut])
def test_whatever_happens_on_the_way_it_comes_once(
    floor: Story, pc: Story, wire: Wire, stick: Path, fault: Fault
) -> None:
    assert stick.is_dir()
    wire.faults = [fault]
    given(floor, pc, wire)
    wire.faults = [fault]
    synced(pc, wire)
    assert take_parcels(pc.device.bundles, by=ADMIN).files == 1
    for story in (floor, pc):
        synced(story, wire)
    assert take_parcels(pc.device.bundles, by=ADMIN).files == 0


def test_a_long_bundle_goes_in_several_parcels(floor: Story, pc: Story, wire: Wire, stick: Path) -> None:
    assert stick.is_dir()
    with floor.device.store.atomic():
        for place in range(4_000):
            floor.device.tables.learners.put(
                replace(
                    AMINA, id=f"{place:032x}", number=str(3000 + place), name=f"Learner {place} " + "o" * 250
                ),
                at="2026-11-22T09:00:00+00:00",
                by=ADMIN,
            )
    assert bundle(floor.device.bundles, by=ADMIN, to=device_of(pc)).parcels > 1
    synced(floor, wire)
    synced(pc, wire)
    assert take_parcels(pc.device.bundles, by=ADMIN).learners == 4_001


def told_by(story: Story, wire: Wire) -> list[str]:
    found = sync(story.device.syncing, wire, pause=lambda _seconds: None)
    assert found.error is None
    assert not story.device.tables.parcels.outgoing(), "what is refused is told once"
    return [one.code for one in found.tally.problems]


def test_it_is_passed_on_between_devices_in_use_alone(
    floor: Story, pc: Story, wire: Wire, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert stick.is_dir()
    stranger = "ab" * 16
    floor.device.tables.parcels.put_out(b"for nobody", to=stranger, at="2026-11-22T09:00:00+00:00")
    assert told_by(floor, wire) == ["parcel-not-passed-on"]
    floor.device.tables.parcels.put_out(
        secrets.token_bytes(5 * MIB), to=device_of(pc), at="2026-11-22T09:00:00+00:00"
    )
    assert told_by(floor, wire) == ["parcel-too-large"]
    monkeypatch.setattr(parcels, "MOST_WAITING", 2)
    for _ in range(3):
        bundle(floor.device.bundles, by=ADMIN, to=device_of(pc))
    assert told_by(floor, wire) == ["parcel-too-many"]
    with wire.issuer.store.write() as connection:
        subject = suspend.subject_of(connection, device=device_of(pc), centre=None, person=None)
        suspend.suspend(connection, subject, by="test", now=floor.clock.moment)
    bundle(floor.device.bundles, by=ADMIN, to=device_of(pc))
    assert told_by(floor, wire) == ["parcel-not-passed-on"]


def test_what_nobody_fetches_is_thrown_away_in_the_end(
    floor: Story, pc: Story, wire: Wire, stick: Path
) -> None:
    assert stick.is_dir()
    given(floor, pc, wire)
    at = floor.clock.moment
    with wire.issuer.store.write() as connection:
        assert expire(connection, now=at + timedelta(days=DAYS - 1)) == 0
        assert expire(connection, now=at + timedelta(days=DAYS + 1)) == 1
    synced(pc, wire)
    assert take_parcels(pc.device.bundles, by=ADMIN) == Taken()


def test_a_parcel_goes_by_stick_where_there_is_no_network(
    floor: Story, pc: Story, wire: Wire, stick: Path
) -> None:
    bundle(floor.device.bundles, by=ADMIN, to=device_of(pc))
    for story in (floor, pc, floor, pc):
        sync_by_stick(story.device.syncing, Stick(stick), centre="College")
        taken_in = Carried(
            wire.issuer.store, stick, vault=wire.issuer.vault, pieces=None, now=floor.clock.now()
        ).take(wire.judge)
        assert not taken_in.refused
    assert not floor.device.tables.parcels.outgoing()
    assert take_parcels(pc.device.bundles, by=ADMIN).learners == 1

"""Makes the sample centre: its own root and keys, staff, forty learners, one sitting finished and one half done."""

import secrets
import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from assessor_app.device import Device, create_device, move_whole, refuse_used
from assessor_app.domain.centre import Centre
from assessor_app.domain.people import IdentityMark, Learner, Staff
from assessor_app.sample.busy import busy_sitting
from assessor_app.sample.day import SampleClock
from assessor_app.sample.people import ADMINISTRATOR, LEARNERS, MEMBERS, PASSPHRASE, Member
from assessor_app.sample.press import print_some
from assessor_app.sample.sittings import finished_sitting, half_done_sitting
from assessor_app.sample.told import tell
from assessor_app.services.people import learners as learner_service
from assessor_app.services.people import staff as staff_service
from assessor_app.services.people.pin import set_pin
from assessor_app.services.records.status import Status, status
from assessor_app.storage.engine.files import translated

_FIFTH, _REFUSES = 5, 3
"""Of each five learners the fourth allows no photographs."""


@dataclass(frozen=True, kw_only=True)
class SampleMade:
    """What was made; `members` are (label, role, PIN)."""

    folder: Path
    recovery: str
    learners: int
    sittings: int
    assessments: int
    certificates: tuple[str, ...]
    members: tuple[tuple[str, str, str], ...]
    status: Status


def make_sample(folder: Path, *, state: Path, now: datetime, passphrase: str = PASSPHRASE) -> SampleMade:
    """Fills an empty or missing folder with the sample centre, as if it had begun last week.

    Every member opens it with `passphrase`, which its sign-in page shows: nothing in it is worth hiding. It is made
    beside `folder` and moved there whole: killed half-way, there is nothing, and it can be made again.

    Raises KnownError `folder-not-empty` and what the disk may say.
    """
    refuse_used(folder)
    part = folder.with_name(f".{folder.name}.sample")
    shutil.rmtree(part, ignore_errors=True)
    try:
        with translated(folder):
            made = _make(part, state=state, now=now, passphrase=passphrase)
        move_whole(part, folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    return replace(made, folder=folder)


def _make(folder: Path, *, state: Path, now: datetime, passphrase: str) -> SampleMade:
    clock = SampleClock(now - timedelta(days=6), latest=now)
    administrator = _staff(ADMINISTRATOR)
    made = create_device(
        folder,
        centre=_centre(),
        administrator=administrator,
        passphrase=passphrase,
        pin=ADMINISTRATOR.pin,
        state=state,
        clock=clock,
    )
    device = made.device
    try:
        people = {ADMINISTRATOR.key: administrator.id, **_members(device, administrator.id, passphrase)}
        learners = _learners(device, by=administrator.id)
        numbers = finished_sitting(device, people, learners["Electrical A"])
        print_some(device, people, numbers[2:])
        clock.go_to(now - timedelta(days=3))
        numbers += busy_sitting(device, people, learners["Brakes D"])
        clock.go_to(now - timedelta(hours=2))
        half_done_sitting(device, people, learners["Kitchen B"])
        _tell_how_to_open(folder, passphrase, made.recovery)
        return SampleMade(
            folder=folder,
            recovery=made.recovery,
            learners=len(LEARNERS),
            sittings=len(device.tables.sittings.recent()),
            assessments=len(numbers) + len(device.tables.assessments.unfinished()),
            certificates=numbers,
            members=tuple((member.label, member.role, member.pin) for member in (ADMINISTRATOR, *MEMBERS)),
            status=status(device.tables.records),
        )
    finally:
        device.close()


def _centre() -> Centre:
    return Centre(
        id=secrets.token_hex(8),
        name="Harbour Street Training Centre",
        approval_number="SAMPLE-0042",
        country="IE",
        phone="+353 1 555 0142",
        host="check.example.org",
        awarding_body="Sample Awarding Body",
        sample=True,
    )


def _staff(member: Member) -> Staff:
    return Staff(
        id=secrets.token_hex(16),
        name=member.name,
        label=member.label,
        roles=member.roles,
        registration=member.registration,
        scope=member.scope,
    )


def _members(device: Device, by: str, passphrase: str) -> dict[str, str]:
    """Adds the staff and returns their ids by key."""
    found = {}
    for member in MEMBERS:
        entry = staff_service.StaffEntry(
            name=member.name,
            label=member.label,
            roles=member.roles,
            registration=member.registration,
            scope=member.scope,
            trainee=member.trainee,
        )
        added = staff_service.add(device.staff, by=by, entry=entry)
        # The sample's passphrase is shorter than a real centre may choose: it stands on the sign-in page.
        device.staff.keys.give(added, passphrase)
        set_pin(device.pins, by=by, staff_id=added.id, pin=member.pin)
        found[member.key] = added.id
    return found


def _learners(device: Device, *, by: str) -> dict[str, tuple[str, ...]]:
    """Adds the learners and returns their ids by group, in the order of the list."""
    groups: dict[str, tuple[str, ...]] = {}
    with device.store.atomic():
        for index, (name, group) in enumerate(LEARNERS):
            learner = Learner(
                id="",
                name=name,
                number=str(2031 + index),
                identity_mark=IdentityMark.BIRTH_DATE if index % 2 else IdentityMark.ID_LAST_FOUR,
                id_last_four=f"{(index * 7919 + 4821) % 10_000:04d}",
                birth_date=date(1990 + index % 17, 1 + index % 12, 1 + index * 3 % 28),
                guardian_consent=True,
                photo_consent=index % _FIFTH != _REFUSES,
                group=group,
            )
            added = learner_service.add(device.learners, by=by, learner=learner)
            groups[group] = (*groups.get(group, ()), added.id)
    return groups


def _tell_how_to_open(folder: Path, passphrase: str, recovery: str) -> None:
    members = [
        {"label": member.label, "role": member.role, "pin": member.pin}
        for member in (ADMINISTRATOR, *MEMBERS)
    ]
    tell(folder, {"passphrase": passphrase, "recovery": recovery, "members": members})

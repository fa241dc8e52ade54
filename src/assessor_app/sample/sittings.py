"""The two sittings of the sample centre."""

from collections.abc import Mapping, Sequence

from assessor_app.device import Device
from assessor_app.domain.assessment import End, State
from assessor_app.domain.before import Condition
from assessor_app.domain.marks import Mark
from assessor_app.domain.sitting import Attendance, Entry, Environment, Identified
from assessor_app.sample.assess import (
    find_competent,
    find_not_yet,
    form_of,
    see,
    see_all,
    take_photos,
    tick_conditions,
)
from assessor_app.services.assessing.ending import end
from assessor_app.services.assessing.start import start
from assessor_app.services.awards.issue import issue
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.people.learners import HowChecked, check_name
from assessor_app.services.sittings.attend import brief, place_entry, set_attendance
from assessor_app.services.sittings.open import close_sitting, open_sitting

FEEDBACK = (
    "Calm and methodical at the board. The lock went on before the test, every time.",
    "Proves the tester before and after without being reminded. Talk through what you see next time.",
    "Good order of work. Write the reading down at once, not at the end.",
)
# The learner's part, as it goes on a real day: signed, typed, by mark, declined, not there.
STROKES = [[[12, 40], [30, 12], [44, 44], [70, 20], [96, 38]]]
PARTS: tuple[tuple[Acknowledged, dict[str, object]], ...] = (
    (Acknowledged.SIGNED, {"strokes": STROKES}),
    (Acknowledged.TYPED, {"typed": "as above"}),
    (Acknowledged.DECLINED, {"words": "Wants to read the feedback at home first."}),
    (Acknowledged.MARK, {"witness": "Grace Nakato"}),
    (Acknowledged.NOT_AVAILABLE, {"why": "Had to catch the last bus."}),
)


def finished_sitting(device: Device, people: Mapping[str, str], learners: Sequence[str]) -> tuple[str, ...]:
    """Electrical Safety: ten listed; five competent and released, one not yet, one stopped, one left, two absent."""
    by, assurer = people["assessor"], people["quality-assurer"]
    sitting = open_sitting(
        device.sittings,
        by=by,
        place="Workshop 1, bay B",
        environment=Environment.SIMULATED,
        on=device.clock.now().date(),
        form=("ELE-SAF", "1"),
        learners=learners,
    )
    entries = device.tables.sittings.entries(sitting.id)
    _arrive(device, by, entries[:8])
    brief(device.sittings, by=by, sitting=sitting.id)
    tick_conditions(device, by=by, sitting=sitting.id, form=("ELE-SAF", "1"))
    competent = [_competent(device, by, entry, place) for place, entry in enumerate(entries[:5])]
    _not_yet(device, by, entries[5])
    _stopped(device, by, entries[6])
    decided = [item.id for item in device.tables.assessments.unfinished() if item.state is State.DECIDED]
    finalise(device.deciding, by=by, pin="4071", assessments=decided)
    for assessment, (kind, details) in zip(decided, PARTS, strict=False):
        acknowledge(device.deciding, by=by, assessment=assessment, kind=kind, details=details)
    for learner in learners[:5]:
        check_name(device.learners, by=by, learner_id=learner, how=HowChecked.LEARNER)
    set_attendance(device.sittings, by=by, entry=entries[7].id, attendance=Attendance.LEFT)
    close_sitting(device.sittings, by=by, sitting=sitting.id)
    release(
        device.deciding,
        by=assurer,
        pin="9163",
        assessments=competent,
        looked_at=competent[:2],
        note="Two looked into whole; readings and calibration dates in order.",
    )
    return issue(device.awards, by=people["centre-staff"], assessments=competent)


def _competent(device: Device, by: str, entry: Entry, place: int) -> str:
    work = start(device.assessing, by=by, entry=entry.id)
    see_all(device, by=by, work=work, sitting=entry.sitting)
    find_competent(device, by=by, work=work, feedback=FEEDBACK[place % len(FEEDBACK)])
    return work.id


def _not_yet(device: Device, by: str, entry: Entry) -> None:
    work = start(device.assessing, by=by, entry=entry.id)
    criterion = next(item for item in form_of(device, work).criteria() if item.critical)
    see_all(device, by=by, work=work, sitting=entry.sitting, not_met=criterion.id)
    told = "A sound start; one source was not on your list before you opened the board."
    find_not_yet(device, by=by, work=work, feedback=told, how=End.COMPLETED)


def _stopped(device: Device, by: str, entry: Entry) -> None:
    work = start(device.assessing, by=by, entry=entry.id)
    told = "Stopped when the cover came off before the lock went on. We talked it through."
    find_not_yet(device, by=by, work=work, feedback=told, how=End.STOPPED_UNSAFE)


def half_done_sitting(device: Device, people: Mapping[str, str], learners: Sequence[str]) -> None:
    """Knife Skills, going on now: two in the middle of it, one interrupted, one decided by a trainee, some waiting."""
    by = people["second-assessor"]
    sitting = open_sitting(
        device.sittings,
        by=by,
        place="Training kitchen",
        environment=Environment.SIMULATED,
        on=device.clock.now().date(),
        form=("CUL-KNI", "1"),
        learners=learners,
    )
    entries = device.tables.sittings.entries(sitting.id)
    _arrive(device, by, entries[:7])
    brief(device.sittings, by=by, sitting=sitting.id)
    tick_conditions(device, by=by, sitting=sitting.id, form=("CUL-KNI", "1"), left=frozenset({Condition.PPE}))
    set_attendance(
        device.sittings,
        by=by,
        entry=entries[7].id,
        attendance=Attendance.LATE,
        identified=Identified.DOCUMENT,
    )
    _see_some(device, by, entries[0], seen=11)
    _see_some(device, by, entries[1], seen=5, not_met=3)
    interrupted = _see_some(device, by, entries[2], seen=3)
    end(device.assessing, by=by, assessment=interrupted, how=End.INTERRUPTED)
    _decided_by_a_trainee(device, people["trainee"], entries[5])


def _decided_by_a_trainee(device: Device, trainee: str, entry: Entry) -> None:
    """Competent, says the trainee; it waits for an assessor's word."""
    work = start(device.assessing, by=trainee, entry=entry.id)
    see_all(device, by=trainee, work=work, sitting=entry.sitting)
    take_photos(device, by=trainee, work=work)
    find_competent(device, by=trainee, work=work, feedback="Boards changed without being asked.")


def _see_some(device: Device, by: str, entry: Entry, *, seen: int, not_met: int | None = None) -> str:
    """The first `seen` criteria are marked; the one at place `not_met` is not there yet."""
    work = start(device.assessing, by=by, entry=entry.id)
    (occasion,) = device.tables.assessments.occasions(work.id)
    for place, criterion in enumerate(form_of(device, work).criteria()[:seen]):
        found = Mark.NOT_MET if place == not_met else Mark.MET
        see(device, by=by, work=work, occasion=occasion, criterion=criterion, found=found)
    return work.id


def _arrive(device: Device, by: str, entries: Sequence[Entry]) -> None:
    for index, entry in enumerate(entries):
        place_entry(device.sittings, by=by, entry=entry.id, bib=entry.bib, bench=str(index // 2 + 1))
        set_attendance(
            device.sittings,
            by=by,
            entry=entry.id,
            attendance=Attendance.PRESENT,
            identified=Identified.DOCUMENT,
        )

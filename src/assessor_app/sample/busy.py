"""A sitting as busy as a real floor: brakes, with a stop, a swap, a paper sheet, evidence of every kind, an appeal.

One learner is assessed by a trainee, whom an assessor countersigns, and one by what was learnt before.
"""

import io
from collections.abc import Mapping, Sequence

from assessor_app.device import Device
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import End
from assessor_app.domain.before import Arranged, Arrangement
from assessor_app.domain.form import Criterion
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.sitting import Attendance, Entry, Environment, Identified, Method, Sitting
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct
from assessor_app.sample.afterwards import appeal, correct_feedback
from assessor_app.sample.assess import (
    find_competent,
    find_not_yet,
    form_of,
    see_all,
    take_photos,
    tick_conditions,
)
from assessor_app.sample.busy_day import BusyDay
from assessor_app.sample.copied import copied_from_paper
from assessor_app.sample.media import film, sound
from assessor_app.sample.other_ways import by_a_trainee, by_prior_learning
from assessor_app.services.awards.issue import issue
from assessor_app.services.board.clocks import act_on_clock
from assessor_app.services.board.fill import fill
from assessor_app.services.board.marking import mark_entry
from assessor_app.services.board.move import move_marks
from assessor_app.services.board.stations import place_bench
from assessor_app.services.board.stop import restart, say_why, stop
from assessor_app.services.deciding.acknowledge import acknowledge
from assessor_app.services.deciding.finalise import finalise
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.deciding.release import release
from assessor_app.services.evidence.capture import capture
from assessor_app.services.evidence.note import ProductNote, SimulationNote, take_note
from assessor_app.services.evidence.witness import Statement, take_statement
from assessor_app.services.sittings.attend import brief, place_entry, set_attendance
from assessor_app.services.sittings.before import arrange, choose_method
from assessor_app.services.sittings.open import close_sitting, open_sitting

FORM = ("AUT-BRK", "1")
PLACE = "Workshop 2, brake bay"
PIN, ASSURER_PIN = "4071", "9163"
_SIGNED = (
    ((60, 620), (150, 240), (250, 610), (360, 250), (440, 640), (520, 470), (590, 600), (680, 460)),
    ((720, 300), (790, 610), (900, 480), (980, 590), (1180, 500), (1420, 560)),
)
"""What a witness wrote on the pad, in thousandths of its height."""
_NOTES = (
    ProductNote(
        piece="Brake disc, front left",
        mark="Job 2214, heat mark 7F31",
        found="Turned true: run-out 0.03 mm. Both faces clean to the edge, no ridge, chamfer as on the drawing.",
    ),
    SimulationNote(
        simulated="Loss of pressure in one brake circuit",
        means="The training stand, with its second circuit bled off",
        differs="The car stood still, and nobody sat in it.",
        seen="Felt the pedal go, said which circuit it was, and shut the car off from use before reaching for a tool.",
    ),
)


def busy_sitting(device: Device, people: Mapping[str, str], learners: Sequence[str]) -> tuple[str, ...]:
    """Brakes, all day, and closed: ten listed, nine there. Returns the numbers of its certificates."""
    by = people["assessor"]
    sitting = open_sitting(
        device.sittings,
        by=by,
        place=PLACE,
        environment=Environment.WORKPLACE,
        on=device.clock.now().date(),
        form=FORM,
        learners=learners,
    )
    _arrive(device, by, sitting)
    _settle_before(device, by, sitting)
    day = BusyDay(device=device, by=by, sitting=sitting, entries=device.tables.sittings.entries(sitting.id))
    _whole_work_with_evidence(day)
    _swapped(day)
    _stopped_and_gone_on(day)
    copied_from_paper(day)
    _filled(day)
    countersigned = by_a_trainee(day, people["trainee"])
    by_prior_learning(day)
    appealed = _not_yet(day)
    corrected = _competent(day)
    _sign(day)
    close_sitting(device.sittings, by=by, sitting=sitting.id)
    competent = [*(work for work in day.signed if work != appealed), countersigned]
    release(
        device.deciding,
        by=people["quality-assurer"],
        pin=ASSURER_PIN,
        assessments=competent,
        looked_at=[corrected],
        note="Photographs and calibration dates in order.",
    )
    numbers = issue(device.awards, by=people["centre-staff"], assessments=competent)
    appeal(device, by=by, pin=PIN, assessment=appealed)
    correct_feedback(device, by=by, pin=PIN, assessment=corrected)
    return numbers


def _arrive(device: Device, by: str, sitting: Sitting) -> None:
    for place, entry in enumerate(device.tables.sittings.entries(sitting.id)[:9]):
        bench = str(place // 3 + 1)
        place_entry(device.sittings, by=by, entry=entry.id, bib=entry.bib, bench=bench)
        set_attendance(
            device.sittings,
            by=by,
            entry=entry.id,
            attendance=Attendance.PRESENT,
            identified=Identified.BADGE if place % 2 else Identified.DOCUMENT,
        )
    brief(device.sittings, by=by, sitting=sitting.id)
    for row in range(3):
        place_bench(device.board, by=by, sitting=sitting.id, bench=str(row + 1), across=0, down=row)
    act_on_clock(device.board, by=by, sitting=sitting.id, act=ClockAct.START, minutes=45)


def _settle_before(device: Device, by: str, sitting: Sitting) -> None:
    """The conditions of the form, a reader for the fifth learner, and how the seventh is assessed."""
    tick_conditions(device, by=by, sitting=sitting.id, form=FORM)
    entries = device.tables.sittings.entries(sitting.id)
    reader = Arrangement(id="", entry=entries[4].id, kind=Arranged.READER, who="Ana Petrović")
    arrange(device.sittings, by=by, asked=reader)
    choose_method(device.sittings, by=by, entry=entries[6].id, method=Method.RPL)


def _whole_work_with_evidence(day: BusyDay) -> None:
    """The first learner: everything seen, and evidence of every kind."""
    work = day.start(0)
    see_all(day.device, by=day.by, work=work, sitting=day.sitting.id)
    take_photos(day.device, by=day.by, work=work)
    desk, occasion = evidence_desk(day.device), day.device.tables.assessments.occasions(work.id)[0].id
    for name, source, caption in (
        ("brake-noise.wav", sound(), "The front left, turned by hand."),
        ("disc-turning.avi", film(), "Run-out seen against the gauge."),
        (
            "task-sheet.txt",
            io.BytesIO(b"Task sheet 14: minimum thickness 20.0 mm\n"),
            "The task sheet of the day.",
        ),
    ):
        capture(
            desk,
            by=day.by,
            assessment=work.id,
            occasion=occasion,
            source=source,
            name=name,
            caption=caption,
        )
    take_statement(
        desk,
        by=day.by,
        assessment=work.id,
        occasion=occasion,
        statement=Statement(
            who="Marta Kowalczyk",
            relation="Workshop foreman, Quay Road Garage",
            words="I stood beside the car when the wheel went back on: by hand first, then the wrench, crosswise.",
            saw_it=True,
            strokes=_SIGNED,
        ),
    )
    for note in _NOTES:
        take_note(desk, by=day.by, assessment=work.id, occasion=occasion, note=note)
    find_competent(
        day.device, by=day.by, work=work, feedback="Clean, in order, and every figure written down."
    )
    day.signed.append(work.id)


def _swapped(day: BusyDay) -> None:
    """The second and third were marked in each other's place: one act puts it right."""
    one, other = day.entries[1], day.entries[2]
    first, second = form_of(day.device, day.start(1)).criteria()[:2]
    _tap(day, one, first, Mark.NOT_MET)
    _tap(day, other, first, Mark.MET)
    _tap(day, other, second, Mark.MET)
    move_marks(day.device.assessing, by=day.by, source=one.id, target=other.id, swap=True)


def _stopped_and_gone_on(day: BusyDay) -> None:
    """The fourth: the lift settled by a finger's breadth; stopped, looked at, and gone on with."""
    entry, board = day.entries[3], day.device.board
    criteria = form_of(day.device, day.start(3)).criteria()
    for criterion in criteria[:3]:
        _tap(day, entry, criterion, Mark.MET)
    standing = stop(board, by=day.by, sitting=day.sitting.id)
    say_why(
        board,
        by=day.by,
        stoppage=standing.id,
        why=StopWhy.EQUIPMENT,
        told="Workshop manager",
        note="The lift settled by a few millimetres. Car lowered, lift locked out.",
        entry=entry.id,
    )
    restart(board, by=day.by, pin=PIN, stoppage=standing.id, reason="Moved to the second lift")
    _tap(day, entry, criteria[3], Mark.MET)


def _filled(day: BusyDay) -> None:
    """What all who were left to see did together at the bench."""
    fill(day.device.board, by=day.by, sitting=day.sitting.id, form=FORM, criterion="1.1")


def _not_yet(day: BusyDay) -> str:
    """The eighth: one critical criterion not met; they will appeal."""
    work = day.start(7)
    critical = next(item for item in form_of(day.device, work).criteria() if item.critical)
    see_all(day.device, by=day.by, work=work, sitting=day.sitting.id, not_met=critical.id)
    told = "The stand was not under the jacking point when the wheel came off. Practise the lift alone."
    find_not_yet(day.device, by=day.by, work=work, feedback=told, how=End.COMPLETED)
    day.signed.append(work.id)
    return work.id


def _competent(day: BusyDay) -> str:
    """The ninth: competent; a word of the feedback is put right afterwards."""
    work = day.start(8)
    see_all(day.device, by=day.by, work=work, sitting=day.sitting.id)
    take_photos(day.device, by=day.by, work=work)
    find_competent(day.device, by=day.by, work=work, feedback="Good work on the rear drum.")
    day.signed.append(work.id)
    return work.id


def _sign(day: BusyDay) -> None:
    finalise(day.device.deciding, by=day.by, pin=PIN, assessments=day.signed)
    for assessment in day.signed:
        acknowledge(
            day.device.deciding,
            by=day.by,
            assessment=assessment,
            kind=Acknowledged.TYPED,
            details={"typed": "as above"},
        )


def _tap(day: BusyDay, entry: Entry, criterion: Criterion, said: Mark) -> None:
    mark_entry(
        day.device.assessing,
        by=day.by,
        entry=entry.id,
        criterion=criterion.id,
        mark_as=said,
        how=How.TAP,
    )

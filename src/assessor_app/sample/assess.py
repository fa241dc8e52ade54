"""How a sample learner is assessed: seen criterion by criterion, on as many occasions as the form asks."""

from assessor_app.device import Device
from assessor_app.device.evidence import evidence_desk
from assessor_app.domain.assessment import Assessment, Decision, End
from assessor_app.domain.before import Condition, conditions_of
from assessor_app.domain.dealing import deal
from assessor_app.domain.form import Criterion, Form, Reading
from assessor_app.domain.marks import Mark, Occasion, TakenReading
from assessor_app.domain.standing import Lack, standings
from assessor_app.sample.media import photo
from assessor_app.services.assessing.answer import answer
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.assessing.ending import end
from assessor_app.services.assessing.mark import mark, take_reading, write_note
from assessor_app.services.assessing.start import new_occasion
from assessor_app.services.deciding.decide import decide
from assessor_app.services.evidence.capture import capture
from assessor_app.services.sittings.before import tick

CALIBRATED = "2026-03-14"
UNTICKED = "Aprons and shoes were on before the first board; the tick was forgotten."


def form_of(device: Device, work: Assessment) -> Form:
    return device.shelf.get(work.form_code, work.form_version)


def see_all(device: Device, *, by: str, work: Assessment, sitting: str, not_met: str = "") -> None:
    """Marks every criterion on every occasion that the form asks for; `not_met` names one that is not there yet."""
    form = form_of(device, work)
    for context in form.contexts()[1:]:
        new_occasion(device.assessing, by=by, assessment=work.id, sitting=sitting, context=context)
    for occasion in device.tables.assessments.occasions(work.id):
        for criterion in form.criteria():
            if _asked(form, criterion, occasion):
                found = Mark.NOT_MET if criterion.id == not_met else Mark.MET
                see(device, by=by, work=work, occasion=occasion, criterion=criterion, found=found)
    for question in deal(form, work.seed):
        said = tuple(range(len(question.must_say)))
        answer(device.assessing, by=by, assessment=work.id, question=question.id, mark=Mark.MET, said=said)


def _asked(form: Form, criterion: Criterion, occasion: Occasion) -> bool:
    """Whether this criterion is seen on this occasion: in its contexts, or once."""
    contexts = form.observations(criterion.id).contexts
    return occasion.context in contexts if contexts else occasion.number == 1


def tick_conditions(
    device: Device, *, by: str, sitting: str, form: tuple[str, str], left: frozenset[Condition] = frozenset()
) -> None:
    """What the form asks to be there is there; nobody ticked what is `left`."""
    for condition in conditions_of(device.shelf.get(*form)):
        if condition not in left:
            tick(device.sittings, by=by, sitting=sitting, form=form, condition=condition, holds=True)


def see(
    device: Device, *, by: str, work: Assessment, occasion: Occasion, criterion: Criterion, found: Mark
) -> None:
    """One criterion on one occasion, with the note and the readings that it wants."""
    desk = device.assessing
    where = (work.id, occasion.id, criterion.id)
    mark(desk, by=by, assessment=where[0], occasion=where[1], criterion=where[2], mark=found)
    if criterion.note:
        note = "As on the task sheet; seen and talked through."
        write_note(desk, by=by, assessment=where[0], occasion=where[1], criterion=where[2], note=note)
    for index, reading in enumerate(criterion.readings):
        take_reading(
            desk,
            by=by,
            assessment=where[0],
            occasion=where[1],
            criterion=where[2],
            index=index,
            reading=reading_of(reading),
        )


def reading_of(reading: Reading) -> TakenReading:
    """What is measured where all is well: in the middle of the limits, with an instrument."""
    limits = [limit for limit in (reading.low, reading.high) if limit is not None]
    return TakenReading(
        value=round(sum(limits) / len(limits), 2) if limits else 1.0,
        instrument=reading.instrument or "Instrument 7",
        calibrated=CALIBRATED,
        within=True if reading.task_sheet else None,
    )


def take_photos(device: Device, *, by: str, work: Assessment) -> None:
    """A photo on the newest occasion for each criterion that wants one."""
    occasion = device.tables.assessments.occasions(work.id)[-1]
    for criterion in form_of(device, work).criteria():
        if criterion.photo:
            capture(
                evidence_desk(device),
                by=by,
                assessment=work.id,
                occasion=occasion.id,
                criterion=criterion.id,
                source=photo(f"{criterion.id}: as found"),
                name="bench-camera.jpg",
                caption="As found, before anything was touched.",
                work_only=not device.tables.learners.get(work.learner).photo_consent,
            )


def find_competent(device: Device, *, by: str, work: Assessment, feedback: str) -> None:
    """Decides competent; what the sample has no picture of is overridden with a reason, and so waits for release."""
    today = device.clock.now().date()
    lacking = standings(form_of(device, work), whole_work(device.assessing, work.id), today=today)
    reasons = {
        item.key: UNTICKED if item.lack is Lack.CONDITION else "Seen on the day; the camera was flat."
        for item in lacking
        if item.overridable
    }
    decide(
        device.assessing,
        by=by,
        assessment=work.id,
        decision=Decision.COMPETENT,
        feedback=feedback,
        next_step="Ready for the next micro-credential: ask at the office when it starts.",
        overrides=reasons,
    )


def find_not_yet(device: Device, *, by: str, work: Assessment, feedback: str, how: End) -> None:
    """Ends the attempt and decides *not yet*."""
    if how is not End.COMPLETED:
        end(device.assessing, by=by, assessment=work.id, how=how)
    decide(
        device.assessing,
        by=by,
        assessment=work.id,
        decision=Decision.NOT_YET,
        feedback=feedback,
        next_step="Practise the whole task again; a new attempt from next week.",
    )

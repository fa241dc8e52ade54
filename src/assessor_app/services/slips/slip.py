"""Result slips: what a learner takes home, competent or not yet."""

from datetime import date, timedelta

from assessor_app.domain.assessment import Assessment, Decision, State, Work
from assessor_app.domain.catalogue import Catalogue, Qualification
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.standing import BEGUN_BEYOND, Lack, Standing, is_met, standings
from assessor_app.services.after.deadline import last_day
from assessor_app.services.assessing.desk import whole_work
from assessor_app.services.deciding.countersign import words_on
from assessor_app.services.slips.content import Corrected, Next, SecondWord, Shown, SlipContent, Towards
from assessor_app.services.slips.desk import SlipDesk

MAY_ASK = (Role.ASSESSOR, Role.QUALITY_ASSURER, Role.CENTRE_STAFF, Role.ADMINISTRATOR)


def slip(desk: SlipDesk, *, by: str, assessment: str) -> SlipContent:
    """The slip of a signed assessment. Raises KnownError `no-result-yet` before it is signed."""
    require_role(desk.desk.staff.get(by), *MAY_ASK)
    work = whole_work(desk.desk, assessment)
    kept = work.assessment
    learner = desk.desk.learners.get(kept.learner)
    if kept.state is not State.FINALISED or kept.decision is None or kept.end is None:
        raise KnownError("no-result-yet", learner=learner.name)
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    decided = date.fromisoformat(kept.last_decided[:10])
    competent = kept.decision is Decision.COMPETENT
    centre = desk.settings.centre()
    return SlipContent(
        assessment=kept.id,
        name=learner.name,
        number=learner.number,
        form=form,
        decided=decided,
        decision=kept.decision,
        end=kept.end,
        assessor=desk.desk.staff.get(kept.decided_by).name,
        place=_place(desk, work),
        shown=_shown(form, work),
        outstanding=() if competent else _outstanding(form, work, decided),
        feedback=kept.feedback,
        next_step=kept.next_step,
        again_from=None if competent else decided + timedelta(days=form.rules.cooling_off_days),
        towards=towards(desk.catalogue(), form.code, held_by(desk, kept.learner)),
        appeal_until=appeal_until(desk, decided),
        centre=centre.name,
        phone=centre.phone,
        sample=centre.sample,
        countersigned=tuple(
            SecondWord(person=desk.desk.staff.get(word.by), at=word.at)
            for word in words_on(desk.countersigned, work)
        ),
        corrected=_corrected(desk, kept),
        carried=_carried(form, work),
    )


def _carried(form: Form, work: Work) -> int:
    """How many criteria are met by nothing but marks of an earlier attempt."""
    met = [criterion.id for criterion in form.criteria() if is_met(work, criterion)]
    return sum(all(said.carried_from for _where, said in work.of_criterion(criterion)) for criterion in met)


def _corrected(desk: SlipDesk, kept: Assessment) -> Corrected | None:
    """What the newest correction replaced; None of a result that was never corrected."""
    corrections = desk.after.corrections(kept.id)
    if not corrections:
        return None
    before = corrections[-2].at if len(corrections) > 1 else kept.decided_at
    return Corrected(at=corrections[-1].at, replaces=before)


def slips_of(desk: SlipDesk, *, by: str, sitting: str) -> tuple[SlipContent, ...]:
    """The slips of all who finished in a sitting, in the order of their bibs."""
    require_role(desk.desk.staff.get(by), *MAY_ASK)
    entries = [entry for entry in desk.sittings.entries(sitting) if entry.assessment]
    signed = [
        entry.assessment
        for entry in entries
        if desk.desk.assessments.get(entry.assessment).state is State.FINALISED
    ]
    return tuple(slip(desk, by=by, assessment=assessment) for assessment in signed)


def appeal_until(desk: SlipDesk, decided: date) -> date:
    """The last day on which a learner may appeal, counted in calendar days from the decision."""
    return last_day(desk.settings, decided)


def held_by(desk: SlipDesk, learner: str) -> frozenset[str]:
    """Codes of the micro-credentials in which this learner was found competent."""
    return frozenset(kept.form_code for kept in desk.desk.assessments.of_learner(learner) if _is_award(kept))


def _is_award(kept: Assessment) -> bool:
    return kept.state is State.FINALISED and kept.decision is Decision.COMPETENT


def towards(catalogue: Catalogue, code: str, held: frozenset[str]) -> tuple[Towards, ...]:
    """The qualifications that a micro-credential counts towards, with what else would count and is not held."""
    return tuple(
        _towards(catalogue, one, code, held) for one in catalogue.qualifications if code in one.parts
    )


def _towards(catalogue: Catalogue, one: Qualification, code: str, held: frozenset[str]) -> Towards:
    known = {item.code: item for item in catalogue.micro_credentials}
    left = [known[part] for part in one.parts if part not in held and part != code and part in known]
    need = len(one.parts) if one.need is None else one.need
    return Towards(
        title=one.title,
        held=sum(part in held for part in one.parts),
        need=need,
        left=tuple(Next(title=item.title, planned=item.planned) for item in left),
    )


def _shown(form: Form, work: Work) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            title=task.title,
            met=tuple(criterion for criterion in task.criteria if is_met(work, criterion)),
            of=len(task.criteria),
        )
        for task in form.tasks
    )


def _outstanding(form: Form, work: Work, decided: date) -> tuple[Standing, ...]:
    """What the learner still has to show.

    What the centre did not tick is the centre's, and so is that the attempt itself needed a reason: nobody shows it again.
    """
    found = standings(form, work, today=decided)
    return tuple(item for item in found if item.lack not in {Lack.CONDITION, *BEGUN_BEYOND})


def _place(desk: SlipDesk, work: Work) -> str:
    """Where the work was last seen."""
    return desk.sittings.get(work.occasions[-1].sitting).place if work.occasions else ""

"""Who holds what towards which qualification, and which of them wait for a person's word."""

from dataclasses import dataclass
from datetime import date

from assessor_app.domain.answer import PaperState
from assessor_app.domain.catalogue import Catalogue
from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.credential import OWN_CREDENTIALS, last_day
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.stacking import Held, QualificationState, Stack, stack, stands
from assessor_app.services.awards.sheets import state
from assessor_app.services.deciding.release import require_no_own_work
from assessor_app.services.people.history import PastWork
from assessor_app.services.qualifications.issued import issued_state, issued_to
from assessor_app.services.qualifications.ports import Awarded, IssuedQualification, QualificationDesk
from assessor_app.trust.judge import LedgerEntry


@dataclass(frozen=True, kw_only=True)
class Holding:
    """A micro-credential that somebody holds, with the work behind it (None: another device's)."""

    held: Held
    assessment: str | None


@dataclass(frozen=True, kw_only=True)
class Due:
    """A learner who holds what a qualification asks for.

    `own` is whether whoever looks assessed part of it, or has a declared interest in it; `work` are the assessments that it rests on, as far as they are here.
    """

    learner: str
    name: str
    number: str
    stack: Stack
    own: bool
    work: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Towards:
    """A learner's way: qualifications awarded, each with where it stands, and others that were begun, nearest first."""

    awarded: tuple[tuple[Awarded | IssuedQualification, QualificationState], ...]
    begun: tuple[Stack, ...]
    titles: dict[str, str]


def holdings(desk: QualificationDesk, learner: str) -> tuple[Holding, ...]:
    """Each award of this learner for which a paper stands that has a credential; a provisional one ends with its paper's word."""
    found: dict[str, Holding] = {}
    for past in desk.reads.history(learner):
        for line in past.papers:
            found_in = state(desk.awards, line.number)
            if found_in in OWN_CREDENTIALS:
                registered = found_in is CertificateState.REGISTERED
                holding = _holding(desk, past, line.number, registered=registered)
                found.setdefault(holding.held.award, holding)
    return tuple(found.values())


def towards(desk: QualificationDesk, learner: str) -> Towards:
    """What this learner was awarded, and how far they are towards what they began."""
    catalogue, today = desk.catalogue(), _today(desk)
    held = [one.held for one in holdings(desk, learner)]
    awarded = _awarded(desk, learner)
    have = {one.code for one, where in awarded if where is QualificationState.STANDS}
    stacks = (stack(one, held, today=today, qualifications=have) for one in catalogue.qualifications)
    begun = [one for one in stacks if one.parts and one.qualification.code not in have]
    return Towards(
        awarded=awarded,
        begun=tuple(sorted(begun, key=lambda one: one.need - len(one.parts))),
        titles=titles_of(catalogue),
    )


def due(desk: QualificationDesk, *, by: str) -> tuple[Due, ...]:
    """Whoever holds all that a qualification asks for and was not awarded it; none where an issuer awards.

    Raises KnownError `not-allowed` for somebody who is no quality assurer.
    """
    require_role(desk.awards.staff.get(by), Role.QUALITY_ASSURER)
    if not desk.awards.centre.centre().own_root:
        return ()
    found = []
    for one in desk.catalogue().qualifications:
        need = len(one.parts) if one.need is None else one.need
        for learner in desk.table.candidates(one.parts, need=need):
            item = due_to(desk, learner, one.code, by=by)
            if item is not None:
                found.append(item)
    return tuple(sorted(found, key=lambda item: (item.stack.qualification.title, item.name)))


def due_to(desk: QualificationDesk, learner: str, code: str, *, by: str) -> Due | None:
    """What this learner may be awarded now; None where the rule is not met, or it was awarded and stands."""
    rule = next((one for one in desk.catalogue().qualifications if one.code == code), None)
    have = {
        one.code for one in desk.table.of_learner(learner) if state_of(desk, one) is QualificationState.STANDS
    }
    if rule is None or code in have:
        return None
    held = holdings(desk, learner)
    found = stack(rule, [one.held for one in held], today=_today(desk), qualifications=have)
    if not found.is_complete:
        return None
    person = desk.awards.learners.get(learner)
    awards = {part.award for part in found.parts}
    work = tuple(one.assessment for one in held if one.held.award in awards and one.assessment)
    return Due(
        learner=learner,
        name=person.name,
        number=person.number,
        stack=found,
        own=any(_concerned(desk, by, assessment) for assessment in work),
        work=work,
    )


def _awarded(
    desk: QualificationDesk, learner: str
) -> tuple[tuple[Awarded | IssuedQualification, QualificationState], ...]:
    """Those of the centre's own, and those that an issuer awarded; one that both did counts as the issuer's."""
    issued = issued_to(desk, desk.reads.history(learner))
    numbers = {one.number for one in issued}
    own = [one for one in desk.table.of_learner(learner) if one.number not in numbers]
    return (
        *((one, state_of(desk, one)) for one in own),
        *((one, issued_state(desk, one)) for one in issued),
    )


def state_of(desk: QualificationDesk, awarded: Awarded) -> QualificationState:
    """It stands while enough of the parts that it names stand and are in date."""
    today = _today(desk)
    if awarded.valid_until and today.isoformat() > awarded.valid_until:
        return QualificationState.EXPIRED
    now = {one.held.award: one.held for one in holdings(desk, awarded.learner)}
    parts = [now[part.award] for part in awarded.parts if part.award in now]
    good = stands(parts, need=awarded.need, today=today)
    return QualificationState.STANDS if good else QualificationState.WITHDRAWN


def ledger_entry(desk: QualificationDesk, cti: bytes) -> LedgerEntry | None:
    """What this centre's own records say of a qualification, for whoever checks its credential; None for one that is not here."""
    awarded = desk.table.by_cti(cti)
    if awarded is None:
        return None
    states = {
        QualificationState.STANDS: PaperState.REGISTERED,
        QualificationState.EXPIRED: PaperState.EXPIRED,
        QualificationState.WITHDRAWN: PaperState.REVOKED,
    }
    return LedgerEntry(state=states[state_of(desk, awarded)], on=date.fromisoformat(awarded.awarded_at[:10]))


def titles_of(catalogue: Catalogue) -> dict[str, str]:
    """Titles of micro-credentials and qualifications by code."""
    titles = {one.code: one.title for one in catalogue.micro_credentials}
    return titles | {one.code: one.title for one in catalogue.qualifications}


def _holding(desk: QualificationDesk, past: PastWork, number: str, *, registered: bool) -> Holding:
    paper = desk.awards.certificates.get(number)
    return Holding(
        held=Held(
            code=past.form_code,
            version=past.form_version,
            title=past.title,
            award=paper.award,
            number=number,
            achieved=date.fromisoformat(past.at[:10]),
            until=last_day(
                provisional_until=paper.provisional_until,
                valid_until=paper.valid_until,
                registered=registered,
            ),
        ),
        assessment=None if past.device else past.assessment,
    )


def _concerned(desk: QualificationDesk, by: str, assessment: str) -> bool:
    try:
        require_no_own_work(desk.deciding, by, assessment)
    except KnownError:
        return True
    return False


def _today(desk: QualificationDesk) -> date:
    return desk.awards.ledger.clock.now().date()

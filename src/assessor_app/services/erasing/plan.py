"""What may be erased of a learner, and what keeps the rest: asked before, and again when it is done."""

from collections.abc import Iterator
from datetime import date

from assessor_app.domain.assessment import State
from assessor_app.domain.certificate import STANDS, CertificateState, add_months, state_of
from assessor_app.domain.erasing import (
    ERASED_NAME,
    OPEN_STATES,
    PERSON_MONTHS,
    WORK_MONTHS,
    Held,
    Keeps,
    Plan,
    has_run_out,
)
from assessor_app.domain.people import Role, require_role
from assessor_app.services.erasing.desk import ErasingDesk
from assessor_app.services.erasing.ports import WorkRow

MAY_ERASE = (Role.ADMINISTRATOR,)


def look(desk: ErasingDesk, *, by: str, learner: str) -> Plan:
    """What could go of a learner. Raises KnownError: `not-allowed`, `no-such-learner`."""
    require_role(desk.staff.get(by), *MAY_ERASE)
    return plan_of(desk, learner)


def run_out(desk: ErasingDesk, *, by: str) -> tuple[Plan, ...]:
    """Learners of whom something need not be kept any more. Raises KnownError `not-allowed`."""
    require_role(desk.staff.get(by), *MAY_ERASE)
    today = desk.ledger.clock.now().date()
    found = desk.store.candidates(
        decided_before=add_months(today, -WORK_MONTHS).isoformat(),
        seen_before=add_months(today, -PERSON_MONTHS).isoformat(),
    )
    plans = (plan_of(desk, learner) for learner in found)
    return tuple(plan for plan in plans if plan.has_run_out)


def plan_of(desk: ErasingDesk, learner: str) -> Plan:
    """What could go, whoever asks. Raises KnownError `no-such-learner`."""
    today = desk.ledger.clock.now().date()
    known = desk.learners.get(learner)
    rows = desk.store.works(learner)
    devices = desk.store.devices(learner)
    last = max([desk.store.last_sitting(learner), *(_last_day(desk, row, today) for row in rows)])
    named = known.name != ERASED_NAME
    return Plan(
        learner=learner,
        name=known.name,
        works=tuple(_held(desk, row, today) for row in rows),
        kept=tuple(dict.fromkeys(_keeping(desk, learner, rows, devices, today))) if named else (),
        due=named and has_run_out(last, PERSON_MONTHS, today=today),
        elsewhere=devices,
    )


def _held(desk: ErasingDesk, row: WorkRow, today: date) -> Held:
    return Held(
        assessment=row.assessment,
        title=row.title,
        decided_at=row.at,
        pieces=row.pieces,
        size=row.size,
        words=row.words,
        keeps=next(_work_keeping(desk, row, today), None),
        due=has_run_out(row.at, WORK_MONTHS, today=today),
    )


def _work_keeping(desk: ErasingDesk, row: WorkRow, today: date) -> Iterator[Keeps]:
    """Evidence is what a decision rests on: it stays while somebody may still ask for it."""
    if row.appealed:
        yield Keeps.APPEAL
    if row.state in {State.OPEN, State.DECIDED}:
        yield Keeps.OPEN_WORK
    if row.award:
        states = _states(desk, row.award, today)
        # Nobody but an awarding body asks for more of a paper that is out.
        body = desk.enrolment.current() is not None
        if not states or (body and OPEN_STATES & set(states)):
            yield Keeps.AWARD_OPEN


def _keeping(
    desk: ErasingDesk, learner: str, rows: tuple[WorkRow, ...], devices: tuple[str, ...], today: date
) -> Iterator[Keeps]:
    for row in rows:
        yield from _work_keeping(desk, row, today)
        if row.award and _stands(_states(desk, row.award, today)):
            yield Keeps.AWARD_STANDS
    if desk.store.is_listed(learner):
        yield Keeps.LISTED
    if desk.enrolment.current() is not None and desk.store.is_unsent(learner):
        yield Keeps.UNSENT
    if devices:
        yield Keeps.ELSEWHERE


def _last_day(desk: ErasingDesk, row: WorkRow, today: date) -> str:
    """The day of the work, or later: until when a paper of it was valid that somebody may still show."""
    numbers = desk.certificates.of_award(row.award) if row.award else ()
    papers = zip(numbers, _states(desk, row.award, today) if numbers else (), strict=True)
    shown = [number for number, state in papers if state is CertificateState.EXPIRED]
    return max([row.at[:10], *(desk.certificates.line(number).valid_until for number in shown)])


def _stands(states: list[CertificateState]) -> bool:
    return not states or bool(STANDS & set(states))


def _states(desk: ErasingDesk, award: str, today: date) -> list[CertificateState]:
    """How each paper of an award stands."""
    lines = (desk.certificates.line(number) for number in desk.certificates.of_award(award))
    return [
        state_of(
            provisional_until=line.provisional_until,
            valid_until=line.valid_until,
            events=[event.kind for event in line.events],
            today=today,
        )
        for line in lines
    ]

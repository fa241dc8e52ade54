"""Two devices, one learner: the same number under two ids is a question for a person (`docs/sync.md`, 4)."""

from typing import Any

from sqlalchemy import select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode
from assessor_app.formats.personal import open_sealed
from assessor_app.issuer.judging.case import Case, is_id, text_in
from assessor_app.issuer.store import learners
from assessor_app.issuer.store.facts import assessment
from assessor_app.issuer.store.verdicts import Decided

_DECISIONS = frozenset({RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value})


def meet(case: Case) -> None:
    """Keeps what an accepted or a doubtful record says of its learner, and asks whether they are somebody known."""
    who = case.record.about.get("learner")
    if not is_id(who):
        return
    beside = personal_of(case)
    said = {}
    if case.record.type in _DECISIONS:
        said = {name: text_in(beside, "learner", name) for name in ("number", "name")}
    elif case.record.type == RecordType.CERTIFICATE_ISSUED:
        said = {"name": text_in(beside, "holder")}
        said |= {f"mark_{name}": text_in(beside, "identity", name) for name in ("kind", "value")}
    said = {name: text for name, text in said.items() if text}
    if not said:
        return
    learners.told(
        case.connection, centre=case.centre, learner_id=str(who), chain=case.kept.chain, at=case.now, **said
    )
    for other in _others(case, said.get("number", "")):
        learners.ask(case.connection, centre=case.centre, one=str(who), other=other, at=case.now)


def doubtful(case: Case) -> Decided | None:
    """Held where another learner with this number did the same form: whose attempt it is decides on the rules."""
    if case.record.type != RecordType.ASSESSMENT_FINALISED or HeldCode.SAME_NUMBER in case.waived:
        return None
    who = case.record.about.get("learner", "")
    for other in _others(case, text_in(personal_of(case), "learner", "number")):
        known = learners.answer_on(case.connection, centre=case.centre, one=who, other=other)
        if known not in {learners.SAME, learners.DIFFERENT} and _did(case, other):
            return case.hold(HeldCode.SAME_NUMBER)
    return None


def personal_of(case: Case) -> dict[str, Any]:
    """What stands beside the record, nothing where that is not here or cannot be read."""
    if case.kept.personal is None:
        return {}
    try:
        return open_sealed(case.kept.personal)
    except KnownError:
        return {}


def _others(case: Case, number: str) -> tuple[str, ...]:
    """Ids of other learners of the centre with this number."""
    if not number.strip():
        return ()
    who = case.record.about.get("learner")
    found = learners.with_number(case.connection, centre=case.centre, number=number)
    return tuple(one.id for one in found if one.id != who)


def _did(case: Case, learner_id: str) -> bool:
    found = case.connection.execute(
        select(assessment.c.id)
        .where(
            assessment.c.centre == case.centre,
            assessment.c.learner == learner_id,
            assessment.c.form_code == text_in(case.record.body, "form", "code"),
        )
        .limit(1)
    )
    return found.first() is not None

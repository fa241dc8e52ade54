"""The act: a quality assurer awards a qualification to somebody who holds what its rule asks for."""

import secrets
from collections.abc import Sequence
from datetime import date

from assessor_app.domain import number as numbers
from assessor_app.domain.catalogue import Qualification
from assessor_app.domain.certificate import Certificate
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.clock import stamp
from assessor_app.services.deciding.release import require_no_own_work
from assessor_app.services.qualifications.look import Due, due_to
from assessor_app.services.qualifications.ports import Awarded, AwardedPart, QualificationDesk
from assessor_app.services.records.introduce import introduce
from assessor_app.services.records.ledger import signing


def release_qualification(
    desk: QualificationDesk, *, by: str, pin: str, learner: str, code: str, clock_confirmed: bool = False
) -> Awarded:
    """Awards it in one signed record that names its parts.

    Raises KnownError: `not-allowed`, `no-own-root`, `qualification-not-due` (the rule is not met, or no longer), `own-work`,
    `interest-declared` where one is declared in a part of it, and what a PIN and signing raise.
    """
    awards = desk.awards
    person = awards.staff.get(by)
    item = _due(desk, learner, code, by=by)
    for work in item.work:
        require_no_own_work(desk.deciding, by, work)
    desk.deciding.require_pin(staff_id=by, pin=pin)
    papers = [awards.certificates.get(part.number) for part in item.stack.parts]
    parts = _parts(item, papers)
    # The spelling that was printed last is the one that was checked last.
    holder = max(papers, key=lambda paper: paper.issued_at).holder
    rule = item.stack.qualification
    with signing(awards.ledger, clock_confirmed=clock_confirmed) as pen:
        number = numbers.make(pen.chain.id, awards.ledger.records.next_certificate(pen.chain.id))
        award, cti = secrets.token_hex(16), secrets.token_bytes(16)
        now, until = stamp(awards.ledger.clock.now()), _iso(item.stack.until)
        signed = pen.sign(
            RecordType.QUALIFICATION_AWARDED,
            by=by,
            about={"award": award, "learner": learner, "qualification": code, "certificate": number},
            needs=[*(paper.record for paper in papers), *introduce(pen, [person], by=by)],
            body={
                "number": number,
                "cti": cti.hex(),
                "qualification": _rule(rule, item.stack.need),
                "parts": [_named(part) for part in parts],
                "awarded": now,
                "valid_until": until,
            },
            personal={"holder": holder, "learner": {"number": item.number, "name": item.name}},
        )
        awarded = Awarded(
            number=number,
            cti=cti,
            award=award,
            learner=learner,
            holder=holder,
            code=rule.code,
            title=rule.title,
            sector=rule.sector,
            of=rule.parts,
            need=item.stack.need,
            first=rule.prerequisites,
            parts=parts,
            awarded_at=now,
            valid_until=until,
            by=by,
            record=signed.id,
        )
        desk.table.add(awarded)
    return awarded


def _parts(item: Due, papers: Sequence[Certificate]) -> tuple[AwardedPart, ...]:
    return tuple(
        AwardedPart(
            code=part.code,
            version=part.version,
            title=part.title,
            award=part.award,
            number=part.number,
            cti=paper.cti,
            achieved=part.achieved.isoformat(),
            until=_iso(part.until),
        )
        for part, paper in zip(item.stack.parts, papers, strict=True)
    )


def _due(desk: QualificationDesk, learner: str, code: str, *, by: str) -> Due:
    require_role(desk.awards.staff.get(by), Role.QUALITY_ASSURER)
    if not desk.awards.centre.centre().own_root:
        raise KnownError("no-own-root")
    item = due_to(desk, learner, code, by=by)
    if item is None:
        raise KnownError("qualification-not-due", name=desk.awards.learners.get(learner).name)
    return item


def _rule(rule: Qualification, need: int) -> dict[str, object]:
    return {
        "code": rule.code,
        "title": rule.title,
        "sector": rule.sector,
        "of": list(rule.parts),
        "need": need,
        "first": list(rule.prerequisites),
    }


def _named(part: AwardedPart) -> dict[str, object]:
    return {
        "award": part.award,
        "number": part.number,
        "cti": part.cti.hex(),
        "form": {"code": part.code, "version": part.version},
        "achieved": part.achieved,
        "valid_until": part.until,
    }


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()

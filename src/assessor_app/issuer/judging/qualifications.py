"""A qualification that a centre awarded: by somebody who may, by the rule of this issuer's catalogue, on papers of one person."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256

from assessor_app.domain import number as numbers
from assessor_app.domain.catalogue import Qualification
from assessor_app.domain.people import Role
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.stacking import Held, Stack, stack
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.judging.case import Case, is_id, list_in, text_in
from assessor_app.issuer.judging.papers import cti_of, is_number, plain_number
from assessor_app.issuer.judging.people import has_role, introductions, markers
from assessor_app.issuer.register import entries
from assessor_app.issuer.stacking import kept
from assessor_app.issuer.stacking.due import day, holdings, rule_of
from assessor_app.issuer.stacking.kept import Awarded
from assessor_app.issuer.store import learners
from assessor_app.issuer.store.across import whole_person
from assessor_app.issuer.store.metadata import moment
from assessor_app.issuer.store.verdicts import Decided, rejected

_DECISIONS = (RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value)


def awarded(case: Case) -> Decided | None:
    """`qualification-awarded`."""
    return _named(case) or _by_whom(case) or _by_rule(case)


def take_award(case: Case) -> None:
    """It gets its credential as a paper does: by the queue."""
    cti, found = cti_of(case.text("cti")), _stack(case)
    if cti is None or found is None or kept.of_digest(case.connection, **_key(case, cti)) is not None:
        return
    rule = found.qualification
    kept.add(
        case.connection,
        Awarded(
            centre=case.centre,
            digest=sha256(cti).hexdigest(),
            award=case.record.about["award"],
            learner=case.record.about["learner"],
            code=rule.code,
            title=rule.title,
            sector=rule.sector,
            of=rule.parts,
            need=found.need,
            first=rule.prerequisites,
            parts=tuple(part.award for part in found.parts),
            number=plain_number(case.text("number")),
            cti=cti,
            until=day(found.until),
            awarded_at=moment(datetime.fromisoformat(case.text("awarded"))),
            by=case.record.by or "",
        ),
    )


def _named(case: Case) -> Decided | None:
    """Its number is of this very chain, and neither it nor the cti was given out before."""
    about, cti, number = case.record.about, cti_of(case.text("cti")), plain_number(case.text("number"))
    first = plain_number(numbers.make(case.chain.id, 1))[:8]
    if cti is None or not is_number(number) or not number.startswith(first):
        return rejected(RejectedCode.RULES)
    if not (is_id(about.get("award")) and is_id(about.get("learner"))) or _moment(case) is None:
        return rejected(RejectedCode.RULES)
    same = kept.of_digest(case.connection, **_key(case, cti))
    taken = (
        entries.by_number(case.connection, case.centre, number) is not None
        or entries.by_digest(case.connection, sha256(cti).hexdigest()) is not None
        or (same is not None and same.award != about["award"])
    )
    return rejected(RejectedCode.NUMBER_TAKEN) if taken else None


def _by_whom(case: Case) -> Decided | None:
    """A quality assurer whose hand is in none of the parts."""
    by = case.record.by or ""
    works = [work for paper in _papers(case) for work in case.needed(*_DECISIONS, of=paper)]
    free = not any(by in markers(work) for work in works)
    allowed = free and has_role(introductions(case).get(by), Role.QUALITY_ASSURER)
    return None if allowed else case.refuse(RejectedCode.NOT_ALLOWED)


def _by_rule(case: Case) -> Decided | None:
    """The rule is what this issuer's catalogue says; the papers are one person's, and were in date on that day."""
    rule = rule_of(case.connection, text_in(case.record.body, "qualification", "code"))
    if rule is None:
        return rejected(RejectedCode.FORM_UNKNOWN)
    if not _is_of(rule, case):
        return rejected(RejectedCode.FORM_DIFFERS)
    ids = learners.one_person(case.connection, centre=case.centre, learner_id=case.record.about["learner"])
    if not _is_held(case, ids):
        return rejected(RejectedCode.RULES)
    people = whole_person(case.connection, centre=case.centre, learner_id=case.record.about["learner"])
    have = kept.of_people(case.connection, people=people, today=case.now.date().isoformat())
    if set(rule.prerequisites) - {*have, *_codes(case, ids)}:
        return case.refuse(RejectedCode.RULES)
    return case.hold(HeldCode.DUPLICATE) if rule.code in have else None


def _is_held(case: Case, ids: frozenset[str]) -> bool:
    """Whether the parts that it names are its papers, all of this person, and were enough on that day."""
    papers, found = _papers(case), _stack(case)
    named = {text_in(part, "award") for part in list_in(case.record.body, "parts")}
    return (
        found is not None
        and case.record.about.get("qualification") == found.qualification.code
        and named == {paper.about.get("award", "") for paper in papers}
        and all(paper.about.get("learner") in ids for paper in papers)
        and len(found.parts) >= found.need
    )


def _codes(case: Case, ids: frozenset[str]) -> set[str]:
    """Forms of which this person has a registered paper."""
    held = holdings(case.connection, [(case.centre, one) for one in ids])
    return {facts.form.code for _paper, facts in held}


def _is_of(rule: Qualification, case: Case) -> bool:
    said = case.record.body.get("qualification")
    need = len(rule.parts) if rule.need is None else rule.need
    return (
        isinstance(said, dict)
        and said.get("of") == list(rule.parts)
        and said.get("need") == need
        and said.get("first") == list(rule.prerequisites)
    )


def _stack(case: Case) -> Stack | None:
    """What was held on the day of the award, of what the record names."""
    rule = rule_of(case.connection, text_in(case.record.body, "qualification", "code"))
    at = _moment(case)
    if rule is None or at is None:
        return None
    return stack(rule, list(_held(case)), today=at.date())


def _held(case: Case) -> Iterator[Held]:
    for paper in _papers(case):
        yield Held(
            code=text_in(paper.body, "form", "code"),
            version=text_in(paper.body, "form", "version"),
            title="",
            award=paper.about.get("award", ""),
            number=text_in(paper.body, "number"),
            achieved=_day(paper, "issued") or date.min,
            until=_day(paper, "valid_until"),
        )


def _day(paper: Record, name: str) -> date | None:
    try:
        return date.fromisoformat(text_in(paper.body, name)[:10])
    except ValueError:
        return None


def _papers(case: Case) -> tuple[Record, ...]:
    return case.needed(RecordType.CERTIFICATE_ISSUED.value)


def _moment(case: Case) -> datetime | None:
    try:
        found = datetime.fromisoformat(case.text("awarded"))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _key(case: Case, cti: bytes) -> dict[str, str]:
    return {"centre": case.centre, "digest": sha256(cti).hexdigest()}

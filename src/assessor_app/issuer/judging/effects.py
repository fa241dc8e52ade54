"""What an accepted record changes: assessments and awards, and the papers in the register."""

from datetime import datetime

from sqlalchemy import insert, update

from assessor_app.domain import number as numbers
from assessor_app.domain.answer import PaperState
from assessor_app.domain.assessment import USES_ATTEMPT
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.formats.register import hashed
from assessor_app.issuer.judging.assessments import STANDS
from assessor_app.issuer.judging.case import Case, is_id
from assessor_app.issuer.judging.erasing import take_away
from assessor_app.issuer.judging.papers import cti_of, is_number, plain_number
from assessor_app.issuer.judging.qualifications import take_award
from assessor_app.issuer.register import entries
from assessor_app.issuer.register.changing import award_state, change, end_award, enter, today
from assessor_app.issuer.register.entries import Paper
from assessor_app.issuer.store.facts import assessment, award
from assessor_app.issuer.store.metadata import moment

# It is not known that the device said so.
_NOBODY_SAID = frozenset(
    {RejectedCode.SIGNATURE, RejectedCode.MISPLACED, RejectedCode.OTHER_KEY, RejectedCode.NUMBER_TAKEN}
)
# Made once: to build a statement takes longer than to run it.
_ADD, _ADD_AWARD = insert(assessment), insert(award)


def take_effect(case: Case) -> None:
    """In the transaction of the verdict *accepted*."""
    act = _ACTS.get(case.record.type)
    if act is not None:
        act(case)


def refuse_paper(case: Case, code: HeldCode | RejectedCode | None) -> None:
    """A paper of this very chain whose record was rejected is listed as rejected, where nothing else is known of it."""
    cti, number = cti_of(case.text("cti")), plain_number(case.text("number"))
    if case.record.type != RecordType.CERTIFICATE_ISSUED or cti is None or code in _NOBODY_SAID:
        return
    own = is_number(number) and number.startswith(plain_number(numbers.make(case.chain.id, 1))[:8])
    known = entries.by_digest(case.connection, hashed(cti).hex())
    if own and known is None and is_id(case.record.about.get("award")):
        _list(case, cti, PaperState.REJECTED)


def _decided(case: Case) -> None:
    about, body = case.record.about, case.record.body
    revision = body.get("revision")
    values = {
        "learner": about.get("learner", ""),
        "form_code": body["form"]["code"],
        "form_version": body["form"]["version"],
        "attempt": body["attempt"],
        "decision": case.text("decision"),
        "decided_at": _in_utc(case.text("decided")),
        "award": about.get("award"),
        "revision": revision if isinstance(revision, int) else 1,
        "record": case.record.id,
        "uses_attempt": int(case.text("end") in USES_ATTEMPT),
        "state": STANDS,
    }
    key = {"centre": case.centre, "id": about.get("assessment", "")}
    if case.record.type == RecordType.CORRECTED:
        case.connection.execute(
            update(assessment)
            .where(assessment.c.centre == key["centre"], assessment.c.id == key["id"])
            .values(**values)
        )
    else:
        case.connection.execute(_ADD, {**key, **values})
    if about.get("award") and award_state(case.connection, case.centre, about["award"]) is None:
        case.connection.execute(
            _ADD_AWARD,
            {
                "centre": case.centre,
                "id": about["award"],
                "assessment": key["id"],
                "state": STANDS,
                "changed_at": moment(case.now),
            },
        )


def _issued(case: Case) -> None:
    cti = cti_of(case.text("cti"))
    if cti is None:
        raise ValueError("an accepted certificate has a cti")
    known = entries.by_digest(case.connection, hashed(cti).hex())
    taken = {state.value: state for state in (PaperState.REVOKED, PaperState.ANNULLED)}
    state = taken.get(
        award_state(case.connection, case.centre, case.record.about["award"]) or STANDS, PaperState.REGISTERED
    )
    if known is None:
        _list(case, cti, state)
    else:
        change(case.connection, known, state, now=case.now)


def _superseded(case: Case) -> None:
    paper = entries.by_number(case.connection, case.centre, plain_number(case.text("number")))
    # Of two replacements a person chose this one.
    chosen = HeldCode.CONFLICT in case.waived
    states = {PaperState.REGISTERED, PaperState.SUPERSEDED} if chosen else {PaperState.REGISTERED}
    if paper is not None and paper.state in states:
        by = plain_number(case.text("by"))
        change(case.connection, paper, PaperState.SUPERSEDED, now=case.now, successor=by)


def _revoked(case: Case) -> None:
    _end_award(case, case.record.about.get("award", ""), PaperState.REVOKED)


def _appeal(case: Case) -> None:
    """An upheld appeal may take an assessment from the attempts that count."""
    if case.text("step") == "decided" and case.text("remedy") == "new-attempt":
        case.connection.execute(
            update(assessment)
            .where(
                assessment.c.centre == case.centre,
                assessment.c.id == case.record.about.get("assessment", ""),
            )
            .values(uses_attempt=0)
        )


def _annulled(case: Case) -> None:
    case.connection.execute(
        update(assessment)
        .where(assessment.c.centre == case.centre, assessment.c.id == case.record.about.get("assessment", ""))
        .values(state=PaperState.ANNULLED.value)
    )
    if case.record.about.get("award"):
        _end_award(case, case.record.about["award"], PaperState.ANNULLED)


def _end_award(case: Case, award_id: str, state: PaperState) -> None:
    if not is_id(award_id):
        return
    about = case.record.about.get("assessment")
    end_award(
        case.connection,
        centre=case.centre,
        award_id=award_id,
        assessment=about if about and is_id(about) else "",
        state=state,
        now=case.now,
    )


def _list(case: Case, cti: bytes, state: PaperState) -> None:
    paper = Paper(
        centre=case.centre,
        digest=hashed(cti).hex(),
        state=state.value,
        on_day=today(case.now).isoformat(),
        successor=None,
        number=plain_number(case.text("number")),
        award=case.record.about["award"],
        chain=case.kept.chain,
        seq=case.kept.seq,
    )
    enter(case.connection, paper, now=case.now)


def _in_utc(text: str) -> str:
    return moment(datetime.fromisoformat(text))


_ACTS = {
    RecordType.ASSESSMENT_FINALISED.value: _decided,
    RecordType.CORRECTED.value: _decided,
    RecordType.CERTIFICATE_ISSUED.value: _issued,
    RecordType.SUPERSEDED.value: _superseded,
    RecordType.QUALIFICATION_AWARDED.value: take_award,
    RecordType.REVOKED.value: _revoked,
    RecordType.ANNULLED.value: _annulled,
    RecordType.APPEAL.value: _appeal,
    RecordType.ERASED.value: take_away,
}

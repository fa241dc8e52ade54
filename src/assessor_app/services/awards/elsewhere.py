"""A certificate of work that another device recorded: what it rests on, from that device's signed records.

Supersession names a certificate, and the first that is registered holds (docs/decisions/0016): any device of the centre may
make it. The paper that it makes is its own: its number, its key, its code.
"""

from datetime import date
from typing import Any

from assessor_app.domain.assessment import Assessment, Decision, End, State
from assessor_app.domain.certificate import Certificate
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark, Occasion
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.domain.sitting import Method
from assessor_app.formats import compact, signed_record
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import Record
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.grounds import Grounds
from assessor_app.services.deciding.ports import Release, ReleaseKind
from assessor_app.services.elsewhere.ports import RecordElsewhere, WorkElsewhere
from assessor_app.services.records.ports import KeptRecord


def grounds_elsewhere(desk: AwardDesk, work: WorkElsewhere, paper: Certificate) -> Grounds:
    """What `paper` rests on.

    Raises KnownError: `people-elsewhere` where whoever is printed on it is not known here, `no-such-form` and
    `form-version-changed` where its form is not, or not in the same words.
    """
    decision = _read(desk, work.record)
    if desk.forms.digest(work.form_code, work.form_version) != decision.body["form"]["sha256"]:
        raise KnownError("form-version-changed", form=f"{work.form_code} v{work.form_version}")
    release = _release(desk, work)
    for person in (work.decided_by, release.by if release else ""):
        if person:
            _require_known(desk, person, work)
    return Grounds(
        assessment=_assessment(work, decision),
        award=work.award,
        record=work.record,
        learner=_learner(desk, work, paper),
        occasions=[_occasion(one) for one in decision.body["occasions"]],
        release=release,
        methods=_methods(decision.body),
        challenged=bool(decision.body.get("challenges")),
    )


def is_known(desk: AwardDesk, learner: str) -> bool:
    """Whether this learner is written down here."""
    try:
        desk.learners.get(learner)
    except KnownError:
        return False
    return True


def _require_known(desk: AwardDesk, person: str, work: WorkElsewhere) -> None:
    try:
        desk.staff.get(person)
    except KnownError as error:
        raise KnownError("people-elsewhere", device=work.device) from error


def _read(desk: AwardDesk, record_id: str) -> Record:
    return signed_record.decode(compact.split(_kept(desk, record_id).jws).payload)


def _kept(desk: AwardDesk, record_id: str) -> RecordElsewhere | KeptRecord:
    """The other device's, or this one's own where it made the paper before."""
    return desk.elsewhere.record(record_id) or desk.ledger.records.get(record_id)


def _assessment(work: WorkElsewhere, decision: Record) -> Assessment:
    overrides = decision.body.get("overrides", [])
    return Assessment(
        id=work.assessment,
        learner=work.learner,
        form_code=work.form_code,
        form_version=work.form_version,
        attempt=work.attempt,
        seed=int(decision.body["seed"]),
        started_at=work.started_at,
        state=State.ANNULLED if work.annulled else State.FINALISED,
        end=End(work.end),
        decision=Decision(work.decision),
        overrides=dict.fromkeys(overrides, ""),
        decided_by=work.decided_by,
        decided_at=work.decided_at,
    )


def _release(desk: AwardDesk, work: WorkElsewhere) -> Release | None:
    if not work.release:
        return None
    record = _read(desk, work.release)
    return Release(
        assessment=work.assessment,
        kind=ReleaseKind.RETURNED if work.returned else ReleaseKind.RELEASED,
        by=record.by or "",
        at=record.at,
        looked_at=work.assessment in record.body.get("looked_at", ()),
        note="",
        record=record.id,
    )


def _learner(desk: AwardDesk, work: WorkElsewhere, paper: Certificate) -> Learner:
    """As the paper shows them: name and identity mark stand beside its record."""
    kept = _kept(desk, paper.record)
    beside = open_sealed(kept.personal) if kept.personal is not None else {}
    mark = beside.get("identity") or {}
    kind, value = mark.get("kind", ""), str(mark.get("value", ""))
    return Learner(
        id=work.learner,
        name=paper.holder,
        number=work.learner_number,
        identity_mark=IdentityMark(kind) if kind else IdentityMark.NONE,
        id_last_four=value if kind == IdentityMark.ID_LAST_FOUR else "",
        birth_date=date.fromisoformat(value) if kind == IdentityMark.BIRTH_DATE else None,
    )


def _occasion(one: dict[str, Any]) -> Occasion:
    return Occasion(
        id=str(one["number"]),
        sitting=str(one["sitting"]),
        number=int(one["number"]),
        date=str(one["date"]),
        context=str(one["context"]),
        environment=str(one["environment"]),
    )


def _methods(body: dict[str, Any]) -> frozenset[Method]:
    """By what the criteria that are met were shown; what a challenge test was on belongs to prior learning."""
    tested = {
        (test.get("occasion"), criterion)
        for test in body.get("challenges", ())
        for criterion in test.get("criteria", ())
    }
    hows = {
        How.RPL if (one["occasion"], one["criterion"]) in tested else How(one["how"])
        for one in body["marks"]
        if one["mark"] == Mark.MET
    }
    prior = {Method.RPL} if How.RPL in hows else set()
    return frozenset(prior | ({Method.OBSERVATION} if hows - {How.RPL} else set()))

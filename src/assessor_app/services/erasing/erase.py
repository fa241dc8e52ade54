"""Erased: an act of a person, signed, that takes away words, evidence or who somebody is, and leaves the chain whole."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessor_app.domain.erasing import ERASED_NAME, Extent, Held, Keeps, Plan, Why
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.domain.record_types import RecordType
from assessor_app.services.clock import stamp
from assessor_app.services.erasing.desk import ErasingDesk
from assessor_app.services.erasing.plan import MAY_ERASE, plan_of
from assessor_app.services.people.pin import require_pin
from assessor_app.services.records.ledger import Pen, signing
from assessor_app.services.records.ports import KeptRecord

_WORDS = frozenset({RecordType.REMARKED.value, RecordType.ANNULLED.value, RecordType.APPEAL.value})
"""What has nothing but words beside it."""
_REST_ON_EVIDENCE = frozenset({RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value})


@dataclass(frozen=True, kw_only=True)
class Erasing:
    """What somebody asks for."""

    learner: str
    extent: Extent
    why: Why


@dataclass(frozen=True, kw_only=True)
class Erased:
    """What went: pieces of evidence, works that lost their words, whether the learner is nobody now; `records` were signed."""

    pieces: int
    works: int
    person: bool
    records: int


def erase(desk: ErasingDesk, *, by: str, pin: str, erasing: Erasing, clock_confirmed: bool = False) -> Erased:
    """Erases for good what may go. What is kept by an appeal, by open work or by an award stays.

    Of `Extent.WORK` the works that may go lose evidence and words; `Extent.PERSON` goes whole or not at all. Raises KnownError:
    `not-allowed`, `no-such-learner`, `erase-nothing`, `erase-not-due` (retention asked for what has not run out), `erase-kept` (with
    what keeps it), and what PINs and signing raise.
    """
    require_role(desk.staff.get(by), *MAY_ERASE)
    _require_may_go(plan_of(desk, erasing.learner), erasing)
    require_pin(desk.pins, staff_id=by, pin=pin)
    files: list[str] = []
    with signing(desk.ledger, clock_confirmed=clock_confirmed) as pen:
        plan = plan_of(desk, erasing.learner)
        going = _require_may_go(plan, erasing)
        act = _Act(desk, pen, by, erasing.why)
        for one in going:
            files += act.empty(one)
        person = erasing.extent is Extent.PERSON
        if person:
            act.forget(erasing.learner)
        done = Erased(
            pieces=sum(one.pieces for one in going),
            works=sum(one.words for one in going),
            person=person,
            records=len(pen.signed),
        )
    for file in files:
        # Without its key it is noise; what cannot be deleted now is swept at a later start.
        with contextlib.suppress(KnownError):
            desk.files.remove(file)
    return done


def _require_may_go(plan: Plan, erasing: Erasing) -> tuple[Held, ...]:
    """The works that go. Raises KnownError `erase-nothing`, `erase-not-due`, `erase-kept`."""
    if erasing.extent is Extent.PERSON:
        return _require_person(plan, erasing.why)
    going = plan.going(erasing.why)
    if going:
        return going
    if plan.going(Why.REQUEST):
        raise KnownError("erase-not-due")
    kept = {one.keeps for one in plan.works if one.holds}
    for reason in Keeps:
        if reason in kept:
            raise KnownError("erase-kept", keeps=reason.value)
    raise KnownError("erase-nothing")


def _require_person(plan: Plan, why: Why) -> tuple[Held, ...]:
    if plan.name == ERASED_NAME:
        raise KnownError("erase-nothing")
    for reason in Keeps:
        if reason in plan.kept:
            raise KnownError("erase-kept", keeps=reason.value, devices=", ".join(plan.elsewhere))
    if why is Why.RETENTION and not plan.due:
        raise KnownError("erase-not-due")
    return plan.going(Why.REQUEST)


class _Act:
    """One erasing inside its transaction."""

    def __init__(self, desk: ErasingDesk, pen: Pen, by: str, why: Why) -> None:
        self._desk, self._pen, self._by, self._why = desk, pen, by, why

    def empty(self, held: Held) -> tuple[str, ...]:
        """Signs that evidence and words of one piece of work went; the names of its files."""
        store = self._desk.store
        about = self._desk.ledger.records.about("assessment", held.assessment)
        named = store.hashes(held.assessment)
        rested = [one for one in about if one.type in _REST_ON_EVIDENCE]
        if named and rested:
            # One record is enough: what is erased is erased for each revision that names it.
            self._sign(rested[0].id, personal=False, evidence=named)
        words = [one.id for one in about if one.type in _WORDS and one.personal is not None]
        self._drop([*words, *store.release_remark(held.assessment)])
        return store.empty_work(held.assessment, at=stamp(self._desk.ledger.clock.now()))

    def forget(self, learner: str) -> None:
        """Signs that who this is went, from beside every record about them and about their papers."""
        self._drop(dict.fromkeys(one.id for one in self._naming(learner) if one.personal is not None))
        self._desk.store.empty_person(learner)

    def _naming(self, learner: str) -> Iterator[KeptRecord]:
        records = self._desk.ledger.records
        yield from records.about("learner", learner)
        for number in self._desk.store.papers(learner):
            yield from records.about("certificate", number)

    def _drop(self, records: Iterable[str]) -> None:
        dropped = list(records)
        for record in dropped:
            self._sign(record, personal=True, evidence=())
        self._desk.store.forget_personal(dropped)

    def _sign(self, record: str, *, personal: bool, evidence: tuple[str, ...]) -> None:
        self._pen.sign(
            RecordType.ERASED,
            by=self._by,
            about={"record": record},
            body={"personal": personal, "evidence": list(evidence), "why": self._why.value},
        )

"""A record as somebody must see it to decide: who, what, when, by whom, what was decided and what stands against it."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from assessor_app.domain.errors import KnownError
from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.formats.personal import open_sealed
from assessor_app.formats.signed_record import Record
from assessor_app.issuer.deciding.decide import WAIVABLE
from assessor_app.issuer.deciding.summary import Work, summary
from assessor_app.issuer.judging.case import is_id, text_in
from assessor_app.issuer.judging.judge import read
from assessor_app.issuer.store import catalogue, centres, chains, erasures, learners, records
from assessor_app.issuer.store.facts import record, verdict
from assessor_app.issuer.store.records import Kept, Place
from assessor_app.issuer.store.stranded import Stranded

_DECISIONS = frozenset({RecordType.ASSESSMENT_FINALISED.value, RecordType.CORRECTED.value})
_MOST_NEEDS = 50


@dataclass(frozen=True, kw_only=True)
class Need:
    """A record that this one rests on, and where it stands; `place` is None while it is not here."""

    id: str
    type: str
    place: Place | None


@dataclass(frozen=True, kw_only=True)
class Said:
    """A verdict of the record's history."""

    n: int
    outcome: str
    code: str
    sentence: str
    missing: tuple[str, ...]
    by: str
    at: str


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Texts are empty where the record does not say, or what says it is not here.

    `by` is the registration number of who signed, else the beginning of their id; `erased` when its personal part was erased (ISO
    8601), empty where it was not.
    """

    place: Place
    id: str
    type: str
    at: str
    stored_at: str
    centre_name: str
    device: str
    device_name: str
    learner: str
    learner_number: str
    paper: str
    form: str
    form_title: str
    by: str
    person: str
    work: Work | None
    needs: tuple[Need, ...]
    history: tuple[Said, ...]
    erased: str = ""

    @property
    def open(self) -> tuple[Need, ...]:
        """What it rests on and that was not accepted, or is not here."""
        return tuple(one for one in self.needs if one.place is None or one.place.outcome != Outcome.ACCEPTED)

    @property
    def missing(self) -> tuple[str, ...]:
        """What its newest verdict says is missing and is no record: pieces of evidence, by their hash."""
        known = {one.id for one in self.needs}
        return tuple(one for one in (self.history[-1].missing if self.history else ()) if one not in known)

    @property
    def waivable(self) -> bool:
        """Whether a person may set aside what stands against it."""
        return self.place.code in WAIVABLE


def shown(connection: Connection, place: Place) -> Shown:
    """Raises KnownError("record-not-here")."""
    found = records.between(
        connection, centre=place.centre, chain=place.chain, first=place.seq, last=place.seq
    )
    chain = chains.find(connection, place.chain)
    if not found or chain is None:
        raise KnownError("record-not-here")
    return _shown(
        connection,
        place,
        found[0],
        device=chain.device,
        stored_at=_stored_at(connection, place),
        history=_history(connection, place),
    )


def shown_stranded(connection: Connection, one: Stranded) -> Shown:
    """A record for which its old chain has no place. Raises KnownError("record-not-here")."""
    kept = Kept(
        centre=one.centre,
        chain=one.chain,
        seq=one.seq,
        id=one.id,
        type=one.type,
        jws=one.jws,
        hash=one.hash,
        personal=one.personal,
    )
    place = Place(
        centre=one.centre,
        chain=one.chain,
        seq=one.seq,
        outcome=one.outcome,
        code=HeldCode.STRANDED.value,
        n=one.n,
    )
    return _shown(connection, place, kept, device=one.device, stored_at=one.at, history=())


def _shown(
    connection: Connection,
    place: Place,
    kept: Kept,
    *,
    device: str,
    stored_at: str,
    history: tuple[Said, ...],
) -> Shown:
    centre = centres.find_centre(connection, place.centre)
    if centre is None:
        raise KnownError("record-not-here")
    said = read(kept) if kept.id is not None else None
    known = centres.find_device(connection, device)
    needs = _needs(connection, place.centre, said)
    form = _form(connection, said)
    who = _who(connection, place.centre, said, kept)
    return Shown(
        place=place,
        id=kept.id or "",
        type=kept.type or "",
        at=said.at if said else "",
        stored_at=stored_at,
        centre_name=centre.name,
        device=device,
        device_name=known.name if known else "",
        learner=who[0],
        learner_number=who[1],
        paper=text_in(said.body, "number") if said else "",
        form=form[0],
        form_title=form[1],
        by=_registration(connection, place.centre, said),
        person=(said.by or "") if said else "",
        work=_work(connection, place.centre, said, needs),
        needs=needs,
        history=history,
        erased=erasures.erased_at(
            connection, centre=place.centre, subject=erasures.of_personal(place.chain, place.seq)
        ),
    )


def _who(connection: Connection, centre: str, said: Record | None, kept: Kept) -> tuple[str, str]:
    """Name and number: what stands beside the record itself, else what was last told of its learner; who was introduced."""
    if said is None:
        return "", ""
    beside = _beside(kept)
    if said.type == RecordType.PERSON_INTRODUCED:
        return text_in(beside, "registration") or str(said.about.get("person", ""))[:8], ""
    about = said.about.get("learner")
    known = learners.find(connection, centre=centre, learner_id=str(about)) if is_id(about) else None
    name = text_in(beside, "holder") or text_in(beside, "learner", "name") or (known.name if known else "")
    return name, text_in(beside, "learner", "number") or (known.number if known else "")


def _beside(kept: Kept) -> dict[str, Any]:
    try:
        return open_sealed(kept.personal) if kept.personal is not None else {}
    except KnownError:
        return {}


def _form(connection: Connection, said: Record | None) -> tuple[str, str]:
    """`CODE@VERSION` and its title."""
    if said is None:
        return "", ""
    code, version = text_in(said.body, "form", "code"), text_in(said.body, "form", "version")
    if not code:
        code, _, version = str(said.about.get("form") or "").partition("@")
    row = catalogue.find_form(connection, code, version) if code else None
    return (f"{code}@{version}" if code else ""), (row.title if row else "")


def _registration(connection: Connection, centre: str, said: Record | None) -> str:
    """How whoever signed is registered, as the record's own introductions say."""
    if said is None or said.by is None:
        return ""
    for needed in said.needs[:_MOST_NEEDS]:
        for one in records.of_id(connection, centre=centre, record_id=needed):
            introduced = one.type == RecordType.PERSON_INTRODUCED and one.id is not None
            if introduced and read(one).about.get("person") == said.by:
                found = text_in(_beside(one), "registration")
                if found:
                    return found
    return said.by[:8]


def _needs(connection: Connection, centre: str, said: Record | None) -> tuple[Need, ...]:
    found = []
    for needed in dict.fromkeys(said.needs[:_MOST_NEEDS] if said else ()):
        here = records.of_id(connection, centre=centre, record_id=needed)
        for one in here:
            place = records.place(connection, centre=centre, chain=one.chain, seq=one.seq)
            found.append(Need(id=needed, type=one.type or "", place=place))
        if not here:
            found.append(Need(id=needed, type="", place=None))
    return tuple(found)


def _work(connection: Connection, centre: str, said: Record | None, needs: tuple[Need, ...]) -> Work | None:
    """The decision of this record, or the one that it rests on."""
    if said is not None and said.type in _DECISIONS:
        return summary(said)
    if said is None or not is_id(said.about.get("assessment")):
        return None
    for need in needs:
        if need.type in _DECISIONS and need.place is not None:
            (kept,) = records.between(
                connection,
                centre=centre,
                chain=need.place.chain,
                first=need.place.seq,
                last=need.place.seq,
            )
            return summary(read(kept))
    return None


def _stored_at(connection: Connection, place: Place) -> str:
    found: str = connection.execute(
        select(record.c.stored_at).where(
            record.c.centre == place.centre, record.c.chain == place.chain, record.c.seq == place.seq
        )
    ).scalar_one()
    return found


def _history(connection: Connection, place: Place) -> tuple[Said, ...]:
    rows = connection.execute(
        select(verdict)
        .where(verdict.c.centre == place.centre, verdict.c.chain == place.chain, verdict.c.seq == place.seq)
        .order_by(verdict.c.n)
    )
    return tuple(
        Said(
            n=row.n,
            outcome=row.outcome,
            code=next(iter(json.loads(row.codes)), ""),
            sentence=row.sentence,
            missing=tuple(json.loads(row.missing)),
            by=row.by,
            at=row.at,
        )
        for row in rows
    )

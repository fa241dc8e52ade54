"""Clocks: what an awarding body need not keep any longer goes when they have run out (`docs/data.md`)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from assessor_app.domain.record_types import RecordType
from assessor_app.formats import compact, signed_record
from assessor_app.issuer.erasing.erase import erase_evidence, erase_personal
from assessor_app.issuer.store import erasures
from assessor_app.issuer.store.facts import assessment, evidence, personal, record
from assessor_app.issuer.store.metadata import moment

BY = "retention"
# What registers a certificate, and who may decide: it stays as long as the award stands.
_NEEDED = frozenset(
    {
        RecordType.ASSESSMENT_FINALISED,
        RecordType.CORRECTED,
        RecordType.CERTIFICATE_ISSUED,
        RecordType.NAME_CORRECTED,
        RecordType.PERSON_INTRODUCED,
    }
)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """Days from the day on which it came here: for keys of evidence, and for words that a sample brought. None: for ever."""

    evidence: int | None = None
    remarks: int | None = None


@dataclass(frozen=True, kw_only=True)
class LetGo:
    """How many pieces of evidence, and how many personal parts."""

    evidence: int
    remarks: int


def let_go(connection: Connection, clocks: Clocks, *, now: datetime, only_count: bool = False) -> LetGo:
    """Erases what has run out, of work against which no appeal is open."""
    open_appeals = _open_appeals(connection)
    pieces = _evidence(connection, clocks.evidence, open_appeals, now=now)
    words = _remarks(connection, clocks.remarks, open_appeals, now=now)
    if not only_count:
        for centre, content in pieces:
            erase_evidence(connection, centre=centre, content=content, by=BY, now=now)
        for centre, chain, seq in words:
            erase_personal(connection, centre=centre, chain=chain, seq=seq, by=BY, now=now)
    return LetGo(evidence=len(pieces), remarks=len(words))


def _evidence(
    connection: Connection, days: int | None, held: set[tuple[str, str]], *, now: datetime
) -> list[tuple[str, str]]:
    if days is None:
        return []
    before = moment(now - timedelta(days=days))
    rows = connection.execute(
        select(evidence.c.centre, evidence.c.content, assessment.c.id)
        .outerjoin(
            assessment,
            (assessment.c.centre == evidence.c.centre) & (assessment.c.record == evidence.c.record),
        )
        .where(evidence.c.named_at < before)
        .order_by(evidence.c.centre, evidence.c.content)
    ).all()
    due = dict.fromkeys((row.centre, row.content) for row in rows if (row.centre, row.id or "") not in held)
    return [
        one
        for one in due
        if not erasures.is_erased(connection, centre=one[0], subject=erasures.of_evidence(one[1]))
    ]


def _remarks(
    connection: Connection, days: int | None, held: set[tuple[str, str]], *, now: datetime
) -> list[tuple[str, str, int]]:
    if days is None:
        return []
    before = moment(now - timedelta(days=days))
    rows = connection.execute(
        select(record.c.centre, record.c.chain, record.c.seq, record.c.jws)
        .join(
            personal,
            (personal.c.centre == record.c.centre)
            & (personal.c.chain == record.c.chain)
            & (personal.c.seq == record.c.seq),
        )
        .where(record.c.stored_at < before, record.c.type.not_in([one.value for one in _NEEDED]))
        .order_by(record.c.centre, record.c.chain, record.c.seq)
    ).all()
    return [
        (row.centre, row.chain, row.seq)
        for row in rows
        if (row.centre, _about(row.jws).get("assessment", "")) not in held
    ]


def _open_appeals(connection: Connection) -> set[tuple[str, str]]:
    """(centre, assessment) of every appeal that was lodged and not decided."""
    rows = connection.execute(
        select(record.c.centre, record.c.jws).where(record.c.type == RecordType.APPEAL.value)
    ).all()
    lodged: dict[tuple[str, str], tuple[str, str]] = {}
    decided: set[tuple[str, str]] = set()
    for row in rows:
        said = signed_record.decode(compact.split(row.jws.decode("utf-8")).payload)
        appeal = (row.centre, said.about.get("appeal", ""))
        if said.body.get("step") == "decided":
            decided.add(appeal)
        else:
            lodged[appeal] = (row.centre, said.about.get("assessment", ""))
    return {work for appeal, work in lodged.items() if appeal not in decided}


def _about(jws: bytes) -> dict[str, str]:
    return signed_record.decode(compact.split(jws.decode("utf-8")).payload).about

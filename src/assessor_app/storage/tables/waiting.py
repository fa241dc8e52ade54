"""What the page of the closed count reads, and what must have its record."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from assessor_app.domain.record_types import RecordType
from assessor_app.domain.verdict import HERE, RejectedCode
from assessor_app.services.records.check import Resting
from assessor_app.services.records.waiting import Only, OpenWork, Place, WaitingRecord
from assessor_app.storage.engine.store import Store

_PLACES = {
    Only.REJECTED: "SELECT 1 AS grave, 'rejected' AS place, chain, seq, at, code, sentence FROM rejected",
    Only.HELD: "SELECT 2 AS grave, 'held' AS place, chain, seq, at, code, '' AS sentence FROM held",
    Only.UNSENT: "SELECT 3 AS grave, 'unsent' AS place, chain, seq, NULL AS at, '' AS code, '' AS sentence FROM outbox",
}
_HELD_HERE = ", ".join(f"'{code.value}'" for code in HERE)
_FOUND = {
    **_PLACES,
    Only.ALL: " UNION ALL ".join(_PLACES.values()),
    Only.HERE: f"""
      {_PLACES[Only.REJECTED]} WHERE code <> '{RejectedCode.NEEDS_REJECTED.value}'
      UNION ALL {_PLACES[Only.HELD]} WHERE code IN ({_HELD_HERE})
    """,
    Only.ASIDE: f"{_PLACES[Only.UNSENT]} JOIN set_aside USING (chain, seq)".replace(
        "NULL AS at", "set_aside.at AS at"
    ),
}
# The page is chosen before anything is looked up for its rows: ten thousand may wait.
_WAITING = """
    SELECT record.id, record.type, found.place, coalesce(found.at, record.made_at),
      coalesce((SELECT learner.name FROM record_about JOIN learner ON learner.id = record_about.value
        WHERE record_about.record = record.id AND record_about.kind = 'learner'), ''),
      coalesce((SELECT value FROM record_about WHERE record_about.record = record.id AND kind = 'certificate'),
        (SELECT value FROM record_about WHERE record_about.record = record.id AND kind = 'form'),
        (SELECT sitting.place FROM record_about JOIN sitting ON sitting.id = record_about.value
          WHERE record_about.record = record.id AND record_about.kind = 'sitting'), ''),
      found.code, found.sentence,
      EXISTS (SELECT 1 FROM set_aside WHERE set_aside.chain = record.chain AND set_aside.seq = record.seq)
        AND found.place = 'unsent'
    FROM (
      SELECT each.*, chain.started_at AS begun, chain.rowid AS place_of_chain FROM ({found}) AS each
        JOIN chain ON chain.id = each.chain
      ORDER BY each.grave, begun, place_of_chain, each.seq LIMIT ? OFFSET ?
    ) AS found JOIN record ON record.chain = found.chain AND record.seq = found.seq
    ORDER BY found.grave, begun, place_of_chain, record.seq
"""
_OPEN = """
    SELECT assessment.id, learner.name, form_code || '@' || form_version, started_at
    FROM assessment JOIN learner ON learner.id = assessment.learner
    WHERE state IN ('open', 'decided') ORDER BY started_at, assessment.rowid
"""
_DECIDED = "SELECT id, record, decision FROM assessment WHERE state = 'finalised'"
_TAKEN = "SELECT assessment, record, kind FROM acknowledgement"
_RELEASED = "SELECT kind, assessment, record FROM release"
_ANNULLED = "SELECT assessment, record, why, second FROM annulment"
_CORRECTED = "SELECT assessment, record, corrects, decision FROM correction"
_APPEALED = "SELECT id, record, said_on, until FROM appeal"
_RULED = "SELECT id, decision_record, outcome, remedy FROM appeal WHERE outcome <> ''"
_REVOKED = "SELECT number, record FROM certificate_event WHERE kind = 'revoked' AND record IS NOT NULL"
_COUNTERSIGNED = "SELECT assessment, record, work FROM countersignature"
# Code and page of a paper go with what stands beside its record.
_PAPERS = """
    SELECT number, certificate.record, qr, page, provisional_until, valid_until, supersedes,
      qr = '' AND page = x'' AND (SELECT personal FROM record WHERE record.id = certificate.record) IS NULL
    FROM certificate
"""
_SUPERSEDED = "SELECT number, coalesce(record, ''), detail FROM certificate_event WHERE kind = 'superseded'"


class WaitingTable:
    """Reads over records, their places in the count, and work that is not signed yet; it writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def waiting(self, *, limit: int, offset: int, only: Only = Only.ALL) -> tuple[WaitingRecord, ...]:
        sql = _WAITING.format(found=_FOUND[only])
        rows = self._store.raw().execute(sql, (limit, offset)).fetchall()
        return tuple(_waiting(row) for row in rows)

    def waiting_count(self, only: Only = Only.ALL) -> int:
        return int(self._store.raw().execute(f"SELECT count(*) FROM ({_FOUND[only]})").fetchone()[0])

    def open_work(self) -> tuple[OpenWork, ...]:
        rows = self._store.raw().execute(_OPEN).fetchall()
        return tuple(OpenWork(id=row[0], whose=row[1], what=row[2], since=row[3]) for row in rows)

    def resting(self) -> Iterator[Resting]:
        """What follows from a signed record, with the record that each stands on."""
        read = self._store.raw().execute
        for row in read(_DECIDED):
            says = {"decision": row[2]}
            yield Resting(type=RecordType.ASSESSMENT_FINALISED, id=row[0], record=row[1], says=says)
        for row in read(_COUNTERSIGNED):
            yield Resting(type=RecordType.COUNTERSIGNED, id=row[0], record=row[1], says={"work": row[2]})
        for row in read(_TAKEN):
            yield Resting(type=RecordType.ACKNOWLEDGED, id=row[0], record=row[1], says={"kind": row[2]})
        for row in read(_RELEASED):
            yield Resting(type=RecordType(row[0]), id=row[1], record=row[2], says={})
        yield from self._resting_after()
        for row in read(_PAPERS):
            yield Resting(type=RecordType.CERTIFICATE_ISSUED, id=row[0], record=row[1], says=_paper(row))
        for row in read(_SUPERSEDED):
            yield Resting(type=RecordType.SUPERSEDED, id=row[0], record=row[1], says={"by": row[2]})

    def _resting_after(self) -> Iterator[Resting]:
        """What happened to assessments after their signature."""
        after: tuple[tuple[str, RecordType, tuple[str, ...]], ...] = (
            (_ANNULLED, RecordType.ANNULLED, ("why", "second")),
            (_CORRECTED, RecordType.CORRECTED, ("corrects", "decision")),
            (_APPEALED, RecordType.APPEAL, ("said_on", "until")),
            (_RULED, RecordType.APPEAL, ("outcome", "remedy")),
            (_REVOKED, RecordType.REVOKED, ()),
        )
        for sql, signed_as, names in after:
            for row in self._store.raw().execute(sql):
                says = dict(zip(names, row[2:], strict=True))
                yield Resting(type=signed_as, id=row[0], record=row[1], says=says)


def _paper(row: Any) -> dict[str, str]:
    drawn = {"qr": sha256(row[2].encode("ascii", "replace")), "page": sha256(row[3])}
    return ({} if row[7] else {name: found.hexdigest() for name, found in drawn.items()}) | {
        "provisional_until": row[4] or "",
        "valid_until": row[5] or "",
        "supersedes": row[6] or "",
    }


def _waiting(row: Any) -> WaitingRecord:
    return WaitingRecord(
        id=row[0],
        type=row[1],
        place=Place(row[2]),
        since=row[3],
        whose=row[4],
        what=row[5],
        code=row[6],
        sentence=row[7],
        aside=bool(row[8]),
    )

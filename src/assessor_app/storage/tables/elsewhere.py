"""What is read from the records of the centre's other devices."""

from collections.abc import Sequence
from typing import Any

from assessor_app.domain.certificate import Certificate
from assessor_app.domain.folding import fold
from assessor_app.services.awards.ports import Event
from assessor_app.services.elsewhere.ports import OwnPage, RecordElsewhere, WorkElsewhere
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.forgetting import forget_elsewhere

_RECORD = "chain, seq, id, type, jws, personal"
_WORK = (
    "assessment, chain, seq, record, learner, learner_number, learner_name, form_code, form_version, attempt, started_at,"
    " end_kind, decision, decided_at, decided_by, award, uses_attempt, annulled, appealed, release, returned"
)
_PAPER = (
    "number, cti, chain, seq, award, assessment, learner, holder, folded, form_code, form_version, issued_at, issued_by,"
    " provisional_until, valid_until, qr, page, record, supersedes"
)
_WITH_DEVICE = f"""
    SELECT {", ".join(f"work.{name.strip()}" for name in _WORK.split(","))}, coalesce(device.name, '')
    FROM work_elsewhere AS work LEFT JOIN other_chain AS device ON device.chain = work.chain
"""


class WorksElsewhere:
    """How far the others' chains are read, and what they say of assessments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def through(self, chain: str) -> int:
        sql = "SELECT through FROM read_elsewhere WHERE chain = ?"
        row = self._store.raw().execute(sql, (chain,)).fetchone()
        return 0 if row is None else int(row[0])

    def put_through(self, chain: str, seq: int) -> None:
        sql = """INSERT INTO read_elsewhere (chain, through) VALUES (?, ?)
                 ON CONFLICT (chain) DO UPDATE SET through = excluded.through"""
        self._store.raw().execute(sql, (chain, seq))

    def between(self, chain: str, first: int, last: int) -> tuple[RecordElsewhere, ...]:
        sql = f"SELECT {_RECORD} FROM other_record WHERE chain = ? AND seq BETWEEN ? AND ? ORDER BY seq"
        return tuple(_record(row) for row in self._store.raw().execute(sql, (chain, first, last)).fetchall())

    def record(self, record_id: str) -> RecordElsewhere | None:
        sql = f"""SELECT {_RECORD} FROM other_record AS found WHERE id = ? AND id <> '' AND seq <=
                    coalesce((SELECT through FROM read_elsewhere AS read WHERE read.chain = found.chain), 0)
                  ORDER BY chain, seq LIMIT 1"""
        row = self._store.raw().execute(sql, (record_id,)).fetchone()
        return None if row is None else _record(row)

    def put_work(self, work: WorkElsewhere) -> None:
        names = [name.strip() for name in _WORK.split(",")]
        sets = ", ".join(f"{name} = excluded.{name}" for name in names[1:])
        sql = f"""INSERT INTO work_elsewhere ({_WORK}) VALUES ({", ".join("?" * len(names))})
                  ON CONFLICT (assessment) DO UPDATE SET {sets}"""
        values = [getattr(work, "end" if name == "end_kind" else name) for name in names]
        self._store.raw().execute(sql, values)

    def work(self, assessment: str) -> WorkElsewhere | None:
        row = self._store.raw().execute(f"{_WITH_DEVICE} WHERE assessment = ?", (assessment,)).fetchone()
        return None if row is None else _work(row)

    def is_work(self, assessment: str) -> bool:
        sql = """SELECT 1 FROM work_elsewhere WHERE assessment = :id
                 UNION ALL SELECT 1 FROM assessment WHERE id = :id LIMIT 1"""
        return self._store.raw().execute(sql, {"id": assessment}).fetchone() is not None

    def of_learner(self, learner: str, number: str, form: str = "") -> tuple[WorkElsewhere, ...]:
        sql = f"""{_WITH_DEVICE} WHERE (learner = ? OR (learner_number = ? AND learner_number <> ''))
                  AND (form_code = ? OR ? = '') ORDER BY decided_at, assessment"""
        rows = self._store.raw().execute(sql, (learner, number, form, form)).fetchall()
        return tuple(_work(row) for row in rows)


class ElsewhereTable(WorksElsewhere):
    """Attempts, results and papers of the others, as known here."""

    def add_paper(self, certificate: Certificate, *, chain: str, seq: int) -> None:
        values = (
            certificate.number,
            certificate.cti,
            chain,
            seq,
            certificate.award,
            certificate.assessment,
            certificate.learner,
            certificate.holder,
            fold(f"{certificate.holder} {certificate.number}"),
            certificate.form_code,
            certificate.form_version,
            certificate.issued_at,
            certificate.issued_by,
            certificate.provisional_until,
            certificate.valid_until,
            certificate.qr or None,
            certificate.page or None,
            certificate.record,
            certificate.supersedes,
        )
        marks = ", ".join("?" * len(values))
        # A number or a cti belongs to whoever had it first.
        sql = f"INSERT INTO paper_elsewhere ({_PAPER}) VALUES ({marks}) ON CONFLICT DO NOTHING"
        self._store.raw().execute(sql, values)

    def add_event(self, number: str, event: Event, *, record: str | None) -> None:
        sql = "INSERT INTO paper_elsewhere_event (number, kind, at, record, detail) VALUES (?, ?, ?, ?, ?)"
        self._store.raw().execute(sql, (number, event.kind.value, event.at, record, event.detail))

    def company(self) -> bool:
        sql = "SELECT 1 FROM other_chain WHERE state <> 'retired' LIMIT 1"
        return self._store.raw().execute(sql).fetchone() is not None

    def own_page(self, chain: str, seq: int) -> OwnPage | None:
        sql = """
            SELECT number, qr, page FROM certificate
              WHERE record = (SELECT id FROM record WHERE chain = ? AND seq = ?)
            UNION ALL SELECT number, qr, page FROM paper_elsewhere WHERE chain = ? AND seq = ? AND page IS NOT NULL
        """
        row = self._store.raw().execute(sql, (chain, seq, chain, seq)).fetchone()
        return None if row is None else OwnPage(number=row[0], qr=row[1], page=bytes(row[2]))

    def forget(self, chain: str, record: str, *, said_by: str) -> bool:
        raw = self._store.raw()
        sql = """SELECT seq FROM other_record WHERE chain = :chain AND id = :record AND (:chain = :said_by
                   OR (SELECT state FROM other_chain WHERE other_chain.chain = :chain) = 'retired')"""
        row = raw.execute(sql, {"chain": chain, "record": record, "said_by": said_by}).fetchone()
        if row is None:
            return False
        forget_elsewhere(self._store, chain, row[0], record)
        return True

    def want_assets(self, assets: Sequence[str]) -> None:
        sql = "INSERT INTO asset_elsewhere (sha256) VALUES (?) ON CONFLICT DO NOTHING"
        self._store.raw().executemany(sql, [(asset,) for asset in assets])

    def wanted_assets(self) -> tuple[str, ...]:
        rows = self._store.raw().execute("SELECT sha256 FROM asset_elsewhere ORDER BY sha256").fetchall()
        return tuple(row[0] for row in rows)

    def got_asset(self, sha256: str) -> None:
        self._store.raw().execute("DELETE FROM asset_elsewhere WHERE sha256 = ?", (sha256,))


def _record(row: Any) -> RecordElsewhere:
    return RecordElsewhere(
        chain=row[0],
        seq=row[1],
        id=row[2] or "",
        type=row[3] or "",
        jws=row[4],
        personal=None if row[5] is None else bytes(row[5]),
    )


def _work(row: Any) -> WorkElsewhere:
    return WorkElsewhere(
        assessment=row[0],
        chain=row[1],
        seq=row[2],
        record=row[3],
        learner=row[4],
        learner_number=row[5],
        learner_name=row[6],
        form_code=row[7],
        form_version=row[8],
        attempt=row[9],
        started_at=row[10],
        end=row[11],
        decision=row[12],
        decided_at=row[13],
        decided_by=row[14],
        award=row[15],
        uses_attempt=bool(row[16]),
        annulled=bool(row[17]),
        appealed=bool(row[18]),
        release=row[19],
        returned=bool(row[20]),
        device=row[21],
    )

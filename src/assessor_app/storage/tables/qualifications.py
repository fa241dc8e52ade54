"""Qualifications that were awarded here; the database refuses to change or drop one."""

import json
from collections.abc import Collection
from typing import Any

from assessor_app.services.qualifications.ports import Awarded, AwardedPart
from assessor_app.storage.engine.store import Store

_COLUMNS = "number, cti, award, learner, holder, code, title, sector, rule, parts, awarded_at, valid_until, by, record"


class QualificationTable:
    """Awarded qualifications, and who may hold enough for one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, awarded: Awarded) -> None:
        rule = {"of": awarded.of, "need": awarded.need, "first": awarded.first}
        parts = [{**vars(part), "cti": part.cti.hex()} for part in awarded.parts]
        values = (
            awarded.number,
            awarded.cti,
            awarded.award,
            awarded.learner,
            awarded.holder,
            awarded.code,
            awarded.title,
            awarded.sector,
            json.dumps(rule),
            json.dumps(parts, ensure_ascii=False),
            awarded.awarded_at,
            awarded.valid_until,
            awarded.by,
            awarded.record,
        )
        marks = ", ".join("?" * len(values))
        self._store.raw().execute(f"INSERT INTO qualification ({_COLUMNS}) VALUES ({marks})", values)

    def find(self, number: str) -> Awarded | None:
        return next(iter(self._of("WHERE number = ?", number)), None)

    def by_cti(self, cti: bytes) -> Awarded | None:
        return next(iter(self._of("WHERE cti = ?", cti)), None)

    def of_learner(self, learner: str) -> tuple[Awarded, ...]:
        return self._of("WHERE learner = ?", learner)

    def all(self) -> tuple[Awarded, ...]:
        return self._of("")

    def candidates(self, codes: Collection[str], *, need: int) -> tuple[str, ...]:
        """Learners with papers, in whatever state, of at least so many of these forms."""
        sql = """
            SELECT learner FROM (
              SELECT DISTINCT learner, form_code FROM certificate WHERE form_code IN (SELECT value FROM json_each(:codes))
              UNION SELECT DISTINCT learner, form_code FROM paper_elsewhere
                WHERE form_code IN (SELECT value FROM json_each(:codes)))
            WHERE learner IN (SELECT id FROM learner) GROUP BY learner HAVING count(*) >= :need ORDER BY learner
        """
        rows = self._store.raw().execute(sql, {"codes": json.dumps(list(codes)), "need": need}).fetchall()
        return tuple(row[0] for row in rows)

    def _of(self, where: str, *values: object) -> tuple[Awarded, ...]:
        sql = f"SELECT {_COLUMNS} FROM qualification {where} ORDER BY awarded_at, rowid"
        return tuple(_awarded(row) for row in self._store.raw().execute(sql, values).fetchall())


def _awarded(row: Any) -> Awarded:
    rule = json.loads(row[8])
    return Awarded(
        number=row[0],
        cti=bytes(row[1]),
        award=row[2],
        learner=row[3],
        holder=row[4],
        code=row[5],
        title=row[6],
        sector=row[7],
        of=tuple(rule["of"]),
        need=rule["need"],
        first=tuple(rule["first"]),
        parts=tuple(
            AwardedPart(**{**part, "cti": bytes.fromhex(part["cti"])}) for part in json.loads(row[9])
        ),
        awarded_at=row[10],
        valid_until=row[11],
        by=row[12],
        record=row[13],
    )

"""Papers that lie here, those that were collected, and replacements."""

from typing import Any

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.handing import Collection, Collector, Shown
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.papers_elsewhere import STOCK

_STOCK = STOCK.format(sheet="paper.sheet")
# Sheets of this device's papers and of others', under one number each; those below zero are of others.
_SHEETS = """
    SELECT id AS sheet, number, copy, target, stamp, at, by, outcome FROM sheet
    UNION ALL SELECT -id, number, copy, target, stamp, at, by, outcome FROM sheet_elsewhere
"""
_PAPERS = """
    SELECT number, holder, folded, learner, form_code, form_version FROM certificate
    UNION ALL SELECT number, holder, folded, learner, form_code, form_version FROM paper_elsewhere
"""
_UNCLAIMED = f"""
    SELECT paper.sheet, paper.number, of.holder, coalesce(learner.number, ''), coalesce(learner.group_name, ''),
      coalesce(form.title, of.form_code), paper.at, {_STOCK}
    FROM ({_SHEETS}) AS paper JOIN ({_PAPERS}) AS of ON of.number = paper.number
      LEFT JOIN learner ON learner.id = of.learner
      LEFT JOIN form ON form.code = of.form_code AND form.version = of.form_version
    WHERE paper.target = 'printer' AND paper.outcome = 'came-out'
      AND NOT EXISTS (SELECT 1 FROM collection WHERE collection.sheet = paper.sheet)
      AND NOT EXISTS (SELECT 1 FROM ({_SHEETS}) AS later WHERE later.number = paper.number AND later.copy > paper.copy
        AND later.target = 'printer' AND later.outcome = 'came-out')
    ORDER BY of.folded, paper.number, paper.copy
"""
_COPIES = f"""
    SELECT paper.number, of.holder, paper.copy - 1, paper.stamp, paper.at, coalesce(staff.name, paper.by), paper.outcome,
      {_STOCK}
    FROM ({_SHEETS}) AS paper JOIN ({_PAPERS}) AS of ON of.number = paper.number LEFT JOIN staff ON staff.id = paper.by
    WHERE paper.target = 'printer' AND paper.copy > 1 ORDER BY paper.at DESC, paper.sheet DESC
"""
_COLLECTED = f"""
    SELECT taken.number, of.holder, taken.sheet, taken.kind, taken.at, taken.by, taken.who, taken.identified,
      taken.authority, taken.signature, taken.witness, coalesce(staff.name, taken.by), coalesce(second.name, '')
    FROM collection AS taken JOIN ({_PAPERS}) AS of ON of.number = taken.number
      LEFT JOIN staff ON staff.id = taken.by LEFT JOIN staff AS second ON second.id = taken.witness
    WHERE taken.kind <> 'before' ORDER BY taken.id DESC LIMIT ?
"""


class HandingTable:
    """What came out, and what became of it in people's hands."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def unclaimed(self) -> tuple[UnclaimedRow, ...]:
        return tuple(_unclaimed(row) for row in self._store.raw().execute(_UNCLAIMED).fetchall())

    def collected(self, *, limit: int = -1) -> tuple[CollectedRow, ...]:
        return tuple(_collected(row) for row in self._store.raw().execute(_COLLECTED, (limit,)).fetchall())

    def add(self, collection: Collection) -> None:
        sql = """INSERT INTO collection (number, sheet, kind, who, identified, authority, signature, witness, at, by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
        values = (
            collection.number,
            collection.sheet,
            collection.kind.value,
            collection.who,
            "" if collection.identified is None else collection.identified.value,
            collection.authority,
            collection.signature,
            collection.witness,
            collection.at,
            collection.by,
        )
        self._store.raw().execute(sql, values)

    def has(self, sheet: int) -> bool:
        sql = "SELECT 1 FROM collection WHERE sheet = ?"
        return self._store.raw().execute(sql, (sheet,)).fetchone() is not None

    def copies(self) -> tuple[CopyRow, ...]:
        return tuple(_copy(row) for row in self._store.raw().execute(_COPIES).fetchall())


def _unclaimed(row: Any) -> UnclaimedRow:
    return UnclaimedRow(
        sheet=row[0],
        number=row[1],
        holder=row[2],
        learner_number=row[3],
        group=row[4],
        title=row[5],
        printed_at=row[6],
        stock=row[7],
    )


def _collected(row: Any) -> CollectedRow:
    collection = Collection(
        number=row[0],
        sheet=row[2],
        kind=Collector(row[3]),
        at=row[4],
        by=row[5],
        who=row[6],
        identified=Shown(row[7]) if row[7] else None,
        authority=row[8],
        signature=row[9],
        witness=row[10],
    )
    return CollectedRow(number=row[0], holder=row[1], collection=collection, by=row[11], witness=row[12])


def _copy(row: Any) -> CopyRow:
    return CopyRow(
        number=row[0],
        holder=row[1],
        copy=row[2],
        reason=row[3],
        at=row[4],
        by=row[5],
        outcome=CameOut(row[6]),
        stock=row[7],
    )

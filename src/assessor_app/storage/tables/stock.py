"""Security paper: deliveries, and what happened to each sheet. Rows are only ever added."""

from collections.abc import Mapping
from typing import Any

from assessor_app.domain.stock import Batch, StockKind
from assessor_app.services.stock.ports import StockEvent, StockLine
from assessor_app.storage.engine.store import Store

_BATCH = "id, prefix, digits, first, last, received_on, note, at, by"
_EVENT = "batch, serial, kind, at, by, sheet, number, reason, witness"
_NOW = "SELECT max(id) FROM stock_event GROUP BY batch, serial"
_LINES = f"""
    SELECT batch.prefix || substr('000000000000' || event.serial, -batch.digits), event.batch, event.kind, event.number,
      coalesce(certificate.holder, other.holder, ''), event.at, coalesce(staff.name, event.by), coalesce(witness.name, ''),
      event.reason
    FROM stock_event AS event JOIN stock_batch AS batch ON batch.id = event.batch
      LEFT JOIN certificate ON certificate.number = event.number
      LEFT JOIN paper_elsewhere AS other ON other.number = event.number
      LEFT JOIN staff ON staff.id = event.by LEFT JOIN staff AS witness ON witness.id = event.witness
    WHERE event.id IN ({_NOW}) AND (:kind = '' OR event.kind = :kind)
    ORDER BY event.batch, event.serial
"""


class StockTable:
    """The stock of this device: a box of paper is in one office, beside one printer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add_batch(self, batch: Batch) -> int:
        sql = """INSERT INTO stock_batch (prefix, digits, first, last, received_on, note, at, by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id"""
        values = (
            batch.prefix,
            batch.digits,
            batch.first,
            batch.last,
            batch.received_on,
            batch.note,
            batch.at,
            batch.by,
        )
        return int(self._store.raw().execute(sql, values).fetchone()[0])

    def batches(self) -> tuple[Batch, ...]:
        rows = self._store.raw().execute(f"SELECT {_BATCH} FROM stock_batch ORDER BY id").fetchall()
        return tuple(_batch(row) for row in rows)

    def standing(self, batch: int) -> Mapping[int, StockKind]:
        sql = """SELECT serial, kind FROM stock_event WHERE id IN (
                   SELECT max(id) FROM stock_event WHERE batch = ? GROUP BY serial)"""
        return {row[0]: StockKind(row[1]) for row in self._store.raw().execute(sql, (batch,)).fetchall()}

    def add(self, event: StockEvent) -> None:
        values = (
            event.batch,
            event.serial,
            event.kind.value,
            event.at,
            event.by,
            event.sheet,
            event.number,
            event.reason,
            event.witness,
        )
        marks = ", ".join("?" * len(values))
        self._store.raw().execute(f"INSERT INTO stock_event ({_EVENT}) VALUES ({marks})", values)

    def of_sheet(self, sheet: int) -> StockEvent | None:
        return self._last("sheet = ?", (sheet,))

    def last(self, batch: int, serial: int) -> StockEvent | None:
        return self._last("batch = ? AND serial = ?", (batch, serial))

    def lines(self, *, kind: StockKind | None = None) -> tuple[StockLine, ...]:
        wanted = {"kind": "" if kind is None else kind.value}
        return tuple(_line(row) for row in self._store.raw().execute(_LINES, wanted).fetchall())

    def _last(self, where: str, values: tuple[int, ...]) -> StockEvent | None:
        sql = f"SELECT {_EVENT} FROM stock_event WHERE {where} ORDER BY id DESC LIMIT 1"
        row = self._store.raw().execute(sql, values).fetchone()
        return None if row is None else _event(row)


def _batch(row: Any) -> Batch:
    return Batch(
        id=row[0],
        prefix=row[1],
        digits=row[2],
        first=row[3],
        last=row[4],
        received_on=row[5],
        note=row[6],
        at=row[7],
        by=row[8],
    )


def _event(row: Any) -> StockEvent:
    return StockEvent(
        batch=row[0],
        serial=row[1],
        kind=StockKind(row[2]),
        at=row[3],
        by=row[4],
        sheet=row[5],
        number=row[6],
        reason=row[7],
        witness=row[8],
    )


def _line(row: Any) -> StockLine:
    return StockLine(
        serial=row[0],
        batch=row[1],
        kind=StockKind(row[2]),
        number=row[3],
        holder=row[4],
        at=row[5],
        by=row[6],
        witness=row[7],
        reason=row[8],
    )

"""Where each record stands, by what the issuer said of it."""

import json
from collections.abc import Sequence
from typing import Any

from assessor_app.domain.verdict import HeldCode, Outcome
from assessor_app.services.syncing.ports import Fork, KeptReceipt, KeptVerdict, Outgoing
from assessor_app.storage.engine.store import Store

_OUTGOING = "record.chain, record.seq, record.type, record.jws, record.personal"
_NOT_ASIDE = """
    NOT EXISTS (SELECT 1 FROM set_aside WHERE set_aside.chain = record.chain AND set_aside.seq = record.seq)
"""
_STATES = ("outbox", "held", "accepted", "rejected")
# What another record that is on its way, or the issuer's own work, settles without a person.
_SETTLING = (
    HeldCode.UNDECIDED,
    HeldCode.MISSING_RECORD,
    HeldCode.MISSING_PERSONAL,
    HeldCode.NEEDS_HELD,
    HeldCode.MISSING_EVIDENCE,
)


class RecordStates:
    """Receipts, verdicts, and the one table in which each record stands by them."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def unsent_chains(self) -> tuple[str, ...]:
        sql = """
            SELECT id FROM chain WHERE EXISTS (SELECT 1 FROM outbox WHERE outbox.chain = chain.id)
            ORDER BY started_at, rowid
        """
        return tuple(row[0] for row in self._store.raw().execute(sql).fetchall())

    def unsent(self, chain: str, *, after: int, most: int) -> tuple[Outgoing, ...]:
        sql = f"""
            SELECT {_OUTGOING} FROM outbox JOIN record ON record.chain = outbox.chain AND record.seq = outbox.seq
            WHERE outbox.chain = ? AND outbox.seq > ? AND {_NOT_ASIDE} ORDER BY outbox.seq LIMIT ?
        """
        return self._outgoing(sql, (chain, after, most))

    def from_place(self, chain: str, *, after: int, most: int) -> tuple[Outgoing, ...]:
        sql = f"""
            SELECT {_OUTGOING} FROM record WHERE chain = ? AND seq > ? AND {_NOT_ASIDE} ORDER BY seq LIMIT ?
        """
        return self._outgoing(sql, (chain, after, most))

    def one(self, chain: str, seq: int) -> Outgoing | None:
        sql = f"SELECT {_OUTGOING} FROM record WHERE chain = ? AND seq = ?"
        return next(iter(self._outgoing(sql, (chain, seq))), None)

    def is_unsent(self, chain: str, seq: int) -> bool:
        sql = "SELECT 1 FROM outbox WHERE chain = ? AND seq = ?"
        return self._store.raw().execute(sql, (chain, seq)).fetchone() is not None

    def hash_at(self, chain: str, seq: int) -> str | None:
        sql = "SELECT hash FROM record WHERE chain = ? AND seq = ?"
        row = self._store.raw().execute(sql, (chain, seq)).fetchone()
        return None if row is None else str(row[0])

    def keep_receipt(self, receipt: KeptReceipt, *, came_at: str) -> int:
        connection = self._store.raw()
        sql = """
            INSERT INTO receipt (hash, issuer, chain, first, last, head, at, text, came_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING
        """
        values = (
            receipt.hash,
            receipt.issuer,
            receipt.chain,
            receipt.first,
            receipt.last,
            receipt.head,
            receipt.at,
            receipt.text,
            came_at,
        )
        connection.execute(sql, values)
        these = "FROM outbox WHERE chain = ? AND seq <= ?"
        (places, moved) = connection.execute(
            f"SELECT json_group_array(seq), count(*) {these}", (receipt.chain, receipt.last)
        ).fetchone()
        connection.execute(f"DELETE {these}", (receipt.chain, receipt.last))
        # One statement for all of them: thousands may have moved, each has left the outbox by now.
        sql = "INSERT INTO held (chain, seq, code, at) SELECT ?, value, ?, ? FROM json_each(?)"
        connection.execute(sql, (receipt.chain, HeldCode.UNDECIDED.value, receipt.at, places))
        return int(moved)

    def keep_verdict(self, verdict: KeptVerdict, *, came_at: str) -> bool:
        place = (verdict.chain, verdict.seq)
        sql = """
            INSERT INTO verdict (chain, seq, n, outcome, codes, sentence, missing, by, at, came_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chain, seq, n) DO NOTHING
        """
        codes, missing = json.dumps(list(verdict.codes)), json.dumps(list(verdict.missing))
        told = (verdict.outcome.value, codes, verdict.sentence, missing, verdict.by, verdict.at, came_at)
        connection = self._store.raw()
        if not connection.execute(sql, (*place, verdict.n, *told)).rowcount:
            return False
        sql = "SELECT max(n) FROM verdict WHERE chain = ? AND seq = ?"
        if connection.execute(sql, place).fetchone()[0] == verdict.n:
            self._move(verdict)
        return True

    def _move(self, verdict: KeptVerdict) -> None:
        connection, place = self._store.raw(), (verdict.chain, verdict.seq)
        for table in _STATES:
            connection.execute(f"DELETE FROM {table} WHERE chain = ? AND seq = ?", place)
        code = verdict.codes[0] if verdict.codes else ""
        values: tuple[str, ...]
        if verdict.outcome is Outcome.ACCEPTED:
            sql, values = "INSERT INTO accepted (chain, seq, at) VALUES (?, ?, ?)", (verdict.at,)
        elif verdict.outcome is Outcome.HELD:
            sql, values = "INSERT INTO held (chain, seq, code, at) VALUES (?, ?, ?, ?)", (code, verdict.at)
        else:
            sql = "INSERT INTO rejected (chain, seq, code, sentence, at) VALUES (?, ?, ?, ?, ?)"
            values = (code, verdict.sentence, verdict.at)
        connection.execute(sql, (*place, *values))

    def receipted(self, chain: str) -> int:
        sql = "SELECT coalesce(max(last), 0) FROM receipt WHERE chain = ?"
        return int(self._store.raw().execute(sql, (chain,)).fetchone()[0])

    def tell_fork(self, chain: str, *, seq: int, code: Fork, at: str) -> None:
        sql = "INSERT INTO told_fork (chain, seq, code, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        self._store.raw().execute(sql, (chain, seq, code.value, at))

    def undecided(self) -> int:
        sql = "SELECT count(*) FROM held WHERE code = ?"
        return int(self._store.raw().execute(sql, (HeldCode.UNDECIDED.value,)).fetchone()[0])

    def settling(self) -> int:
        marks = ", ".join("?" * len(_SETTLING))
        sql = f"SELECT count(*) FROM held WHERE code IN ({marks})"
        return int(self._store.raw().execute(sql, [code.value for code in _SETTLING]).fetchone()[0])

    def _outgoing(self, sql: str, values: Sequence[Any]) -> tuple[Outgoing, ...]:
        return tuple(map(Outgoing._make, self._store.raw().execute(sql, values).fetchall()))

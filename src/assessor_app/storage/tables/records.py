"""Chains, signed records, and where each record stands."""

from contextlib import AbstractContextManager
from typing import Any

from assessor_app.domain.count import Count
from assessor_app.domain.errors import KnownError
from assessor_app.services.records.ports import RESTORED_CHAIN, RETIRED_CHAIN, Chain, KeptRecord
from assessor_app.storage.engine.store import Store

_CHAIN = f"""
    id, public, private, started_at, head_seq, head_hash, head_at, certificates, delegation,
    EXISTS (SELECT 1 FROM setting WHERE name = '{RESTORED_CHAIN}' AND value = chain.id),
    (SELECT min(seq) FROM told_fork WHERE told_fork.chain = chain.id),
    EXISTS (SELECT 1 FROM setting WHERE name = '{RETIRED_CHAIN}' AND value = chain.id)
"""
_RECORD = "chain, seq, id, type, jws, hash, personal, made_at, by"


class Records:
    """The records that this device signed; the database refuses to change or drop one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def at_one_moment(self) -> AbstractContextManager[None]:
        return self._store.at_one_moment()

    def active_chain(self) -> Chain:
        sql = f"SELECT {_CHAIN} FROM chain WHERE ended_at = '' AND private IS NOT NULL"
        row = self._store.raw().execute(sql).fetchone()
        if row is None:
            raise KnownError("not-set-up")
        return _chain(row)

    def begin_chain(self, chain: Chain, *, at: str) -> None:
        connection = self._store.raw()
        connection.execute("UPDATE chain SET ended_at = ?, private = NULL WHERE ended_at = ''", (at,))
        connection.execute(
            "INSERT INTO chain (id, public, private, started_at, head_hash) VALUES (?, ?, ?, ?, ?)",
            (chain.id, chain.public, chain.seed, chain.started_at, chain.head_hash),
        )

    def put_delegation(self, chain: str, delegation: bytes) -> None:
        self._store.raw().execute("UPDATE chain SET delegation = ? WHERE id = ?", (delegation, chain))

    def next_certificate(self, chain: str) -> int:
        sql = "UPDATE chain SET certificates = certificates + 1 WHERE id = ? RETURNING certificates"
        return int(self._store.raw().execute(sql, (chain,)).fetchone()[0])

    def add(self, record: KeptRecord, *, about: dict[str, str]) -> None:
        connection = self._store.raw()
        connection.execute(
            f"INSERT INTO record ({_RECORD}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.chain,
                record.seq,
                record.id,
                record.type,
                record.jws,
                record.hash,
                record.personal,
                record.made_at,
                record.by,
            ),
        )
        connection.execute(
            "UPDATE chain SET head_seq = ?, head_hash = ?, head_at = ? WHERE id = ?",
            (record.seq, record.hash, record.made_at, record.chain),
        )
        connection.execute("INSERT INTO outbox (chain, seq) VALUES (?, ?)", (record.chain, record.seq))
        connection.executemany(
            "INSERT INTO record_about (kind, value, record) VALUES (?, ?, ?)",
            [(kind, value, record.id) for kind, value in about.items()],
        )

    def hash_at(self, chain: str, seq: int) -> str | None:
        sql = "SELECT hash FROM record WHERE chain = ? AND seq = ?"
        row = self._store.raw().execute(sql, (chain, seq)).fetchone()
        return None if row is None else str(row[0])

    def get(self, record_id: str) -> KeptRecord:
        """One record; raises KnownError `no-such-record`."""
        row = self._store.raw().execute(f"SELECT {_RECORD} FROM record WHERE id = ?", (record_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-record", id=record_id)
        return _record(row)

    def about(self, kind: str, value: str) -> tuple[KeptRecord, ...]:
        columns = ", ".join(f"record.{name}" for name in _RECORD.split(", "))
        # In the order in which they were signed: a clock that was set back does not make a record older.
        sql = f"""
            SELECT {columns} FROM record_about JOIN record ON record.id = record_about.record
            JOIN chain ON chain.id = record.chain
            WHERE kind = ? AND value = ? ORDER BY chain.rowid, seq
        """
        return tuple(_record(row) for row in self._store.raw().execute(sql, (kind, value)).fetchall())

    def chains(self) -> tuple[Chain, ...]:
        rows = self._store.raw().execute(f"SELECT {_CHAIN} FROM chain ORDER BY started_at, rowid").fetchall()
        return tuple(_chain(row) for row in rows)

    def of_chain(self, chain: str) -> tuple[KeptRecord, ...]:
        sql = f"SELECT {_RECORD} FROM record WHERE chain = ? ORDER BY seq"
        return tuple(_record(row) for row in self._store.raw().execute(sql, (chain,)).fetchall())

    def count(self) -> Count:
        """Each number from its own table: a row lost anywhere shows."""
        row = (
            self._store.raw()
            .execute(
                """SELECT (SELECT coalesce(sum(head_seq), 0) FROM chain), (SELECT count(*) FROM outbox),
                (SELECT count(*) FROM held), (SELECT count(*) FROM accepted), (SELECT count(*) FROM rejected)"""
            )
            .fetchone()
        )
        return Count(captured=row[0], unsent=row[1], held=row[2], accepted=row[3], rejected=row[4])

    def newest_receipt(self) -> str | None:
        row = self._store.raw().execute("SELECT hash FROM receipt ORDER BY rowid DESC LIMIT 1").fetchone()
        return None if row is None else str(row[0])

    def row_counts(self) -> dict[str, int]:
        rows = self._store.raw().execute("SELECT chain, count(*) FROM record GROUP BY chain").fetchall()
        return {row[0]: row[1] for row in rows}


def _chain(row: Any) -> Chain:
    return Chain(
        id=row[0],
        public=bytes(row[1]),
        seed=bytes(row[2] or b""),
        started_at=row[3],
        head_seq=row[4],
        head_hash=row[5],
        head_at=row[6],
        certificates=row[7],
        delegation=bytes(row[8]) if row[8] is not None else None,
        restored=bool(row[9]),
        told_fork=row[10],
        retired=bool(row[11]),
    )


def _record(row: Any) -> KeptRecord:
    return KeptRecord(
        chain=row[0],
        seq=row[1],
        id=row[2],
        type=row[3],
        jws=row[4],
        hash=row[5],
        personal=bytes(row[6]) if row[6] is not None else None,
        made_at=row[7],
        by=row[8],
    )

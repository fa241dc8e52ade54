"""What other devices of the centre signed: kept as it came, read-only."""

import json
from collections.abc import Sequence

from assessor_app.services.syncing.ports import OtherChain, OtherPaper, OtherRecord
from assessor_app.storage.engine.store import Store


class OthersTable:
    """Other devices' chains, records, papers, and how the register has those papers."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put_chain(self, chain: OtherChain, *, at: str) -> None:
        sql = """
            INSERT INTO other_chain (chain, public, box, centre, name, state, delegation, head_seq, head_hash, told_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (chain) DO UPDATE SET box = excluded.box, centre = excluded.centre, name = excluded.name,
              state = excluded.state, delegation = coalesce(excluded.delegation, delegation), told_at = excluded.told_at
        """
        values = (
            chain.chain,
            chain.public,
            chain.box,
            chain.centre,
            chain.name,
            chain.state,
            chain.delegation,
            chain.head_seq,
            chain.head_hash,
            at,
        )
        self._store.raw().execute(sql, values)

    def chain(self, chain: str) -> OtherChain | None:
        sql = """
            SELECT chain, public, box, centre, name, state, delegation, head_seq, head_hash FROM other_chain
            WHERE chain = ?
        """
        row = self._store.raw().execute(sql, (chain,)).fetchone()
        if row is None:
            return None
        return OtherChain(
            chain=row[0],
            public=bytes(row[1]),
            box=None if row[2] is None else bytes(row[2]),
            centre=row[3],
            name=row[4],
            state=row[5],
            delegation=None if row[6] is None else bytes(row[6]),
            head_seq=row[7],
            head_hash=row[8],
        )

    def chains(self) -> tuple[str, ...]:
        rows = self._store.raw().execute("SELECT chain FROM other_chain ORDER BY told_at, chain").fetchall()
        return tuple(row[0] for row in rows)

    def hash_at(self, chain: str, seq: int) -> str | None:
        sql = "SELECT hash FROM other_record WHERE chain = ? AND seq = ?"
        row = self._store.raw().execute(sql, (chain, seq)).fetchone()
        return None if row is None else str(row[0])

    def add(self, records: Sequence[OtherRecord], *, at: str) -> None:
        sql = """
            INSERT INTO other_record (chain, seq, id, type, jws, hash, personal, came_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """
        values = [
            (one.chain, one.seq, one.id, one.type, one.jws, one.hash, one.personal, at) for one in records
        ]
        self._store.raw().executemany(sql, values)
        if records:
            last = records[-1]
            sql = "UPDATE other_chain SET head_seq = ?, head_hash = ? WHERE chain = ?"
            self._store.raw().execute(sql, (last.seq, last.hash, last.chain))

    def add_personal(self, chain: str, seq: int, personal: bytes) -> None:
        sql = "UPDATE other_record SET personal = ? WHERE chain = ? AND seq = ? AND personal IS NULL"
        self._store.raw().execute(sql, (personal, chain, seq))

    def record(self, chain: str, seq: int) -> OtherRecord | None:
        sql = "SELECT chain, seq, id, type, jws, hash, personal FROM other_record WHERE chain = ? AND seq = ?"
        row = self._store.raw().execute(sql, (chain, seq)).fetchone()
        if row is None:
            return None
        return OtherRecord(
            chain=row[0],
            seq=row[1],
            id=row[2],
            type=row[3],
            jws=row[4],
            hash=row[5],
            personal=None if row[6] is None else bytes(row[6]),
        )

    def put_paper(self, paper: OtherPaper, *, at: str) -> None:
        sql = """
            INSERT INTO other_paper (chain, seq, number, qr, page, assets, came_at) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
        """
        assets = json.dumps(list(paper.assets))
        values = (paper.chain, paper.seq, paper.number, paper.qr, paper.page, assets, at)
        self._store.raw().execute(sql, values)

    def put_state(self, number: str, *, state: str, since: str, successor: str, reason: str) -> None:
        sql = """
            INSERT INTO other_state (number, state, since, successor, reason) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET state = excluded.state, since = excluded.since,
              successor = excluded.successor, reason = excluded.reason
        """
        self._store.raw().execute(sql, (number, state, since, successor, reason))

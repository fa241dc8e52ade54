"""What the issuer told besides verdicts, larger things on their way, and the history of syncs."""

import json
from collections.abc import Iterable

from assessor_app.domain.verdict import Outcome
from assessor_app.services.syncing.ports import IssuerCount, KeptVerdict, SyncCarrier, SyncRun, Wanted
from assessor_app.storage.engine.store import Store


class ToldTable:
    """Delegations, people suspended, the issuer's count, what it asked for, and things in pieces."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep_delegation(self, chain: str, content: bytes, *, at: str) -> None:
        sql = "INSERT INTO delegation (chain, content, came_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        self._store.raw().execute(sql, (chain, content, at))

    def put_suspended(self, *, person: str, registration: str, since: str, lifted: str, why: str) -> None:
        sql = """
            INSERT INTO person_suspended (person, registration, since, lifted, why) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (person, registration) DO UPDATE SET since = excluded.since, lifted = excluded.lifted,
              why = excluded.why
        """
        self._store.raw().execute(sql, (person, registration, since, lifted, why))

    def put_count(self, issuer: str, count: IssuerCount, *, at: str) -> None:
        sql = """
            INSERT INTO issuer_count (issuer, received, accepted, held, rejected, at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (issuer) DO UPDATE SET received = excluded.received, accepted = excluded.accepted,
              held = excluded.held, rejected = excluded.rejected, at = excluded.at
        """
        values = (issuer, count.received, count.accepted, count.held, count.rejected, at)
        self._store.raw().execute(sql, values)

    def issuer_count(self, issuer: str) -> IssuerCount | None:
        sql = "SELECT received, accepted, held, rejected FROM issuer_count WHERE issuer = ?"
        row = self._store.raw().execute(sql, (issuer,)).fetchone()
        if row is None:
            return None
        return IssuerCount(received=row[0], accepted=row[1], held=row[2], rejected=row[3])

    def want(self, wanted: Wanted, *, why: str, at: str) -> None:
        sql = """
            INSERT INTO wanted (chain, seq, what, detail, why, asked_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (chain, seq, what, detail) DO UPDATE SET why = excluded.why, asked_at = excluded.asked_at,
              answered_at = '', sent_in = ''
        """
        self._store.raw().execute(sql, (wanted.chain, wanted.seq, wanted.what, wanted.detail, why, at))

    def wanted(self, what: str) -> tuple[Wanted, ...]:
        sql = """
            SELECT chain, seq, what, detail FROM wanted WHERE what = ? AND answered_at = '' ORDER BY asked_at, chain, seq
        """
        rows = self._store.raw().execute(sql, (what,)).fetchall()
        return tuple(Wanted(chain=row[0], seq=row[1], what=row[2], detail=row[3]) for row in rows)

    def carry(self, wanted: Iterable[Wanted], *, envelope: str) -> None:
        sql = "UPDATE wanted SET sent_in = ? WHERE chain = ? AND seq = ? AND what = ? AND detail = ?"
        values = [(envelope, one.chain, one.seq, one.what, one.detail) for one in wanted]
        self._store.raw().executemany(sql, values)

    def arrived(self, envelope: str, *, at: str) -> None:
        sql = "UPDATE wanted SET answered_at = ? WHERE sent_in = ? AND answered_at = ''"
        self._store.raw().execute(sql, (at, envelope))

    def answer(self, wanted: Iterable[Wanted], *, at: str) -> None:
        sql = "UPDATE wanted SET answered_at = ? WHERE chain = ? AND seq = ? AND what = ? AND detail = ?"
        values = [(at, one.chain, one.seq, one.what, one.detail) for one in wanted]
        self._store.raw().executemany(sql, values)

    def name_thing(self, sha256: str, *, what: str, at: str, alone: bool = False) -> None:
        connection = self._store.raw()
        if alone:
            connection.execute("DELETE FROM thing WHERE what = ? AND sha256 <> ?", (what, sha256))
        sql = "INSERT INTO thing (sha256, what, named_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        connection.execute(sql, (sha256, what, at))

    def keep_piece(self, sha256: str, *, n: int, of: int, data: bytes) -> None:
        sql = """
            INSERT INTO thing_piece (sha256, n, of, data) SELECT sha256, ?, ?, ? FROM thing WHERE sha256 = ?
            ON CONFLICT DO NOTHING
        """
        self._store.raw().execute(sql, (n, of, data, sha256))

    def whole_thing(self, sha256: str) -> bytes | None:
        sql = "SELECT data, of FROM thing_piece WHERE sha256 = ? ORDER BY n"
        rows = self._store.raw().execute(sql, (sha256,)).fetchall()
        if not rows or len(rows) < rows[0][1]:
            return None
        return b"".join(bytes(row[0]) for row in rows)

    def drop_thing(self, sha256: str) -> None:
        self._store.raw().execute("DELETE FROM thing WHERE sha256 = ?", (sha256,))


class RunTable:
    """The history of syncs and of verdicts, and what somebody set aside."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def begin(self, carrier: SyncCarrier, *, at: str) -> int:
        sql = "INSERT INTO sync_run (carrier, started_at) VALUES (?, ?) RETURNING id"
        return int(self._store.raw().execute(sql, (carrier.value, at)).fetchone()[0])

    def end(self, run: int, *, sent: int, came: int, evidence: int, code: str, at: str) -> None:
        sql = "UPDATE sync_run SET ended_at = ?, sent = ?, came = ?, evidence = ?, code = ? WHERE id = ?"
        self._store.raw().execute(sql, (at, sent, came, evidence, code, run))

    def runs(self, *, most: int) -> tuple[SyncRun, ...]:
        sql = """
            SELECT id, carrier, started_at, ended_at, sent, came, evidence, code FROM sync_run
            ORDER BY id DESC LIMIT ?
        """
        return tuple(
            SyncRun(
                id=row[0],
                carrier=SyncCarrier(row[1]),
                started_at=row[2],
                ended_at=row[3],
                sent=row[4],
                came=row[5],
                evidence=row[6],
                code=row[7],
            )
            for row in self._store.raw().execute(sql, (most,)).fetchall()
        )

    def set_aside(self, chain: str, seq: int, *, by: str, at: str) -> None:
        sql = "INSERT INTO set_aside (chain, seq, at, by) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
        self._store.raw().execute(sql, (chain, seq, at, by))

    def take_back(self, chain: str, seq: int) -> None:
        self._store.raw().execute("DELETE FROM set_aside WHERE chain = ? AND seq = ?", (chain, seq))

    def aside(self) -> int:
        return int(self._store.raw().execute("SELECT count(*) FROM set_aside").fetchone()[0])

    def verdicts(self, chain: str, seq: int) -> tuple[KeptVerdict, ...]:
        sql = """
            SELECT chain, seq, n, outcome, at, codes, sentence, missing, by FROM verdict WHERE chain = ? AND seq = ?
            ORDER BY n
        """
        return tuple(
            KeptVerdict(
                chain=row[0],
                seq=row[1],
                n=row[2],
                outcome=Outcome(row[3]),
                at=row[4],
                codes=tuple(json.loads(row[5])),
                sentence=row[6],
                missing=tuple(json.loads(row[7])),
                by=row[8],
            )
            for row in self._store.raw().execute(sql, (chain, seq)).fetchall()
        )

"""The issuer that this device belongs to."""

from typing import Any

from assessor_app.domain.sync_policy import EvidenceAsked, Registration, SyncPolicy
from assessor_app.services.enrolling.ports import Enrolment, PendingRequest
from assessor_app.storage.engine.store import Store

_ENROLMENT = """
    issuer, name, url, centre, device, box, issuer_box, feed, catalogue, registration, evidence, remarks,
    provisional_days, sync_minutes, renew_after_days, enrolled_at, by
"""
_REQUEST = "id, purpose, url, chain, public, private, box, code, jws, made_at, by"

_PAPERS = "certificate JOIN record ON record.id = certificate.record WHERE record.chain = ?"


class EnrolmentTable:
    """The issuer in force, the request that is open, and the counters of envelopes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def current(self) -> Enrolment | None:
        sql = f"SELECT {_ENROLMENT} FROM enrolment WHERE left_at = ''"
        row = self._store.raw().execute(sql).fetchone()
        return None if row is None else _enrolment(row)

    def cursor(self) -> int:
        row = self._store.raw().execute("SELECT feed FROM enrolment WHERE left_at = ''").fetchone()
        return 0 if row is None else int(row[0])

    def move_cursor(self, through: int, *, after: int) -> bool:
        sql = "UPDATE enrolment SET feed = ? WHERE left_at = '' AND feed = ?"
        return bool(self._store.raw().execute(sql, (through, after)).rowcount)

    def next_counter(self, receiver: str) -> int:
        sql = """
            INSERT INTO envelope_counter (receiver, last) VALUES (?, 1)
            ON CONFLICT (receiver) DO UPDATE SET last = last + 1 RETURNING last
        """
        return int(self._store.raw().execute(sql, (receiver,)).fetchone()[0])

    def join(self, enrolment: Enrolment) -> None:
        connection, policy = self._store.raw(), enrolment.policy
        sql = "UPDATE enrolment SET left_at = ? WHERE left_at = '' AND issuer <> ?"
        connection.execute(sql, (enrolment.enrolled_at, enrolment.issuer))
        values = (
            enrolment.issuer,
            enrolment.name,
            enrolment.url,
            enrolment.centre,
            enrolment.device,
            enrolment.box,
            enrolment.issuer_box,
            enrolment.cursor,
            enrolment.catalogue,
            *_policy_values(policy),
            enrolment.enrolled_at,
            enrolment.by,
        )
        sql = f"""
            INSERT INTO enrolment ({_ENROLMENT}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (issuer) DO UPDATE SET name = excluded.name, url = excluded.url, centre = excluded.centre,
              device = excluded.device, box = excluded.box, issuer_box = excluded.issuer_box, feed = excluded.feed,
              catalogue = excluded.catalogue, registration = excluded.registration, evidence = excluded.evidence,
              remarks = excluded.remarks, provisional_days = excluded.provisional_days,
              sync_minutes = excluded.sync_minutes, renew_after_days = excluded.renew_after_days,
              enrolled_at = excluded.enrolled_at, by = excluded.by, left_at = ''
        """
        connection.execute(sql, values)

    def put_policy(self, policy: SyncPolicy, *, catalogue: int) -> None:
        sql = """
            UPDATE enrolment SET registration = ?, evidence = ?, remarks = ?, provisional_days = ?, sync_minutes = ?,
              renew_after_days = ?, catalogue = ? WHERE left_at = ''
        """
        self._store.raw().execute(sql, (*_policy_values(policy), catalogue))

    def put_address(self, url: str) -> None:
        self._store.raw().execute("UPDATE enrolment SET url = ? WHERE left_at = ''", (url,))

    def pending(self) -> PendingRequest | None:
        sql = f"SELECT {_REQUEST} FROM enrolment_request WHERE state = 'open'"
        row = self._store.raw().execute(sql).fetchone()
        return None if row is None else _pending(row)

    def ask(self, request: PendingRequest) -> None:
        connection = self._store.raw()
        before = self.pending()
        if before is not None:
            self.close_request(before.id, answered=False, at=request.made_at)
        values = (
            request.id,
            request.purpose,
            request.url,
            request.chain,
            request.public,
            request.seed,
            request.box,
            request.code,
            request.text,
            request.made_at,
            request.by,
        )
        sql = f"INSERT INTO enrolment_request ({_REQUEST}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        connection.execute(sql, values)

    def readdress(self, request_id: str, url: str) -> None:
        sql = "UPDATE enrolment_request SET url = ? WHERE id = ? AND state = 'open'"
        self._store.raw().execute(sql, (url, request_id))

    def close_request(self, request_id: str, *, answered: bool, at: str) -> None:
        sql = """
            UPDATE enrolment_request SET state = ?, ended_at = ?, private = NULL, box = NULL, code = NULL
            WHERE id = ? AND state = 'open'
        """
        self._store.raw().execute(sql, ("answered" if answered else "dropped", at, request_id))


def _policy_values(policy: SyncPolicy) -> tuple[object, ...]:
    return (
        policy.registration.value,
        policy.evidence.value,
        int(policy.remarks),
        policy.provisional_days,
        policy.sync_minutes,
        policy.renew_after_days,
    )


def _enrolment(row: Any) -> Enrolment:
    return Enrolment(
        issuer=row[0],
        name=row[1],
        url=row[2],
        centre=row[3],
        device=row[4],
        box=bytes(row[5]),
        issuer_box=bytes(row[6]),
        cursor=row[7],
        catalogue=row[8],
        policy=SyncPolicy(
            registration=Registration(row[9]),
            evidence=EvidenceAsked(row[10]),
            remarks=bool(row[11]),
            provisional_days=row[12],
            sync_minutes=row[13],
            renew_after_days=row[14],
        ),
        enrolled_at=row[15],
        by=row[16],
    )


def _pending(row: Any) -> PendingRequest:
    return PendingRequest(
        id=row[0],
        purpose=row[1],
        url=row[2],
        chain=row[3],
        public=bytes(row[4]),
        seed=bytes(row[5] or b""),
        box=bytes(row[6] or b""),
        code=None if row[7] is None else bytes(row[7]),
        text=row[8],
        made_at=row[9],
        by=row[10],
    )


class OldPapersTable:
    """The papers that a chain's certificates were printed as."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def count(self, chain: str) -> int:
        sql = f"SELECT count(*) FROM {_PAPERS}"
        return int(self._store.raw().execute(sql, (chain,)).fetchone()[0])

    def qr(self, chain: str, place: int) -> str:
        sql = f"SELECT qr FROM {_PAPERS} ORDER BY record.seq LIMIT 1 OFFSET ?"
        return str(self._store.raw().execute(sql, (chain, place)).fetchone()[0])

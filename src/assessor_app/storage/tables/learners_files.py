"""Keys that the learner's files are signed with."""

from datetime import date

from assessor_app.domain.seal import Seal
from assessor_app.storage.engine.store import Store
from assessor_app.trust.pkcs12 import first_day


class LearnersFiles:
    """The centre's key for JWTs, and its certificate for PDF files; each at most one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def jwt_key(self) -> bytes | None:
        """The private key (32 bytes); None before the first is made."""
        row = self._store.raw().execute("SELECT private FROM jwt_key").fetchone()
        return None if row is None else bytes(row[0])

    def put_jwt_key(self, private: bytes, *, public: bytes, at: str) -> None:
        sql = "INSERT INTO jwt_key (id, public, private, made_at) VALUES (1, ?, ?, ?)"
        self._store.raw().execute(sql, (public, private, at))

    def seal(self) -> Seal | None:
        """The certificate that PDF files are signed with, if one is set."""
        sql = "SELECT subject, issuer, until, certificates, private FROM seal"
        row = self._store.raw().execute(sql).fetchone()
        if row is None:
            return None
        return Seal(
            subject=row[0],
            issuer=row[1],
            begins=first_day(bytes(row[3])),
            until=date.fromisoformat(row[2]),
            certificates=bytes(row[3]),
            private=bytes(row[4]),
        )

    def put_seal(self, seal: Seal, *, at: str, by: str) -> None:
        """In the place of the one before."""
        sql = """
            INSERT OR REPLACE INTO seal (id, subject, issuer, until, certificates, private, added_at, added_by)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?)
        """
        until = seal.until.isoformat()
        values = (seal.subject, seal.issuer, until, seal.certificates, seal.private, at, by)
        self._store.raw().execute(sql, values)

    def drop_seal(self) -> None:
        self._store.raw().execute("DELETE FROM seal")

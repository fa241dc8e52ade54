"""Credentials that the issuer made of this centre's papers."""

from assessor_app.storage.engine.store import Store


class IssuedCredentials:
    """What came down of credentials; a newer one of a paper takes the place of the older."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def expect(self, number: str, sha256: str, *, at: str) -> None:
        """A credential of this paper is to come."""
        sql = """
            INSERT INTO issued_credential (number, sha256, told_at) VALUES (?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET sha256 = excluded.sha256, content = NULL, told_at = excluded.told_at
            WHERE sha256 <> excluded.sha256
        """
        self._store.raw().execute(sql, (number, sha256, at))

    def fill(self, sha256: str, content: bytes) -> None:
        """Keeps the credential with this hash, if one is expected; any other is passed over."""
        sql = "UPDATE issued_credential SET content = ? WHERE sha256 = ? AND content IS NULL"
        self._store.raw().execute(sql, (content, sha256))

    def without_paper(self) -> tuple[str, ...]:
        """Numbers of credentials that are of no paper known here: of qualifications."""
        sql = """
            SELECT number FROM issued_credential WHERE content IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM certificate WHERE certificate.number = issued_credential.number)
              AND NOT EXISTS (SELECT 1 FROM paper_elsewhere WHERE paper_elsewhere.number = issued_credential.number)
            ORDER BY number
        """
        return tuple(row[0] for row in self._store.raw().execute(sql).fetchall())

    def of_paper(self, number: str) -> bytes | None:
        """The signed JSON; None where none has come."""
        sql = "SELECT content FROM issued_credential WHERE number = ? AND content IS NOT NULL"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return None if row is None else bytes(row[0])

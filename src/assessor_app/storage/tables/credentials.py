"""Credentials that the issuer made of this centre's papers."""

import json
from collections.abc import Collection

from assessor_app.storage.engine.store import Store

_BESIDE_PAPERS = """
    content IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM certificate WHERE certificate.number = issued_credential.number)
    AND NOT EXISTS (SELECT 1 FROM paper_elsewhere WHERE paper_elsewhere.number = issued_credential.number)
"""


def of_qualifications(papers: str) -> str:
    """SQL: numbers of an issuer's qualifications that name a paper with one of these `papers` (SQL: their cti)."""
    name = "'urn:uuid:' || " + " || '-' || ".join(
        f"substr(lower(hex(cti)), {start}, {length})"
        for start, length in ((1, 8), (9, 4), (13, 4), (17, 4), (21, 12))
    )
    return f"""(SELECT number FROM issued_credential WHERE {_BESIDE_PAPERS}
        AND EXISTS (SELECT 1 FROM ({papers}) WHERE instr(content, CAST({name} AS BLOB)) > 0))"""


class IssuedCredentials:
    """What came down of credentials; a newer one of a paper takes the place of the older."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def expect(self, number: str, sha256: str, *, jwt: str | None = None, at: str) -> None:
        """A credential of this paper is to come; `jwt` is the hash of its JWT, None where there is none yet."""
        sql = """
            INSERT INTO issued_credential (number, sha256, jwt_sha256, told_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET
              content = CASE WHEN sha256 = excluded.sha256 THEN content END,
              jwt = CASE WHEN sha256 = excluded.sha256
                AND jwt_sha256 IS coalesce(excluded.jwt_sha256, jwt_sha256) THEN jwt END,
              jwt_sha256 = coalesce(excluded.jwt_sha256, CASE WHEN sha256 = excluded.sha256 THEN jwt_sha256 END),
              sha256 = excluded.sha256, told_at = excluded.told_at
            WHERE sha256 <> excluded.sha256 OR jwt_sha256 IS NOT coalesce(excluded.jwt_sha256, jwt_sha256)
        """
        self._store.raw().execute(sql, (number, sha256, jwt, at))

    def fill(self, sha256: str, content: bytes) -> None:
        """Keeps the credential, or the JWT, with this hash, if one is expected; any other is passed over."""
        for form, digest in (("content", "sha256"), ("jwt", "jwt_sha256")):
            sql = f"UPDATE issued_credential SET {form} = ? WHERE {digest} = ? AND {form} IS NULL"
            self._store.raw().execute(sql, (content, sha256))

    def without_jwt(self, *, most: int) -> tuple[str, ...]:
        """Numbers of credentials that are here, and no JWT of them; the oldest first."""
        sql = """
            SELECT number FROM issued_credential WHERE content IS NOT NULL AND jwt IS NULL
            ORDER BY told_at, number LIMIT ?
        """
        return tuple(row[0] for row in self._store.raw().execute(sql, (most,)).fetchall())

    def without_paper(self) -> tuple[str, ...]:
        """Numbers of credentials that are of no paper known here: of qualifications."""
        sql = f"SELECT number FROM issued_credential WHERE {_BESIDE_PAPERS} ORDER BY number"
        return tuple(row[0] for row in self._store.raw().execute(sql).fetchall())

    def beside_papers(self, *, naming: Collection[str]) -> tuple[tuple[str, bytes], ...]:
        """Number and JSON of those that are of no paper known here, and in which one of these names stands."""
        sql = f"""
            SELECT number, content FROM issued_credential WHERE {_BESIDE_PAPERS}
              AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(content, CAST(json_each.value AS BLOB)) > 0)
            ORDER BY number
        """
        rows = self._store.raw().execute(sql, (json.dumps(list(naming)),)).fetchall()
        return tuple((row[0], bytes(row[1])) for row in rows)

    def of_paper(self, number: str) -> bytes | None:
        """The signed JSON; None where none has come."""
        sql = "SELECT content FROM issued_credential WHERE number = ? AND content IS NOT NULL"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return None if row is None else bytes(row[0])

    def jwt_of(self, number: str) -> str | None:
        """The same as a compact JWT; None where none has come."""
        sql = "SELECT jwt FROM issued_credential WHERE number = ? AND jwt IS NOT NULL"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return None if row is None else bytes(row[0]).decode("ascii", "replace")

"""Form versions in use, kept as their exact bytes."""

from dataclasses import dataclass

from assessor_app.storage.engine.store import Store


@dataclass(frozen=True, kw_only=True)
class KeptForm:
    """A form version as adopted: its exact YAML bytes and their SHA-256 (hex)."""

    code: str
    version: str
    title: str
    sector: str
    content: bytes
    sha256: str


class Forms:
    """The form versions that this centre has used; the database refuses to change or drop one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, code: str, version: str) -> KeptForm | None:
        sql = "SELECT code, version, title, sector, content, sha256 FROM form WHERE code = ? AND version = ?"
        row = self._store.raw().execute(sql, (code, version)).fetchone()
        if row is None:
            return None
        return KeptForm(
            code=row[0], version=row[1], title=row[2], sector=row[3], content=bytes(row[4]), sha256=row[5]
        )

    def all(self) -> tuple[tuple[str, str], ...]:
        """(code, version) of every form in use."""
        rows = self._store.raw().execute("SELECT code, version FROM form ORDER BY code, version").fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def adopt(
        self, *, code: str, version: str, title: str, sector: str, content: bytes, digest: str, at: str
    ) -> None:
        self._store.raw().execute(
            "INSERT INTO form (code, version, title, sector, content, sha256, adopted_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (code, version, title, sector, content, digest, at),
        )

"""A centre's own designs, where they are used, and their pictures."""

from collections.abc import Mapping
from typing import Any

from assessor_app.services.designs.ports import Choice, KeptDesign, LentSignature
from assessor_app.storage.engine.store import Store

_COLUMNS = "id, version, title, text, at, by"
_NEWEST = "version = (SELECT max(version) FROM design AS other WHERE other.id = design.id)"


class Designs:
    """The database refuses to change or drop a version of a design."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self) -> tuple[KeptDesign, ...]:
        sql = f"SELECT {_COLUMNS} FROM design WHERE {_NEWEST} ORDER BY title, id"
        return tuple(_kept(row) for row in self._store.raw().execute(sql).fetchall())

    def get(self, design_id: str) -> KeptDesign | None:
        sql = f"SELECT {_COLUMNS} FROM design WHERE id = ? ORDER BY version DESC LIMIT 1"
        row = self._store.raw().execute(sql, (design_id,)).fetchone()
        return None if row is None else _kept(row)

    def versions(self) -> tuple[KeptDesign, ...]:
        rows = self._store.raw().execute(f"SELECT {_COLUMNS} FROM design ORDER BY id, version").fetchall()
        return tuple(_kept(row) for row in rows)

    def add(self, design: KeptDesign) -> None:
        values = (design.id, design.version, design.title, design.text, design.at, design.by)
        self._store.raw().execute(f"INSERT INTO design ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)", values)

    def choices(self) -> Mapping[str, str]:
        sql = "SELECT scope, design, max(id) FROM design_chosen GROUP BY scope"
        return {row[0]: row[1] for row in self._store.raw().execute(sql).fetchall() if row[1]}

    def choose(self, choice: Choice) -> None:
        sql = "INSERT INTO design_chosen (scope, design, at, by) VALUES (?, ?, ?, ?)"
        self._store.raw().execute(sql, (choice.scope, choice.design, choice.at, choice.by))

    def history(self) -> tuple[Choice, ...]:
        sql = "SELECT scope, design, at, by FROM design_chosen ORDER BY id DESC"
        rows = self._store.raw().execute(sql).fetchall()
        return tuple(Choice(scope=row[0], design=row[1], at=row[2], by=row[3]) for row in rows)

    def picture(self, sha256: str) -> bytes | None:
        sql = "SELECT png FROM design_picture WHERE sha256 = ?"
        row = self._store.raw().execute(sql, (sha256,)).fetchone()
        return None if row is None else bytes(row[0])

    def add_picture(self, sha256: str, png: bytes, *, at: str, by: str) -> None:
        sql = "INSERT INTO design_picture (sha256, png, at, by) VALUES (?, ?, ?, ?)"
        self._store.raw().execute(sql, (sha256, png, at, by))

    def signatures(self) -> Mapping[str, bytes]:
        rows = self._store.raw().execute("SELECT staff, png FROM signature_picture").fetchall()
        return {row[0]: bytes(row[1]) for row in rows}

    def put_signature(self, staff: str, png: bytes, *, at: str, by: str) -> None:
        sql = """
            INSERT INTO signature_picture (staff, png, at, by) VALUES (?, ?, ?, ?)
            ON CONFLICT (staff) DO UPDATE SET png = excluded.png, at = excluded.at, by = excluded.by
        """
        self._store.raw().execute(sql, (staff, png, at, by))
        self._store.raw().execute("DELETE FROM signature_taken_away WHERE staff = ?", (staff,))

    def drop_signature(self, staff: str, *, at: str) -> None:
        self._store.raw().execute("DELETE FROM signature_picture WHERE staff = ?", (staff,))
        sql = """
            INSERT INTO signature_taken_away (staff, at) VALUES (?, ?)
            ON CONFLICT (staff) DO UPDATE SET at = excluded.at
        """
        self._store.raw().execute(sql, (staff, at))

    def lent(self) -> tuple[LentSignature, ...]:
        sql = """
            SELECT staff, png, at FROM signature_picture
            UNION ALL SELECT staff, NULL, at FROM signature_taken_away ORDER BY 1
        """
        rows = self._store.raw().execute(sql).fetchall()
        return tuple(
            LentSignature(staff=row[0], png=None if row[1] is None else bytes(row[1]), at=row[2])
            for row in rows
        )


def _kept(row: Any) -> KeptDesign:
    return KeptDesign(id=row[0], version=row[1], title=row[2], text=bytes(row[3]), at=row[4], by=row[5])

"""Endorsements of forms, as they were signed; the database refuses to change or drop one."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

from assessor_app.services.credentials.ports import KeptEndorsement
from assessor_app.storage.engine.store import Store


class Endorsements:
    """Those of a form version, oldest first."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, code: str, version: str, content: str, *, at: str, by: str) -> bool:
        """Keeps it; False where it is here already."""
        sql = """INSERT INTO endorsement (form_code, form_version, content, sha256, at, by) VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (sha256) DO NOTHING"""
        digest = sha256(content.encode("utf-8")).hexdigest()
        done = self._store.raw().execute(sql, (code, version, content, digest, at, by))
        return int(done.rowcount) == 1

    def of_form(self, code: str, version: str, *, at: datetime) -> tuple[dict[str, Any], ...]:
        """Those in force at this moment."""
        sql = """SELECT content FROM endorsement WHERE form_code = ?1 AND form_version = ?2 AND unixepoch(at) <= ?3
                 AND NOT EXISTS (SELECT 1 FROM endorsement_ended AS ended
                                 WHERE ended.endorsement = endorsement.id AND unixepoch(ended.at) <= ?3)
                 ORDER BY id"""
        rows = self._store.raw().execute(sql, (code, version, int(at.timestamp()))).fetchall()
        return tuple(json.loads(row[0]) for row in rows)

    def kept(self) -> tuple[KeptEndorsement, ...]:
        """All of them, by form; those that were taken away too."""
        sql = """SELECT id, form_code, form_version, content, endorsement.at, ended.at
                 FROM endorsement LEFT JOIN endorsement_ended AS ended ON ended.endorsement = endorsement.id
                 ORDER BY form_code, form_version, id"""
        return tuple(
            KeptEndorsement(
                id=row[0],
                code=row[1],
                version=row[2],
                content=json.loads(row[3]),
                at=row[4],
                ended_at=row[5] or "",
            )
            for row in self._store.raw().execute(sql).fetchall()
        )

    def end(self, endorsement: int, *, at: str, by: str) -> None:
        """Embeds it no more; one that was taken away stays as it was."""
        sql = "INSERT INTO endorsement_ended (endorsement, at, by) VALUES (?, ?, ?) ON CONFLICT (endorsement) DO NOTHING"
        self._store.raw().execute(sql, (endorsement, at, by))

"""Endorsements of forms, as they were signed; the database refuses to change or drop one."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

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
        sql = """SELECT content FROM endorsement WHERE form_code = ? AND form_version = ? AND unixepoch(at) <= ?
                 ORDER BY id"""
        rows = self._store.raw().execute(sql, (code, version, int(at.timestamp()))).fetchall()
        return tuple(json.loads(row[0]) for row in rows)

"""Settings by name, the centre among them."""

import json
from dataclasses import asdict

from assessor_app.domain.centre import Centre
from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.store import Store

_CENTRE = "centre"


class Settings:
    """Named values of this data folder."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, name: str, default: str = "") -> str:
        row = self._store.raw().execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return default if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        sql = "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
        self._store.raw().execute(sql, (name, value))

    def centre(self) -> Centre:
        """The centre; raises KnownError `not-set-up` in a folder where nobody has said."""
        text = self.get(_CENTRE)
        if not text:
            raise KnownError("not-set-up")
        return Centre(**json.loads(text))

    def put_centre(self, centre: Centre) -> None:
        self.put(_CENTRE, json.dumps(asdict(centre), ensure_ascii=False))

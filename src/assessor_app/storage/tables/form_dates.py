"""Since when each form version is in use."""

from assessor_app.storage.engine.store import Store


class FormDates:
    """Reads of the forms in use that only the settings page asks for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def adopted(self) -> dict[tuple[str, str], str]:
        """The moment (ISO) at which each (code, version) was first used."""
        rows = self._store.raw().execute("SELECT code, version, adopted_at FROM form").fetchall()
        return {(row[0], row[1]): row[2] for row in rows}

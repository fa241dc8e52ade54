"""What no copy on a stick holds as it is now."""

from assessor_app.storage.engine.store import Store

# Not by text: a device that travels writes another offset. What changed in the second of the copy counts as newer.
_OPEN_SINCE = """
    SELECT count(*) FROM assessment WHERE state IN ('open', 'decided') AND (
      ?1 = '' OR unixepoch(started_at) >= unixepoch(?1) OR unixepoch(nullif(decided_at, '')) >= unixepoch(?1)
      OR EXISTS (SELECT 1 FROM history WHERE history.assessment = assessment.id
        AND unixepoch(entered_at) >= unixepoch(?1))
      OR EXISTS (SELECT 1 FROM evidence WHERE evidence.assessment = assessment.id
        AND (unixepoch(entered_at) >= unixepoch(?1) OR unixepoch(nullif(removed_at, '')) >= unixepoch(?1))))
"""


class UncopiedTable:
    """Reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open_work(self, *, since: str) -> int:
        return int(self._store.raw().execute(_OPEN_SINCE, (since,)).fetchone()[0])

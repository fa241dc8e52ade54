"""What was looked up for one record and holds for all that are judged with it, in one transaction."""

from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection

from assessor_app.issuer.store import records, verdicts
from assessor_app.issuer.store.records import Kept

Found = TypeVar("Found")


@dataclass(kw_only=True)
class Shared:
    """What is known of the centre's records by their ids.

    `standing` are ids of some that are accepted, and stay so; `accepted` has type and text of those that were read. `alone` are ids that only one record has, `unawaited`
    ids for which no record waits, both among those that are judged. Nothing is stored meanwhile, and nobody else judges in this centre: its devices are locked.
    """

    standing: set[str] = field(default_factory=set)
    accepted: dict[str, tuple[tuple[str | None, str], ...]] = field(default_factory=dict)
    alone: set[str] = field(default_factory=set)
    unawaited: set[str] = field(default_factory=set)
    _once: dict[Hashable, Any] = field(default_factory=dict)

    def once(self, key: Hashable, look: Callable[[], Found]) -> Found:
        """What `look` finds, asked once for each key."""
        if key not in self._once:
            self._once[key] = look()
        found: Found = self._once[key]
        return found


def look_up(connection: Connection, centre: str, judged: Collection[Kept], shared: Shared) -> None:
    """Of those that are judged next; in two questions instead of two for each record."""
    ids = sorted({one.id for one in judged if one.id is not None})
    shared.alone.update(set(ids) - records.doubled(connection, centre=centre, ids=ids))
    shared.unawaited.update(set(ids) - verdicts.awaited(connection, centre=centre, ids=ids))

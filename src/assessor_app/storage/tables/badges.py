"""Learners' badges."""

from collections.abc import Iterable, Iterator
from typing import Any

from assessor_app.services.badges.ports import KeptBadge
from assessor_app.storage.engine.store import Store

_COLUMNS = "token, learner, made_at, revoked_at"
_BATCH = 500


class Badges:
    """The badges of this centre's learners."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def standing(self, learners: Iterable[str]) -> dict[str, KeptBadge]:
        """The badges that stand, by learner."""
        return {badge.learner: badge for ids in _batches(learners) for badge in self._standing(ids)}

    def find(self, token: bytes) -> KeptBadge | None:
        """The badge with this token, revoked ones too."""
        row = (
            self._store.raw()
            .execute(f"SELECT {_COLUMNS} FROM badge WHERE token = ?", (token.hex(),))
            .fetchone()
        )
        return None if row is None else _badge(row)

    def add(self, badge: KeptBadge, *, by: str) -> None:
        self._store.raw().execute(
            "INSERT INTO badge (token, learner, made_at, by) VALUES (?, ?, ?, ?)",
            (badge.token.hex(), badge.learner, badge.made_at, by),
        )

    def revoke(self, learner: str, *, at: str, by: str) -> bool:
        """Ends the learner's badge; says whether there was one."""
        done = self._store.raw().execute(
            "UPDATE badge SET revoked_at = ?, revoked_by = ? WHERE learner = ? AND revoked_at = ''",
            (at, by, learner),
        )
        return bool(done.rowcount)

    def _standing(self, learners: tuple[str, ...]) -> Iterator[KeptBadge]:
        marks = ",".join("?" * len(learners))
        sql = f"SELECT {_COLUMNS} FROM badge WHERE revoked_at = '' AND learner IN ({marks})"
        return (_badge(row) for row in self._store.raw().execute(sql, learners).fetchall())


def _batches(learners: Iterable[str]) -> Iterator[tuple[str, ...]]:
    ids = tuple(learners)
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def _badge(row: Any) -> KeptBadge:
    return KeptBadge(token=bytes.fromhex(row[0]), learner=row[1], made_at=row[2], revoked_at=row[3])

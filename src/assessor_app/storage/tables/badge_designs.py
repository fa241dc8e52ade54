"""Designs of badges that somebody chose; the database refuses to change or drop a version."""

import json
from datetime import datetime
from typing import Any

from assessor_app.domain.badge_design import BadgeDesign
from assessor_app.services.badge_designs.designs import Chosen
from assessor_app.storage.engine.store import Store


class BadgeDesigns:
    """Versions of designs, each in force until the next."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def newest(self, target: str, *, at: datetime | None = None) -> Chosen | None:
        """The newest version, or the newest at this moment; None where nobody ever chose."""
        sql = """
            SELECT target, version, design, at, by FROM badge_design
            WHERE target = :target AND (:at IS NULL OR unixepoch(at) <= :at) ORDER BY version DESC LIMIT 1
        """
        values = {"target": target, "at": None if at is None else int(at.timestamp())}
        row = self._store.raw().execute(sql, values).fetchone()
        return None if row is None else _chosen(row)

    def in_force(self) -> tuple[Chosen, ...]:
        """The newest version for each sector and form, the oldest first."""
        sql = """
            SELECT target, version, design, at, by FROM badge_design AS one
            WHERE NOT EXISTS (SELECT 1 FROM badge_design AS newer
              WHERE newer.target = one.target AND newer.version > one.version) ORDER BY id
        """
        return tuple(_chosen(row) for row in self._store.raw().execute(sql).fetchall())

    def add(self, target: str, design: BadgeDesign | None, *, at: str, by: str) -> None:
        sql = """
            INSERT INTO badge_design (target, version, design, at, by) VALUES (:target,
              (SELECT coalesce(max(version), 0) + 1 FROM badge_design WHERE target = :target), :design, :at, :by)
        """
        text = None if design is None else json.dumps(vars(design), ensure_ascii=False)
        self._store.raw().execute(sql, {"target": target, "design": text, "at": at, "by": by})


def _chosen(row: Any) -> Chosen:
    design = None if row[2] is None else BadgeDesign(**json.loads(row[2]))
    return Chosen(target=row[0], version=row[1], design=design, at=row[3], by=row[4])

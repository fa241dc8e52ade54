"""What follows a signed decision: acknowledgements and releases."""

from typing import Any

from assessor_app.services.deciding.ports import Acknowledged, Release, ReleaseKind
from assessor_app.storage.engine.store import Store


class Outcomes:
    """Acknowledgements and releases of finalised assessments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def acknowledgement(self, assessment: str) -> Acknowledged | None:
        sql = "SELECT kind FROM acknowledgement WHERE assessment = ?"
        row = self._store.raw().execute(sql, (assessment,)).fetchone()
        return None if row is None else Acknowledged(row[0])

    def acknowledge(self, assessment: str, kind: Acknowledged, *, at: str, record: str) -> None:
        self._store.raw().execute(
            "INSERT INTO acknowledgement (assessment, kind, at, record) VALUES (?, ?, ?, ?)",
            (assessment, kind.value, at, record),
        )

    def release(self, assessment: str) -> Release | None:
        """The newest act on the newest revision: a correction of the work leaves a release, or a return, behind."""
        sql = """
            SELECT assessment, kind, by, at, looked_at, note, record FROM release
            WHERE assessment = ?1 AND id > (
              SELECT coalesce(max(after_release), 0) FROM correction WHERE correction.assessment = ?1)
            ORDER BY id DESC LIMIT 1
        """
        row = self._store.raw().execute(sql, (assessment,)).fetchone()
        return None if row is None else _release(row)

    def add_release(self, release: Release) -> None:
        values = (
            release.assessment,
            release.kind.value,
            release.by,
            release.at,
            int(release.looked_at),
            release.note,
            release.record,
        )
        self._store.raw().execute(
            "INSERT INTO release (assessment, kind, by, at, looked_at, note, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
            values,
        )

    def standing_paper(self, award: str) -> str:
        sql = """
            SELECT number FROM certificate WHERE award = ? AND NOT EXISTS (
              SELECT 1 FROM certificate_event WHERE certificate_event.number = certificate.number
                AND kind IN ('revoked', 'annulled', 'rejected'))
            ORDER BY issued_at DESC, rowid DESC LIMIT 1
        """
        row = self._store.raw().execute(sql, (award,)).fetchone()
        return row[0] if row else ""

    def assessors_in(self, sittings: tuple[str, ...]) -> frozenset[str]:
        marks = ",".join("?" * len(sittings))
        sql = f"""
            SELECT opened_by FROM sitting WHERE id IN ({marks})
            UNION SELECT judgement.by FROM judgement JOIN occasion ON occasion.id = judgement.occasion
              WHERE occasion.sitting IN ({marks})
            UNION SELECT oral_answer.by FROM oral_answer JOIN occasion USING (assessment) WHERE occasion.sitting IN ({marks})
            UNION SELECT history.by FROM occasion JOIN history USING (assessment)
              WHERE occasion.sitting IN ({marks}) AND coalesce(history.occasion, occasion.id) = occasion.id
            UNION SELECT assessment.decided_by FROM assessment JOIN occasion ON occasion.assessment = assessment.id
              WHERE occasion.sitting IN ({marks}) AND assessment.decided_by IS NOT NULL
            UNION SELECT countersignature.by FROM countersignature JOIN occasion USING (assessment)
              WHERE occasion.sitting IN ({marks})
        """
        rows = self._store.raw().execute(sql, sittings * 6).fetchall()
        return frozenset(row[0] for row in rows)


def _release(row: Any) -> Release:
    return Release(
        assessment=row[0],
        kind=ReleaseKind(row[1]),
        by=row[2],
        at=row[3],
        looked_at=bool(row[4]),
        note=row[5],
        record=row[6],
    )

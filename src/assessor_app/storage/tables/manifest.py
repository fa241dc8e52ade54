"""What a sitting comes to when it is closed: marks by how they were entered, and where each entry's work stands."""

from typing import Any

from assessor_app.domain.assessment import Decision, State
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.sittings.ports import WorkDone
from assessor_app.storage.engine.store import Store

_OF_SITTING = "SELECT assessment FROM entry WHERE sitting = ? AND assessment IS NOT NULL"


class ManifestTable:
    """Reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def marks(self, sitting: str) -> dict[str, int]:
        """How many marks stand of what was seen in this sitting, by how they were entered."""
        sql = """
            SELECT how, count(*) FROM judgement JOIN occasion ON occasion.id = judgement.occasion
            WHERE occasion.sitting = ? AND mark <> 'not-seen'
              AND judgement.assessment NOT IN (SELECT assessment FROM annulment) GROUP BY how ORDER BY how
        """
        return {row[0]: row[1] for row in self._store.raw().execute(sql, (sitting,)).fetchall()}

    def fill_acts(self, sitting: str) -> int:
        """In how many acts the filled marks that still stand were made."""
        sql = """
            SELECT count(DISTINCT coalesce(history.act, history.id))
            FROM judgement JOIN occasion ON occasion.id = judgement.occasion
              JOIN history ON history.occasion = judgement.occasion AND history.kind = 'criterion'
                AND history.subject = judgement.criterion AND history.how = 'fill'
            WHERE occasion.sitting = ? AND judgement.how = 'fill' AND judgement.mark <> 'not-seen'
              AND judgement.assessment NOT IN (SELECT assessment FROM annulment)
              AND NOT EXISTS (SELECT 1 FROM history AS back WHERE back.undoes = history.id)
        """
        return int(self._store.raw().execute(sql, (sitting,)).fetchone()[0])

    def works(self, sitting: str) -> dict[str, WorkDone]:
        """The work of each entry by the assessment's id; nothing of entries whose work never began."""
        sql = f"""
            SELECT assessment.id, state, decision, coalesce(decided_by, ''), overrides,
              (SELECT kind FROM acknowledgement WHERE acknowledgement.assessment = assessment.id),
              EXISTS (SELECT 1 FROM record_about JOIN record ON record.id = record_about.record
                WHERE record_about.kind = 'assessment' AND record_about.value = assessment.id
                  AND record.type = 'annulled')
            FROM assessment_now AS assessment WHERE assessment.id IN ({_OF_SITTING}) ORDER BY decided_at, place
        """
        rows = self._store.raw().execute(sql, (sitting,)).fetchall()
        return {row[0]: _work(row) for row in rows}


def _work(row: Any) -> WorkDone:
    import json

    return WorkDone(
        state=State(row[1]),
        decision=Decision(row[2]) if row[2] else None,
        decided_by=row[3],
        overrides=tuple(json.loads(row[4])),
        acknowledged=Acknowledged(row[5]) if row[5] else None,
        annulled=bool(row[6]),
    )

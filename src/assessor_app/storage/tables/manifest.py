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
        """How many marks stand of what was seen in this sitting, by how they were entered.

        Not of work set aside; and not again those that a later attempt carries.
        """
        sql = """
            SELECT how, count(*) FROM judgement JOIN occasion ON occasion.id = judgement.occasion
              JOIN assessment ON assessment.id = judgement.assessment
            WHERE occasion.sitting = ? AND mark <> 'not-seen' AND assessment.state <> 'discarded'
              AND judgement.source NOT LIKE 'attempt-%'
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
              JOIN assessment ON assessment.id = judgement.assessment
            WHERE occasion.sitting = ? AND judgement.how = 'fill' AND judgement.mark <> 'not-seen'
              AND assessment.state <> 'discarded'
              AND judgement.assessment NOT IN (SELECT assessment FROM annulment)
              AND NOT EXISTS (SELECT 1 FROM history AS back WHERE back.undoes = history.id)
        """
        return int(self._store.raw().execute(sql, (sitting,)).fetchone()[0])

    def rounds(self, sitting: str) -> int:
        """How often everybody went on to the next bench or task, but for those that were taken back."""
        sql = """
            SELECT count(DISTINCT act) FROM went WHERE sitting = ? AND how = 'rotation'
              AND act NOT IN (SELECT act FROM went WHERE sitting = ? AND how = 'undo')
        """
        return int(self._store.raw().execute(sql, (sitting, sitting)).fetchone()[0])

    def clocks(self, sitting: str) -> dict[str, int]:
        """How often clocks were started, were paused, and reached their limit; nothing of what never was."""
        sql = """
            SELECT act, count(*) FROM timing WHERE sitting = ? AND act IN ('start', 'pause', 'end')
            GROUP BY act ORDER BY act
        """
        return {row[0]: row[1] for row in self._store.raw().execute(sql, (sitting,)).fetchall()}

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

    def shown(self, sitting: str, assessment: str) -> bool:
        """Whether anything was seen, answered, captured or decided of this work in this sitting."""
        sql = """
            SELECT 1 FROM occasion JOIN assessment AS work ON work.id = occasion.assessment
            WHERE occasion.sitting = :sitting AND work.id = :work AND (work.state = 'decided'
              OR EXISTS (SELECT 1 FROM judgement WHERE judgement.occasion = occasion.id
                AND (mark <> 'not-seen' OR prompted OR note <> '' OR readings <> '{}'))
              OR EXISTS (SELECT 1 FROM oral_answer WHERE oral_answer.assessment = work.id
                AND substr(oral_answer.at, 1, 10) >= occasion.date)
              OR EXISTS (SELECT 1 FROM evidence WHERE evidence.occasion = occasion.id AND removed_at = ''))
            LIMIT 1
        """
        named = {"sitting": sitting, "work": assessment}
        return self._store.raw().execute(sql, named).fetchone() is not None


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

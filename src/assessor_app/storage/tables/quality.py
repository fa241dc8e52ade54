"""What a quality assurer reads: work that nobody released yet, and who was there."""

import json
from collections.abc import Collection
from typing import Any

from assessor_app.domain.sitting import Environment, Sitting
from assessor_app.domain.stations import Went
from assessor_app.domain.timing import Timing
from assessor_app.services.people.history import Aftermath
from assessor_app.services.quality.ports import Candidate
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.after import AfterTable
from assessor_app.storage.tables.assessments import Assessments
from assessor_app.storage.tables.board import Timings
from assessor_app.storage.tables.stations import StationTable

# Marks are counted as they stand; a change counts when a mark that somebody had given was replaced.
_CANDIDATES = """
    SELECT assessment.id, learner.name, coalesce(learner.number, ''), staff.name,
      (SELECT count(*) FROM judgement WHERE judgement.assessment = assessment.id AND how = 'fill'),
      (SELECT count(*) FROM judgement WHERE judgement.assessment = assessment.id AND how = 'paper'),
      (SELECT count(*) FROM history WHERE history.assessment = assessment.id AND kind = 'criterion'
        AND json_extract(old, '$[2]') IN ('met', 'not-met', 'not-applicable')
        AND json_extract(old, '$[2]') IS NOT json_extract(new, '$[2]')),
      (SELECT note FROM release WHERE release.assessment = assessment.id AND release.id > after_release
        ORDER BY release.id DESC LIMIT 1)
    FROM assessment_now AS assessment
    JOIN learner ON learner.id = assessment.learner
    JOIN staff ON staff.id = assessment.decided_by
    WHERE state = 'finalised' AND decision = 'competent'
      AND NOT EXISTS (SELECT 1 FROM release WHERE release.assessment = assessment.id AND release.id > after_release
        AND release.kind = 'released')
      AND (assessment.form_code || '@' || assessment.form_version IN (SELECT value FROM json_each(?))
        OR overrides <> '{}' OR wants_release
        OR EXISTS (SELECT 1 FROM release WHERE release.assessment = assessment.id AND release.id > after_release))
    ORDER BY assessment.decided_at, assessment.place
"""
# The same people as `Outcomes.assessors_in` names, asked the other way round: the sittings of one person; and the work
# in which they have a declared interest.
# A mark that somebody else has written over since is in the history alone, and was assessing all the same.
_OWN = """
    SELECT DISTINCT assessment FROM occasion WHERE sitting IN (
      SELECT id FROM sitting WHERE opened_by = :by
      UNION SELECT occasion.sitting FROM history JOIN occasion USING (assessment)
        WHERE history.by = :by AND coalesce(history.occasion, occasion.id) = occasion.id
      UNION SELECT occasion.sitting FROM judgement JOIN occasion ON occasion.id = judgement.occasion
        WHERE judgement.by = :by
      UNION SELECT occasion.sitting FROM oral_answer JOIN occasion USING (assessment) WHERE oral_answer.by = :by
      UNION SELECT occasion.sitting FROM assessment JOIN occasion ON occasion.assessment = assessment.id
        WHERE assessment.decided_by = :by
      UNION SELECT occasion.sitting FROM countersignature JOIN occasion USING (assessment)
        WHERE countersignature.by = :by
    )
    UNION SELECT entry.assessment FROM arrangement JOIN entry ON entry.id = arrangement.entry
      WHERE arrangement.kind = 'interest' AND arrangement.staff = :by AND arrangement.removed_at = ''
        AND entry.assessment IS NOT NULL
"""


class QualityTable:
    """Reads for quality assurance; it writes nothing."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def forms(self) -> tuple[tuple[str, str], ...]:
        rows = self._store.raw().execute("SELECT code, version FROM form ORDER BY code, version").fetchall()
        return tuple((code, version) for code, version in rows)

    def candidates(self, *, by: str, asking: Collection[tuple[str, str]]) -> tuple[Candidate, ...]:
        refs = json.dumps([f"{code}@{version}" for code, version in asking])
        connection = self._store.raw()
        own = {row[0] for row in connection.execute(_OWN, {"by": by}).fetchall()}
        assessments = Assessments(self._store)
        return tuple(
            Candidate(
                assessment=assessments.get(row[0]),
                learner_name=row[1],
                learner_number=row[2],
                assessor=row[3],
                filled=row[4],
                paper=row[5],
                changed=row[6],
                returned=row[7],
                own=row[0] in own,
            )
            for row in connection.execute(_CANDIDATES, (refs,)).fetchall()
        )

    def names(self) -> dict[str, str]:
        return dict(self._store.raw().execute("SELECT id, name FROM staff").fetchall())

    def aftermath(self, assessment: str) -> Aftermath:
        return AfterTable(self._store).aftermath(assessment)

    def sittings_of(self, assessment: str) -> dict[str, Sitting]:
        sql = """
            SELECT id, place, environment, date, opened_by, opened_at, closed_at FROM sitting
            WHERE id IN (SELECT sitting FROM occasion WHERE assessment = ?)
        """
        return {row[0]: _sitting(row) for row in self._store.raw().execute(sql, (assessment,)).fetchall()}

    def timings_of(self, assessment: str) -> tuple[Timing, ...]:
        return Timings(self._store).of_assessment(assessment)

    def went_of(self, assessment: str) -> tuple[Went, ...]:
        return StationTable(self._store).of_assessment(assessment)


def _sitting(row: Any) -> Sitting:
    return Sitting(
        id=row[0],
        place=row[1],
        environment=Environment(row[2]),
        date=row[3],
        opened_by=row[4],
        opened_at=row[5],
        closed_at=row[6],
    )

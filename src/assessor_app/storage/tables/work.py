"""Judgements and oral answers: what a tap writes."""

import json

from assessor_app.domain.assessment import End
from assessor_app.domain.evidence import Kind
from assessor_app.domain.marks import How, Judgement, Mark, OralAnswer
from assessor_app.domain.sitting import Method
from assessor_app.services.assessing.ports import Subject
from assessor_app.storage.tables.history import History
from assessor_app.storage.tables.rows import (
    ANSWER,
    JUDGEMENT,
    answer_of,
    judgement_of,
    paper_columns,
    readings_text,
    side_of,
)

_PUT_JUDGEMENT = """
    INSERT INTO judgement (occasion, criterion, assessment, mark, prompted, reason, note, readings,
      observed_at, entered_at, how, by, source, note_source, note_observed_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (occasion, criterion) DO UPDATE SET mark = excluded.mark, prompted = excluded.prompted,
      reason = excluded.reason, note = excluded.note, readings = excluded.readings,
      observed_at = excluded.observed_at, entered_at = excluded.entered_at, how = excluded.how, by = excluded.by,
      source = excluded.source, note_source = excluded.note_source, note_observed_at = excluded.note_observed_at
"""
_PUT_ANSWER = f"""
    INSERT INTO oral_answer (assessment, {ANSWER}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (assessment, question) DO UPDATE SET mark = excluded.mark, said = excluded.said,
      note = excluded.note, at = excluded.at, by = excluded.by, source = excluded.source,
      entered_at = excluded.entered_at
"""


class Work(History):
    """What was seen of each assessment, with every change of it."""

    def judgement(self, occasion: str, criterion: str) -> Judgement | None:
        sql = f"SELECT {JUDGEMENT} FROM judgement WHERE occasion = ? AND criterion = ?"
        row = self._store.raw().execute(sql, (occasion, criterion)).fetchone()
        return None if row is None else judgement_of(row)

    def judgements(self, assessment: str) -> dict[tuple[str, str], Judgement]:
        """By (occasion id, criterion id), corrections after the signature included."""
        sql = f"SELECT {JUDGEMENT} FROM judgement WHERE assessment = ?"
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        found = {(row[0], row[1]): judgement_of(row) for row in rows}
        for occasion, mended in self._corrected(assessment, Subject.CRITERION):
            if isinstance(mended, Judgement):
                found[occasion, mended.criterion] = mended
        return found

    def put_judgement(self, assessment: str, occasion: str, judgement: Judgement) -> None:
        values = (
            occasion,
            judgement.criterion,
            assessment,
            judgement.mark.value,
            int(judgement.prompted),
            judgement.reason,
            judgement.note,
            readings_text(judgement),
            judgement.observed_at,
            judgement.entered_at,
            judgement.how.value,
            judgement.by,
            judgement.source,
            *paper_columns(judgement.note_paper),
        )
        self._store.raw().execute(_PUT_JUDGEMENT, values)

    def remove_judgement(self, occasion: str, criterion: str) -> None:
        self._store.raw().execute(
            "DELETE FROM judgement WHERE occasion = ? AND criterion = ?", (occasion, criterion)
        )

    def oral(self, assessment: str) -> dict[str, OralAnswer]:
        """Oral answers by question id, corrections after the signature included."""
        sql = f"SELECT {ANSWER} FROM oral_answer WHERE assessment = ?"
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        found = {row[0]: answer_of(row) for row in rows}
        for _occasion, mended in self._corrected(assessment, Subject.QUESTION):
            if isinstance(mended, OralAnswer):
                found[mended.question] = mended
        return found

    def _corrected(
        self, assessment: str, subject: Subject
    ) -> list[tuple[str, Judgement | OralAnswer | End | None]]:
        """What corrections after the signature put in the place of marks, oldest first."""
        sql = """
            SELECT occasion, new FROM correction JOIN corrected_mark ON corrected_mark.correction = correction.id
            WHERE correction.assessment = ? AND kind = ? ORDER BY revision
        """
        rows = self._store.raw().execute(sql, (assessment, subject.value)).fetchall()
        return [(row[0], side_of(subject, row[1])) for row in rows]

    def sheets(self, assessment: str) -> frozenset[str]:
        """The paper sheets of which there is a photo, on whoever's work: a group's sheet is photographed once."""
        sql = """
            SELECT DISTINCT evidence.name FROM occasion AS mine
              JOIN occasion AS theirs ON theirs.sitting = mine.sitting
              JOIN evidence ON evidence.assessment = theirs.assessment
            WHERE mine.assessment = ? AND evidence.kind = 'photo' AND evidence.removed_at = ''
              AND evidence.name LIKE 'sheet-%'
        """
        return frozenset(row[0] for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def methods(self, assessment: str) -> frozenset[Method]:
        """By what the criteria that are met were shown: by what somebody saw, or by prior learning.

        What was shown in a challenge test belongs to prior learning: `challenged` says that there was one.
        """
        tested = self._tested(assessment)
        hows = {
            How.RPL if where in tested else item.how
            for where, item in self.judgements(assessment).items()
            if item.mark is Mark.MET
        }
        prior = {Method.RPL} if How.RPL in hows else set()
        return frozenset(prior | ({Method.OBSERVATION} if hows - {How.RPL} else set()))

    def challenged(self, assessment: str) -> bool:
        """Whether something that is met was shown in a challenge test."""
        judged = self.judgements(assessment)
        return any(judged[where].mark is Mark.MET for where in self._tested(assessment) if where in judged)

    def _tested(self, assessment: str) -> frozenset[tuple[str, str]]:
        """By occasion and criterion: what a challenge test was on."""
        sql = """
            SELECT challenge.occasion, criterion FROM challenge
              JOIN challenge_criterion ON challenge_criterion.challenge = challenge.id WHERE assessment = ?
        """
        return frozenset((row[0], row[1]) for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def pieces(self, assessment: str, occasion: str = "") -> dict[str, dict[Kind, int]]:
        """How much evidence there is by criterion id and kind, in one occasion or all; what was taken out does not count."""
        sql = """
            SELECT criterion, kind, count(*) FROM evidence
            WHERE assessment = ? AND ? IN ('', occasion) AND removed_at = '' GROUP BY criterion, kind
        """
        found: dict[str, dict[Kind, int]] = {}
        for criterion, kind, count in self._store.raw().execute(sql, (assessment, occasion)).fetchall():
            found.setdefault(criterion, {})[Kind(kind)] = count
        return found

    def put_oral(self, assessment: str, answer: OralAnswer) -> None:
        values = (
            assessment,
            answer.question,
            answer.mark.value,
            json.dumps(list(answer.said)),
            answer.note,
            answer.at,
            answer.by,
            answer.source,
            answer.entered_at,
        )
        self._store.raw().execute(_PUT_ANSWER, values)

    def remove_oral(self, assessment: str, question: str) -> None:
        self._store.raw().execute(
            "DELETE FROM oral_answer WHERE assessment = ? AND question = ?", (assessment, question)
        )

"""Assessments and their occasions."""

import json
from typing import Any

from assessor_app.domain.after import After
from assessor_app.domain.assessment import Assessment, Decision, End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Occasion
from assessor_app.services.assessing.ports import Decided
from assessor_app.storage.engine.store import Store

_COLUMNS = (
    "id, learner, form_code, form_version, attempt, seed, started_at, state, end_kind, decision, feedback, next_step,"
    " overrides, decided_by, decided_at, revision, corrected_at, redecided_at, wants_release, waived, appealed"
)


class Assessments:
    """The assessments of this device, as they stand today: what was signed, and what happened to it afterwards."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, assessment_id: str) -> Assessment:
        """One assessment; raises KnownError `no-such-assessment`."""
        sql = f"SELECT {_COLUMNS} FROM assessment_now WHERE id = ?"
        row = self._store.raw().execute(sql, (assessment_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-assessment", id=assessment_id)
        return _assessment(row)

    def of_learner(self, learner: str) -> tuple[Assessment, ...]:
        """A learner's assessments, oldest first, discarded ones left out."""
        sql = f"""
            SELECT {_COLUMNS} FROM assessment_now WHERE learner = ? AND state <> 'discarded' ORDER BY started_at, place
        """
        return tuple(_assessment(row) for row in self._store.raw().execute(sql, (learner,)).fetchall())

    def unfinished(self) -> tuple[Assessment, ...]:
        """Assessments that are open or decided and not signed: they exist only here."""
        # The inner half has an index of its own.
        sql = f"""
            SELECT {_COLUMNS} FROM assessment_now
            WHERE id IN (SELECT id FROM assessment WHERE state IN ('open', 'decided')) ORDER BY started_at, place
        """
        return tuple(_assessment(row) for row in self._store.raw().execute(sql).fetchall())

    def add(self, assessment: Assessment, *, by: str) -> None:
        sql = """INSERT INTO assessment (id, learner, form_code, form_version, attempt, seed, started_at, started_by)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
        values = (
            assessment.id,
            assessment.learner,
            assessment.form_code,
            assessment.form_version,
            assessment.attempt,
            assessment.seed,
            assessment.started_at,
            by,
        )
        self._store.raw().execute(sql, values)

    def put_draft(self, assessment: Assessment, *, at: str, by: str) -> None:
        """Keeps what may still change, with its row of history; the database refuses it for a finalised assessment."""
        self._tell_decision(self.get(assessment.id), assessment, at, by)
        sql = """
            UPDATE assessment SET state = ?, end_kind = ?, decision = ?, feedback = ?, next_step = ?, overrides = ?,
              decided_by = ?, decided_at = ? WHERE id = ?
        """
        values = (
            assessment.state.value,
            assessment.end.value if assessment.end else None,
            assessment.decision.value if assessment.decision else None,
            assessment.feedback,
            assessment.next_step,
            json.dumps(dict(assessment.overrides), ensure_ascii=False),
            assessment.decided_by or None,
            assessment.decided_at,
            assessment.id,
        )
        self._store.raw().execute(sql, values)

    def _tell_decision(self, old: Assessment, new: Assessment, at: str, by: str) -> None:
        words = _words(old) != _words(new) and new.decision is not None
        if old.decision is new.decision and not words:
            return
        self._store.raw().execute(
            "INSERT INTO decision_history (assessment, old, new, words, at, by) VALUES (?, ?, ?, ?, ?, ?)",
            (new.id, old.decision, new.decision, int(words), at, by),
        )

    def decisions(self, assessment_id: str) -> tuple[Decided, ...]:
        """Every change of the decision before it was signed, oldest first."""
        sql = "SELECT old, new, words, at, by FROM decision_history WHERE assessment = ? ORDER BY id"
        return tuple(
            Decided(
                old=Decision(row[0]) if row[0] else None,
                new=Decision(row[1]) if row[1] else None,
                words=bool(row[2]),
                at=row[3],
                by=row[4],
            )
            for row in self._store.raw().execute(sql, (assessment_id,)).fetchall()
        )

    def finalise(self, assessment_id: str, *, record: str, award: str) -> None:
        """Freezes a decided assessment; `award` is empty unless the decision is competent."""
        self._store.raw().execute(
            "UPDATE assessment SET state = 'finalised', record = ?, award = ? WHERE id = ?",
            (record, award or None, assessment_id),
        )

    def signed(self, assessment_id: str) -> tuple[str, str]:
        """(record id, award id) of a finalised assessment, of its newest revision; empty where there is none."""
        sql = "SELECT record, award FROM assessment_now WHERE id = ?"
        row = self._store.raw().execute(sql, (assessment_id,)).fetchone()
        return (row[0] or "", row[1] or "") if row else ("", "")

    def occasions(self, assessment_id: str) -> tuple[Occasion, ...]:
        sql = "SELECT id, sitting, number, date, context, environment FROM occasion WHERE assessment = ? ORDER BY number"
        return tuple(
            Occasion(
                id=row[0], sitting=row[1], number=row[2], date=row[3], context=row[4], environment=row[5]
            )
            for row in self._store.raw().execute(sql, (assessment_id,)).fetchall()
        )

    def add_occasion(self, assessment_id: str, occasion: Occasion) -> None:
        sql = "INSERT INTO occasion (id, assessment, sitting, number, date, context, environment) VALUES (?, ?, ?, ?, ?, ?, ?)"
        values = (
            occasion.id,
            assessment_id,
            occasion.sitting,
            occasion.number,
            occasion.date,
            occasion.context,
            occasion.environment,
        )
        self._store.raw().execute(sql, values)


def _words(kept: Assessment) -> tuple[object, ...]:
    """What is said with a decision."""
    return (kept.feedback, kept.next_step, dict(kept.overrides))


def _assessment(row: Any) -> Assessment:
    return Assessment(
        id=row[0],
        learner=row[1],
        form_code=row[2],
        form_version=row[3],
        attempt=row[4],
        seed=row[5],
        started_at=row[6],
        state=State(row[7]),
        end=End(row[8]) if row[8] else None,
        decision=Decision(row[9]) if row[9] else None,
        feedback=row[10],
        next_step=row[11],
        overrides=json.loads(row[12]),
        decided_by=row[13] or "",
        decided_at=row[14],
        after=After(
            revision=row[15],
            corrected_at=row[16],
            redecided_at=row[17],
            wants_release=bool(row[18]),
            waived=bool(row[19]),
            appealed=bool(row[20]),
        ),
    )

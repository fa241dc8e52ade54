"""What happened to assessments after they were signed: annulments, corrections, appeals."""

import json
from typing import Any

from assessor_app.domain.after import Annulment, Appeal, Correction, Mended, Outcome, Remedy, SaidBy, Why
from assessor_app.domain.assessment import End
from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import Judgement, OralAnswer
from assessor_app.services.assessing.ports import Subject
from assessor_app.services.people.history import Aftermath
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.rows import side_of, side_text

_ANNULMENT = "assessment, why, reason, by, second, at, record"
_CORRECTION = (
    "id, assessment, revision, corrects, decision, feedback, next_step, overrides, reason, redecided, award,"
    " wants_release, answers, by, at, record"
)
_APPEAL = (
    "id, assessment, said_by, said_on, until, grounds, late, by, at, record, outcome, remedy, reasons, decided_by,"
    " decided_at, decision_record"
)


class AfterTable:
    """Rows beside signed assessments; the database refuses to change or drop one."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def annul(self, annulment: Annulment) -> None:
        values = (
            annulment.assessment,
            annulment.why.value,
            annulment.reason,
            annulment.by,
            annulment.second,
            annulment.at,
            annulment.record,
        )
        sql = f"INSERT INTO annulment ({_ANNULMENT}) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._store.raw().execute(sql, values)

    def annulment(self, assessment: str) -> Annulment | None:
        sql = f"SELECT {_ANNULMENT} FROM annulment WHERE assessment = ?"
        row = self._store.raw().execute(sql, (assessment,)).fetchone()
        if row is None:
            return None
        return Annulment(
            assessment=row[0],
            why=Why(row[1]),
            reason=row[2],
            by=row[3],
            second=row[4],
            at=row[5],
            record=row[6],
        )

    def papers(self, assessment: str) -> tuple[str, ...]:
        """Numbers of every paper that was issued on this assessment, whatever revision and award; oldest first."""
        sql = "SELECT number FROM certificate WHERE assessment = ? AND learner = ? ORDER BY issued_at, rowid"
        found = "SELECT learner FROM assessment WHERE id = ?"
        row = self._store.raw().execute(found, (assessment,)).fetchone()
        # By way of the learner, whose certificates have an index.
        rows = self._store.raw().execute(sql, (assessment, row[0] if row else "")).fetchall()
        return tuple(number for (number,) in rows)

    def correct(self, correction: Correction, *, leaves_release: bool) -> None:
        """Keeps a revision; `leaves_release`: what was released, or returned, was another revision."""
        newest = "SELECT coalesce(max(id), 0) FROM release WHERE assessment = ?"
        kept = "SELECT coalesce(max(after_release), 0) FROM correction WHERE assessment = ?"
        sql = f"""
            INSERT INTO correction (assessment, revision, corrects, decision, feedback, next_step, overrides, reason,
              redecided, award, wants_release, answers, by, at, record, after_release)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ({newest if leaves_release else kept})) RETURNING id
        """
        values = (
            correction.assessment,
            correction.revision,
            correction.corrects,
            correction.decision,
            correction.feedback,
            correction.next_step,
            json.dumps(dict(correction.overrides), ensure_ascii=False),
            correction.reason,
            int(correction.redecided),
            correction.award or None,
            int(correction.wants_release),
            correction.answers or None,
            correction.by,
            correction.at,
            correction.record,
            correction.assessment,
        )
        (row,) = self._store.raw().execute(sql, values).fetchall()
        self._store.raw().executemany(
            "INSERT INTO corrected_mark (correction, occasion, kind, subject, old, new) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (row[0], mark.occasion, _kind(mark), mark.about, side_text(mark.old), side_text(mark.new))
                for mark in correction.mended
            ],
        )

    def corrections(self, assessment: str) -> tuple[Correction, ...]:
        """Oldest first."""
        sql = f"SELECT {_CORRECTION} FROM correction WHERE assessment = ? ORDER BY revision"
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        return tuple(_correction(row, self._mended(row[0])) for row in rows)

    def _mended(self, correction: int) -> tuple[Mended, ...]:
        sql = "SELECT occasion, kind, subject, old, new FROM corrected_mark WHERE correction = ? ORDER BY occasion, subject"
        rows = self._store.raw().execute(sql, (correction,)).fetchall()
        return tuple(_mended(row) for row in rows)

    def lodge(self, appeal: Appeal) -> None:
        sql = """
            INSERT INTO appeal (id, assessment, said_by, said_on, until, grounds, late, by, at, record)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
        values = (
            appeal.id,
            appeal.assessment,
            appeal.said_by.value,
            appeal.said_on,
            appeal.until,
            appeal.grounds,
            appeal.late,
            appeal.by,
            appeal.at,
            appeal.record,
        )
        self._store.raw().execute(sql, values)

    def decide_appeal(self, appeal: Appeal) -> None:
        sql = """
            UPDATE appeal SET outcome = ?, remedy = ?, reasons = ?, decided_by = ?, decided_at = ?, decision_record = ?
            WHERE id = ?
        """
        values = (
            appeal.outcome.value if appeal.outcome else "",
            appeal.remedy.value if appeal.remedy else "",
            appeal.reasons,
            appeal.decided_by,
            appeal.decided_at,
            appeal.decision_record,
            appeal.id,
        )
        self._store.raw().execute(sql, values)

    def appeal(self, appeal_id: str) -> Appeal:
        """One appeal; raises KnownError `no-such-appeal`."""
        row = self._store.raw().execute(f"SELECT {_APPEAL} FROM appeal WHERE id = ?", (appeal_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-appeal", id=appeal_id)
        return _appeal(row)

    def appeals(self, assessment: str) -> tuple[Appeal, ...]:
        """Oldest first."""
        sql = f"SELECT {_APPEAL} FROM appeal WHERE assessment = ? ORDER BY rowid"
        return tuple(_appeal(row) for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def appeals_to_decide(self) -> tuple[Appeal, ...]:
        """Those that nobody has decided, the oldest first."""
        sql = f"SELECT {_APPEAL} FROM appeal WHERE outcome = '' ORDER BY rowid"
        return tuple(_appeal(row) for row in self._store.raw().execute(sql).fetchall())

    def aftermath(self, assessment: str) -> Aftermath:
        """Everything that happened to one assessment after its signature."""
        annulment, corrections = self.annulment(assessment), self.corrections(assessment)
        appeals = self.appeals(assessment)
        if annulment is None and not corrections and not appeals:
            return Aftermath()
        names = dict(self._store.raw().execute("SELECT id, name FROM staff").fetchall())
        return Aftermath(annulment=annulment, corrections=corrections, appeals=appeals, names=names)

    def releasers(self, assessment: str) -> frozenset[str]:
        """Whoever released or returned this work, whatever revision of it."""
        sql = "SELECT by FROM release WHERE assessment = ?"
        return frozenset(row[0] for row in self._store.raw().execute(sql, (assessment,)).fetchall())


def _kind(mark: Mended) -> str:
    return (Subject.QUESTION if isinstance(mark.new, OralAnswer) else Subject.CRITERION).value


def _mended(row: Any) -> Mended:
    old, new = side_of(Subject(row[1]), row[3]), side_of(Subject(row[1]), row[4])
    if not isinstance(new, Judgement | OralAnswer) or isinstance(old, End):
        raise TypeError(f"a corrected mark holds {type(new).__name__}")
    return Mended(occasion=row[0], about=row[2], old=old, new=new)


def _correction(row: Any, mended: tuple[Mended, ...]) -> Correction:
    return Correction(
        assessment=row[1],
        revision=row[2],
        corrects=row[3],
        decision=row[4],
        feedback=row[5],
        next_step=row[6],
        overrides=json.loads(row[7]),
        reason=row[8],
        redecided=bool(row[9]),
        award=row[10] or "",
        wants_release=bool(row[11]),
        answers=row[12] or "",
        by=row[13],
        at=row[14],
        record=row[15],
        mended=mended,
    )


def _appeal(row: Any) -> Appeal:
    return Appeal(
        id=row[0],
        assessment=row[1],
        said_by=SaidBy(row[2]),
        said_on=row[3],
        until=row[4],
        grounds=row[5],
        late=row[6],
        by=row[7],
        at=row[8],
        record=row[9],
        outcome=Outcome(row[10]) if row[10] else None,
        remedy=Remedy(row[11]) if row[11] else None,
        reasons=row[12],
        decided_by=row[13] or "",
        decided_at=row[14],
        decision_record=row[15] or "",
    )

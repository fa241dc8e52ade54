"""Reads that put learner, entry and assessment side by side, for Today and for a sitting's page."""

from typing import Any

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.sitting import Entry
from assessor_app.services.today.ports import Awards, EntryLine, ListedSitting, ReturnedLine, WorkLine
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.sittings import Sittings

_LAST_SITTING = """
    (SELECT sitting FROM occasion WHERE occasion.assessment = assessment.id ORDER BY number DESC LIMIT 1)
"""


class TodayTable:
    """Reads only; every write goes through the tables that own the rows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def open_sittings(self) -> tuple[ListedSitting, ...]:
        """Newest first."""
        return self._listed("WHERE sitting.closed_at = ''", -1)

    def recent_sittings(self, *, limit: int) -> tuple[ListedSitting, ...]:
        """Open or closed, newest first."""
        return self._listed("", limit)

    def _listed(self, where: str, limit: int) -> tuple[ListedSitting, ...]:
        sql = f"""
            SELECT sitting.id, count(entry.id), sum(entry.attendance IN ('present', 'late', 'finished')),
              sum(entry.attendance = 'finished'), min(entry.form_code || char(10) || entry.form_version)
            FROM sitting LEFT JOIN entry ON entry.sitting = sitting.id
            {where} GROUP BY sitting.id ORDER BY sitting.date DESC, sitting.opened_at DESC LIMIT ?
        """
        table = Sittings(self._store)
        return tuple(
            ListedSitting(
                sitting=table.get(row[0]),
                listed=row[1],
                here=row[2] or 0,
                finished=row[3] or 0,
                form=_form(row[4]),
            )
            for row in self._store.raw().execute(sql, (limit,)).fetchall()
        )

    def entry_lines(self, sitting: str) -> tuple[EntryLine, ...]:
        """In the order of bib numbers."""
        sql = """
            SELECT entry.id, learner.name, learner.number,
              CASE WHEN annulment.assessment IS NULL THEN assessment.state ELSE 'annulled' END,
              coalesce((SELECT decision FROM correction WHERE correction.assessment = assessment.id
                ORDER BY revision DESC LIMIT 1), assessment.decision),
              assessment.end_kind, assessment.decided_by,
              (SELECT count(DISTINCT criterion) FROM judgement
                WHERE judgement.assessment = assessment.id AND mark <> 'not-seen'),
              EXISTS (SELECT 1 FROM acknowledgement WHERE acknowledgement.assessment = assessment.id)
            FROM entry JOIN learner ON learner.id = entry.learner
              LEFT JOIN assessment ON assessment.id = entry.assessment
              LEFT JOIN annulment ON annulment.assessment = assessment.id
            WHERE entry.sitting = ?
        """
        rows = {row[0]: row for row in self._store.raw().execute(sql, (sitting,)).fetchall()}
        entries = Sittings(self._store).entries(sitting)
        return tuple(_entry_line(entry, rows[entry.id]) for entry in entries if entry.id in rows)

    def unfinished(self) -> tuple[WorkLine, ...]:
        """Open or decided, not signed; oldest first."""
        sql = f"""
            SELECT assessment.id, learner.id, learner.name, learner.number, assessment.form_code,
              assessment.form_version, form.title, assessment.started_at, assessment.state, assessment.decision,
              assessment.end_kind, assessment.decided_by, sitting.id, sitting.place, sitting.date
            FROM assessment JOIN learner ON learner.id = assessment.learner
              JOIN form ON form.code = assessment.form_code AND form.version = assessment.form_version
              LEFT JOIN sitting ON sitting.id = {_LAST_SITTING}
            WHERE assessment.state IN ('open', 'decided') ORDER BY assessment.started_at, assessment.rowid
        """
        return tuple(_work_line(row) for row in self._store.raw().execute(sql).fetchall())

    def returned(self) -> tuple[ReturnedLine, ...]:
        """Those whose newest release act is a return, newest first."""
        sql = f"""
            SELECT assessment.id, learner.name, learner.number, form.title, release.note, staff.name, release.at,
              {_LAST_SITTING}
            FROM release JOIN assessment_now AS assessment ON assessment.id = release.assessment
              JOIN learner ON learner.id = assessment.learner
              JOIN form ON form.code = assessment.form_code AND form.version = assessment.form_version
              JOIN staff ON staff.id = release.by
            WHERE release.kind = 'returned' AND assessment.state = 'finalised' AND release.id > after_release
              AND release.id = (SELECT max(newest.id) FROM release AS newest WHERE newest.assessment = release.assessment)
            ORDER BY release.id DESC
        """
        return tuple(
            ReturnedLine(
                assessment=row[0],
                name=row[1],
                number=row[2] or "",
                title=row[3],
                note=row[4],
                by=row[5],
                at=row[6],
                sitting=row[7] or "",
            )
            for row in self._store.raw().execute(sql).fetchall()
        )

    def awards_without_paper(self) -> tuple[Awards, ...]:
        """Grouped by what policy looks at: form, overrides, appeals, newest release act."""
        sql = """
            SELECT min(id), count(*) FROM assessment_now
            WHERE state = 'finalised' AND award IS NOT NULL
              AND NOT EXISTS (SELECT 1 FROM certificate WHERE certificate.award = assessment_now.award)
            GROUP BY form_code, form_version, overrides = '{}', wants_release, appealed,
              (SELECT kind FROM release WHERE release.assessment = assessment_now.id AND release.id > after_release
                ORDER BY release.id DESC LIMIT 1)
        """
        rows = self._store.raw().execute(sql).fetchall()
        return tuple(Awards(assessment=row[0], count=row[1]) for row in rows)

    def unsent(self, *, since: str) -> int:
        """Records not yet accepted anywhere; with `since` (ISO 8601), only those signed after that moment."""
        sql = """
            SELECT count(*) FROM outbox JOIN record USING (chain, seq)
            WHERE ? = '' OR unixepoch(record.made_at) > unixepoch(?)
        """
        return int(self._store.raw().execute(sql, (since, since)).fetchone()[0])

    def people(self) -> int:
        """How many learners there are, up to one: whether the centre is fresh."""
        sql = "SELECT count(*) FROM (SELECT 1 FROM learner LIMIT 1)"
        return int(self._store.raw().execute(sql).fetchone()[0])


def _form(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    code, version = text.split("\n")
    return code, version


def _entry_line(entry: Entry, row: Any) -> EntryLine:
    return EntryLine(
        entry=entry,
        name=row[1],
        number=row[2] or "",
        state=State(row[3]) if row[3] else None,
        decision=Decision(row[4]) if row[4] else None,
        end=End(row[5]) if row[5] else None,
        decided_by=row[6] or "",
        marked=row[7],
        acknowledged=bool(row[8]),
    )


def _work_line(row: Any) -> WorkLine:
    return WorkLine(
        assessment=row[0],
        learner=row[1],
        name=row[2],
        number=row[3] or "",
        form_code=row[4],
        form_version=row[5],
        title=row[6],
        started_at=row[7],
        state=State(row[8]),
        decision=Decision(row[9]) if row[9] else None,
        end=End(row[10]) if row[10] else None,
        decided_by=row[11] or "",
        sitting=row[12] or "",
        place=row[13] or "",
        date=row[14] or "",
    )

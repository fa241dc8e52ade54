"""Results as rows: of a sitting, of a group."""

from typing import Any

from assessor_app.domain.assessment import Decision, End, State
from assessor_app.domain.sitting import Attendance, Identified
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.results.ports import ResultRow
from assessor_app.storage.engine.store import Store

_WORK = """
    assessment.attempt,
      CASE WHEN assessment.id IN (SELECT assessment FROM annulment) THEN 'annulled' ELSE assessment.state END,
      coalesce((SELECT decision FROM correction WHERE correction.assessment = assessment.id
        ORDER BY revision DESC LIMIT 1), assessment.decision),
      assessment.end_kind, assessment.decided_at, staff.name,
      (SELECT kind FROM acknowledgement WHERE acknowledgement.assessment = assessment.id),
      (SELECT number FROM certificate WHERE certificate.assessment = assessment.id ORDER BY issued_at DESC, rowid DESC
        LIMIT 1)
"""
_PERSON = (
    "learner.name, coalesce(learner.number, ''), learner.group_name, form.code, form.version, form.title"
)
_OF_SITTING = f"""
    SELECT {_PERSON}, sitting.date, sitting.place, entry.bib, entry.attendance, entry.identified, {_WORK}
    FROM entry JOIN sitting ON sitting.id = entry.sitting JOIN learner ON learner.id = entry.learner
      JOIN form ON form.code = entry.form_code AND form.version = entry.form_version
      LEFT JOIN assessment ON assessment.id = entry.assessment
      LEFT JOIN staff ON staff.id = assessment.decided_by
    WHERE entry.sitting = ? ORDER BY length(entry.bib), entry.bib, entry.rowid
"""
_OF_GROUP = f"""
    SELECT {_PERSON}, coalesce(sitting.date, ''), coalesce(sitting.place, ''), '', NULL, NULL, {_WORK}
    FROM assessment JOIN learner ON learner.id = assessment.learner
      JOIN form ON form.code = assessment.form_code AND form.version = assessment.form_version
      LEFT JOIN staff ON staff.id = assessment.decided_by
      LEFT JOIN sitting ON sitting.id = (
        SELECT sitting FROM occasion WHERE occasion.assessment = assessment.id ORDER BY number DESC LIMIT 1)
    WHERE assessment.state <> 'discarded' AND (?1 = '' OR learner.group_name = ?1)
    ORDER BY learner.folded, learner.seq, assessment.started_at, assessment.rowid
"""


class ResultTable:
    """Reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_sitting(self, sitting: str) -> tuple[ResultRow, ...]:
        """Each entry, in the order of bibs."""
        return tuple(_row(row) for row in self._store.raw().execute(_OF_SITTING, (sitting,)).fetchall())

    def of_group(self, group: str) -> tuple[ResultRow, ...]:
        """Each assessment of a group's learners; an empty group is everybody."""
        return tuple(_row(row) for row in self._store.raw().execute(_OF_GROUP, (group,)).fetchall())


def _row(row: Any) -> ResultRow:
    return ResultRow(
        name=row[0],
        number=row[1],
        group=row[2],
        form_code=row[3],
        form_version=row[4],
        title=row[5],
        date=row[6],
        place=row[7],
        bib=row[8],
        attendance=Attendance(row[9]) if row[9] else None,
        identified=Identified(row[10]) if row[10] else None,
        attempt=row[11],
        state=State(row[12]) if row[12] else None,
        decision=Decision(row[13]) if row[13] else None,
        end=End(row[14]) if row[14] else None,
        decided=(row[15] or "")[:10],
        assessor=row[16] or "",
        acknowledged=Acknowledged(row[17]) if row[17] else None,
        certificate=row[18] or "",
    )

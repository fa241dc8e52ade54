"""Certificates by group, form and sitting, for a print run."""

import re
from typing import Any

from assessor_app.services.printing.ports import Choices, CohortRow
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.papers_elsewhere import HERE

_LAST = """(SELECT entry.sitting FROM entry JOIN sitting ON sitting.id = entry.sitting
  WHERE entry.assessment = paper.assessment ORDER BY sitting.date DESC, sitting.opened_at DESC LIMIT 1)"""
_PAPERS = f"""
    SELECT paper.number, paper.holder, paper.folded, coalesce(learner.number, ''), coalesce(learner.group_name, '') AS team,
      paper.form_code AS form, coalesce({_LAST}, '') AS sitting_id, coalesce(at.date, ''), coalesce(at.place, ''),
      paper.issued_at, EXISTS (SELECT 1 FROM sheet WHERE sheet.number = paper.number AND sheet.target = 'printer'
        AND sheet.outcome IN ('', 'came-out'))
    FROM certificate AS paper LEFT JOIN learner ON learner.id = paper.learner LEFT JOIN sitting AS at ON at.id = {_LAST}
    UNION ALL
    SELECT paper.number, paper.holder, paper.folded, coalesce(learner.number, ''), coalesce(learner.group_name, ''),
      paper.form_code, '', '', '', paper.issued_at, EXISTS (SELECT 1 FROM sheet_elsewhere AS sheet
        WHERE sheet.number = paper.number AND sheet.target = 'printer' AND sheet.outcome IN ('', 'came-out'))
    FROM paper_elsewhere AS paper LEFT JOIN learner ON learner.id = paper.learner WHERE {HERE}
"""
_DIGITS = re.compile(r"\d+")


class Cohorts:
    """Reads; nothing here writes."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def cohort(self, *, group: str = "", form: str = "", sitting: str = "") -> tuple[CohortRow, ...]:
        asked = {"team": group, "form": form, "sitting_id": sitting}
        wanted = {column: value for column, value in asked.items() if value}
        where = " AND ".join(f"{column} = :{column}" for column in wanted) or "1"
        sql = f"SELECT * FROM ({_PAPERS}) WHERE {where}"
        return tuple(_row(row) for row in self._store.raw().execute(sql, wanted).fetchall())

    def choices(self) -> Choices:
        raw = self._store.raw()
        groups = f"SELECT DISTINCT team FROM ({_PAPERS}) WHERE team <> '' ORDER BY team"
        forms = f"""SELECT DISTINCT form, coalesce((SELECT title FROM form AS known WHERE known.code = paper.form
                      ORDER BY known.version DESC LIMIT 1), form) FROM ({_PAPERS}) AS paper ORDER BY form"""
        sittings = f"""SELECT id, place, date FROM sitting WHERE id IN (SELECT sitting_id FROM ({_PAPERS}))
                       ORDER BY date DESC, opened_at DESC"""
        return Choices(
            groups=tuple(row[0] for row in raw.execute(groups).fetchall()),
            forms=tuple((row[0], row[1]) for row in raw.execute(forms).fetchall()),
            sittings=tuple((row[0], row[1], row[2]) for row in raw.execute(sittings).fetchall()),
        )


def _row(row: Any) -> CohortRow:
    return CohortRow(
        number=row[0],
        holder=row[1],
        name=row[2],
        # 9 before 10: people number learners, and sort by them as by numbers.
        learner_number=_DIGITS.sub(lambda found: found.group().zfill(12), row[3]),
        group=row[4],
        form_code=row[5],
        sitting=row[6],
        sitting_date=row[7],
        place=row[8],
        issued_at=row[9],
        printed=bool(row[10]),
    )

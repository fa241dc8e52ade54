"""Print runs and their papers."""

from collections.abc import Sequence
from typing import Any

from assessor_app.domain.certificate import CameOut
from assessor_app.domain.errors import KnownError
from assessor_app.domain.print_run import Run, RunPaper
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.papers_elsewhere import STOCK

_RUN = "id, about, reason, at, by, ended_at"
_PAPERS = f"""
    SELECT place, paper.number, coalesce(certificate.holder, other.holder, ''), paper.sheet,
      coalesce(sheet.outcome, sheet_elsewhere.outcome),
      {STOCK.format(sheet="paper.sheet")}
    FROM print_run_paper AS paper
      LEFT JOIN certificate ON certificate.number = paper.number
      LEFT JOIN paper_elsewhere AS other ON other.number = paper.number
      LEFT JOIN sheet ON sheet.id = paper.sheet
      LEFT JOIN sheet_elsewhere ON sheet_elsewhere.id = -paper.sheet
    WHERE run = ? ORDER BY place
"""


class PrintRuns:
    """Runs that were begun here; their papers are never taken out."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, about: str, reason: str, numbers: Sequence[str], at: str, by: str) -> int:
        raw = self._store.raw()
        sql = "INSERT INTO print_run (about, reason, at, by) VALUES (?, ?, ?, ?) RETURNING id"
        run = int(raw.execute(sql, (about, reason, at, by)).fetchone()[0])
        rows = [(run, place, number) for place, number in enumerate(numbers, start=1)]
        raw.executemany("INSERT INTO print_run_paper (run, place, number) VALUES (?, ?, ?)", rows)
        return run

    def get(self, run: int) -> Run:
        row = self._store.raw().execute(f"SELECT {_RUN} FROM print_run WHERE id = ?", (run,)).fetchone()
        if row is None:
            raise KnownError("no-such-run")
        return self._run(row)

    def open(self) -> tuple[Run, ...]:
        sql = f"SELECT {_RUN} FROM print_run WHERE ended_at = '' ORDER BY id"
        return tuple(self._run(row) for row in self._store.raw().execute(sql).fetchall())

    def put_sheets(self, run: int, sheets: Sequence[tuple[str, int]]) -> None:
        rows = [(sheet, run, number) for number, sheet in sheets]
        sql = "UPDATE print_run_paper SET sheet = ? WHERE run = ? AND number = ?"
        self._store.raw().executemany(sql, rows)

    def end(self, run: int, *, at: str, by: str) -> None:
        sql = "UPDATE print_run SET ended_at = ?, ended_by = ? WHERE id = ?"
        self._store.raw().execute(sql, (at, by, run))

    def of_sheet(self, sheet: int) -> int | None:
        sql = "SELECT run FROM print_run_paper WHERE sheet = ?"
        row = self._store.raw().execute(sql, (sheet,)).fetchone()
        return None if row is None else int(row[0])

    def _run(self, row: Any) -> Run:
        papers = self._store.raw().execute(_PAPERS, (row[0],)).fetchall()
        return Run(
            id=row[0],
            about=row[1],
            reason=row[2],
            at=row[3],
            by=row[4],
            ended=bool(row[5]),
            papers=tuple(_paper(paper) for paper in papers),
        )


def _paper(row: Any) -> RunPaper:
    return RunPaper(
        place=row[0],
        number=row[1],
        holder=row[2],
        sheet=row[3],
        outcome=None if row[4] is None else CameOut(row[4]),
        stock=row[5],
    )

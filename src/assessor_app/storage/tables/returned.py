"""Papers that the awarding body rejected, and what became of them."""

from assessor_app.domain.certificate import Answer
from assessor_app.services.awards.ports import DuePaper, Returned, StoppedPaper
from assessor_app.storage.engine.store import Store

_REJECTED = """
    coalesce((SELECT kind FROM certificate_event AS verdict WHERE verdict.number = certificate.number
      AND kind IN ('registered', 'rejected') ORDER BY id DESC LIMIT 1), '') = 'rejected'
    AND NOT EXISTS (SELECT 1 FROM certificate_event AS event WHERE event.number = certificate.number
      AND kind IN ('superseded', 'revoked', 'annulled'))
"""
_DUE = f"""
    SELECT certificate.number, certificate.holder, coalesce(rejected.code, ''), coalesce(rejected.sentence, '')
    FROM certificate LEFT JOIN record ON record.id = certificate.record
      LEFT JOIN rejected ON rejected.chain = record.chain AND rejected.seq = record.seq
    WHERE {_REJECTED}
      AND EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome IN ('', 'came-out'))
      AND NOT EXISTS (SELECT 1 FROM paper_returned WHERE paper_returned.number = certificate.number)
    ORDER BY certificate.issued_at, certificate.rowid
"""
_STOPPED = """
    SELECT certificate.number, certificate.holder, 1, rejected.code, rejected.sentence, 0, rejected.at
    FROM rejected JOIN record USING (chain, seq) JOIN certificate ON certificate.record = record.id
    WHERE rejected.at >= :since
      AND NOT EXISTS (SELECT 1 FROM sheet WHERE sheet.number = certificate.number AND outcome IN ('', 'came-out'))
      AND NOT EXISTS (SELECT 1 FROM certificate_event AS event WHERE event.number = certificate.number
        AND kind IN ('superseded', 'revoked', 'annulled'))
    UNION ALL
    SELECT certificate.number, certificate.holder, 0, held.code, coalesce((SELECT verdict.sentence FROM verdict
      WHERE verdict.chain = held.chain AND verdict.seq = held.seq ORDER BY n DESC LIMIT 1), ''), 0, held.at
    FROM held JOIN record USING (chain, seq) JOIN certificate ON certificate.record = record.id
    WHERE held.code <> 'undecided'
    UNION ALL
    SELECT paper.number, paper.holder, 1, '', state.reason, 1, state.since
    FROM other_state AS state JOIN paper_elsewhere AS paper ON paper.number = state.number
    WHERE state.state = 'rejected' AND state.since >= substr(:since, 1, 10)
    ORDER BY 3 DESC, 7 DESC, 1 LIMIT :most
"""


class ReturnedTable:
    """What is still out of the papers that do not count."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def due(self) -> tuple[DuePaper, ...]:
        rows = self._store.raw().execute(_DUE).fetchall()
        return tuple(DuePaper(number=row[0], holder=row[1], code=row[2], sentence=row[3]) for row in rows)

    def stopped(self, *, since: str, most: int) -> tuple[StoppedPaper, ...]:
        rows = self._store.raw().execute(_STOPPED, {"since": since, "most": most}).fetchall()
        return tuple(
            StoppedPaper(
                number=row[0],
                holder=row[1],
                rejected=bool(row[2]),
                code=row[3],
                sentence=row[4],
                elsewhere=bool(row[5]),
            )
            for row in rows
        )

    def why(self, number: str) -> tuple[str, str]:
        sql = """
            SELECT rejected.code, rejected.sentence FROM certificate JOIN record ON record.id = certificate.record
              JOIN rejected ON rejected.chain = record.chain AND rejected.seq = record.seq
            WHERE certificate.number = ?
        """
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return ("", "") if row is None else (str(row[0]), str(row[1]))

    def of(self, number: str) -> Returned | None:
        sql = "SELECT answer, at FROM paper_returned WHERE number = ?"
        row = self._store.raw().execute(sql, (number,)).fetchone()
        return None if row is None else Returned(answer=Answer(row[0]), at=row[1])

    def put(self, number: str, answer: Answer, *, at: str, by: str) -> None:
        sql = """
            INSERT INTO paper_returned (number, answer, at, by) VALUES (?, ?, ?, ?)
            ON CONFLICT (number) DO UPDATE SET answer = excluded.answer, at = excluded.at, by = excluded.by
        """
        self._store.raw().execute(sql, (number, answer.value, at, by))

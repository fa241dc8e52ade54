"""The second and the third line of the closed count."""

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.evidence_sent import OPEN, SIGNED

_PLACED = "JOIN record ON record.id = award.record JOIN {table} USING (chain, seq)"
_AWARDS = "(SELECT record FROM assessment_now WHERE state = 'finalised' AND award IS NOT NULL) AS award"
_EVIDENCE = f"""
    SELECT count(*), count(*) FILTER (WHERE {OPEN}),
      count(*) FILTER (WHERE evidence_sent.closed_at <> '' AND evidence_sent.lost = ''),
      count(*) FILTER (WHERE evidence_sent.lost <> '') {SIGNED}
"""


class CountedTable:
    """Awards by where their records stand, and evidence; each number from its own table."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def awards(self) -> Count:
        """Awards that stand, by the table in which the record of their decision is."""
        found = {
            table: self._number(f"SELECT count(*) FROM {_AWARDS} {_PLACED.format(table=table)}")
            for table in ("outbox", "held", "accepted", "rejected")
        }
        return Count(
            captured=self._number(f"SELECT count(*) FROM {_AWARDS}"),
            unsent=found["outbox"],
            held=found["held"],
            accepted=found["accepted"],
            rejected=found["rejected"],
        )

    def evidence(self) -> EvidenceCount:
        """Evidence that signed records name."""
        row = self._store.raw().execute(_EVIDENCE).fetchone()
        return EvidenceCount(captured=row[0], unsent=row[1], stored=row[2], lost=row[3])

    def _number(self, sql: str) -> int:
        return int(self._store.raw().execute(sql).fetchone()[0])

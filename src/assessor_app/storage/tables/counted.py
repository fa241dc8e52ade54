"""The second and the third line of the closed count."""

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.evidence_sent import OPEN, SIGNED

_STATES = ("outbox", "held", "accepted", "rejected")
_IN = " ".join(
    f"LEFT JOIN {table} ON {table}.chain = record.chain AND {table}.seq = record.seq" for table in _STATES
)
# In one pass: to find out how each assessment stands today is what takes long.
_AWARDS = f"""
    SELECT count(*), {", ".join(f"count({table}.seq)" for table in _STATES)}
    FROM assessment_now AS award LEFT JOIN record ON record.id = award.record {_IN}
    WHERE award.state = 'finalised' AND award.award IS NOT NULL
"""
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
        captured, unsent, held, accepted, rejected = self._store.raw().execute(_AWARDS).fetchone()
        return Count(captured=captured, unsent=unsent, held=held, accepted=accepted, rejected=rejected)

    def evidence(self) -> EvidenceCount:
        """Evidence that signed records name."""
        row = self._store.raw().execute(_EVIDENCE).fetchone()
        return EvidenceCount(captured=row[0], unsent=row[1], stored=row[2], lost=row[3])

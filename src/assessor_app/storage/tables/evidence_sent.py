"""What became of evidence that signed records name."""

from collections.abc import Sequence

from assessor_app.domain.evidence import Evidence
from assessor_app.services.syncing.ports import SentEvidence
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.evidence import COLUMNS, evidence_of

# What counts in signed work: a decision rests on it, so its record names it.
SIGNED = """
    FROM evidence JOIN assessment ON assessment.id = evidence.assessment AND assessment.state = 'finalised'
      LEFT JOIN evidence_sent ON evidence_sent.evidence = evidence.id
    WHERE evidence.removed_at = ''
"""
OPEN = "coalesce(evidence_sent.closed_at, '') = '' AND coalesce(evidence_sent.lost, '') = ''"


class EvidenceSent:
    """Evidence on its way to the issuer."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def signed(self, *, only: Sequence[str] | None = None) -> tuple[tuple[Evidence, str], ...]:
        columns = ", ".join(f"evidence.{name}" for name in COLUMNS.split(", "))
        sql = f"SELECT {columns}, assessment.record {SIGNED} AND {OPEN} ORDER BY evidence.rowid"
        wanted = None if only is None else frozenset(only)
        rows = self._store.raw().execute(sql).fetchall()
        found = ((evidence_of(row), str(row[-1])) for row in rows)
        return tuple(pair for pair in found if wanted is None or pair[0].sha256 in wanted)

    def sent(self, evidence: str) -> SentEvidence | None:
        sql = "SELECT evidence, address, pieces, here FROM evidence_sent WHERE evidence = ?"
        row = self._store.raw().execute(sql, (evidence,)).fetchone()
        return (
            None if row is None else SentEvidence(evidence=row[0], address=row[1], pieces=row[2], here=row[3])
        )

    def name(self, sent: SentEvidence, *, at: str) -> None:
        sql = """
            INSERT INTO evidence_sent (evidence, address, pieces, here, named_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING
        """
        self._store.raw().execute(sql, (sent.evidence, sent.address, sent.pieces, sent.here, at))

    def lose(self, evidence: str, code: str, *, at: str) -> None:
        sql = """
            INSERT INTO evidence_sent (evidence, named_at, lost) VALUES (?, ?, ?)
            ON CONFLICT (evidence) DO UPDATE SET address = '', pieces = 0, here = 0, lost = excluded.lost
        """
        self._store.raw().execute(sql, (evidence, at, code))

    def move(self, address: str, *, missing: int, closed: bool, at: str) -> None:
        sql = """
            UPDATE evidence_sent SET here = pieces - min(?, pieces), closed_at = CASE WHEN ? THEN ? ELSE '' END
            WHERE address = ? AND closed_at = ''
        """
        self._store.raw().execute(sql, (missing, closed, at, address))

    def is_closed(self, address: str) -> bool:
        sql = "SELECT 1 FROM evidence_sent WHERE address = ? AND closed_at <> ''"
        return self._store.raw().execute(sql, (address,)).fetchone() is not None

    def open_addresses(self, most: int) -> tuple[str, ...]:
        sql = "SELECT address FROM evidence_sent WHERE closed_at = '' AND address <> '' ORDER BY named_at LIMIT ?"
        return tuple(row[0] for row in self._store.raw().execute(sql, (most,)).fetchall())

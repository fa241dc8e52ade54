"""Evidence: what each encrypted file is, and every act on it."""

from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.storage.engine.store import Store

COLUMNS = (
    "id, assessment, occasion, criterion, kind, media_type, name, caption, bytes, sha256, salt, file, key, taken_at,"
    " entered_at, by, work_only, removed_at, removed_by"
)
AFTER = "(SELECT coalesce(max(id), 0) FROM history)"
_ACT = f"INSERT INTO evidence_history (evidence, act, at, by, after_change) VALUES (?, ?, ?, ?, {AFTER})"


class EvidenceTable:
    """The evidence of this device. Each change writes its row of history in the same transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, evidence: Evidence) -> None:
        values = (
            evidence.id,
            evidence.assessment,
            evidence.occasion,
            evidence.criterion,
            evidence.kind.value,
            evidence.media_type,
            evidence.name,
            evidence.caption,
            evidence.size,
            evidence.sha256,
            evidence.salt,
            evidence.file,
            evidence.key,
            evidence.taken_at,
            evidence.entered_at,
            evidence.by,
            int(evidence.work_only),
        )
        columns = COLUMNS.removesuffix(", removed_at, removed_by")
        marks = ", ".join("?" * len(values))
        self._store.raw().execute(f"INSERT INTO evidence ({columns}) VALUES ({marks})", values)
        self._store.raw().execute(_ACT, (evidence.id, "added", evidence.entered_at, evidence.by))

    def get(self, evidence_id: str) -> Evidence:
        """One piece; raises KnownError `no-such-evidence`."""
        sql = f"SELECT {COLUMNS} FROM evidence WHERE id = ?"
        row = self._store.raw().execute(sql, (evidence_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-evidence", id=evidence_id)
        return evidence_of(row)

    def of_assessment(self, assessment: str) -> tuple[Evidence, ...]:
        """In the order in which it came, with what was taken out."""
        sql = f"SELECT {COLUMNS} FROM evidence WHERE assessment = ? ORDER BY rowid"
        return tuple(evidence_of(row) for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def everything(self) -> tuple[Evidence, ...]:
        """All that still counts and can be read, for a check."""
        sql = f"SELECT {COLUMNS} FROM evidence WHERE removed_at = '' AND key IS NOT NULL ORDER BY rowid"
        return tuple(evidence_of(row) for row in self._store.raw().execute(sql).fetchall())

    def signed_hashes(self) -> dict[str, tuple[str, ...]]:
        """By finalised assessment: the hashes of what counts there, sorted."""
        sql = """
            SELECT evidence.assessment, sha256 FROM evidence JOIN assessment ON assessment.id = evidence.assessment
            WHERE removed_at = '' AND state = 'finalised' ORDER BY sha256
        """
        found: dict[str, tuple[str, ...]] = {}
        for assessment, digest in self._store.raw().execute(sql).fetchall():
            found[assessment] = (*found.get(assessment, ()), digest)
        return found

    def take_out(self, evidence_id: str, *, at: str, by: str) -> None:
        sql = "UPDATE evidence SET removed_at = ?, removed_by = ? WHERE id = ?"
        self._store.raw().execute(sql, (at, by, evidence_id))
        self._store.raw().execute(_ACT, (evidence_id, "removed", at, by))

    def put_back(self, evidence_id: str, *, at: str, by: str) -> None:
        sql = "UPDATE evidence SET removed_at = '', removed_by = NULL WHERE id = ?"
        self._store.raw().execute(sql, (evidence_id,))
        self._store.raw().execute(_ACT, (evidence_id, "put-back", at, by))

    def put_caption(self, evidence_id: str, caption: str) -> None:
        self._store.raw().execute("UPDATE evidence SET caption = ? WHERE id = ?", (caption, evidence_id))

    def forget_removed(self, assessment: str) -> tuple[str, ...]:
        """Take away the keys of what was taken out of an assessment; returns the names of the files, now noise."""
        sql = """
            UPDATE evidence SET key = NULL, salt = NULL, name = '', caption = ''
            WHERE assessment = ? AND removed_at <> '' AND key IS NOT NULL RETURNING file
        """
        return tuple(row[0] for row in self._store.raw().execute(sql, (assessment,)).fetchall())

    def forget_discarded(self) -> None:
        """Take away the keys of what was taken out before its assessment was set aside."""
        sql = """
            UPDATE evidence SET key = NULL, salt = NULL, name = '', caption = '' WHERE removed_at <> ''
              AND key IS NOT NULL AND assessment IN (SELECT id FROM assessment WHERE state = 'discarded')
        """
        self._store.raw().execute(sql)

    def files_in_use(self) -> set[str]:
        """The names of the files that can still be read."""
        sql = "SELECT file FROM evidence WHERE key IS NOT NULL"
        return {row[0] for row in self._store.raw().execute(sql).fetchall()}

    def history(self, evidence_id: str) -> tuple[tuple[str, str, str], ...]:
        """(act, when, by whom), oldest first."""
        sql = "SELECT act, at, by FROM evidence_history WHERE evidence = ? ORDER BY id"
        return tuple((row[0], row[1], row[2]) for row in self._store.raw().execute(sql, (evidence_id,)))


def evidence_of(row: Any) -> Evidence:
    return Evidence(
        id=row[0],
        assessment=row[1],
        occasion=row[2],
        criterion=row[3],
        kind=Kind(row[4]),
        media_type=row[5],
        name=row[6],
        caption=row[7],
        size=row[8],
        sha256=row[9],
        salt=bytes(row[10]) if row[10] is not None else None,
        file=row[11],
        key=bytes(row[12]) if row[12] is not None else None,
        taken_at=row[13],
        entered_at=row[14],
        by=row[15],
        work_only=bool(row[16]),
        removed_at=row[17],
        removed_by=row[18] or "",
    )

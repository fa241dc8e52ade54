"""Transcripts that the issuer signed: asked for, and kept as they came."""

from collections.abc import Sequence

from assessor_app.storage.engine.store import Store


class IssuedTranscripts:
    """The newest of each learner takes the place of the one before."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def want(self, learner: str, *, at: str) -> None:
        """Asks for it with the next sync; twice is once."""
        sql = (
            "INSERT INTO transcript_wanted (learner, asked_at) VALUES (?, ?) ON CONFLICT (learner) DO NOTHING"
        )
        self._store.raw().execute(sql, (learner, at))

    def wanted(self, *, most: int) -> tuple[str, ...]:
        """Learners, the longest waiting first."""
        sql = "SELECT learner FROM transcript_wanted ORDER BY asked_at, learner LIMIT ?"
        return tuple(row[0] for row in self._store.raw().execute(sql, (most,)).fetchall())

    def expect(self, learner: str, files: Sequence[str], *, at: str) -> None:
        """These files (SHA-256 of each) are to come; nothing is asked for any more."""
        raw = self._store.raw()
        raw.execute("DELETE FROM transcript_wanted WHERE learner = ?", (learner,))
        raw.execute("DELETE FROM issued_transcript WHERE learner = ?", (learner,))
        sql = "INSERT INTO issued_transcript (learner, place, sha256, told_at) VALUES (?, ?, ?, ?)"
        for place, digest in enumerate(files, 1):
            raw.execute(sql, (learner, place, digest, at))

    def fill(self, sha256: str, content: bytes) -> None:
        """Keeps the file with this hash, if one is expected; any other is passed over."""
        sql = "UPDATE issued_transcript SET content = ? WHERE sha256 = ? AND content IS NULL"
        self._store.raw().execute(sql, (content, sha256))

    def of_learner(self, learner: str) -> tuple[bytes, ...]:
        """The files in their order; none where not all of them came."""
        sql = "SELECT content FROM issued_transcript WHERE learner = ? ORDER BY place"
        rows = self._store.raw().execute(sql, (learner,)).fetchall()
        return () if any(row[0] is None for row in rows) else tuple(bytes(row[0]) for row in rows)

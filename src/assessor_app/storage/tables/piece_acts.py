"""Acts on evidence, as undo sees them, and the way of a piece from one learner to another."""

from typing import Any

from assessor_app.domain.evidence import Evidence, Kind
from assessor_app.services.assessing.ports import PieceAct, PieceDone, PieceMove
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.evidence import AFTER, COLUMNS, evidence_of

# An act stands where nobody took it back, and nothing was done to its piece since that was not taken back itself. A
# move is taken back with the marks that it went with, never alone.
_LAST_ACT = """
    SELECT done.id, done.evidence, done.act, done.at, kind, criterion, occasion, evidence.assessment, done.after_change
    FROM evidence_history AS done JOIN evidence ON evidence.id = done.evidence
    WHERE {whose} AND done.by = ? AND done.undoes IS NULL AND done.act <> 'moved' AND evidence.key IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM evidence_history AS back WHERE back.undoes = done.id)
      AND NOT EXISTS (SELECT 1 FROM evidence_history AS over
        WHERE over.evidence = done.evidence AND over.id > done.id AND over.undoes IS NULL
          AND NOT EXISTS (SELECT 1 FROM evidence_history AS off WHERE off.undoes = over.id))
      AND (SELECT state FROM assessment WHERE id = evidence.assessment) IN ('open', 'decided')
    ORDER BY done.id DESC LIMIT 1
"""
_OF_ONE = "evidence.assessment = ?"
_OF_A_SITTING = "evidence.assessment IN (SELECT entry.assessment FROM entry WHERE entry.sitting = ?)"

# What was done to a piece while it was of this work, with how it came and how it went.
_DONE = """
    SELECT done.act, done.undoes IS NOT NULL, kind, criterion, done.at, done.by,
      coalesce((SELECT learner FROM occasion JOIN assessment ON assessment.id = occasion.assessment
        WHERE occasion.id = done.from_occasion), ''),
      coalesce((SELECT learner FROM occasion JOIN assessment ON assessment.id = occasion.assessment
        WHERE occasion.id = done.to_occasion), '')
    FROM evidence_history AS done JOIN evidence ON evidence.id = done.evidence
    WHERE evidence.assessment = ?1 OR done.id <= (
      SELECT max(gone.id) FROM evidence_history AS gone WHERE gone.evidence = done.evidence
        AND gone.from_occasion IN (SELECT id FROM occasion WHERE assessment = ?1))
    ORDER BY done.id
"""


class PieceActs:
    """What was done to evidence; each change writes its row of history in the same transaction."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def last_act(self, assessment: str, *, by: str, sitting: str = "") -> PieceAct | None:
        """The newest act by this person that stands, while nothing is signed; of all work in a sitting, where one is named."""
        whose, where = (_OF_A_SITTING, sitting) if sitting else (_OF_ONE, assessment)
        row = self._store.raw().execute(_LAST_ACT.format(whose=whose), (where, by)).fetchone()
        return None if row is None else _act(row)

    def take_back(self, act: PieceAct, *, at: str, by: str) -> None:
        """Sets aside what was added or put back, puts back what was taken out; the row of history names the act."""
        out = act.act != "removed"
        sql = "UPDATE evidence SET removed_at = ?, removed_by = ? WHERE id = ?"
        self._store.raw().execute(sql, (at if out else "", by if out else None, act.evidence))
        back = f"""INSERT INTO evidence_history (evidence, act, at, by, undoes, after_change)
            VALUES (?, ?, ?, ?, ?, {AFTER})"""
        self._store.raw().execute(back, (act.evidence, "removed" if out else "put-back", at, by, act.id))

    def counting(self, occasion: str) -> tuple[Evidence, ...]:
        """The pieces of an occasion that count, in the order in which they came."""
        sql = f"""
            SELECT {COLUMNS} FROM evidence WHERE assessment = (SELECT assessment FROM occasion WHERE id = ?1)
              AND occasion = ?1 AND removed_at = '' ORDER BY rowid
        """
        return tuple(evidence_of(row) for row in self._store.raw().execute(sql, (occasion,)).fetchall())

    def move(self, move: PieceMove, *, at: str, by: str) -> None:
        """Gives a piece to another occasion: its row of history says so first, and the database lets it go by that alone."""
        sql = f"""
            INSERT INTO evidence_history (evidence, act, at, by, from_occasion, to_occasion, marks_act, after_change)
            VALUES (?, 'moved', ?, ?, ?, ?, ?, {AFTER})
        """
        self._store.raw().execute(sql, (move.evidence, at, by, move.source, move.target, move.act))
        self._go(move.evidence, move.target)

    def moves_of_act(self, act: str) -> tuple[PieceMove, ...]:
        """The pieces that went with the marks of an act, and were not taken back."""
        sql = """
            SELECT evidence, from_occasion, to_occasion, marks_act, id FROM evidence_history AS done WHERE marks_act = ?
              AND NOT EXISTS (SELECT 1 FROM evidence_history AS back WHERE back.undoes = done.id) ORDER BY id
        """
        return tuple(
            PieceMove(evidence=row[0], source=row[1], target=row[2], act=row[3], id=row[4])
            for row in self._store.raw().execute(sql, (act,)).fetchall()
        )

    def take_move_back(self, move: PieceMove, *, at: str, by: str) -> None:
        """Gives a piece back to whom it was taken from; the row of history names the move."""
        sql = f"""
            INSERT INTO evidence_history (evidence, act, at, by, undoes, from_occasion, to_occasion, after_change)
            VALUES (?, 'moved', ?, ?, ?, ?, ?, {AFTER})
        """
        self._store.raw().execute(sql, (move.evidence, at, by, move.id, move.target, move.source))
        self._go(move.evidence, move.source)

    def done(self, assessment: str) -> tuple[PieceDone, ...]:
        """What was done to the evidence of this work while it was of it, oldest first, with how it came and went."""
        return tuple(
            PieceDone(
                act=row[0],
                undo=bool(row[1]),
                kind=Kind(row[2]),
                criterion=row[3],
                at=row[4],
                by=row[5],
                giver=row[6],
                taker=row[7],
            )
            for row in self._store.raw().execute(_DONE, (assessment,)).fetchall()
        )

    def state(self, assessment: str) -> tuple[int, int]:
        """A value that is another one once a piece came, went, or was taken out."""
        sql = """
            SELECT count(DISTINCT evidence.id), coalesce(max(done.id), 0)
            FROM evidence JOIN evidence_history AS done ON done.evidence = evidence.id WHERE assessment = ?
        """
        row = self._store.raw().execute(sql, (assessment,)).fetchone()
        return int(row[0]), int(row[1])

    def _go(self, evidence: str, occasion: str) -> None:
        sql = """
            UPDATE evidence SET occasion = ?1, assessment = (SELECT assessment FROM occasion WHERE id = ?1) WHERE id = ?2
        """
        self._store.raw().execute(sql, (occasion, evidence))


def _act(row: Any) -> PieceAct:
    return PieceAct(
        id=row[0],
        evidence=row[1],
        act=row[2],
        at=row[3],
        kind=Kind(row[4]),
        criterion=row[5],
        occasion=row[6],
        assessment=row[7],
        after=row[8],
    )

"""What was settled before the work: ticked conditions, and arrangements for learners."""

from typing import Any

from assessor_app.domain.age import AgeAnswer, AgeSaid, AgeSeen
from assessor_app.domain.before import Arranged, Arrangement, Before, Condition, Known, Ticked
from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine.store import Store

_TICK = "sitting, form_code, form_version, condition, by, at"
_AGE = "entry, least, answer, seen, by, at"
_ARRANGEMENT = "id, entry, kind, who, relation, language, what, why, agreed_by, declared, staff, late, by, at, removed_by, removed_at, gave_consent"
# An entry is of its assessment; a sitting may be of the work through an occasion alone.
_SITTINGS = """
    SELECT sitting FROM entry WHERE assessment = :id UNION SELECT sitting FROM occasion WHERE assessment = :id
"""


class BeforeTable:
    """Conditions by sitting and form, arrangements by entry."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_work(self, assessment: str) -> Before:
        """What holds for one assessment, over all its sittings."""
        connection = self._store.raw()
        ticks = connection.execute(
            f"""SELECT {_TICK} FROM condition_tick WHERE sitting IN ({_SITTINGS})
              AND (form_code, form_version) = (SELECT form_code, form_version FROM assessment WHERE id = :id)
              ORDER BY at, condition""",
            {"id": assessment},
        )
        arranged = connection.execute(
            f"""SELECT {_ARRANGEMENT} FROM arrangement WHERE removed_at = ''
              AND entry IN (SELECT id FROM entry WHERE assessment = ?) ORDER BY at, rowid""",
            (assessment,),
        )
        known = connection.execute(
            "SELECT sitting, identified, briefed_at FROM entry WHERE assessment = ? ORDER BY rowid",
            (assessment,),
        )
        return Before(
            known=tuple(
                Known(sitting=row[0], identified=row[1] or "", briefed_at=row[2]) for row in known.fetchall()
            ),
            ticked=tuple(_ticked(row) for row in ticks.fetchall()),
            arranged=tuple(_arrangement(row) for row in arranged.fetchall()),
        )

    def ticked(self, sitting: str) -> tuple[Ticked, ...]:
        sql = f"SELECT {_TICK} FROM condition_tick WHERE sitting = ? ORDER BY at, condition"
        return tuple(_ticked(row) for row in self._store.raw().execute(sql, (sitting,)).fetchall())

    def tick(self, ticked: Ticked) -> None:
        """Keeps a tick; one that is there already stays as it is."""
        sql = f"INSERT INTO condition_tick ({_TICK}) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
        values = (
            ticked.sitting,
            ticked.form_code,
            ticked.form_version,
            ticked.condition.value,
            ticked.by,
            ticked.at,
        )
        self._store.raw().execute(sql, values)

    def untick(self, sitting: str, form: tuple[str, str], condition: Condition) -> None:
        self._store.raw().execute(
            "DELETE FROM condition_tick WHERE sitting = ? AND form_code = ? AND form_version = ? AND condition = ?",
            (sitting, *form, condition.value),
        )

    def arranged(self, sitting: str) -> tuple[Arrangement, ...]:
        """All that holds for the entries of a sitting, oldest first."""
        sql = f"""
            SELECT {_ARRANGEMENT} FROM arrangement WHERE removed_at = ''
              AND entry IN (SELECT id FROM entry WHERE sitting = ?) ORDER BY at, rowid
        """
        return tuple(_arrangement(row) for row in self._store.raw().execute(sql, (sitting,)).fetchall())

    def arrangement(self, arrangement_id: str) -> Arrangement:
        """One of them, taken back or not; raises KnownError `no-such-arrangement`."""
        sql = f"SELECT {_ARRANGEMENT} FROM arrangement WHERE id = ?"
        row = self._store.raw().execute(sql, (arrangement_id,)).fetchone()
        if row is None:
            raise KnownError("no-such-arrangement", id=arrangement_id)
        return _arrangement(row)

    def arrange(self, made: Arrangement) -> None:
        sql = f"INSERT INTO arrangement ({_ARRANGEMENT}) VALUES ({', '.join('?' * 17)})"
        values = (
            made.id,
            made.entry,
            made.kind.value,
            made.who,
            made.relation,
            made.language,
            made.what,
            made.why,
            made.agreed_by,
            int(made.declared),
            made.staff or None,
            int(made.late),
            made.by,
            made.at,
            made.removed_by or None,
            made.removed_at,
            int(made.gave_consent),
        )
        self._store.raw().execute(sql, values)

    def age(self, entry: str) -> AgeSaid | None:
        """The newest answer on an entry's age; None where nobody was asked."""
        sql = f"SELECT {_AGE} FROM age_answer WHERE entry = ? ORDER BY id DESC LIMIT 1"
        row = self._store.raw().execute(sql, (entry,)).fetchone()
        if row is None:
            return None
        seen = AgeSeen(row[3]) if row[3] else None
        return AgeSaid(entry=row[0], least=row[1], answer=AgeAnswer(row[2]), seen=seen, by=row[4], at=row[5])

    def say_age(self, said: AgeSaid) -> None:
        values = (said.entry, said.least, said.answer.value, said.seen or "", said.by, said.at)
        self._store.raw().execute(f"INSERT INTO age_answer ({_AGE}) VALUES (?, ?, ?, ?, ?, ?)", values)

    def take_back(self, arrangement_id: str, *, by: str, at: str) -> None:
        self._store.raw().execute(
            "UPDATE arrangement SET removed_by = ?, removed_at = ? WHERE id = ?", (by, at, arrangement_id)
        )

    def pass_consent_on(self, learner: str) -> bool:
        """The oldest consent of a guardian that holds is now the one that the learner's page rests on; False without one."""
        sql = """
            UPDATE arrangement SET gave_consent = 1 WHERE id = (SELECT arrangement.id FROM arrangement
              JOIN entry ON entry.id = arrangement.entry WHERE entry.learner = ? AND kind = 'guardian' AND removed_at = ''
              ORDER BY arrangement.at, arrangement.rowid LIMIT 1)
        """
        return bool(self._store.raw().execute(sql, (learner,)).rowcount)


def _ticked(row: Any) -> Ticked:
    return Ticked(
        sitting=row[0],
        form_code=row[1],
        form_version=row[2],
        condition=Condition(row[3]),
        by=row[4],
        at=row[5],
    )


def _arrangement(row: Any) -> Arrangement:
    return Arrangement(
        id=row[0],
        entry=row[1],
        kind=Arranged(row[2]),
        who=row[3],
        relation=row[4],
        language=row[5],
        what=row[6],
        why=row[7],
        agreed_by=row[8],
        declared=bool(row[9]),
        staff=row[10] or "",
        late=bool(row[11]),
        by=row[12],
        at=row[13],
        removed_by=row[14] or "",
        removed_at=row[15],
        gave_consent=bool(row[16]),
    )

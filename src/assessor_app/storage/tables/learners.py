"""Learners: kept, found as one types, and paged in SQL."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.domain.people import IdentityMark, Learner
from assessor_app.storage.engine.driver import IntegrityError
from assessor_app.storage.engine.store import Store

_COLUMNS = "id, name, number, identity_mark, id_last_four, birth_date, said_under_18, guardian_consent, photo_consent, group_name"
_PUT = """
    INSERT INTO learner (id, name, number, identity_mark, id_last_four, birth_date, said_under_18,
      guardian_consent, photo_consent, group_name, folded, added_at, added_by)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, number = excluded.number,
      identity_mark = excluded.identity_mark, id_last_four = excluded.id_last_four, birth_date = excluded.birth_date,
      said_under_18 = excluded.said_under_18, guardian_consent = excluded.guardian_consent,
      photo_consent = excluded.photo_consent, group_name = excluded.group_name, folded = excluded.folded
"""
MOST_FOUND = 50
_BATCH = 500


class Learners:
    """The learners of this centre."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, learner_id: str) -> Learner:
        """One learner; raises KnownError `no-such-learner`."""
        row = (
            self._store.raw()
            .execute(f"SELECT {_COLUMNS} FROM learner WHERE id = ?", (learner_id,))
            .fetchone()
        )
        if row is None:
            raise KnownError("no-such-learner", id=learner_id)
        return _learner(row)

    def by_number(self, number: str) -> Learner | None:
        row = (
            self._store.raw()
            .execute(f"SELECT {_COLUMNS} FROM learner WHERE number = ?", (number,))
            .fetchone()
        )
        return None if row is None else _learner(row)

    def by_numbers(self, numbers: Iterable[str]) -> dict[str, Learner]:
        """The learners that have one of these numbers, by number."""
        wanted = list(numbers)
        found: dict[str, Learner] = {}
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            marks = ",".join("?" * len(batch))
            rows = self._store.raw().execute(
                f"SELECT {_COLUMNS} FROM learner WHERE number IN ({marks})", batch
            )
            found.update((row[2], _learner(row)) for row in rows)
        return found

    def by_name(self, name: str) -> tuple[Learner, ...]:
        """Everybody with exactly this name, whatever their number."""
        folded = fold(name)
        # The number stands behind the name in `folded`; "!" is the character after the space between them.
        sql = f"""
            SELECT {_COLUMNS} FROM learner
            WHERE (folded = ? OR (folded >= ? AND folded < ?)) AND name = ? ORDER BY seq
        """
        rows = self._store.raw().execute(sql, (folded, folded + " ", folded + "!", name))
        return tuple(_learner(row) for row in rows)

    def put(self, learner: Learner, *, at: str, by: str) -> None:
        """Adds or changes a learner; raises KnownError `number-taken` when another learner has the number."""
        self.put_many([learner], at=at, by=by)

    def put_many(
        self,
        learners: Sequence[Learner],
        *,
        at: str,
        by: str,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Adds or changes many; `progress(done, in all)` is called between batches and may raise to cancel.

        Raises KnownError `number-taken`. Call it inside a transaction: a batch that fails takes back only itself.
        """
        for start in range(0, len(learners), _BATCH):
            if progress is not None:
                progress(start, len(learners))
            batch = learners[start : start + _BATCH]
            try:
                self._store.raw().executemany(_PUT, [_values(learner, at, by) for learner in batch])
            except IntegrityError as error:
                if "learner.number" not in str(error):
                    raise
                raise KnownError(
                    "number-taken",
                    number=_taken(batch, self.by_numbers(one.number for one in batch if one.number)),
                ) from error

    def remove(self, learner_id: str) -> None:
        """Removes one added by mistake; raises KnownError `learner-in-use` when work or paper names them."""
        try:
            self._store.raw().execute("DELETE FROM learner WHERE id = ?", (learner_id,))
        except IntegrityError as error:
            raise KnownError("learner-in-use", id=learner_id) from error

    def count(self) -> int:
        return int(self._store.raw().execute("SELECT count(*) FROM learner WHERE folded > ''").fetchone()[0])

    def rowids(self, *, group: str = "", limit: int = -1, offset: int = 0) -> list[int]:
        """Row ids in the order of names, of one group or of all."""
        # The second half is what lets SQLite take the index of groups, which leaves the groupless out.
        # Who was erased has no folded name.
        where, values = (
            ("WHERE group_name = ? AND group_name <> ''", [group]) if group else ("WHERE folded > ''", [])
        )
        sql = f"SELECT seq FROM learner {where} ORDER BY folded, seq LIMIT ? OFFSET ?"
        return [row[0] for row in self._store.raw().execute(sql, (*values, limit, offset)).fetchall()]

    def page(self, rowids: list[int]) -> tuple[Learner, ...]:
        """The learners with these row ids, in this order; ids that are gone are left out."""
        marks = ",".join("?" * len(rowids))
        rows = self._store.raw().execute(
            f"SELECT seq, {_COLUMNS} FROM learner WHERE seq IN ({marks})", rowids
        )
        found = {row[0]: _learner(row[1:]) for row in rows}
        return tuple(found[rowid] for rowid in rowids if rowid in found)

    def search(self, text: str, *, limit: int = MOST_FOUND) -> list[int]:
        """Row ids of learners with, for each word typed, a word (of name or number) that begins with it.

        Ordered as they were added: ranking a million rows costs more than a keystroke may.
        """
        words = fold(text).split()
        if not words:
            return []
        query = " AND ".join(f'"{word}"*' for word in words)
        sql = "SELECT rowid FROM learner_words WHERE learner_words MATCH ? LIMIT ?"
        return [row[0] for row in self._store.raw().execute(sql, (query, limit)).fetchall()]

    def groups(self) -> tuple[tuple[str, int], ...]:
        """Names of groups with how many learners each has."""
        sql = "SELECT group_name, count(*) FROM learner WHERE group_name <> '' GROUP BY group_name ORDER BY group_name"
        return tuple((row[0], row[1]) for row in self._store.raw().execute(sql).fetchall())

    def check_name(self, learner_id: str, *, name: str, how: str, at: str, by: str) -> None:
        """Writes down that somebody checked the spelling: how is `learner`, `document` or `staff`."""
        self._store.raw().execute(
            "INSERT INTO name_check (learner, name, how, at, by) VALUES (?, ?, ?, ?, ?)",
            (learner_id, name, how, at, by),
        )

    def checked_name(self, learner_id: str) -> str:
        """The name as last checked; empty when nobody has."""
        sql = "SELECT name FROM name_check WHERE learner = ? ORDER BY id DESC LIMIT 1"
        row = self._store.raw().execute(sql, (learner_id,)).fetchone()
        return "" if row is None else str(row[0])


def _taken(learners: Sequence[Learner], there: Mapping[str, Learner]) -> str:
    clashes = (one.number for one in learners if one.number in there and there[one.number].id != one.id)
    return next(clashes, "")


def _values(learner: Learner, at: str, by: str) -> tuple[object, ...]:
    return (
        learner.id,
        learner.name,
        learner.number or None,
        learner.identity_mark.value,
        learner.id_last_four,
        learner.birth_date.isoformat() if learner.birth_date else None,
        None if learner.said_under_18 is None else int(learner.said_under_18),
        int(learner.guardian_consent),
        int(learner.photo_consent),
        learner.group,
        _search_text(learner),
        at,
        by,
    )


def _search_text(learner: Learner) -> str:
    return fold(f"{learner.name} {learner.number}")


def _learner(row: Any) -> Learner:
    return Learner(
        id=row[0],
        name=row[1],
        number=row[2] or "",
        identity_mark=IdentityMark(row[3]),
        id_last_four=row[4],
        birth_date=date.fromisoformat(row[5]) if row[5] else None,
        said_under_18=None if row[6] is None else bool(row[6]),
        guardian_consent=bool(row[7]),
        photo_consent=bool(row[8]),
        group=row[9],
    )

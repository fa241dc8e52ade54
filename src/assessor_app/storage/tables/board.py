"""What the board reads and keeps: lines of a sitting, stops, clocks, seats."""

from collections import defaultdict
from typing import Any

from assessor_app.domain.assessment import End, State
from assessor_app.domain.errors import KnownError
from assessor_app.domain.folding import fold
from assessor_app.domain.marks import Judgement
from assessor_app.domain.stopping import Stoppage, StopWhy
from assessor_app.domain.timing import ClockAct, Timing
from assessor_app.services.board.ports import BoardLine, Seat
from assessor_app.storage.engine.store import Store
from assessor_app.storage.tables.rows import JUDGEMENT, judgement_of
from assessor_app.storage.tables.sittings import ENTRY, entry_of

_ENTRY_COLUMNS = ", ".join(f"entry.{column.strip()}" for column in ENTRY.split(","))
_STOPPAGE = "id, sitting, entry, at, by, why, told, note, restarted_at, restarted_by, reason"
_TIMING = "sitting, entry, task, act, minutes, reason, at, by, boot, elapsed"


class BoardTable:
    """A sitting's learners side by side; reads only."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lines(self, sitting: str) -> tuple[BoardLine, ...]:
        """Every entry in the order of bib numbers, with the marks of its newest occasion in this sitting."""
        return self._lines("entry.sitting = ? ORDER BY length(entry.bib), entry.bib, entry.rowid", sitting)

    def line(self, entry: str) -> BoardLine:
        """One entry; raises KnownError `no-such-entry`."""
        found = self._lines("entry.id = ?", entry)
        if not found:
            raise KnownError("no-such-entry", id=entry)
        return found[0]

    def _lines(self, which: str, key: str) -> tuple[BoardLine, ...]:
        sql = f"""
            SELECT {_ENTRY_COLUMNS}, learner.name, learner.number, assessment.state, assessment.end_kind,
              (SELECT occasion.id FROM occasion
                WHERE occasion.assessment = assessment.id AND occasion.sitting = entry.sitting
                ORDER BY occasion.number DESC LIMIT 1)
            FROM entry JOIN learner ON learner.id = entry.learner
              LEFT JOIN assessment ON assessment.id = entry.assessment
                -- What was annulled was nothing: its learner has yet to begin.
                AND NOT EXISTS (SELECT 1 FROM annulment WHERE annulment.assessment = assessment.id)
            WHERE {which}
        """
        rows = self._store.raw().execute(sql, (key,)).fetchall()
        marks = self._marks([row[-1] for row in rows if row[-1]])
        return tuple(_line(row, marks[row[-1]]) for row in rows)

    def _marks(self, occasions: list[str]) -> defaultdict[str, dict[str, Judgement]]:
        found: defaultdict[str, dict[str, Judgement]] = defaultdict(dict)
        holes = ", ".join("?" * len(occasions))
        sql = f"SELECT {JUDGEMENT} FROM judgement WHERE occasion IN ({holes})"
        for row in self._store.raw().execute(sql, occasions).fetchall() if occasions else ():
            judgement = judgement_of(row)
            if judgement.touched:
                found[row[0]][judgement.criterion] = judgement
        return found


def _line(row: Any, marks: dict[str, Judgement]) -> BoardLine:
    name, number, state, end, occasion = row[-5:]
    return BoardLine(
        entry=entry_of(row),
        name=name,
        number=number or "",
        state=State(state) if state else None,
        end=End(end) if end else None,
        occasion=occasion or "",
        marks=marks,
    )


class Stops:
    """Stops of learners and rooms."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def stopped(self, occasion: str) -> bool:
        """Whether the learner of this occasion, or the room it is in, stands still. Nearly always an empty index."""
        sql = """
            SELECT 1 FROM stoppage JOIN occasion ON occasion.id = ? AND occasion.sitting = stoppage.sitting
            WHERE stoppage.restarted_at = '' AND (stoppage.entry IS NULL OR EXISTS (
              SELECT 1 FROM entry WHERE entry.id = stoppage.entry AND entry.assessment = occasion.assessment))
            LIMIT 1
        """
        return self._store.raw().execute(sql, (occasion,)).fetchone() is not None

    def get(self, stoppage: str) -> Stoppage:
        """One stop; raises KnownError `no-such-stop`."""
        sql = f"SELECT {_STOPPAGE} FROM stoppage WHERE id = ?"
        row = self._store.raw().execute(sql, (stoppage,)).fetchone()
        if row is None:
            raise KnownError("no-such-stop", id=stoppage)
        return _stoppage(row)

    def standing(self, sitting: str) -> tuple[Stoppage, ...]:
        """Those not started again, oldest first."""
        return self._of(sitting, "AND restarted_at = ''")

    def of_assessment(self, assessment: str) -> tuple[Stoppage, ...]:
        """Every stop that held this work up: the learner's own, and those of the room since the work began."""
        sql = f"""
            SELECT {_STOPPAGE} FROM stoppage
            WHERE entry IN (SELECT id FROM entry WHERE assessment = ?1)
              OR (entry IS NULL AND sitting IN (SELECT sitting FROM occasion WHERE assessment = ?1)
                AND unixepoch(at) >= (SELECT unixepoch(started_at) FROM assessment WHERE id = ?1))
            ORDER BY at, rowid
        """
        rows = self._store.raw().execute(sql, (assessment,)).fetchall()
        return tuple(_stoppage(row) for row in rows)

    def all_of(self, sitting: str) -> tuple[Stoppage, ...]:
        """Every stop of a sitting, oldest first."""
        return self._of(sitting, "")

    def _of(self, sitting: str, also: str) -> tuple[Stoppage, ...]:
        sql = f"SELECT {_STOPPAGE} FROM stoppage WHERE sitting = ? {also} ORDER BY at, rowid"
        return tuple(_stoppage(row) for row in self._store.raw().execute(sql, (sitting,)).fetchall())

    def put(self, stoppage: Stoppage) -> None:
        """Adds a stop, or what was said of it since."""
        sql = f"""
            INSERT INTO stoppage ({_STOPPAGE}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET entry = excluded.entry, why = excluded.why, told = excluded.told, note = excluded.note,
              restarted_at = excluded.restarted_at, restarted_by = excluded.restarted_by, reason = excluded.reason
        """
        values = (
            stoppage.id,
            stoppage.sitting,
            stoppage.entry or None,
            stoppage.at,
            stoppage.by,
            stoppage.why.value if stoppage.why else "",
            stoppage.told,
            stoppage.note,
            stoppage.restarted_at,
            stoppage.restarted_by or None,
            stoppage.reason,
        )
        self._store.raw().execute(sql, values)


def _stoppage(row: Any) -> Stoppage:
    return Stoppage(
        id=row[0],
        sitting=row[1],
        entry=row[2] or "",
        at=row[3],
        by=row[4],
        why=StopWhy(row[5]) if row[5] else None,
        told=row[6],
        note=row[7],
        restarted_at=row[8],
        restarted_by=row[9] or "",
        reason=row[10],
    )


class Timings:
    """What was done with clocks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, timing: Timing) -> None:
        values = (
            timing.sitting,
            timing.entry or None,
            timing.task,
            timing.act.value,
            timing.minutes,
            timing.reason,
            timing.at,
            timing.by,
            timing.boot,
            timing.elapsed,
        )
        self._store.raw().execute(
            f"INSERT INTO timing ({_TIMING}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )

    def of_sitting(self, sitting: str) -> tuple[Timing, ...]:
        """In the order in which they happened."""
        return self._where("sitting = ?", sitting)

    def of_assessment(self, assessment: str) -> tuple[Timing, ...]:
        """Of the clocks of one learner's tasks, in every sitting in which this work went on."""
        return self._where("entry IN (SELECT id FROM entry WHERE assessment = ?)", assessment)

    def last_minutes(self, place: str) -> int | None:
        """The limit that the clock of this room was started with last, in whatever sitting; None where it never was."""
        sql = """
            SELECT sitting.place, timing.minutes FROM timing JOIN sitting ON sitting.id = timing.sitting
            WHERE timing.entry IS NULL AND timing.act = 'start' AND timing.minutes IS NOT NULL
            ORDER BY timing.id DESC
        """
        room, rows = fold(place), self._store.raw().execute(sql)
        return next((int(row[1]) for row in rows if fold(row[0]) == room), None)

    def _where(self, which: str, key: str) -> tuple[Timing, ...]:
        sql = f"SELECT {_TIMING} FROM timing WHERE {which} ORDER BY id"
        return tuple(_timing(row) for row in self._store.raw().execute(sql, (key,)).fetchall())


def _timing(row: Any) -> Timing:
    return Timing(
        sitting=row[0],
        entry=row[1] or "",
        task=row[2],
        act=ClockAct(row[3]),
        minutes=row[4],
        reason=row[5],
        at=row[6],
        by=row[7],
        boot=row[8],
        elapsed=row[9],
    )


class Seats:
    """Where benches stand, by room; a room is known by its name, however it is written."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_place(self, place: str) -> tuple[Seat, ...]:
        """From the front left, row by row."""
        sql = "SELECT bench, across, down FROM seat WHERE place = ? ORDER BY down, across"
        rows = self._store.raw().execute(sql, (fold(place),)).fetchall()
        return tuple(Seat(bench=row[0], across=row[1], down=row[2]) for row in rows)

    def put(self, place: str, seat: Seat) -> None:
        """Keeps where a bench stands; whatever stood there before changes places with it, or has no place then."""
        room, raw = fold(place), self._store.raw()
        was = raw.execute(
            "SELECT across, down FROM seat WHERE place = ? AND bench = ?", (room, seat.bench)
        ).fetchone()
        there = raw.execute(
            "SELECT bench FROM seat WHERE place = ? AND across = ? AND down = ? AND bench <> ?",
            (room, seat.across, seat.down, seat.bench),
        ).fetchone()
        gone = [seat.bench] + ([there[0]] if there else [])
        raw.executemany("DELETE FROM seat WHERE place = ? AND bench = ?", [(room, bench) for bench in gone])
        put = "INSERT INTO seat (place, bench, across, down) VALUES (?, ?, ?, ?)"
        raw.execute(put, (room, seat.bench, seat.across, seat.down))
        if there and was:
            raw.execute(put, (room, there[0], was[0], was[1]))

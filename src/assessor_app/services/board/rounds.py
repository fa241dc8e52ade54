"""A rotation: everybody goes on to the next bench or task in one act, the room's clock begins anew; one undo for all of it."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.sitting import Attendance, Entry
from assessor_app.domain.stations import Round, RoundBack, WentHow, benches_in_order, next_of, went
from assessor_app.domain.timing import ClockAct, Timing, faces
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.ports import BoardLine, Seat
from assessor_app.services.clock import moment_of, stamp

FOR_A_ROUND = "rotation"
"""The reason of a pause that a rotation made, as a code: its learner went on to another task."""
_GONE = frozenset({Attendance.ABSENT, Attendance.TURNED_AWAY, Attendance.LEFT, Attendance.TRANSFERRED})


def rounds_of(lines: Sequence[BoardLine]) -> tuple[Round, ...]:
    """How this room can go round: where there is more than one bench, and where anybody is at a task."""
    going = [line.entry for line in lines if line.entry.attendance not in _GONE]
    found = []
    if len({entry.bench for entry in going if entry.bench}) > 1:
        found.append(Round.BENCH)
    if any(entry.task for entry in going):
        found.append(Round.TASK)
    return tuple(found)


def rotate(desk: BoardDesk, *, by: str, sitting: str, how: Round = Round.TASK) -> tuple[Entry, ...]:
    """Everybody goes on by one: to the next bench in the order of the room, or to the next task of their form.

    At the next bench a learner takes the task of those who stood there, where they had one and it is of the same form. Whoever
    is stopped, absent or gone stays. Clocks of a task that somebody leaves are paused; the room's begins anew with its limit.
    Returns who went. Raises KnownError `stopped` while the room is, `nobody-goes-round`.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        stops = desk.stops.standing(sitting)
        if any(not stop.entry for stop in stops):
            raise KnownError("stopped")
        lines = [line for line in desk.reads.lines(sitting) if line.entry.attendance not in _GONE]
        place = desk.desk.sittings.get(sitting).place
        following = (
            _at_next_bench(lines, desk.seats.of_place(place))
            if how is Round.BENCH
            else _at_next_task(desk, lines)
        )
        held = {stop.entry for stop in stops}
        moves = [
            (line.entry, after)
            for line, after in zip(lines, following, strict=True)
            if after != line.entry and line.entry.id not in held
        ]
        if not moves:
            raise KnownError("nobody-goes-round")
        _go(desk, moves, by=by, how=WentHow.ROTATION)
        left = [(before.id, before.task) for before, after in moves if before.task != after.task]
        _act_on(desk, sitting, ClockAct.PAUSE, left, by=by)
        _begin_anew(desk, sitting, by=by)
    return tuple(after for _before, after in moves)


def round_to_undo(desk: BoardDesk, *, by: str, sitting: str) -> RoundBack | None:
    """One's own newest rotation that was not taken back; None where somebody stands elsewhere since: all of it, or nothing."""
    all_of = desk.stations.of_sitting(sitting)
    undone = {one.act for one in all_of if one.how is WentHow.UNDO}
    acts = [one for one in all_of if one.how is WentHow.ROTATION and one.act not in undone]
    if not acts or acts[-1].by != by:
        return None
    moves = tuple(one for one in acts if one.act == acts[-1].act)
    now = {one.entry: desk.desk.sittings.entry(one.entry) for one in moves}
    stand = all(
        (now[one.entry].bench, now[one.entry].task) == (one.after.bench, one.after.task) for one in moves
    )
    return RoundBack(moves=moves) if stand else None


def take_round_back(desk: BoardDesk, back: RoundBack, *, by: str) -> None:
    """Everybody goes back to where they were, and the clocks that it paused go on; the room's runs as it does."""
    sitting = back.moves[0].sitting
    moves = []
    for one in back.moves:
        kept = desk.desk.sittings.entry(one.entry)
        moves.append((kept, replace(kept, bench=one.before.bench, task=one.before.task)))
    _go(desk, moves, by=by, how=WentHow.UNDO, act=back.moves[0].act)
    came = [(one.entry, one.before.task) for one in back.moves if one.before.task != one.after.task]
    _act_on(desk, sitting, ClockAct.GO_ON, came, by=by)


def _at_next_task(desk: BoardDesk, lines: Iterable[BoardLine]) -> list[Entry]:
    return [
        replace(
            line.entry,
            task=next_of([item.id for item in desk.desk.forms.get(*line.form).tasks], line.entry.task),
        )
        for line in lines
    ]


def _at_next_bench(lines: Sequence[BoardLine], seats: Iterable[Seat]) -> list[Entry]:
    order = benches_in_order(
        [line.entry.bench for line in lines], {seat.bench: (seat.across, seat.down) for seat in seats}
    )
    work = {
        bench: {(line.form, line.entry.task) for line in lines if line.entry.bench == bench}
        for bench in order
    }
    found = []
    for line in lines:
        entry = line.entry
        bench = next_of(order, entry.bench)
        of_bench = work.get(bench, set())
        form, task = next(iter(of_bench)) if len(of_bench) == 1 else (line.form, "")
        takes = bench != entry.bench and bool(task) and form == line.form
        found.append(replace(entry, bench=bench, task=task if takes else entry.task))
    return found


def _go(
    desk: BoardDesk, moves: Sequence[tuple[Entry, Entry]], *, by: str, how: WentHow, act: str = ""
) -> None:
    act, at = act or secrets.token_hex(16), stamp(desk.desk.clock.now())
    for before, after in moves:
        desk.desk.sittings.put_entry(after)
        desk.stations.add(went(before, after, by=by, at=at, how=how, act=act))


def _act_on(desk: BoardDesk, sitting: str, act: ClockAct, of: Iterable[tuple[str, str]], *, by: str) -> None:
    """Pauses clocks that run, or lets go on those that a rotation paused."""
    now, stops = moment_of(desk.desk.clock), desk.stops.standing(sitting)
    known = faces(desk.timings.of_sitting(sitting), now=now)
    for entry, task in of:
        face = known.get((entry, task))
        held = any(stop.holds(entry) for stop in stops)
        if face is None or (act is ClockAct.GO_ON and (face.reason != FOR_A_ROUND or held)):
            continue
        if act is ClockAct.PAUSE and not face.running:
            continue
        desk.timings.add(
            Timing(
                sitting=sitting,
                entry=entry,
                task=task,
                act=act,
                reason=FOR_A_ROUND if act is ClockAct.PAUSE else "",
                at=stamp(now.at),
                by=by,
                boot=now.boot,
                elapsed=now.elapsed,
            )
        )


def _begin_anew(desk: BoardDesk, sitting: str, *, by: str) -> None:
    now = moment_of(desk.desk.clock)
    room = faces(desk.timings.of_sitting(sitting), now=now).get(("", ""))
    if room is None or room.minutes is None:
        return
    desk.timings.add(
        Timing(
            sitting=sitting,
            act=ClockAct.START,
            minutes=room.minutes,
            at=stamp(now.at),
            by=by,
            boot=now.boot,
            elapsed=now.elapsed,
        )
    )

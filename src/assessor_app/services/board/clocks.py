"""Clocks of the room and of timed tasks: started, paused with a reason, gone on with, stopped, over; all of it kept."""

from dataclasses import replace
from datetime import timedelta

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.timing import ClockAct, Moment, Timing, faces
from assessor_app.domain.timing import muted as is_muted
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.clock import moment_of, stamp

LONGEST_MINUTES = 24 * 60


def act_on_clock(
    desk: BoardDesk,
    *,
    by: str,
    sitting: str,
    act: ClockAct,
    entry: str = "",
    task: str = "",
    minutes: int | None = None,
    reason: str = "",
) -> Timing:
    """Does one thing with a clock: the room's where neither entry nor task is given.

    Raises KnownError: `minutes-unreadable`, `pause-reason-needed`, `clock-not-running`, `stopped`, `sitting-closed` for a
    clock that would run.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise KnownError("minutes-unreadable", most=LONGEST_MINUTES)
    if act is ClockAct.PAUSE and not reason.strip():
        raise KnownError("pause-reason-needed")
    with desk.desk.transactions.atomic():
        if act in {ClockAct.START, ClockAct.GO_ON}:
            _require_may_run(desk, sitting, entry)
        now = moment_of(desk.desk.clock)
        known = faces(desk.timings.of_sitting(sitting), now=now)
        if act is not ClockAct.START and (entry, task) not in known:
            raise KnownError("clock-not-running")
        made = replace(
            _timing(sitting, act, now, by=by, of=(entry, task)),
            minutes=minutes if act is ClockAct.START else None,
            reason=reason.strip(),
        )
        desk.timings.add(made)
    return made


def _require_may_run(desk: BoardDesk, sitting: str, entry: str) -> None:
    """Closing stopped every clock of the sitting, and a stop holds those of whom it is about."""
    found = desk.desk.sittings.get(sitting)
    if found.closed_at:
        raise KnownError("sitting-closed", place=found.place, date=found.date)
    if any(stop.holds(entry) for stop in desk.stops.standing(sitting)):
        raise KnownError("stopped")


def reach_end(desk: BoardDesk, *, by: str, sitting: str, entry: str = "", task: str = "") -> Timing | None:
    """Writes down that the limit of a running clock was reached, and when, however late that is noticed; once for each start.

    None where it was not reached, or is written down already.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        now = moment_of(desk.desk.clock)
        face = faces(desk.timings.of_sitting(sitting), now=now).get((entry, task))
        if face is None or face.left is None or not face.over or not face.running or face.ended:
            return None
        late = -face.left
        then = replace(now, at=now.at - timedelta(seconds=late), elapsed=max(0, now.elapsed - late * 1000))
        made = _timing(sitting, ClockAct.END, then, by=by, of=(entry, task))
        desk.timings.add(made)
    return made


def mute(desk: BoardDesk, *, by: str, sitting: str, muted: bool) -> None:
    """The clocks of a sitting make no sound from now on, or make one again."""
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    act = ClockAct.MUTE if muted else ClockAct.SOUND
    with desk.desk.transactions.atomic():
        if is_muted(desk.timings.of_sitting(sitting)) is not muted:
            desk.timings.add(_timing(sitting, act, moment_of(desk.desk.clock), by=by))


def _timing(sitting: str, act: ClockAct, now: Moment, *, by: str, of: tuple[str, str] = ("", "")) -> Timing:
    return Timing(
        sitting=sitting,
        entry=of[0],
        task=of[1],
        act=act,
        at=stamp(now.at),
        by=by,
        boot=now.boot,
        elapsed=now.elapsed,
    )

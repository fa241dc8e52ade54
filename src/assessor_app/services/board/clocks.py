"""Clocks of the room and of timed tasks: started, paused with a reason, gone on with, stopped; all of it kept."""

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.timing import ClockAct, Timing, faces
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.clock import stamp

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

    Raises KnownError: `minutes-unreadable`, `pause-reason-needed`, `clock-not-running`, `stopped`.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    if minutes is not None and not 0 < minutes <= LONGEST_MINUTES:
        raise KnownError("minutes-unreadable", most=LONGEST_MINUTES)
    if act is ClockAct.PAUSE and not reason.strip():
        raise KnownError("pause-reason-needed")
    with desk.desk.transactions.atomic():
        if act in {ClockAct.START, ClockAct.GO_ON} and any(
            stop.holds(entry) for stop in desk.stops.standing(sitting)
        ):
            raise KnownError("stopped")
        now = desk.desk.clock.now()
        known = faces(desk.timings.of_sitting(sitting), now=now)
        if act is not ClockAct.START and (entry, task) not in known:
            raise KnownError("clock-not-running")
        made = Timing(
            sitting=sitting,
            entry=entry,
            task=task,
            act=act,
            minutes=minutes if act is ClockAct.START else None,
            reason=reason.strip(),
            at=stamp(now),
            by=by,
        )
        desk.timings.add(made)
    return made

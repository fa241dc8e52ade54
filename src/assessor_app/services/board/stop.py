"""Stop: one touch first, words afterwards, a PIN and a reason to go on."""

import secrets
from dataclasses import replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.stopping import Stoppage, StopWhy
from assessor_app.domain.timing import ClockAct, Timing, faces
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.clock import moment_of, stamp

MOST_WORDS = 1_000
FOR_A_STOP = "stop"
"""The reason of a pause that a stop made, as a code."""


def stop(desk: BoardDesk, *, by: str, sitting: str, entry: str = "") -> Stoppage:
    """Stops one entry, or the room where none is given: marking freezes, running clocks pause.

    Stopping what is stopped already gives the stop that stands.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        standing = next((item for item in desk.stops.standing(sitting) if item.entry == entry), None)
        if standing is not None:
            return standing
        made = Stoppage(
            id=secrets.token_hex(16), sitting=sitting, entry=entry, at=stamp(desk.desk.clock.now()), by=by
        )
        desk.stops.put(made)
        _pause(desk, made)
    return made


def _pause(desk: BoardDesk, made: Stoppage) -> None:
    timings, now = desk.timings.of_sitting(made.sitting), moment_of(desk.desk.clock)
    for (entry, task), face in faces(timings, now=now).items():
        if face.running and made.entry in {"", entry}:
            desk.timings.add(
                Timing(
                    sitting=made.sitting,
                    entry=entry,
                    task=task,
                    act=ClockAct.PAUSE,
                    reason=FOR_A_STOP,
                    at=made.at,
                    by=made.by,
                    boot=now.boot,
                    elapsed=now.elapsed,
                )
            )


def say_why(
    desk: BoardDesk,
    *,
    by: str,
    stoppage: str,
    why: StopWhy,
    told: str = "",
    note: str = "",
    entry: str = "",
) -> Stoppage:
    """Says what happened, to whom, and who was told; it may be said again until work goes on.

    `entry` narrows a stop of the room to one learner: the others' clocks, which stood for it, run on. Raises
    KnownError `stop-over` when work went on already, `words-too-long`, `no-such-entry`.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    if max(len(told), len(note)) > MOST_WORDS:
        raise KnownError("words-too-long", most=MOST_WORDS)
    with desk.desk.transactions.atomic():
        standing = _standing(desk, stoppage)
        said = replace(standing, why=why, told=told.strip(), note=note.strip())
        if entry and not standing.entry:
            said = _narrowed(desk, said, entry, by)
        desk.stops.put(said)
    return said


def narrow(desk: BoardDesk, *, by: str, stoppage: str, entry: str) -> Stoppage:
    """Makes a stop of the room one of a single learner at once; what happened may be said later.

    The others may be marked again, and their clocks run on. A stop of one learner stays that learner's. Raises KnownError
    `stop-over`, `no-such-entry`.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        standing = _standing(desk, stoppage)
        if standing.entry:
            return standing
        narrowed = _narrowed(desk, standing, entry, by)
        desk.stops.put(narrowed)
    return narrowed


def _narrowed(desk: BoardDesk, standing: Stoppage, entry: str, by: str) -> Stoppage:
    narrowed = replace(standing, entry=desk.desk.sittings.entry(entry).id)
    _run_on(desk, narrowed, by)
    return narrowed


def _run_on(desk: BoardDesk, narrowed: Stoppage, by: str) -> None:
    """Lets the clocks go on that stood for a stop that turned out to be one learner's."""
    now = moment_of(desk.desk.clock)
    others = [stop for stop in desk.stops.standing(narrowed.sitting) if stop.id != narrowed.id]
    for (entry, task), face in faces(desk.timings.of_sitting(narrowed.sitting), now=now).items():
        held = entry == narrowed.entry or any(stop.holds(entry) for stop in others)
        if face.reason == FOR_A_STOP and not held:
            desk.timings.add(
                Timing(
                    sitting=narrowed.sitting,
                    entry=entry,
                    task=task,
                    act=ClockAct.GO_ON,
                    at=stamp(now.at),
                    by=by,
                    boot=now.boot,
                    elapsed=now.elapsed,
                )
            )


def restart(desk: BoardDesk, *, by: str, pin: str, stoppage: str, reason: str) -> Stoppage:
    """Lets work go on: the assessor's PIN and a reason. Paused clocks stay paused until somebody starts them.

    Raises KnownError: `pin-wrong` and its like, `restart-reason-needed`, `words-too-long`, `why-stopped-needed`, `stop-over`.
    """
    if not reason.strip():
        raise KnownError("restart-reason-needed")
    if len(reason.strip()) > MOST_WORDS:
        raise KnownError("words-too-long", most=MOST_WORDS)
    staff = desk.require_pin(staff_id=by, pin=pin)
    require_role(staff, Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        standing = _standing(desk, stoppage)
        if standing.why is None:
            raise KnownError("why-stopped-needed")
        on = replace(
            standing,
            restarted_at=stamp(desk.desk.clock.now()),
            restarted_by=by,
            reason=reason.strip(),
        )
        desk.stops.put(on)
    return on


def _standing(desk: BoardDesk, stoppage: str) -> Stoppage:
    kept = desk.stops.get(stoppage)
    if not kept.stands:
        raise KnownError("stop-over")
    return kept

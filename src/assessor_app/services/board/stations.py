"""Where everybody is: benches in the room, tasks in a rotation."""

from dataclasses import replace

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Role, require_role
from assessor_app.domain.sitting import Entry
from assessor_app.domain.stations import went
from assessor_app.services.board.desk import BoardDesk
from assessor_app.services.board.ports import Seat
from assessor_app.services.clock import stamp

MOST_SEATS = 12
"""Columns and rows of a seat plan."""


def place_bench(desk: BoardDesk, *, by: str, sitting: str, bench: str, across: int, down: int) -> Seat:
    """Says where a bench stands in this room, for this sitting and the next. Raises KnownError `no-such-seat`."""
    require_role(desk.desk.staff.get(by), Role.ASSESSOR, Role.CENTRE_STAFF)
    if not bench.strip() or not (0 <= across < MOST_SEATS and 0 <= down < MOST_SEATS):
        raise KnownError("no-such-seat", most=MOST_SEATS)
    seat = Seat(bench=bench.strip(), across=across, down=down)
    with desk.desk.transactions.atomic():
        desk.seats.put(desk.desk.sittings.get(sitting).place, seat)
    return seat


def send_to_task(desk: BoardDesk, *, by: str, entry: str, task: str) -> Entry:
    """Says at which task of the form a learner is now, none (empty) for all of them; where they were before is kept.

    Raises KnownError `no-such-task`.
    """
    require_role(desk.desk.staff.get(by), Role.ASSESSOR)
    with desk.desk.transactions.atomic():
        kept = desk.desk.sittings.entry(entry)
        form = desk.desk.forms.get(kept.form_code, kept.form_version)
        if task and task not in {item.id for item in form.tasks}:
            raise KnownError("no-such-task", task=task, form=form.ref)
        moved = replace(kept, task=task)
        if moved != kept:
            desk.desk.sittings.put_entry(moved)
            desk.stations.add(went(kept, moved, by=by, at=stamp(desk.desk.clock.now())))
    return moved

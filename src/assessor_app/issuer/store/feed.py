"""What goes down to a device, by position.

A position is allocated under the lock of the device's row, in the transaction that commits the item: whoever reads up to
a position has seen everything that will ever stand below it. (A serial number is given before its transaction commits,
and a reader may pass over one that commits late.)
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from assessor_app.issuer.store.bodies import device
from assessor_app.issuer.store.facts import feed
from assessor_app.issuer.store.gathering import Gathered, gathered_on
from assessor_app.issuer.store.many import add_rows
from assessor_app.issuer.store.metadata import moment


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to tell: its kind, and what it is about as JSON (ids and places; bytes are looked up when it is read)."""

    kind: str
    ref: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """An item with its position, from 1."""

    position: int
    item: Item


# Made once: to build a statement takes longer than to run it.
_THIS = (device.c.centre == bindparam("at_centre")) & (device.c.id == bindparam("at_id"))
_NEXT = select(device.c.next_position).where(_THIS).with_for_update()
_MOVE = update(device).where(_THIS).values(next_position=bindparam("next"))
_COLUMNS = ("centre", "device", "position", "kind", "ref", "at")


def append(connection: Connection, *, centre: str, to: str, items: Sequence[Item], at: datetime) -> int:
    """Adds items to the feed of the device `to`, in their order; LookupError where there is no such device.

    The position of the last one, 0 where there is none.
    """
    if not items:
        return 0
    gathered, key = gathered_on(connection), (centre, to)
    first = gathered.next_position.get(key) if gathered else None
    if first is None:
        first = _first_free(connection, centre=centre, to=to)
    when = moment(at)
    rows = [
        (centre, to, first + place, item.kind, json.dumps(item.ref, sort_keys=True), when)
        for place, item in enumerate(items)
    ]
    if gathered is None:
        connection.execute(_MOVE, {"at_centre": centre, "at_id": to, "next": first + len(items)})
        add_rows(connection, feed, _COLUMNS, rows)
    else:
        gathered.next_position[key] = first + len(items)
        for row in rows:
            gathered.add(feed, _COLUMNS, row)
    return first + len(items) - 1


def write_positions(connection: Connection, gathered: Gathered) -> None:
    """Where each feed goes on, once what was gathered is added."""
    for (centre, to), position in gathered.next_position.items():
        connection.execute(_MOVE, {"at_centre": centre, "at_id": to, "next": position})


def _first_free(connection: Connection, *, centre: str, to: str) -> int:
    found: int | None = connection.execute(_NEXT, {"at_centre": centre, "at_id": to}).scalar_one_or_none()
    if found is None:
        raise LookupError(to)
    return found


def after(connection: Connection, *, centre: str, to: str, position: int, most: int) -> tuple[Placed, ...]:
    """What stands behind a position, oldest first."""
    found = connection.execute(
        select(feed.c.position, feed.c.kind, feed.c.ref)
        .where(feed.c.centre == centre, feed.c.device == to, feed.c.position > position)
        .order_by(feed.c.position)
        .limit(most)
    )
    return tuple(
        Placed(position=row.position, item=Item(kind=row.kind, ref=json.loads(row.ref))) for row in found
    )

"""Printed papers: which lie here, who took them away, and which are replacements."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.certificate import STANDS
from assessor_app.domain.errors import KnownError
from assessor_app.domain.handing import Collection, Collector, Shown, require_whole
from assessor_app.domain.people import require_role
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.awards.sheets import state
from assessor_app.services.clock import stamp
from assessor_app.services.people.pin import require_pin
from assessor_app.services.printing.desk import PressDesk
from assessor_app.services.printing.ports import CollectedRow, CopyRow, UnclaimedRow


@dataclass(frozen=True, kw_only=True)
class Handed:
    """What was said when papers were handed out. `strokes` are what was signed on the pad (thousandths of its height).

    `witness` with `pin` is a second person, where nobody signs.
    """

    kind: Collector
    who: str = ""
    identified: Shown | None = None
    authority: str = ""
    strokes: Sequence[Sequence[Sequence[int]]] = ()
    witness: str = ""
    pin: str = ""


def unclaimed(desk: PressDesk, *, by: str) -> tuple[UnclaimedRow, ...]:
    """Papers that count, came out of a printer and lie here, by holder. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return tuple(row for row in desk.handing.unclaimed() if state(desk.awards, row.number) in STANDS)


def collected(desk: PressDesk, *, by: str, limit: int = -1) -> tuple[CollectedRow, ...]:
    """Papers that were handed out, newest first. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return desk.handing.collected(limit=limit)


def copies(desk: PressDesk, *, by: str) -> tuple[CopyRow, ...]:
    """The log of replacements, newest first. Raises KnownError `not-allowed`."""
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    return desk.handing.copies()


def hand_out(desk: PressDesk, *, by: str, sheets: Sequence[int], handed: Handed) -> None:
    """Notes who took these papers away: all of them, or none.

    Raises KnownError `not-allowed`, `collected-already`, `may-not-hand-out` (a paper that no longer counts), `witness-alone` where
    the witness is who hands out, what `require_whole` says is missing, and what `require_pin` raises.
    """
    require_role(desk.awards.staff.get(by), *MAY_PRINT)
    ledger = desk.awards.ledger
    at = stamp(ledger.clock.now())
    signature = json.dumps(list(handed.strokes), separators=(",", ":")) if handed.strokes else ""
    made = []
    for sheet in sheets:
        number = desk.awards.sheets.get(sheet).number
        found = state(desk.awards, number)
        if found not in STANDS:
            raise KnownError("may-not-hand-out", number=number, state=found.value)
        made.append(
            Collection(
                number=number,
                sheet=sheet,
                kind=handed.kind,
                at=at,
                by=by,
                who=handed.who.strip(),
                identified=handed.identified,
                authority=handed.authority.strip(),
                signature=signature,
                witness=handed.witness or None,
            )
        )
    for collection in made:
        require_whole(collection)
    if handed.witness:
        if handed.witness == by:
            raise KnownError("witness-alone")
        require_pin(desk.stock.pins, staff_id=handed.witness, pin=handed.pin)
    with ledger.transactions.atomic():
        for collection in made:
            if desk.handing.has(collection.sheet):
                raise KnownError("collected-already", number=collection.number)
            desk.handing.add(collection)

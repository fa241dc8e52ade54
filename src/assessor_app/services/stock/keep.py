"""Keeping security paper: deliveries, the balance, what is missing or spoiled, and destroying with a witness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import require_role
from assessor_app.domain.stock import (
    BLANK,
    MOST_IN_A_BATCH,
    Balance,
    Batch,
    Serial,
    StockKind,
    balance_of,
    next_blank,
    read_serial,
)
from assessor_app.services.awards.issue import MAY_PRINT
from assessor_app.services.clock import stamp
from assessor_app.services.people.pin import require_pin
from assessor_app.services.stock.desk import MAY_KEEP, StockDesk
from assessor_app.services.stock.ports import StockEvent, StockLine


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """A batch with its balance; `next` is the serial on top of its pile, empty once it is used up."""

    batch: Batch
    balance: Balance
    next: str


@dataclass(frozen=True, kw_only=True)
class Stock:
    """All deliveries, and everything together."""

    deliveries: tuple[Delivery, ...]
    total: Balance


def receive(desk: StockDesk, *, by: str, first: str, last: str, received_on: date, note: str = "") -> Batch:
    """Writes down a delivery, from its first to its last serial as printed on the sheets.

    Raises KnownError `not-allowed`, `stock-unreadable`, `stock-range` (two numbers that are no range of one delivery),
    `stock-twice`.
    """
    require_role(desk.staff.get(by), *MAY_KEEP)
    start, end = read_serial(first), read_serial(last)
    alike = (start.prefix, start.digits) == (end.prefix, end.digits)
    if not alike or not start.number <= end.number < start.number + MOST_IN_A_BATCH:
        raise KnownError("stock-range", first=start.text, last=end.text, most=MOST_IN_A_BATCH)
    batch = Batch(
        id=0,
        prefix=start.prefix,
        digits=start.digits,
        first=start.number,
        last=end.number,
        received_on=received_on.isoformat(),
        note=note.strip(),
        at=stamp(desk.clock.now()),
        by=by,
    )
    with desk.transactions.atomic():
        for held in desk.store.batches():
            same = (held.prefix, held.digits) == (batch.prefix, batch.digits)
            if same and held.first <= batch.last and batch.first <= held.last:
                twice = held.serial(max(held.first, batch.first)).text
                raise KnownError("stock-twice", serial=twice)
        desk.store.add_batch(batch)
    return batch


def stock(desk: StockDesk, *, by: str) -> Stock:
    """Every delivery with its balance. Raises KnownError `not-allowed`."""
    require_role(desk.staff.get(by), *MAY_PRINT)
    found = []
    for batch in desk.store.batches():
        standing = desk.store.standing(batch.id)
        top = next_blank(batch, standing)
        found.append(
            Delivery(
                batch=batch,
                balance=balance_of(batch.count, standing.values()),
                next="" if top is None else batch.serial(top).text,
            )
        )
    return Stock(deliveries=tuple(found), total=sum((one.balance for one in found), Balance()))


def lines(desk: StockDesk, *, by: str, kind: StockKind | None = None) -> tuple[StockLine, ...]:
    """How each serial stands to which anything happened. Raises KnownError `not-allowed`."""
    require_role(desk.staff.get(by), *MAY_PRINT)
    return desk.store.lines(kind=kind)


def put_aside(
    desk: StockDesk, *, by: str, first: str, last: str, kind: StockKind, reason: str
) -> tuple[Serial, ...]:
    """Says of blank sheets, from the first to the last serial, that they are `spoiled` or `missing`, and why.

    Raises KnownError `not-allowed`, `stock-reason-needed`, `stock-unreadable`, `stock-unknown`, `stock-range`,
    `stock-used` where one of them is no blank sheet.
    """
    require_role(desk.staff.get(by), *MAY_PRINT)
    if kind not in {StockKind.SPOILED, StockKind.MISSING}:
        raise ValueError(kind)
    _require_reason(reason)
    with desk.transactions.atomic():
        batch, numbers = _range(desk, first, last)
        standing = desk.store.standing(batch.id)
        for number in numbers:
            if standing.get(number) not in BLANK:
                raise _used(desk, batch, number)
        _add(desk, batch, numbers, kind, by=by, reason=reason)
    return tuple(batch.serial(number) for number in numbers)


def find_again(desk: StockDesk, *, by: str, first: str, last: str, reason: str) -> tuple[Serial, ...]:
    """Says of missing sheets that they were found, blank. Raises as `put_aside`, and `stock-not-missing`."""
    require_role(desk.staff.get(by), *MAY_KEEP)
    _require_reason(reason)
    with desk.transactions.atomic():
        batch, numbers = _range(desk, first, last)
        standing = desk.store.standing(batch.id)
        for number in numbers:
            if standing.get(number) is not StockKind.MISSING:
                raise KnownError("stock-not-missing", serial=batch.serial(number).text)
        _add(desk, batch, numbers, StockKind.FOUND, by=by, reason=reason)
    return tuple(batch.serial(number) for number in numbers)


def destroy(
    desk: StockDesk, *, by: str, serials: Sequence[str], witness: str, pin: str, reason: str
) -> tuple[Serial, ...]:
    """Notes that spoiled sheets were destroyed before a second person, who says so with their PIN.

    Raises KnownError `not-allowed`, `stock-reason-needed` (how they were destroyed), `stock-alone`, `stock-nothing-to-destroy`,
    `stock-not-spoiled`, and what `require_pin` raises; then nothing is noted.
    """
    require_role(desk.staff.get(by), *MAY_KEEP)
    _require_reason(reason)
    if not serials:
        raise KnownError("stock-nothing-to-destroy")
    if not witness or witness == by:
        raise KnownError("stock-alone")
    require_pin(desk.pins, staff_id=witness, pin=pin)
    with desk.transactions.atomic():
        done = []
        for typed in serials:
            batch, (number,) = _range(desk, typed, typed)
            if desk.store.standing(batch.id).get(number) is not StockKind.SPOILED:
                raise KnownError("stock-not-spoiled", serial=batch.serial(number).text)
            _add(desk, batch, [number], StockKind.DESTROYED, by=by, reason=reason, witness=witness)
            done.append(batch.serial(number))
    return tuple(done)


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise KnownError("stock-reason-needed")


def batch_of(desk: StockDesk, serial: Serial) -> Batch:
    """The delivery that a serial came with. Raises KnownError `stock-unknown`."""
    found = next((batch for batch in desk.store.batches() if batch.holds(serial)), None)
    if found is None:
        raise KnownError("stock-unknown", serial=serial.text)
    return found


def _range(desk: StockDesk, first: str, last: str) -> tuple[Batch, range]:
    start, end = read_serial(first), read_serial(last)
    batch = batch_of(desk, start)
    if not batch.holds(end) or end.number < start.number:
        raise KnownError("stock-range", first=start.text, last=end.text, most=MOST_IN_A_BATCH)
    return batch, range(start.number, end.number + 1)


def _add(
    desk: StockDesk,
    batch: Batch,
    numbers: Sequence[int],
    kind: StockKind,
    *,
    by: str,
    reason: str,
    witness: str | None = None,
) -> None:
    at = stamp(desk.clock.now())
    for number in numbers:
        last = desk.store.last(batch.id, number)
        desk.store.add(
            StockEvent(
                batch=batch.id,
                serial=number,
                kind=kind,
                at=at,
                by=by,
                # A spoiled sheet keeps its certificate's number into the shredder.
                sheet=last.sheet if last is not None and kind is StockKind.DESTROYED else None,
                number=last.number if last is not None and kind is StockKind.DESTROYED else "",
                reason=reason.strip(),
                witness=witness,
            )
        )


def _used(desk: StockDesk, batch: Batch, number: int) -> KnownError:
    last = desk.store.last(batch.id, number)
    kind = last.kind.value if last is not None else ""
    return KnownError("stock-used", serial=batch.serial(number).text, became=kind)

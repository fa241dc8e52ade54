"""Taking the next sheets of security paper: only those that lie on top of a pile, as somebody reads them off it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from assessor_app.domain.errors import KnownError
from assessor_app.domain.stock import BLANK, Batch, Serial, StockKind, next_blank, read_serial
from assessor_app.services.awards.sheets import SheetToPrint
from assessor_app.services.clock import stamp
from assessor_app.services.stock.desk import StockDesk
from assessor_app.services.stock.keep import batch_of
from assessor_app.services.stock.ports import StockEvent


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A sheet of a batch."""

    batch: Batch
    number: int

    @property
    def serial(self) -> Serial:
        return self.batch.serial(self.number)


def is_kept(desk: StockDesk) -> bool:
    """Whether this centre has security paper that can be printed on."""
    return any(next_blank(batch, desk.store.standing(batch.id)) is not None for batch in desk.store.batches())


def expect(desk: StockDesk, typed: str, *, count: int) -> tuple[Taken, ...]:
    """The `count` sheets that follow, if the number typed is the next of its pile.

    Raises KnownError `stock-unreadable`, `stock-unknown`; `stock-used` (`became` what) for a number that is gone;
    `stock-not-expected` (`expected`, `typed`, `before` the last of those between) where sheets between are not
    accounted for; `stock-too-few` (`there`, `wanted`).
    """
    serial = read_serial(typed)
    batch = batch_of(desk, serial)
    standing = desk.store.standing(batch.id)
    if standing.get(serial.number) not in BLANK:
        became = standing[serial.number].value
        raise KnownError("stock-used", serial=serial.text, became=became)
    top = next_blank(batch, standing)
    if top is not None and top != serial.number:
        raise KnownError(
            "stock-not-expected",
            expected=batch.serial(top).text,
            typed=serial.text,
            before=batch.serial(serial.number - 1).text,
            # Those between that are blank: the others are accounted for.
            count=sum(standing.get(number) in BLANK for number in range(top, serial.number)),
        )
    found = tuple(islice(_from(desk, batch, serial.number), count))
    if len(found) < count:
        raise KnownError("stock-too-few", there=len(found), wanted=count)
    return found


def close_gap(desk: StockDesk, *, by: str, typed: str, kind: StockKind, reason: str) -> None:
    """The way out of `stock-not-expected`: every blank sheet before the number typed is `missing` or `spoiled`, and why.

    Raises KnownError as `put_aside`.
    """
    from assessor_app.services.stock.keep import put_aside

    serial = read_serial(typed)
    batch = batch_of(desk, serial)
    standing = desk.store.standing(batch.id)
    with desk.transactions.atomic():
        for number in range(batch.first, serial.number):
            if standing.get(number) in BLANK:
                text = batch.serial(number).text
                put_aside(desk, by=by, first=text, last=text, kind=kind, reason=reason)


def lay_under(desk: StockDesk, sheets: Sequence[SheetToPrint], taken: Sequence[Taken], *, by: str) -> None:
    """Notes which sheet of a certificate goes to which sheet of security paper; in the caller's transaction."""
    at = stamp(desk.clock.now())
    for sheet, one in zip(sheets, taken, strict=True):
        desk.store.add(
            StockEvent(
                batch=one.batch.id,
                serial=one.number,
                kind=StockKind.SENT,
                at=at,
                by=by,
                sheet=sheet.id,
                number=sheet.number,
            )
        )


def _from(desk: StockDesk, first: Batch, number: int) -> Iterator[Taken]:
    """Blank sheets of this batch from a number on, then of those that came in after it."""
    batches = [first, *(batch for batch in desk.store.batches() if batch.id > first.id)]
    for batch in batches:
        standing = desk.store.standing(batch.id)
        start = number if batch.id == first.id else batch.first
        for one in range(start, batch.last + 1):
            if standing.get(one) in BLANK:
                yield Taken(batch=batch, number=one)

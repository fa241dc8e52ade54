"""The security paper for a spreadsheet: a row for each sheet to which anything happened, and for each run of blank ones."""

from collections.abc import Iterator, Sequence

from assessor_app.domain.stock import BLANK
from assessor_app.exchange.tables import csv_of, xlsx_of
from assessor_app.services.stock.keep import Delivery, Stock
from assessor_app.services.stock.ports import StockLine
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.press import kind_word


def titles() -> tuple[str, ...]:
    """The first row."""
    return (
        _("First sheet"),
        _("Last sheet"),
        _("Sheets"),
        _("State"),
        _("Certificate"),
        _("Holder"),
        _("When"),
        _("By"),
        _("Witness"),
        _("Reason"),
        _("Received"),
        _("Delivery note"),
    )


def rows(stock: Stock, lines: Sequence[StockLine]) -> tuple[tuple[str, ...], ...]:
    """Every sheet of every delivery, once: the numbers of sheets add up to those received."""
    return tuple(row for one in stock.deliveries for row in _rows(one, lines))


def as_table(stock: Stock, lines: Sequence[StockLine], suffix: str) -> bytes:
    """A file of this kind: `.csv` or `.xlsx`."""
    found = rows(stock, lines)
    return csv_of(titles(), found) if suffix == ".csv" else xlsx_of(_("Security paper"), titles(), found)


def _rows(one: Delivery, lines: Sequence[StockLine]) -> Iterator[tuple[str, ...]]:
    batch = one.batch
    delivery = (batch.received_on, batch.note)
    used = {line.serial: line for line in lines if line.batch == batch.id and line.kind not in BLANK}
    blank: list[int] = []
    for number in range(batch.first, batch.last + 1):
        line = used.get(batch.serial(number).text)
        if line is None:
            blank.append(number)
            continue
        if blank:
            yield _blank(one, blank, delivery)
            blank = []
        yield (
            line.serial,
            line.serial,
            "1",
            kind_word(line.kind),
            line.number,
            line.holder,
            line.at,
            line.by,
            line.witness,
            line.reason,
            *delivery,
        )
    if blank:
        yield _blank(one, blank, delivery)


def _blank(one: Delivery, numbers: Sequence[int], delivery: tuple[str, str]) -> tuple[str, ...]:
    first, last = one.batch.serial(numbers[0]).text, one.batch.serial(numbers[-1]).text
    return (first, last, str(len(numbers)), _("Blank"), "", "", "", "", "", "", *delivery)

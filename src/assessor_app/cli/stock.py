"""`assessor-app stock`: the security paper: what came in, what became of it, and its report."""

from datetime import datetime
from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import out_file
from assessor_app.cli.output import Commands, say, speaks_plainly
from assessor_app.device import Device
from assessor_app.services.stock.keep import Delivery, Stock, lines, receive
from assessor_app.services.stock.keep import stock as read_stock
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.press import balance_sentence

_REPORTS = (".pdf", ".csv", ".xlsx")


@click.group(cls=Commands, help=_("Keep security paper: deliveries, the balance, the reconciliation report."))
def stock() -> None:
    """Security paper of this data folder."""


@stock.command(help=_("Say how many sheets there are of each kind, and which number is the next."))
@data_option
@json_option
@speaks_plainly
def show(data: Path | None, *, as_json: bool) -> None:
    """Changes nothing in the data folder."""
    with opened(data, readonly=True) as device:
        found = read_stock(device.stock, by=who_acts(device))
    _tell(found, as_json=as_json)


@stock.command(name="receive", help=_("Write down a delivery, from its first to its last number."))
@click.option("--first", required=True, metavar="SERIAL", help=_("The number of the first sheet."))
@click.option("--last", required=True, metavar="SERIAL", help=_("The number of the last sheet."))
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help=_("Received on; today by default.")
)
@click.option("--note", default="", help=_("The delivery note."))
@data_option
@json_option
@speaks_plainly
def take_in(
    data: Path | None, *, first: str, last: str, day: datetime | None, note: str, as_json: bool
) -> None:
    """Refuses numbers that were received before."""
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        on = day.date() if day is not None else device.clock.now().date()
        receive(device.stock, by=by, first=first, last=last, received_on=on, note=note)
        found = read_stock(device.stock, by=by)
    _tell(found, as_json=as_json)


@stock.command(help=_("Save the reconciliation report: PDF to sign, CSV or XLSX for a spreadsheet."))
@out_file("FILE.pdf|csv|xlsx")
@data_option
@json_option
@speaks_plainly
def report(data: Path | None, *, out: Path, as_json: bool) -> None:
    """The end of the file's name says which kind."""
    from assessor_app.storage.engine.files import write_outside

    suffix = out.suffix.lower()
    if suffix not in _REPORTS:
        raise click.UsageError(_("The file's name ends in .pdf, .csv or .xlsx."))
    with opened(data, readonly=True) as device:
        content = _report(device, suffix)
    write_outside(out, (content,))
    say(as_json, {"file": str(out)}, _("Saved as {file}.").format(file=out))


def _report(device: Device, suffix: str) -> bytes:
    by = who_acts(device)
    found, used = read_stock(device.stock, by=by), lines(device.stock, by=by)
    if suffix == ".pdf":
        from assessor_app.documents.press_lists import draw_stock

        centre, today = device.tables.settings.centre(), device.clock.now().date()
        return draw_stock(found, used, centre, on=today.isoformat()).pdf
    from assessor_app.exchange.stock import as_table

    return as_table(found, used, suffix)


def _tell(found: Stock, *, as_json: bool) -> None:
    value = {"total": dict(found.total.__dict__), "deliveries": [_delivery(one) for one in found.deliveries]}
    told = [balance_sentence(found.total)]
    told += [
        f"{_serial(one, one.batch.first)} – {_serial(one, one.batch.last)}  {one.next or '-'}"
        for one in found.deliveries
    ]
    say(as_json, value, *told)


def _delivery(one: Delivery) -> dict[str, object]:
    return {
        "first": _serial(one, one.batch.first),
        "last": _serial(one, one.batch.last),
        "received_on": one.batch.received_on,
        "note": one.batch.note,
        "next": one.next,
        **one.balance.__dict__,
    }


def _serial(one: Delivery, number: int) -> str:
    return one.batch.serial(number).text

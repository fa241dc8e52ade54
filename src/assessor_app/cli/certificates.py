"""`assessor-app certificates`: the list, and every certificate that may be printed as one PDF."""

from collections.abc import Sequence
from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.device import Device
from assessor_app.documents.files import PdfFiles
from assessor_app.domain import number as numbers
from assessor_app.domain.certificate import STANDS
from assessor_app.domain.errors import KnownError
from assessor_app.services.awards.issue import issue, waiting
from assessor_app.services.awards.save import save
from assessor_app.services.awards.sheets import state
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.certificates import state_word


@click.group(help=_("List certificates, and save them as PDF."))
def certificates() -> None:
    """Certificates of this data folder."""


@certificates.command(name="list", help=_("List every certificate that was issued here."))
@data_option
@json_option
@speaks_plainly
def list_all(data: Path | None, *, as_json: bool) -> None:
    """Newest first."""
    with opened(data, readonly=True) as device:
        rows = [
            (line.number, line.holder, state(device.awards, line.number))
            for line in device.tables.certificates.lines()
        ]
    value = {
        "certificates": [
            {"number": number, "holder": holder, "state": found.value} for number, holder, found in rows
        ]
    }
    say(as_json, value, *(f"{number}  {state_word(found)}  {holder}" for number, holder, found in rows))


@certificates.command(name="print", help=_("Save certificates as one PDF: all that may be printed, or some."))
@click.option("--all", "everything", is_flag=True, help=_("Every certificate that may be printed."))
@click.option("--number", "chosen", multiple=True, metavar="N", help=_("One certificate; may be repeated."))
@click.argument("more", nargs=-1, metavar="[N]...")
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.pdf")
@click.option("--clock-is-right", is_flag=True, help=_("Confirms the computer's date where it is in doubt."))
@data_option
@json_option
@speaks_plainly
def print_some(
    data: Path | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    more: Sequence[str],
    out: Path,
    clock_is_right: bool,
    as_json: bool,
) -> None:
    """Issues what is ready first (with --all), and writes down that it was saved to a file."""
    # `--number A B C` and `--number A --number B` mean the same.
    chosen = (*chosen, *more)
    if everything == bool(chosen):
        raise click.UsageError(_("Choose either --all or --number N."))
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        if everything:
            _issue_ready(device, by, clock_confirmed=clock_is_right)
        printable = _printable(device) if everything else [numbers.normalise(text) for text in chosen]
        if not printable:
            raise KnownError("nothing-to-print")
        save(device.awards, by=by, numbers=printable, path=out, write=PdfFiles(device.assets).write)
    value = {"certificates": printable, "file": str(out)}
    count = len(printable)
    told = ngettext("{count} certificate saved to {file}.", "{count} certificates saved to {file}.", count)
    say(as_json, value, told.format(count=count, file=out))


def _issue_ready(device: Device, by: str, *, clock_confirmed: bool) -> None:
    ready = [
        assessment
        for assessment in device.tables.certificates.awards_without_paper()
        if waiting(device.awards, device.tables.assessments.get(assessment)) is None
    ]
    if ready:
        issue(device.awards, by=by, assessments=ready, clock_confirmed=clock_confirmed)


def _printable(device: Device) -> list[str]:
    lines = device.tables.certificates.lines()
    return [line.number for line in reversed(lines) if state(device.awards, line.number) in STANDS]

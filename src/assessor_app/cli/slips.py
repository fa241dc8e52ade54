"""`assessor-app slips`: the sittings, and the result slips of one of them as one PDF."""

from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import out_file
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.services.slips.slip import slips_of
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@click.command(
    help=_(
        "Save the result slips of a sitting as one PDF: of all whose result is signed. Without --sitting, list the sittings."
    )
)
@click.option("--sitting", metavar="ID", help=_("The sitting's id, as the list says it."))
@click.option(
    "--size",
    type=click.Choice(["a4", "four", "roll"]),
    default="a4",
    show_default=True,
    help=_("One on A4, four on A4, or an 80 mm roll."),
)
@out_file("FILE.pdf", required=False)
@data_option
@json_option
@speaks_plainly
def slips(data: Path | None, *, sitting: str | None, size: str, out: Path | None, as_json: bool) -> None:
    """Changes nothing in the data folder."""
    if (sitting is None) != (out is None):
        raise click.UsageError(_("Give both --sitting ID and --out FILE.pdf, or neither."))
    with opened(data, readonly=True) as device:
        if sitting is None or out is None:
            _list(device, as_json=as_json)
        else:
            _save(device, sitting, size, out, as_json=as_json)


def _list(device: Device, *, as_json: bool) -> None:
    found = [(one.sitting, one.finished) for one in device.tables.sittings.recent()]
    value = {
        "sittings": [
            {"id": one.id, "date": one.date, "place": one.place, "finished": finished}
            for one, finished in found
        ]
    }
    say(as_json, value, *(f"{one.id}  {one.date}  {finished:>3}  {one.place}" for one, finished in found))


def _save(device: Device, sitting: str, size: str, out: Path, *, as_json: bool) -> None:
    from assessor_app.documents.slips.layouts import SlipSize, draw_slips
    from assessor_app.storage.engine.files import write_outside

    device.tables.sittings.get(sitting)
    contents = slips_of(device.slips, by=who_acts(device), sitting=sitting)
    if not contents:
        raise KnownError("no-slips-yet")
    write_outside(out, (draw_slips(contents, SlipSize(size)).pdf,))
    value = {"file": str(out), "assessments": [content.assessment for content in contents]}
    told = ngettext("{count} slip saved to {file}.", "{count} slips saved to {file}.", len(contents))
    say(as_json, value, told.format(count=len(contents), file=out))

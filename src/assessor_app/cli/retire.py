"""`assessor-app retire`: the end of a laptop."""

from dataclasses import asdict
from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _


@click.command(
    help=_(
        "Retire this device: nothing is signed in its folder from now on. Refused (exit status 1) while something exists here"
        " alone, unless everything is copied to a stick first."
    )
)
@click.option(
    "--usb",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help=_("Copy everything to this folder first; the recovery key opens the copy."),
)
@data_option
@json_option
@speaks_plainly
def retire(data: Path | None, *, usb: Path | None, as_json: bool) -> None:
    """The issuer hears of it with the next sync, once nothing is unsent."""
    from assessor_app.device.safekeeping import copies, retiring
    from assessor_app.services.enrolling.retire import left_here
    from assessor_app.services.enrolling.retire import retire as end

    with opened(data, readonly=False) as device:
        by = who_acts(device)
        desk = retiring(device, copies(device))
        left = left_here(desk)
        copy = end(desk, by=by, pin=None, stick=usb)
        enrolled = device.tables.enrolment.current() is not None
    lines = [_("This device is retired.")]
    if copy is not None:
        lines.append(_("Everything is in {file} on the stick.").format(file=copy.file))
    if enrolled:
        lines.append(
            _("Sync once more, so that the awarding body and the other computers of the centre know.")
        )
    value = {
        "state": "retired",
        "left": asdict(left),
        "copy": None if copy is None else str((usb or Path()) / copy.file),
    }
    say(as_json, value, *lines)

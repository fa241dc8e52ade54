"""`assessor-app centre`: what one device of a centre gives to another, on a stick or sealed through the issuer."""

from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import out_folder
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.transport.stick import Stick
from assessor_app.wording.bundles import made_words, taken_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@click.group(
    cls=Commands,
    help=_(
        "Give staff, learners and forms to another device of the centre, or take them; write its verifier page."
    ),
)
def centre() -> None:
    """Between devices of one centre."""


@centre.command(help=_("Make a bundle of staff, learners and forms that one other device alone can open."))
@click.option("--for", "to", required=True, metavar="DEVICE", help=_("Its name, or the beginning of its id."))
@click.option(
    "--usb",
    type=_FOLDER,
    metavar="DIR",
    help=_(
        "The folder on the stick to write it to. Without it the bundle goes through the awarding body, sealed, with the next"
        " `assessor-app sync`."
    ),
)
@data_option
@json_option
@speaks_plainly
def bundle(data: Path | None, *, to: str, usb: Path | None, as_json: bool) -> Exit:
    """No PIN and no passphrase is in it."""
    from assessor_app.services.bundles.make import bundle as make

    with opened(data, readonly=False) as device:
        done = make(device.bundles, by=who_acts(device), to=to, folder=None if usb is None else Stick(usb))
    say(as_json, vars(done), made_words(done))
    return Exit.DONE


@centre.command(
    help=_(
        "Write the page on which anybody checks this centre's certificates, for the web host that stands on them or to keep as a file."
    )
)
@out_folder
@data_option
@json_option
@speaks_plainly
def page(data: Path | None, *, out: Path, as_json: bool) -> Exit:
    """For a centre that is its own awarding body; an issuer publishes its own."""
    from assessor_app.services.checking.page import centre_page
    from assessor_app.storage.engine.files import translated, write_outside

    with opened(data, readonly=True) as device:
        sample = device.tables.settings.centre().sample
        files = centre_page(device.checks, label=_("Verify"), sample=sample)
    with translated(out):
        out.mkdir(parents=True, exist_ok=True)
    for file in files:
        write_outside(out / file.name, (file.content,))
    told = _("{files} files are in {folder}.").format(files=len(files), folder=out)
    say(as_json, {"out": str(out), "files": [file.name for file in files]}, told)
    return Exit.DONE


@centre.command(help=_("Take the bundles that are for this device. What is here already is not changed."))
@click.option(
    "--usb",
    type=_FOLDER,
    metavar="DIR",
    help=_(
        "The folder on the stick where they lie. Without it those are taken that came through the awarding body with a sync."
    ),
)
@data_option
@json_option
@speaks_plainly
def take(data: Path | None, *, usb: Path | None, as_json: bool) -> Exit:
    """Exit status 1 where something could not be taken; the rest was."""
    from assessor_app.services.bundles.take import take_bundles, take_parcels

    with opened(data, readonly=False) as device:
        by = who_acts(device)
        if usb is None:
            done = take_parcels(device.bundles, by=by)
        else:
            done = take_bundles(device.bundles, by=by, folder=Stick(usb))
    value = {
        **vars(done),
        "problems": [{"code": one.code, "message": sentence(one)} for one in done.problems],
    }
    say(as_json, value, taken_words(done))
    return Exit.NO if done.problems else Exit.DONE

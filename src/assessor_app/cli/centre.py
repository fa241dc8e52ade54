"""`assessor-app centre`: what one device of a centre gives to another, on a stick."""

from pathlib import Path

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.transport.stick import Stick
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

_USB = click.option(
    "--usb",
    required=True,
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help=_("The folder on the stick."),
)


@click.group(help=_("Give staff, learners and forms to another device of the centre, or take them."))
def centre() -> None:
    """Between devices of one centre."""


@centre.command(help=_("Write a bundle of staff, learners and forms that one other device alone can open."))
@click.option("--for", "to", required=True, metavar="DEVICE", help=_("Its name, or the beginning of its id."))
@_USB
@data_option
@json_option
@speaks_plainly
def bundle(data: Path | None, *, to: str, usb: Path, as_json: bool) -> Exit:
    """No PIN and no passphrase is in it."""
    from assessor_app.services.bundles.make import bundle as make

    with opened(data, readonly=False) as device:
        done = make(device.bundles, by=who_acts(device), to=to, folder=Stick(usb))
    words = _(
        "{staff} staff, {learners} learners, {forms} forms and {rosters} planned sittings for {device}: {files}"
    )
    say(as_json, vars(done), words.format(**{**vars(done), "files": ", ".join(done.files)}))
    return Exit.DONE


@centre.command(
    help=_("Take the bundles for this device that lie in a folder. What is here already is not changed.")
)
@_USB
@data_option
@json_option
@speaks_plainly
def take(data: Path | None, *, usb: Path, as_json: bool) -> Exit:
    """Exit status 1 where something could not be taken; the rest was."""
    from assessor_app.services.bundles.take import take_bundles

    with opened(data, readonly=False) as device:
        done = take_bundles(device.bundles, by=who_acts(device), folder=Stick(usb))
    value = {
        **vars(done),
        "problems": [{"code": one.code, "message": sentence(one)} for one in done.problems],
    }
    words = _(
        "{files} files: {staff} staff, {learners} learners, {forms} forms and {rosters} planned sittings are new here."
    )
    lines = [words.format(**vars(done))]
    if done.doubtful:
        told = _("These numbers are here under another learner, and were left as they are: {numbers}")
        lines.append(told.format(numbers=", ".join(done.doubtful)))
    lines += [sentence(one) for one in done.problems]
    say(as_json, value, *lines)
    return Exit.NO if done.problems else Exit.DONE

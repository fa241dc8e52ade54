"""The root command and everything under it."""

from pathlib import Path

import click

from assessor_app import __version__
from assessor_app.cli.centre import centre
from assessor_app.cli.certificates import certificates
from assessor_app.cli.credentials import credentials
from assessor_app.cli.demo import demo
from assessor_app.cli.designs import designs
from assessor_app.cli.endorsing import endorse, endorsements
from assessor_app.cli.enrol import enrol
from assessor_app.cli.forms import forms
from assessor_app.cli.issuer.group import issuer
from assessor_app.cli.opening import data_folder, data_option
from assessor_app.cli.output import Commands
from assessor_app.cli.pack import pack
from assessor_app.cli.records import records
from assessor_app.cli.retire import retire
from assessor_app.cli.slips import slips
from assessor_app.cli.status import status
from assessor_app.cli.stock import stock
from assessor_app.cli.sync import sync
from assessor_app.cli.tour import tour
from assessor_app.cli.verify import verify
from assessor_app.wording.catalogue import gettext as _


@click.group(
    cls=Commands,
    invoke_without_command=True,
    help=_("Record practical competency assessments offline. Without a command, opens the window."),
)
@click.version_option(__version__, prog_name="assessor-app")
@data_option
@click.pass_context
def root(context: click.Context, data: Path | None) -> None:
    """Opens the window when no command is given."""
    if context.invoked_subcommand is None:
        from assessor_app.desktop import run

        context.exit(run(data_folder(data)))


for command in (
    centre,
    certificates,
    credentials,
    demo,
    designs,
    endorse,
    endorsements,
    enrol,
    forms,
    issuer,
    pack,
    records,
    retire,
    slips,
    status,
    stock,
    sync,
    tour,
    verify,
):
    root.add_command(command)

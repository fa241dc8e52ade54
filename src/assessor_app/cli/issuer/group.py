"""The commands of the issuer, together."""

import click

from assessor_app.cli.issuer.accounts import people
from assessor_app.cli.issuer.asking import forms, policy
from assessor_app.cli.issuer.credentials import credentials
from assessor_app.cli.issuer.endorsing import endorsements
from assessor_app.cli.issuer.importing import import_stick
from assessor_app.cli.issuer.keys import keys
from assessor_app.cli.issuer.making import init, publish, serve, upgrade
from assessor_app.cli.issuer.people import invite, status, suspend
from assessor_app.cli.issuer.retention import retention
from assessor_app.cli.output import Commands
from assessor_app.wording.catalogue import gettext as _


@click.group(cls=Commands, help=_("The central issuer: what an awarding body runs."))
def issuer() -> None:
    """Everything of the issuer."""


for command in (
    credentials,
    endorsements,
    forms,
    import_stick,
    init,
    invite,
    keys,
    people,
    policy,
    publish,
    retention,
    serve,
    status,
    suspend,
    upgrade,
):
    issuer.add_command(command)

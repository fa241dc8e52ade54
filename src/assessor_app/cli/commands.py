"""The root command and everything under it; each command's own modules are loaded when it is asked for."""

from importlib import import_module
from pathlib import Path

import click

from assessor_app import __version__
from assessor_app.cli.opening import data_folder, data_option
from assessor_app.cli.output import Commands
from assessor_app.wording.catalogue import gettext as _

_HOMES = {
    "centre": "centre",
    "certificates": "certificates",
    "credentials": "credentials",
    "demo": "demo",
    "designs": "designs",
    "endorse": "endorsing",
    "endorsements": "endorsing",
    "enrol": "enrol",
    "forms": "forms",
    "issuer": "issuer.group",
    "pack": "pack",
    "records": "records",
    "retire": "retire",
    "slips": "slips",
    "status": "status",
    "stock": "stock",
    "sync": "sync",
    "tour": "tour",
    "verify": "verify",
}
"""Every command's name, which is its name in its module too, and that module of this package."""


class _Root(Commands):
    """Half of every start, the window's too, went into loading the commands that were not asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_HOMES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        home = _HOMES.get(cmd_name)
        if home is not None:
            self.add_command(getattr(import_module(f"assessor_app.cli.{home}"), cmd_name))
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Root,
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

"""`assessor-app tour`: draws every page of the window to PNG."""

from pathlib import Path

import click

from assessor_app.cli.opening import data_folder, data_option, json_option, unlock
from assessor_app.cli.options import out_folder
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@click.command(
    help=_("Draw every page of the window to PNG, from a copy of the data folder or from sample data.")
)
@out_folder
@data_option
@json_option
@speaks_plainly
def tour(data: Path | None, *, out: Path, as_json: bool) -> None:
    """Light and dark, at 1366×768 and 1920×1080."""
    from assessor_app.desktop import draw_tour

    chosen = data_folder(data)
    pictures = draw_tour(chosen if chosen.exists() else None, out, unlock=unlock)
    told = ngettext("{count} picture in {folder}.", "{count} pictures in {folder}.", pictures)
    told = told.format(count=pictures, folder=out)
    say(as_json, {"pictures": pictures, "folder": str(out)}, told)

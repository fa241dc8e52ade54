"""`issuer retention`: what need not be kept any longer."""

from dataclasses import asdict
from pathlib import Path

import click

from assessor_app.cli.issuer.opening import now, opened, place_of, place_options
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import say, speaks_plainly
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

_DAYS = click.IntRange(min=0, max=36_500)


@click.command(
    help=_(
        "Say what has been here for longer than so many days and need not be kept: evidence, and words that a sample"
        " brought. With --erase it goes; nothing is erased of work against which an appeal is open."
    )
)
@place_options
@click.option("--evidence-days", type=_DAYS, metavar="N", help=_("For evidence. By default it is kept."))
@click.option(
    "--remarks-days", type=_DAYS, metavar="N", help=_("For remarks and reasons. By default they are kept.")
)
@click.option("--erase", is_flag=True, help=_("Erase it: this cannot be undone."))
@json_option
@speaks_plainly
def retention(
    data: Path | None,
    database: str | None,
    *,
    evidence_days: int | None,
    remarks_days: int | None,
    erase: bool,
    as_json: bool,
) -> None:
    """Run it on a timer; what devices erase themselves goes by itself."""
    place = place_of(data, database)
    with opened(place) as store:
        from assessor_app.issuer.erasing.discard import try_to_discard
        from assessor_app.issuer.erasing.retention import Clocks, let_go
        from assessor_app.issuer.intake.pieces import open_pieces

        clocks = Clocks(evidence=evidence_days, remarks=remarks_days)
        with store.write() as connection:
            gone = let_go(connection, clocks, now=now(), only_count=not erase)
        waits = erase and not try_to_discard(store, open_pieces(store, place.folder))
    pieces = ngettext("{count} piece of evidence", "{count} pieces of evidence", gone.evidence)
    words = ngettext("{count} remark", "{count} remarks", gone.remarks)
    told = _("Erased: {evidence}, {remarks}.") if erase else _("Would be erased: {evidence}, {remarks}.")
    line = told.format(evidence=pieces.format(count=gone.evidence), remarks=words.format(count=gone.remarks))
    lines = [line]
    if waits:
        lines.append(
            _("The place where evidence lies cannot be reached: its files go when the service reaches it.")
        )
    say(as_json, {**asdict(gone), "done": erase}, *lines)

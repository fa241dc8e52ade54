"""`issuer import`: the stick."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor_app.cli.issuer.opening import (
    now,
    opened,
    place_of,
    place_options,
    root_option,
    say_list,
    signed_or_why,
    vault_of,
)
from assessor_app.cli.opening import json_option
from assessor_app.cli.output import Exit, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

if TYPE_CHECKING:
    from assessor_app.issuer.intake.stick import Imported


@click.command("import", help=_("Take what devices put on a stick, and put the answers beside it."))
@place_options
@root_option
@click.option(
    "--usb",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help=_("The stick, or a folder on it."),
)
@json_option
@speaks_plainly
def import_stick(
    data: Path | None, database: str | None, *, root_file: Path | None, usb: Path, as_json: bool
) -> Exit:
    """Exit status 1 where a file was refused or an answer could not be written; the others were taken all the same."""
    place = place_of(data, database)
    with opened(place) as store:
        from assessor_app.documents.badge_image.drawer import FormBadges
        from assessor_app.issuer.credentials.at_once import make_all_due
        from assessor_app.issuer.erasing.discard import try_to_discard
        from assessor_app.issuer.intake.pieces import open_pieces
        from assessor_app.issuer.intake.stick import Stick
        from assessor_app.issuer.judging.work import judge_all
        from assessor_app.issuer.register.published import is_due, publish

        vault = vault_of(store)
        pieces = open_pieces(store, place.folder)
        stick = Stick(store, usb, vault=vault, pieces=pieces, now=now())

        badges = FormBadges()

        def decide() -> None:
            """What is decided makes credentials and changes the register; both go back on the stick with the answer."""
            judge_all(store, now=now())
            make_all_due(store, vault=vault, badges=badges, now=now())
            with store.write() as connection:
                if is_due(connection, now=now()):
                    publish(connection, vault=vault, now=now())

        done = stick.take(decide)
        try_to_discard(store, pieces)
        current, why = signed_or_why(store, root_file)
    lines = [_counted(done, usb)]
    words = _(
        "{name}: this answer could not be written ({why}). What it answers was taken; bring the stick again."
    )
    lines += [
        words.format(name=name, why=why or _("it read back differently"))
        for name, why in sorted(done.unwritten.items())
    ]
    lines += [f"{name}: {sentence(KnownError(code))}" for name, code in sorted(done.refused.items())]
    value = {**asdict(done), "unwritten": sorted(done.unwritten), "list_current": current}
    say(as_json, value, *lines)
    say_list(current, why)
    return Exit.NO if done.refused or done.unwritten else Exit.DONE


def _counted(done: "Imported", usb: Path) -> str:
    if not (done.envelopes or done.enrolments or done.pieces or done.refused):
        return _("Nothing of a device for this issuer lay in {folder}.").format(folder=usb)
    parts = (
        ngettext("{count} envelope", "{count} envelopes", done.envelopes).format(count=done.envelopes),
        ngettext("{count} new record", "{count} new records", done.records).format(count=done.records),
        ngettext("{count} enrolment", "{count} enrolments", done.enrolments).format(count=done.enrolments),
        ngettext("{count} piece of evidence", "{count} pieces of evidence", done.pieces).format(
            count=done.pieces
        ),
    )
    return _("Taken: {what}.").format(what=", ".join(parts))

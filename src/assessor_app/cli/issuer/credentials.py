"""`issuer credentials export`: the credentials that the issuer made, as files to hand out."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from assessor_app.cli.issuer.opening import now, opened, place_of, place_options, vault_of
from assessor_app.cli.opening import json_option
from assessor_app.cli.options import out_folder
from assessor_app.cli.output import Commands, say, speaks_plainly
from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


@click.group(cls=Commands, help=_("The credentials (Open Badges 3.0) of registered certificates."))
def credentials() -> None:
    """Credentials that this issuer made."""


@credentials.command(help=_("Write credentials: signed JSON, JWT, and badge pictures that carry it."))
@place_options
@click.option("--all", "everything", is_flag=True, help=_("Every credential of a certificate that stands."))
@click.option("--number", "chosen", multiple=True, metavar="N", help=_("One certificate; may be repeated."))
@out_folder
@json_option
@speaks_plainly
def export(
    data: Path | None,
    database: str | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    out: Path,
    as_json: bool,
) -> None:
    """Makes those that are due first. A number without a credential is told, and keeps no other back."""
    if everything == bool(chosen):
        raise click.UsageError(_("Choose either --all or --number N."))
    wanted = tuple(numbers.normalise(text) for text in chosen)
    with opened(place_of(data, database)) as store:
        from assessor_app.documents.badge_image.drawer import FormBadges
        from assessor_app.issuer.credentials import kept
        from assessor_app.issuer.credentials.at_once import make_all_due
        from assessor_app.issuer.credentials.files import files_of
        from assessor_app.issuer.judging.papers import plain_number

        vault, badges = vault_of(store), FormBadges()
        make_all_due(store, vault=vault, badges=badges, now=now())
        with store.read() as connection:
            found = kept.standing(connection, numbers=tuple(plain_number(text) for text in wanted))
            written = [_write(out, made.number, files_of(connection, made, badges)) for made in found]
    without = [number for number in wanted if number not in written]
    value = {"folder": str(out), "credentials": written, "without": without}
    told = ngettext(
        "{count} credential written to {folder}.", "{count} credentials written to {folder}.", len(written)
    )
    say(
        as_json,
        value,
        told.format(count=len(written), folder=out),
        *(_("{number} has no credential.").format(number=number) for number in without),
    )


@credentials.command(
    name="transcript", help=_("Write a learner's transcript (CLR 2.0): every credential in one signed file.")
)
@place_options
@click.option("--centre", required=True, metavar="ID", help=_("The centre's number."))
@click.option("--learner", required=True, metavar="NUMBER", help=_("The learner's number."))
@out_folder
@json_option
@speaks_plainly
def transcript_of(
    data: Path | None, database: str | None, *, centre: str, learner: str, out: Path, as_json: bool
) -> None:
    """Of everybody with this number whom somebody said to be one person."""
    with opened(place_of(data, database)) as store:
        from assessor_app.issuer.credentials.transcripts import transcripts_of
        from assessor_app.issuer.store import learners

        vault = vault_of(store)
        with store.read() as connection:
            known = learners.with_number(connection, centre=centre, number=learner)
            ids = {one.id for one in known}
            person = (
                learners.one_person(connection, centre=centre, learner_id=known[0].id) if known else set()
            )
            if not ids or ids - person:
                raise KnownError("learner-number-unknown", number=learner)
            made = transcripts_of(connection, centre=centre, learner=known[0].id, vault=vault, now=now())
    if not made:
        raise KnownError("transcript-empty", name=known[0].name)
    plain = "".join(letter for letter in learner if letter.isalnum() or letter in "-_")[:40]
    names = [f"transcript-{plain}{f'-{place}' if len(made) > 1 else ''}" for place in range(1, len(made) + 1)]
    for name, content in zip(names, made, strict=True):
        _put(out, {f"{name}.json": content})
    told = ngettext("{count} file written to {folder}.", "{count} files written to {folder}.", len(made))
    value = {"folder": str(out), "files": [f"{name}.json" for name in names]}
    say(as_json, value, told.format(count=len(made), folder=out))


def _write(out: Path, plain: str, files: Mapping[str, bytes]) -> str:
    """Writes the files of one credential; returns its number as people write it."""
    number = numbers.normalise(plain)
    _put(out, {f"{number}.{kind}": data for kind, data in files.items()})
    return number


def _put(out: Path, files: Mapping[str, bytes]) -> None:
    from assessor_app.storage.engine.files import write_outside

    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            write_outside(out / name, (data,))
    except OSError as error:
        raise KnownError("file-not-written", path=str(out), why=error.strerror or str(error)) from error

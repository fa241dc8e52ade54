"""`assessor-app credentials`: Open Badges 3.0 files for the learner to take away."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.options import one_way, out_folder, some_or_all
from assessor_app.cli.output import Commands, Exit, say, speaks_plainly
from assessor_app.domain import number as numbers
from assessor_app.domain.errors import KnownError
from assessor_app.services.credentials.export import Exported, export
from assessor_app.services.credentials.transcript import transcript
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.errors import sentence

LONGEST_KEY = 64 * 1024


@click.group(cls=Commands, help=_("Digital credentials (Open Badges 3.0) of certificates."))
def credentials() -> None:
    """Credentials of this data folder."""


@credentials.command(
    name="export",
    help=_(
        "Write the credential of certificates: signed JSON, badge pictures that carry it, and the page as PDF."
    ),
)
@some_or_all(_("Every certificate that has a credential."))
@click.option(
    "--jwt-key",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=_("A P-256 private key (PEM): also write each credential as a JWT (ES256)."),
)
@out_folder
@data_option
@json_option
@speaks_plainly
def export_some(
    data: Path | None,
    *,
    everything: bool,
    chosen: Sequence[str],
    more: Sequence[str],
    jwt_key: Path | None,
    out: Path,
    as_json: bool,
) -> Exit:
    """Writes those that have a credential and tells of the others why they have none: done, either way."""
    chosen = one_way(chosen, more, everything=everything)
    with opened(data, readonly=False) as device:
        by = who_acts(device)
        wanted = [numbers.normalise(text) for text in chosen]
        if everything:
            wanted = [line.number for line in reversed(device.tables.certificates.lines())]
            wanted += [one.number for one in device.tables.qualifications.all()]
            wanted += device.tables.credentials.without_paper()
        _make_folder(out)
        key = None if jwt_key is None else _key(jwt_key)
        done = export(device.credentials, by=by, numbers=wanted, folder=out, jwt_key=key)
    _tell(done, out=out, as_json=as_json)
    return Exit.DONE


@credentials.command(
    name="transcript", help=_("Write a learner's transcript (CLR 2.0): every credential in one signed file.")
)
@click.option("--learner", required=True, metavar="NUMBER", help=_("The learner's number."))
@out_folder
@data_option
@json_option
@speaks_plainly
def transcript_of(data: Path | None, *, learner: str, out: Path, as_json: bool) -> Exit:
    """More than thirty credentials, or more than readers take at once, are split."""
    with opened(data, readonly=False) as device:
        found = device.tables.learners.by_number(learner)
        if found is None:
            raise KnownError("learner-number-unknown", number=learner)
        _make_folder(out)
        title = _("Transcript of records")
        written = transcript(
            device.credentials, by=who_acts(device), learner=found.id, name=title, folder=out
        )
    told = ngettext("{count} file written to {folder}.", "{count} files written to {folder}.", len(written))
    say(
        as_json,
        {"folder": str(out), "files": [path.name for path in written]},
        told.format(count=len(written), folder=out),
    )
    return Exit.DONE


def _key(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LONGEST_KEY)
    except OSError as error:
        raise KnownError("jwt-key-unreadable") from error


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("file-not-written", path=str(out), why=error.strerror or str(error)) from error


def _tell(done: Sequence[Exported], *, out: Path, as_json: bool) -> None:
    written = [one for one in done if one.without is None]
    value: dict[str, Any] = {
        "folder": str(out),
        "credentials": [
            {"number": one.number, "files": [path.name for path in one.files]} for one in written
        ],
        "without": [
            {"number": one.number, "reason": one.without.code, "message": sentence(one.without)}
            for one in done
            if one.without is not None
        ],
    }
    told = ngettext(
        "{count} credential written to {folder}.", "{count} credentials written to {folder}.", len(written)
    )
    say(
        as_json,
        value,
        told.format(count=len(written), folder=out),
        *(f"{entry['number']}  {entry['message']}" for entry in value["without"]),
    )

"""`assessor-app designs`: checks the files of certificate designs, and prints their JSON Schema."""

import json
from collections.abc import Sequence
from pathlib import Path

import click

from assessor_app.cli.forms import Checked, Said, print_checked
from assessor_app.cli.opening import data_option, json_option, opened, who_acts
from assessor_app.cli.output import Commands, say, speaks_plainly
from assessor_app.domain.errors import KnownError
from assessor_app.formats.design_yaml import read_design
from assessor_app.formats.design_yaml.schema import design_schema
from assessor_app.formats.form_yaml.problems import Problem, Severity
from assessor_app.services.designs.file import text_of
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.designs import design_sentence, design_unreadable


@click.group(cls=Commands, help=_("Check designs of certificates before anything is printed in them."))
def designs() -> None:
    """Check designs of certificates before anything is printed in them."""


@designs.command(
    help=_(
        "Say every error in each FILE, as FILE:LINE:COL: sentence. "
        "Exit status 0 without errors, 1 with errors, 2 for a file that is not YAML or not UTF-8."
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@data_option
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def check(files: Sequence[Path], data: Path | None, *, as_json: bool) -> None:  # noqa: ARG001 (every command takes --data)
    """Errors decide the exit status."""
    checked = [_check(path) for path in files]
    if as_json:
        click.echo(json.dumps({"files": [one.as_json() for one in checked]}, ensure_ascii=False, indent=2))
    else:
        print_checked(checked)
    click.get_current_context().exit(max(one.status for one in checked))


@designs.command(
    help=_(
        "Take a design from a FILE. One that names a design of the centre's own is its next version; any other is a new one,"
        " to be chosen in Settings. Certificates that were issued stay as they are."
    )
)
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@data_option
@json_option
@speaks_plainly
def add(data: Path | None, *, file: Path, as_json: bool) -> None:
    """Checked as `check` does, before anything is kept."""
    from assessor_app.services.designs.change import take_design

    text = text_of(file)
    with opened(data, readonly=False) as device:
        name, version = take_design(device.designs, by=who_acts(device), text=text)
        (title,) = (one.title for one in device.designs.all() if one.id == name)
    told = _("{title}, version {version}, is here. Choose it in Settings, Certificates.")
    say(
        as_json,
        {"design": name, "version": version, "title": title},
        told.format(title=title, version=version),
        _("A file whose id is {design} is its next version.").format(design=name),
    )


@designs.command(help=_("Print the JSON Schema of a design, for editors that complete keys."))
def schema() -> None:
    """The schema and nothing else on stdout."""
    click.echo(design_schema(), nl=False)


def _check(path: Path) -> Checked:
    try:
        problems = read_design(text_of(path)).problems
    except KnownError as error:
        if error.code != "design-unreadable":
            raise
        details = error.details
        said = Said(
            line=int(str(details["line"])),
            col=int(str(details["col"])),
            code=str(details["reason"]),
            message=design_unreadable(details),
            severity=Severity.ERROR,
        )
        return Checked(file=str(path), said=(said,), unreadable=True)
    return Checked(file=str(path), said=tuple(map(_said, problems)))


def _said(problem: Problem) -> Said:
    return Said(
        line=problem.line,
        col=problem.col,
        code=problem.code,
        message=design_sentence(problem),
        severity=problem.severity,
    )

"""`assessor-app forms`: checks forms and catalogues, and prints their JSON Schemas."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from assessor_app.cli.opening import data_option
from assessor_app.cli.output import Commands
from assessor_app.domain.catalogue import Catalogue
from assessor_app.domain.errors import KnownError
from assessor_app.formats.catalogue_yaml import check_folder, read_catalogue
from assessor_app.formats.form_yaml import Problem, Severity, read_form
from assessor_app.formats.form_yaml.nodes import LARGEST_BYTES
from assessor_app.formats.form_yaml.schema import SCHEMAS, schema_text
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.forms import problem_sentence, unreadable_sentence

CATALOGUE_NAME = "catalogue.yaml"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One finding in words, ready to print."""

    line: int
    col: int
    code: str
    message: str
    severity: Severity

    def as_json(self) -> dict[str, Any]:
        return {"line": self.line, "col": self.col, "code": self.code, "message": self.message}


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What was found in one file; `unreadable` when it is not UTF-8 or not YAML."""

    file: str
    said: tuple[Said, ...]
    unreadable: bool = False

    def of(self, severity: Severity) -> tuple[Said, ...]:
        return tuple(one for one in self.said if one.severity is severity)

    @property
    def status(self) -> int:
        if self.unreadable:
            return 2
        return 1 if self.of(Severity.ERROR) else 0

    def as_json(self) -> dict[str, Any]:
        errors, warnings = self.of(Severity.ERROR), self.of(Severity.WARNING)
        return {
            "file": self.file,
            "errors": [one.as_json() for one in errors],
            "warnings": [one.as_json() for one in warnings],
        }


@click.group(cls=Commands, help=_("Check forms and catalogues before anybody assesses with them."))
def forms() -> None:
    """Check forms and catalogues before anybody assesses with them."""


@forms.command(
    help=_(
        "Say every error and warning in each FILE, as FILE:LINE:COL: sentence. "
        "Exit status 0 without errors, 1 with errors, 2 for a file that is not YAML or not UTF-8."
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@data_option
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))
def check(files: Sequence[Path], data: Path | None, *, as_json: bool) -> None:  # noqa: ARG001 (every command takes --data)
    """Errors decide the exit status; warnings alone do not."""
    checked = [check_file(path) for path in files]
    if as_json:
        click.echo(json.dumps({"files": [one.as_json() for one in checked]}, ensure_ascii=False, indent=2))
    else:
        print_checked(checked)
    click.get_current_context().exit(max(one.status for one in checked))


@forms.command(help=_("Print the JSON Schema of a form or of a catalogue, for editors that complete keys."))
@click.argument("kind", type=click.Choice(sorted(SCHEMAS)))
def schema(kind: str) -> None:
    """The schema and nothing else on stdout."""
    click.echo(schema_text(kind), nl=False)


def check_file(path: Path) -> Checked:
    """Everything that is wrong in one file; a file named catalogue.yaml is checked as a catalogue."""
    try:
        data = _read(path)
        if path.name == CATALOGUE_NAME:
            problems = (*read_catalogue(data).problems, *check_folder(data, _forms_in(path.parent)))
        else:
            problems = read_form(data, catalogue=_catalogue_of(path)).problems
    except KnownError as error:
        if error.code != "form-unreadable":
            raise
        return Checked(file=str(path), said=(_said_unreadable(error),), unreadable=True)
    ordered = sorted(problems, key=lambda problem: (problem.line, problem.col))
    return Checked(file=str(path), said=tuple(_said(problem) for problem in ordered))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(
                LARGEST_BYTES + 1
            )  # one more than allowed: the reader refuses it, memory stays small
    except OSError as error:
        raise KnownError("form-unreadable", reason="missing", line=1, col=1) from error


def _forms_in(folder: Path) -> tuple[str, ...]:
    paths = (path for path in folder.rglob("*.yaml") if path.is_file() and path != folder / CATALOGUE_NAME)
    return tuple(sorted(path.relative_to(folder).as_posix() for path in paths))


def _catalogue_of(form: Path) -> Catalogue | None:
    """The catalogue that a form in `<sector>/<code>.yaml` stands under, where there is a good one."""
    path = form.absolute().parent.parent / CATALOGUE_NAME
    if not path.is_file():
        return None
    try:
        return read_catalogue(_read(path)).catalogue
    except KnownError:
        return None  # checking the catalogue itself says what is wrong with it


def _said(problem: Problem) -> Said:
    return Said(
        line=problem.line,
        col=problem.col,
        code=problem.code,
        message=problem_sentence(problem),
        severity=problem.severity,
    )


def _said_unreadable(error: KnownError) -> Said:
    return Said(
        line=int(str(error.details["line"])),
        col=int(str(error.details["col"])),
        code=str(error.details["reason"]),
        message=unreadable_sentence(error.details),
        severity=Severity.ERROR,
    )


def print_checked(checked: Sequence[Checked]) -> None:
    warning = _("warning")
    for one in checked:
        for said in one.said:
            mark = "" if said.severity is Severity.ERROR else f"{warning}: "
            click.echo(f"{one.file}:{said.line}:{said.col}: {mark}{said.message}")


if __name__ == "__main__":
    forms()

"""Options that several commands take: where a file or a folder goes, and which version of a form."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from assessor_app.wording.catalogue import gettext as _

Command = TypeVar("Command", bound=Callable[..., object])


def out_file(metavar: str, *, required: bool = True) -> Callable[[Command], Command]:
    """`--out FILE` for a command; `metavar` says what kind of file, as `FILE.pdf`."""
    return click.option(
        "--out",
        required=required,
        type=click.Path(path_type=Path, dir_okay=False),
        metavar=metavar,
        help=_("The file that is written."),
    )


def out_folder(command: Command) -> Command:
    """`--out DIR` for a command."""
    option = click.option(
        "--out",
        required=True,
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=_("The folder that the files are written to."),
    )
    return option(command)


def some_or_all(told: str) -> Callable[[Command], Command]:
    """`--all | --number N …` for a command; `told` says what all of them are."""
    everything = click.option("--all", "everything", is_flag=True, help=told)
    number = click.option(
        "--number", "chosen", multiple=True, metavar="N", help=_("One certificate; may be repeated.")
    )
    more = click.argument("more", nargs=-1, metavar="[N]...")
    return lambda command: everything(number(more(command)))


def one_way(chosen: Sequence[str], more: Sequence[str], *, everything: bool) -> tuple[str, ...]:
    """The numbers that `some_or_all` was given: `--number A B C` and `--number A --number B` mean the same.

    Raises UsageError for both, some and all, and for neither.
    """
    named = (*chosen, *more)
    if everything == bool(named):
        raise click.UsageError(_("Choose either --all or --number N."))
    return named


def form_options(command: Command) -> Command:
    """`--form CODE --version N` for a command."""
    code = click.option("--form", "code", required=True, metavar="CODE", help=_("The form's code."))
    version = click.option("--version", required=True, metavar="N", help=_("The form's version."))
    return code(version(command))


def form_narrowed(command: Command) -> Command:
    """`--form CODE --version N` where a file names its form itself: both, or neither."""
    code = click.option(
        "--form", "code", metavar="CODE", help=_("The form's code. By default the one that the file names.")
    )
    version = click.option("--version", metavar="N", help=_("The form's version, with its code."))
    return code(version(command))


def one_form(code: str | None, version: str | None) -> tuple[str, str] | None:
    """What `form_narrowed` was given. Raises UsageError for half of it."""
    if (code is None) != (version is None):
        raise click.UsageError(_("Give --form and --version together, or neither."))
    return None if code is None or version is None else (code, version)

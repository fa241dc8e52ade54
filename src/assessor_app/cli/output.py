"""What a command says and how it ends: 0 done, 1 a plain no, 2 bad usage or unreadable input, 3 cannot tell, 4 not yet."""

import errno
import functools
import json
from collections.abc import Callable
from enum import IntEnum
from typing import Any, ParamSpec

import click

from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence


class Exit(IntEnum):
    """Exit statuses, a contract with scripts. The last two are outside it: no script may take a fault for an answer."""

    DONE = 0
    NO = 1
    UNUSABLE = 2
    CANNOT_TELL = 3
    WAITING = 4
    FAULT = 70
    STOPPED = 130


# A rule of the house said no; everything else that a person can act on is input or a folder that cannot be used.
REFUSALS = frozenset(
    {
        "not-allowed",
        "out-of-scope",
        "qualification-expired",
        "waits-for",
        "issued-already",
        "not-competent",
        "may-not-print",
        "clock-question",
        "chain-behind",
        "chain-without-mark",
        "chain-forked",
        "chain-restored",
        "chain-retired",
        "nothing-to-print",
        "group-unknown",
        "form-unknown",
        "stock-twice",
        "no-slips-yet",
        "no-such-certificate",
        "transcript-asked",
        "person-left",
        "not-enrolled",
        "address-missing",
        "enrolment-waits",
        "enrolled-already",
        "enrolled-not-issuer",
        "enrolled-other",
        "enrolment-other-issuer",
        "enrolment-refused",
        "device-known",
        "sample-not-here",
        "sample-among-others",
        "code-wrong",
        "no-request",
        "retire-unsent",
        "retire-meanwhile",
    }
)

P = ParamSpec("P")
_LONGEST_LINE = 400


class Commands(click.Group):
    """A group of commands whose list says what each does in a whole sentence, over several lines where it is long."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        shown = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, one.get_short_help_str(_LONGEST_LINE)) for name, one in shown if one and not one.hidden
        ]
        with formatter.section(_("Commands")):
            formatter.write_dl(rows)


def say(as_json: bool, value: dict[str, Any], *lines: str) -> None:
    """Prints one JSON object, or the lines."""
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        for line in lines:
            click.echo(line)


def _told(error: KnownError, *, as_json: bool) -> Exit:
    told = sentence(error)
    if as_json:
        value = {"error": error.code, "message": told}
        if "detail" in error.details:
            # A library's own words, for whoever looks into it.
            value["detail"] = str(error.details["detail"])
        click.echo(json.dumps(value, ensure_ascii=False, indent=2))
    click.echo(told, err=True)
    return Exit.NO if error.code in REFUSALS else Exit.UNUSABLE


def speaks_plainly(command: Callable[P, Exit | None]) -> Callable[P, None]:
    """Ends the process by what the command returns; an error a person can act on is one sentence on stderr."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs) or Exit.DONE
        except KnownError as error:
            status = _told(error, as_json=bool(kwargs.get("as_json")))
        except (
            OSError
        ) as error:  # a file or a disk that nobody asked about beforehand is no fault of the program
            if error.errno is None or error.errno == errno.EPIPE:
                raise
            path, why = error.filename, error.strerror or str(error)
            known = KnownError("system-refused", path="-" if path is None else str(path), why=why)
            # What cannot be printed (a full disk behind `>`) is told once, where it still can be.
            status = _told(known, as_json=bool(kwargs.get("as_json")) and path is not None)
        click.get_current_context().exit(status)

    return run

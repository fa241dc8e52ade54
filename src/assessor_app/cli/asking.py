"""Asking for a passphrase: at the terminal where there is one, else of whatever is piped in; never by an argument."""

import sys
import warnings
from getpass import GetPassWarning, getpass

from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _


def ask(variable: str, *, new: bool = False) -> str:
    """The passphrase, asked for twice where it is `new` and somebody types it.

    Without a terminal it is the first line of the standard input. Raises KnownError `passphrase-missing`, which names the
    environment's `variable`, where nothing is given, and `passphrase-differs`.
    """
    try:
        typed = _typed(_("Passphrase"))
        if typed and new and _typed(_("The same again")) != typed:
            raise KnownError("passphrase-differs")
    except GetPassWarning:  # nobody can type without its being seen: nobody is there
        typed = _piped()
    except (EOFError, KeyboardInterrupt):
        typed = ""
    if not typed:
        raise KnownError("passphrase-missing", variable=variable)
    return typed


def _typed(words: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        return getpass(f"{words}: ", stream=sys.stderr)


def _piped() -> str:
    """The first line, without its end; empty where nothing is open or it is no text."""
    if sys.stdin is None:
        return ""
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except (OSError, ValueError):
        return ""

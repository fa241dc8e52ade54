"""Opening a data folder from the command line: the passphrase comes from a prompt, the keyring or the environment."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from platformdirs import user_data_path

from assessor_app.cli.asking import ask
from assessor_app.device import Device, open_device
from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import keyfile
from assessor_app.storage.engine.highwater import state_folder
from assessor_app.storage.engine.os_keyring import OsKeyring
from assessor_app.storage.engine.slots import KeySlots, Opened
from assessor_app.storage.engine.store import DATABASE
from assessor_app.wording.catalogue import gettext as _

PASSPHRASE = "ASSESSOR_PASSPHRASE"  # noqa: S105 - the name of a variable, not its value
KEYRING_SECONDS = 2.0

Command = TypeVar("Command", bound=Callable[..., object])


def data_option(command: Command) -> Command:
    """`--data DIR` for a command."""
    option = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False, readable=False),
        metavar="DIR",
        help=_("The data folder. By default the one of this user."),
    )
    return option(command)


def json_option(command: Command) -> Command:
    """`--json` for a command."""
    return click.option("--json", "as_json", is_flag=True, help=_("Print one JSON object."))(command)


def data_folder(chosen: Path | None) -> Path:
    """The folder chosen, after the command or before it, or this user's own."""
    context = click.get_current_context(silent=True)
    while chosen is None and context is not None:
        chosen, context = context.params.get("data"), context.parent
    return chosen or user_data_path("assessor", appauthor=False)


@contextmanager
def opened(chosen: Path | None, *, readonly: bool) -> Iterator[Device]:
    """The open device of this folder, for the length of the block. Raises what `open_device` raises, and `no-data-folder`.

    Where something may be signed, the keyring is asked first how far the chain got: only as long as a script may wait.
    """
    folder = data_folder(chosen)
    _require_data(folder)
    device = open_device(
        folder,
        unlock,
        state=state_folder(),
        readonly=readonly,
        keyring=None if readonly else OsKeyring(seconds=KEYRING_SECONDS),
    )
    try:
        if not readonly:
            device.marks.meet_keyring(device.tables.records.active_chain().id)
        yield device
    finally:
        device.close()


def _require_data(folder: Path) -> None:
    """A name that was mistyped is told as that, before keys are missed. Raises KnownError `no-data-folder`."""
    if not keyfile.exists(folder) and not (folder / DATABASE).exists():
        raise KnownError("no-data-folder", path=str(folder))


def unlock(slots: KeySlots) -> Opened:
    """The key, by the environment's passphrase, this user's keyring, or a prompt; never by an argument."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return slots.open_with(given)
    try:
        known = slots.open_with_keyring(OsKeyring())
    except KnownError as error:
        if error.code != "keyring-unavailable":
            raise
        known = None
    if known is not None:
        return known
    slots.slots()  # a folder without keys says so before anybody types
    return slots.open_with(ask(PASSPHRASE))


def who_acts(device: Device) -> str:
    """The member whose passphrase opened the folder. Raises KnownError `nobody-acts` for another way in."""
    if not device.opened_by:
        raise KnownError("nobody-acts", variable=PASSPHRASE)
    return device.opened_by

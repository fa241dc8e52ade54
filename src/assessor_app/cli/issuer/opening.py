"""Opening an issuer from the command line: its store, its keys, its root."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from platformdirs import user_data_path

from assessor_app.cli.asking import ask
from assessor_app.cli.opening import PASSPHRASE
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import gettext as _

if TYPE_CHECKING:
    from assessor_app.issuer.keys.root import Root
    from assessor_app.issuer.keys.vault import Vault
    from assessor_app.issuer.store.engine import Store

ROOT_PASSPHRASE = "ASSESSOR_ROOT_PASSPHRASE"  # noqa: S105 - the name of a variable, not its value
ACTOR = "command-line"

Command = TypeVar("Command", bound=Callable[..., object])


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an issuer is: its data folder, None where only a database was named; the database as typed, or None."""

    folder: Path | None
    database: str | None


def place_options(command: Command) -> Command:
    """`--data DIR` and `--database URL` for a command."""
    data = click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help=_("The issuer's data folder. By default the one of this user."),
    )
    database = click.option(
        "--database",
        metavar="URL",
        help=_("A PostgreSQL database in place of the file in the data folder: postgresql+psycopg://…"),
    )
    return data(database(command))


def root_option(command: Command) -> Command:
    """`--root FILE` for a command that signs the list of keys."""
    option = click.option(
        "--root",
        "root_file",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        help=_("The root key. By default where it was written, while it is still there."),
    )
    return option(command)


def place_of(data: Path | None, database: str | None) -> Place:
    """What was chosen, after the command or before it, or this user's own folder."""
    context = click.get_current_context(silent=True)
    while data is None and context is not None:
        chosen = context.params.get("data")
        data, context = (chosen if isinstance(chosen, Path) else None), context.parent
    if data is None and database is None:
        data = user_data_path("assessor-issuer", appauthor=False)
    return Place(folder=data, database=database)


def store_at(place: Place) -> "Store":
    """The store, not looked into yet. Raises KnownError("issuer-extra-missing") where its libraries are not installed."""
    try:
        from assessor_app.issuer.store.engine import file_url, open_store, read_url
    except ImportError as error:
        raise KnownError("issuer-extra-missing") from error
    if place.database is not None:
        return open_store(read_url(place.database))
    if place.folder is None:
        raise KnownError("database-unknown")
    return open_store(file_url(place.folder))


def require_there(place: Place) -> None:
    """Looking into a database file that is not there would make it. Raises KnownError("issuer-missing")."""
    from assessor_app.issuer.store.engine import DATABASE_NAME

    if place.database is None and place.folder is not None and not (place.folder / DATABASE_NAME).is_file():
        raise KnownError("issuer-missing", path=str(place.folder))


@contextmanager
def opened(place: Place) -> Iterator["Store"]:
    """The store of an issuer that was set up. Raises KnownError: "issuer-missing", "store-empty", "store-older", "store-newer"."""
    store = store_at(place)
    require_there(place)
    from assessor_app.issuer.store.migrate import check_schema

    with telling(store):
        check_schema(store)
        yield store


@contextmanager
def telling(store: "Store") -> Iterator[None]:
    """The store for the length of the block. Raises KnownError("database-refused") for what its database cannot do."""
    from assessor_app.issuer.store.engine import refusals_told

    try:
        with refusals_told():
            yield
    finally:
        store.close()


def vault_of(store: "Store") -> "Vault":
    """The on-line keys, by the environment's passphrase or a prompt."""
    from assessor_app.issuer.keys.vault import open_vault

    passphrase = ask_passphrase()
    with store.read() as connection:
        return open_vault(connection, passphrase=passphrase)


def ask_passphrase(*, new: bool = False) -> str:
    """The issuer's passphrase. Raises KnownError: "passphrase-missing" where nobody can be asked, "passphrase-differs"."""
    given = os.environ.get(PASSPHRASE)
    if given:
        return given
    return ask(PASSPHRASE, new=new)


def root_passphrase() -> str | None:
    """The root's own passphrase, where the environment has one."""
    return os.environ.get(ROOT_PASSPHRASE)


def find_root(store: "Store", chosen: Path | None) -> "Root | None":
    """The root: the file that was named, else where it was written; None where it is not there (as it should be)."""
    from assessor_app.issuer.keys.root import read_root

    path = chosen or _written(store)
    if chosen is None and not path.is_file():
        return None
    return read_root(path, passphrase=root_passphrase() or ask_passphrase())


def needed_root(store: "Store", chosen: Path | None) -> "Root":
    """Raises KnownError("root-missing")."""
    root = find_root(store, chosen)
    if root is None:
        raise KnownError("root-missing", path=str(_written(store)))
    return root


def signed_again(store: "Store", chosen: Path | None) -> bool:
    """Signs the list of keys again where it no longer says how things stand. False where that waits for the root."""
    from assessor_app.issuer.keys import anchors

    with store.read() as connection:
        if anchors.newest(connection).current:
            return True
    root = find_root(store, chosen)
    if root is None:
        return False
    with store.write() as connection:
        anchors.sign(connection, root, now=now())
    return True


def signed_or_why(store: "Store", chosen: Path | None) -> "tuple[bool, KnownError | None]":
    """The same after something was done that stays, whatever the root says: why it was not signed comes beside it."""
    try:
        return signed_again(store, chosen), None
    except KnownError as error:
        return False, error


def say_list(current: bool, why: KnownError | None) -> None:
    """That the list of keys waits, and why, on stderr."""
    from assessor_app.wording.errors import sentence
    from assessor_app.wording.issuer import list_waits

    if why is not None:
        click.echo(sentence(why), err=True)
    if not current:
        click.echo(list_waits(), err=True)


def _written(store: "Store") -> Path:
    from assessor_app.issuer.store import settings

    with store.read() as connection:
        return Path(settings.needed(connection, "root-file"))


def now() -> datetime:
    return datetime.now(UTC)

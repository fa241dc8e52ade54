"""Bringing a database to the schema of this program, or refusing one that is newer."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, select

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.store.bodies import setting
from assessor_app.issuer.store.engine import Store

_SCRIPTS = Path(__file__).resolve().parent / "migrations"


def newest() -> str:
    """The revision of this program's schema."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise RuntimeError("no migration ships")
    return head


def revision_of(connection: Connection) -> str | None:
    """The revision of a database, None for an empty one."""
    return MigrationContext.configure(connection).get_current_revision()


def is_used(connection: Connection) -> bool:
    """Whether there is anything in the database: more than the empty tables of an issuer whose making failed."""
    tables = set(inspect(connection).get_table_names())
    if setting.name not in tables:
        return bool(tables)
    return connection.execute(select(setting.c.name).limit(1)).first() is not None


def migrate(store: Store) -> None:
    """Makes or brings up the schema in one transaction. Raises KnownError("store-newer")."""
    config = _config()
    with store.write() as connection:
        _refuse_newer(config, connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def upgrade_store(store: Store) -> None:
    """Brings an issuer that was set up to this program's schema. Raises KnownError: "store-empty", "store-newer"."""
    with store.read() as connection:
        if revision_of(connection) is None:
            raise KnownError("store-empty")
    migrate(store)


def check_schema(store: Store) -> None:
    """Raises KnownError: "store-empty", "store-older" or "store-newer"."""
    with store.read() as connection:
        found = revision_of(connection)
        if found is None:
            raise KnownError("store-empty")
        _refuse_newer(_config(), connection)
    if found != newest():
        raise KnownError("store-older")


def _refuse_newer(config: Config, connection: Connection) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    found = revision_of(connection)
    if found is not None and found not in known:
        raise KnownError("store-newer")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config

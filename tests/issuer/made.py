"""A whole issuer, made as `issuer init` makes it."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from assessor_app.issuer.keys.root import Root, read_root
from assessor_app.issuer.keys.vault import Vault, open_vault
from assessor_app.issuer.setting_up import forms
from assessor_app.issuer.setting_up.make import Made, NewIssuer, make_issuer
from assessor_app.issuer.store.engine import DATABASE_NAME, Store, file_url, open_store
from assessor_app.issuer.store.migrate import migrate
from assessor_app.resources import forms_folder
from samples import NOW

PASSPHRASE = "sesame"
HOST = "issuer.test"


@dataclass(frozen=True, kw_only=True)
class Issuer:
    store: Store
    vault: Vault
    made: Made
    folder: Path

    @property
    def root(self) -> Root:
        return read_root(self.made.root_file, passphrase=PASSPHRASE)


# A form is read and judged whole, a thirtieth of a second each: once in a process, and not for every issuer of it.
forms.parse_form = cache(forms.parse_form)  # type: ignore[attr-defined]  # the name by which it is called there


def an_issuer(store: Store, folder: Path, *, now: datetime = NOW) -> Issuer:
    copy_the_schema(store)
    made = make_issuer(
        store,
        NewIssuer(host=HOST, name="Example Awarding", phone="+1 555 0100"),
        root_out=folder / "root-key.json",
        passphrase=PASSPHRASE,
        root_passphrase=PASSPHRASE,
        forms=forms_folder(),
        now=now,
    )
    with store.read() as connection:
        vault = open_vault(connection, passphrase=PASSPHRASE)
    return Issuer(store=store, vault=vault, made=made, folder=folder)


def copy_the_schema(store: Store) -> None:
    """An empty SQLite gets the tables that the migrations made in the first; they find nothing to do in it."""
    if store.engine.dialect.name != "sqlite":
        return
    with closing(store.engine.raw_connection()) as opened:
        connection = opened.driver_connection
        assert isinstance(connection, sqlite3.Connection)
        if not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]:
            _first().backup(connection)


@cache
def _first() -> sqlite3.Connection:
    with tempfile.TemporaryDirectory(prefix="assessor-issuer-schema-") as folder:
        store = open_store(file_url(Path(folder)))
        migrate(store)
        store.close()
        kept = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(Path(folder) / DATABASE_NAME)) as made:
            made.backup(kept)
    return kept

"""A whole issuer, made as `issuer init` makes it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assessor_app.issuer.keys.root import Root, read_root
from assessor_app.issuer.keys.vault import Vault, open_vault
from assessor_app.issuer.setting_up.make import Made, NewIssuer, make_issuer
from assessor_app.issuer.store.engine import Store
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


def an_issuer(store: Store, folder: Path, *, now: datetime = NOW) -> Issuer:
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

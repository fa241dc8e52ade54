"""Making an issuer: its root, its first on-line keys, its signed list, its catalogue."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked
from assessor_app.formats.qr_text import read_host
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.keys.online import KeyUse, make_key
from assessor_app.issuer.keys.root import Root, write_root
from assessor_app.issuer.keys.vault import make_vault
from assessor_app.issuer.register.published import begin
from assessor_app.issuer.setting_up.countries import read_country
from assessor_app.issuer.setting_up.forms import take_forms
from assessor_app.issuer.store import audit, settings
from assessor_app.issuer.store.engine import Store
from assessor_app.issuer.store.migrate import is_used, migrate
from assessor_app.trust import keys
from assessor_app.trust.secrets import KEY_BYTES

EXAMPLE_HOST = "issuer.example"
AT_ONCE = "at-once"
SAMPLE_SHARE = 10
"""Of a hundred decisions, whose evidence is asked for where a sample is."""
_MOST_NAME = 300


@dataclass(frozen=True, kw_only=True)
class NewIssuer:
    """What somebody says of the issuer. `country` is ISO 3166-1 alpha-2; `evidence` is where pieces are kept, as a URL; empty for the data folder."""

    host: str
    name: str
    phone: str = ""
    country: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True)
class Made:
    """The issuer's did, the fingerprint of its root to be told over the telephone, and where the root is."""

    issuer: str
    root: str
    root_file: Path
    forms: int


def make_issuer(
    store: Store,
    new: NewIssuer,
    *,
    root_out: Path,
    passphrase: str,
    root_passphrase: str,
    forms: Path,
    now: datetime,
) -> Made:
    """All of it or nothing. Raises KnownError: "issuer-there", "file-there", "host-unreadable", "name-unusable", "country-unusable"."""
    host = read_host(new.host)
    read_country(new.country)
    name = new.name.strip()
    if not name or len(name) > _MOST_NAME:
        raise KnownError("name-unusable")
    with store.read() as connection:
        if is_used(connection):
            raise KnownError("issuer-there")
    root = Root(issuer=did_web(host), key=keys.generate())
    write_root(root_out, root, passphrase=root_passphrase)
    try:
        migrate(store)
        with store.write() as connection:
            _keep(connection, new, host=host, name=name, root=root, root_out=root_out)
            vault = make_vault(connection, master=secrets.token_bytes(KEY_BYTES), passphrase=passphrase)
            for use in KeyUse:
                make_key(connection, use, vault=vault, now=now)
            count = take_forms(connection, forms, at=now)
            anchors.sign(connection, root, now=now)
            begin(connection, vault=vault, now=now)
            audit.note(connection, "issuer-made", by="command-line", subject=root.issuer, at=now)
    except BaseException:
        root_out.unlink(missing_ok=True)
        raise
    return Made(issuer=root.issuer, root=root.key.public.hex(), root_file=root_out, forms=count)


def did_web(host: str) -> str:
    """The did of a host, which may have a port."""
    return "did:web:" + host.lower().replace(":", "%3A")


def _keep(
    connection: Connection, new: NewIssuer, *, host: str, name: str, root: Root, root_out: Path
) -> None:
    values = {
        "issuer": root.issuer,
        "root": root.key.public.hex(),
        "root-file": str(root_out.resolve()),
        "name": name,
        "host": host,
        "phone": new.phone.strip(),
        "country": read_country(new.country),
        "policy": AT_ONCE,
        "evidence-asked": EvidenceAsked.NONE.value,
        "sample-share": str(SAMPLE_SHARE),
        "sample-salt": secrets.token_hex(16),
        "evidence": new.evidence,
    }
    for key, value in values.items():
        settings.put(connection, key, value)

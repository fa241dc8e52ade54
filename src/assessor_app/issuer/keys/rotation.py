"""Changing keys: as a matter of routine, because one was compromised, or because the root was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, update

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.credentials.lists import publish_lists
from assessor_app.issuer.enrolling.delegate import renew_all
from assessor_app.issuer.keys import anchors, online
from assessor_app.issuer.keys.online import KeyUse
from assessor_app.issuer.keys.root import Root, write_root
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.register.published import publish
from assessor_app.issuer.store import audit, centres, credentials_due, feed, settings
from assessor_app.issuer.store.credentials import credential
from assessor_app.issuer.store.feed import Item
from assessor_app.trust import keys


@dataclass(frozen=True, kw_only=True)
class Changed:
    """Key ids that are new, how many devices were delegated to anew, and how many credentials are to be looked at again."""

    keys: tuple[str, ...]
    devices: int = 0
    credentials: int = 0


def rotate(
    connection: Connection, uses: Sequence[KeyUse], *, vault: Vault, root: Root, by: str, now: datetime
) -> Changed:
    """A new key for each of these uses. The old ones retire: what they signed in their time stays good."""
    made = []
    for use in uses:
        old = _retired(connection, use, now=now)
        made.append(online.make_key(connection, use, vault=vault, now=now).kid)
        detail = {"use": use.value, "new": made[-1]}
        audit.note(connection, "key-rotated", by=by, subject=old, at=now, detail=detail)
    _announce(connection, uses, vault=vault, root=root, now=now)
    return Changed(keys=tuple(made))


def _retired(connection: Connection, use: KeyUse, *, now: datetime) -> str:
    """The key id that is retired; empty where an issuer from before had none for this use."""
    try:
        old = online.active(connection, use)
    except LookupError:
        return ""
    online.retire(connection, old, now=now)
    return old.kid


def replace_compromised(
    connection: Connection, kid: str, *, vault: Vault, root: Root, by: str, now: datetime
) -> Changed:
    """Lists a key as compromised and makes another; where it delegated, every device gets a new delegation.

    Where it signed credentials, those that it signed are signed anew by the workers (`sign_again_due`). Papers under the old delegations count from now on only where the register has them.
    """
    row = online.compromise(connection, kid, now=now)
    use = KeyUse(row.use)
    audit.note(connection, "key-compromised", by=by, subject=kid, at=now, detail={"use": row.use})
    made: tuple[str, ...] = ()
    if use is KeyUse.CREDENTIALS_JWT:
        # Nobody believes those any more, and they are soon made again: by the new key, from what the other key signed.
        connection.execute(update(credential).values(jwt=None))
    if row.state == online.KeyState.ACTIVE:
        made = (online.make_key(connection, use, vault=vault, now=now).kid,)
    # A device believes a delegation by the list that it holds: the new list has to come before it.
    _announce(connection, [use], vault=vault, root=root, now=now)
    devices = renew_all(connection, vault=vault, now=now) if use is KeyUse.DELEGATION else 0
    again = credentials_due.want_all_again(connection, at=now) if use is KeyUse.CREDENTIALS else 0
    return Changed(keys=made, devices=devices, credentials=again)


def replace_root(connection: Connection, *, root_out: Path, passphrase: str, by: str, now: datetime) -> Root:
    """A new root, in a file of its own. Whoever trusts the old one must be told, and believes nothing until then.

    The caller deletes the file again if the transaction fails. Raises KnownError("file-there").
    """
    old = settings.needed(connection, "root")
    root = Root(issuer=settings.needed(connection, "issuer"), key=keys.generate())
    write_root(root_out, root, passphrase=passphrase)
    settings.put(connection, "root", root.key.public.hex())
    settings.put(connection, "root-file", str(root_out.resolve()))
    audit.note(connection, "root-replaced", by=by, subject=old, at=now, detail={"new": root.key.public.hex()})
    anchors.sign(connection, root, now=now)
    _tell_everybody(connection, now=now)
    return root


def uses_of(name: str | None) -> tuple[KeyUse, ...]:
    """The use with this name, or all. Raises KnownError("no-such-use")."""
    if name is None:
        return tuple(KeyUse)
    try:
        return (KeyUse(name),)
    except ValueError as error:
        raise KnownError("no-such-use", use=name, uses=", ".join(KeyUse)) from error


def _announce(
    connection: Connection, uses: Sequence[KeyUse], *, vault: Vault, root: Root, now: datetime
) -> None:
    anchors.sign(connection, root, now=now)
    if KeyUse.REGISTER in uses:
        publish(connection, vault=vault, now=now, whole=True)
    if KeyUse.CREDENTIALS in uses or KeyUse.CREDENTIALS_JWT in uses:
        publish_lists(connection, vault=vault, now=now)
    _tell_everybody(connection, now=now)


def _tell_everybody(connection: Connection, *, now: datetime) -> None:
    for device in centres.devices_of(connection):
        item = Item(kind="anchors", ref={})
        feed.append(connection, centre=device.centre, to=device.id, items=[item], at=now)

"""Credentials whose key was stolen, signed anew: the same credential, word for word, with a proof by the key of today."""

import json
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.credentials.signing import Issuing, sign_credential
from assessor_app.formats.credential import encode
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.alone import tell, works_alone
from assessor_app.issuer.credentials.issue import Issued
from assessor_app.issuer.credentials.lists import issuing_of
from assessor_app.issuer.keys.online import KeyState, all_keys
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres, credentials_due
from assessor_app.issuer.store.engine import Store

AT_ONCE = 50


def sign_again_due(store: Store, *, vault: Vault, now: datetime, most: int = AT_ONCE) -> Issued:
    """Looks at up to `most` credentials again. None where nothing is due, or another process is at it.

    What it says, its number and its place in a status list stay; its JWT, which another key signed, stays too. Devices are
    told. One in which a bug is met keeps its old proof.
    """
    with store.read() as connection:
        if not kept.due_again(connection, most=1):
            return Issued()
    with store.write() as connection:
        if not works_alone(connection):
            return Issued()
        wanted = kept.due_again(connection, most=most)
        for centre in sorted({one.centre for one in wanted}):
            centres.lock_devices(connection, centre)
        issuing, stolen = issuing_of(connection, vault), _stolen(connection)
        faults: list[Exception] = []
        for one in wanted:
            credentials_due.settle(connection, centre=one.centre, digest=one.digest)
            try:
                content = _signed_again(one.content or b"{}", stolen, issuing, now=now)
            except Exception as error:  # noqa: BLE001 - our bug in one credential must not block those behind it
                faults.append(error)
                continue
            if content is not None:
                kept.put_content(connection, one, content)
                tell(connection, one, now=now)
        return Issued(count=len(wanted), faults=tuple(faults))


def _stolen(connection: Connection) -> frozenset[str]:
    return frozenset(row.kid for row in all_keys(connection) if row.state == KeyState.COMPROMISED)


def _signed_again(content: bytes, stolen: frozenset[str], issuing: Issuing, *, now: datetime) -> bytes | None:
    """None for one by a key that only retired: it is as good as it was."""
    said = json.loads(content)
    signers = {proof["verificationMethod"].rpartition("#")[2] for proof in said["proof"]}
    if not stolen & signers:
        return None
    bare = {name: value for name, value in said.items() if name != "proof"}
    return encode(sign_credential(bare, issuing=issuing, created=now))

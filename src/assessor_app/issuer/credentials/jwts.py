"""The JWTs of credentials: made with them; of those that were made before the issuer had a key for it, once it has."""

import json
from datetime import datetime

from assessor_app.credentials.jwt import sign_jwt
from assessor_app.issuer.credentials import kept
from assessor_app.issuer.credentials.alone import tell, works_alone
from assessor_app.issuer.credentials.jwt_signer import JwtToday, jwt_today
from assessor_app.issuer.keys.online import has_jwt_key
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store import centres
from assessor_app.issuer.store.engine import Store

AT_ONCE = 50
MOST_BYTES = 256 * 1024
"""The longest text that readers take."""


def jwt_of(content: bytes, jwt: JwtToday) -> bytes:
    """The signed credential (JSON) as a compact JWT by the issuer; empty where it would be longer than readers take."""
    said = {name: value for name, value in json.loads(content).items() if name != "proof"}
    made = sign_jwt(said, issuing=jwt.issuing, subject="", at=jwt.at).encode("ascii")
    return made if len(made) <= MOST_BYTES else b""


def sign_jwts_due(store: Store, *, vault: Vault, now: datetime, most: int = AT_ONCE) -> int:
    """Makes up to `most` JWTs of credentials that have none, and tells of them; how many.

    None where no key for them was made, or another process is at it.
    """
    with store.read() as connection:
        if not kept.without_jwt(connection, most=1) or not has_jwt_key(connection):
            return 0
    with store.write() as connection:
        if not works_alone(connection):
            return 0
        wanted = kept.without_jwt(connection, most=most)
        jwt = jwt_today(connection, vault, now=now)
        if jwt is None:
            return 0
        for centre in sorted({one.centre for one in wanted}):
            centres.lock_devices(connection, centre)
        for one in wanted:
            kept.put_jwt(connection, one, jwt_of(one.content or b"{}", jwt))
            tell(connection, one, now=now)
        return len(wanted)

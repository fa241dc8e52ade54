"""The key for JWTs of a centre under its own root: made when it is first needed, and named in its list of keys."""

from assessor_app.services.clock import stamp
from assessor_app.services.credentials.ports import CredentialDesk
from assessor_app.trust import p256
from assessor_app.trust.keys import SigningKey, did_key
from assessor_app.trust.own_root import with_jwt_key


def own_jwt_key(desk: CredentialDesk) -> bytes:
    """The private key in PEM. Whoever holds the centre's list from before needs the new one to know the key.

    Raises KnownError `no-own-root`.
    """
    private = desk.jwt_keys.jwt_key()
    if private is None:
        private = p256.generate()
        public, now = p256.public_of(private), desk.awards.ledger.clock.now()
        root = SigningKey(desk.seeds.issuing_seed("root"))
        listed = with_jwt_key(desk.seeds.own_anchors(), public=public, root=root, now=now)
        with desk.awards.ledger.transactions.atomic():
            desk.jwt_keys.put_jwt_key(private, public=public, at=stamp(now))
            desk.seeds.put_anchors(did_key(root.public), listed, own=True, at=stamp(now), by=None)
    return p256.pem_of(private)

"""What a serving process makes by and by, made at once for a command: there is no thread behind a stick."""

from datetime import datetime

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.issuer.credentials.again import sign_again_due
from assessor_app.issuer.credentials.issue import issue_due
from assessor_app.issuer.credentials.jwts import sign_jwts_due
from assessor_app.issuer.credentials.transcripts import sign_transcripts_due
from assessor_app.issuer.keys.vault import Vault
from assessor_app.issuer.store.engine import Store


def make_all_due(store: Store, *, vault: Vault, badges: FormBadges, now: datetime) -> None:
    """Every credential of a registered paper that has none, every one of a stolen key anew, every JWT, every transcript.

    Leaves to another process what it is at.
    """
    while issue_due(store, vault=vault, badges=badges, now=now).count:
        pass
    while sign_again_due(store, vault=vault, now=now).count:
        pass
    while sign_jwts_due(store, vault=vault, now=now):
        pass
    while sign_transcripts_due(store, vault=vault, now=now).count:
        pass

"""Endorsements: an employer's or an authority's signed word on an achievement, asked for, signed elsewhere, and embedded."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from assessor_app.credentials.closed import ENDORSEMENT, kind_of
from assessor_app.credentials.naming import named
from assessor_app.credentials.proving import prove_document
from assessor_app.credentials.said import line
from assessor_app.credentials.signing import Issuing, sign_document
from assessor_app.domain.credential_answer import Finding
from assessor_app.domain.errors import KnownError
from assessor_app.formats.credential import CONTEXTS

MOST_ENDORSEMENTS = 5
MOST_COMMENT = 1_000


def endorse(about: str, *, name: str, comment: str, issuing: Issuing, at: datetime) -> dict[str, Any]:
    """A signed EndorsementCredential about the thing with this URI; `name` is who endorses, `comment` what they say."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    content = {
        "@context": list(CONTEXTS[:2]),
        "id": named(issuing.did, "endorsement", about, moment.isoformat()),
        "type": ["VerifiableCredential", ENDORSEMENT],
        "issuer": {"id": issuing.did, "type": ["Profile"], "name": name},
        "validFrom": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "name": name,
        "credentialSubject": {
            "id": about,
            "type": ["EndorsementSubject"],
            "endorsementComment": comment,
        },
    }
    signed = sign_document(content, issuing=issuing, created=moment)
    return {**signed, "proof": [signed["proof"]]}


def require_endorsement(content: Mapping[str, Any], *, about: str) -> None:
    """Raises KnownError `endorsement-unreadable` (not one, or altered), `endorsement-other` (about something else)."""
    found = told(dict(content), keys={}, published="")
    if found is None or found["signature"] != Finding.GOOD.value:
        raise KnownError("endorsement-unreadable")
    if _subject(content).get("id") != about:
        raise KnownError("endorsement-other")


def endorsements_of(
    content: dict[str, Any], *, keys: dict[str, dict[str, str]], published: str
) -> list[dict[str, str]]:
    """Those embedded in the achievement of a credential, each with what became of its own signature."""
    subject = _subject(content)
    achievement = subject.get("achievement")
    held = achievement.get("endorsement") if isinstance(achievement, dict) else None
    found = [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    if len(found) > MOST_ENDORSEMENTS:
        raise KnownError("credential-too-hard")
    read = (told(one, keys=keys, published=published) for one in found)
    about = achievement.get("id") if isinstance(achievement, dict) else None
    return [
        # A word about another thing, put in here, says nothing of this one.
        one if _subject(source).get("id") == about else {**one, "signature": Finding.BAD.value}
        for one, source in zip(read, found, strict=True)
        if one is not None
    ]


def told(
    content: dict[str, Any], *, keys: dict[str, dict[str, str]], published: str
) -> dict[str, str] | None:
    """Who endorses and what they say, with the finding on the signature; None for what is no endorsement."""
    if kind_of(content) != ENDORSEMENT:
        return None
    try:
        signature = prove_document(json.dumps(content), keys=keys, published=published).signature
    except KnownError:
        signature = Finding.BAD
    issuer = content.get("issuer")
    profile = issuer if isinstance(issuer, dict) else {"id": issuer}
    return {
        "issuer": line(profile.get("id")),
        "issuer_name": line(profile.get("name")),
        "comment": line(_subject(content).get("endorsementComment")),
        "signature": signature.value,
    }


def _subject(content: Mapping[str, Any]) -> dict[str, Any]:
    found = content.get("credentialSubject")
    return found if isinstance(found, dict) else {}

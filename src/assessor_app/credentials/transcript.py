"""A transcript (1EdTech CLR 2.0): the credentials of one learner, each as it was signed, in one signed document."""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from assessor_app.credentials.naming import named
from assessor_app.credentials.signing import MOST_BYTES, Issuing, pem_of

MOST_MEMBERS = 30
"""A longer list of credentials is split: a reader that stops at some number stops at this or later."""
_ROOM = MOST_BYTES - 4096
_PART_OF = "isChildOf"


def split(members: Sequence[bytes]) -> tuple[tuple[dict[str, Any], ...], ...]:
    """Signed credentials (JSON) in as few groups as one document may hold: so many, and so many bytes."""
    groups: list[list[dict[str, Any]]] = []
    size = 0
    for one in members:
        content = json.loads(one)
        length = len(_compact(content)) + 1
        if not groups or len(groups[-1]) == MOST_MEMBERS or size + length > _ROOM:
            groups.append([])
            size = 0
        groups[-1].append(content)
        size += length
    return tuple(tuple(group) for group in groups)


def sign_transcript(
    members: Sequence[dict[str, Any]], *, name: str, issuing: Issuing, at: datetime, place: int, of: int
) -> dict[str, Any]:
    """The signed transcript of these credentials of one learner; `place` of `of` documents, from 1.

    The issuer and the identifiers of the learner are those of the newest credential. Raises openbadgeslib's
    `ErrorSigningFile` for more than one document may hold.
    """
    from openbadgeslib.ob3 import add_data_integrity_proof
    from openbadgeslib.ob3.clr import build_clr_credential, bundled_clr_contexts

    newest = max(members, key=lambda one: str(one.get("validFrom", "")))
    issuer = {**newest["issuer"], "id": issuing.did}
    made = build_clr_credential(
        issuer,
        newest["credentialSubject"]["identifier"],
        list(members),
        credential_id=named(
            issuing.did, "transcript", at.astimezone(UTC).isoformat(), str(place), newest["id"]
        ),
        valid_from=at.astimezone(UTC).replace(microsecond=0),
    )
    made["name"] = name if of == 1 else f"{name} ({place}/{of})"
    made["partial"] = of > 1
    made["credentialSubject"]["association"] = list(_associations(members))
    if not made["credentialSubject"]["association"]:
        del made["credentialSubject"]["association"]
    signed: dict[str, Any] = add_data_integrity_proof(
        made,
        pem_of(issuing.key),
        issuing.method,
        created=at.astimezone(UTC).replace(microsecond=0),
        extra_contexts=bundled_clr_contexts(),
    )
    return {**signed, "proof": [signed["proof"]]}


def transcript_bytes(signed: dict[str, Any]) -> bytes:
    """The file's bytes: on one line, since readers bound what they read by its length."""
    return _compact(signed) + b"\n"


def members_of(content: dict[str, Any]) -> list[dict[str, Any]]:
    """The credentials inside, in their order; nothing of them believed."""
    subject = content.get("credentialSubject")
    found = subject.get("verifiableCredential") if isinstance(subject, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _associations(members: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Which achievement is part of which: a qualification names its parts."""
    known = {_achievement(one).get("id") for one in members}
    for one in members:
        whole = _achievement(one)
        for part in whole.get("related", []):
            if part.get("id") in known:
                yield {
                    "type": ["Association"],
                    "associationType": _PART_OF,
                    "sourceId": part["id"],
                    "targetId": whole["id"],
                }


def _achievement(one: dict[str, Any]) -> dict[str, Any]:
    found = one.get("credentialSubject", {}).get("achievement", {})
    return found if isinstance(found, dict) else {}


def _compact(content: dict[str, Any]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")

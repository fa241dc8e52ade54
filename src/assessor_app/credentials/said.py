"""What a credential of anybody says of itself: texts on one line and of bounded length, nothing of it believed."""

from datetime import UTC, datetime
from typing import Any

_MOST = 300


def said_of(content: dict[str, Any]) -> dict[str, str]:
    """The members that a checker is shown; empty where the credential does not say, or says it in another shape."""
    subject = _object(content.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = content.get("issuer")
    proof = _object(content.get("proof"))
    return {
        "id": _text(content.get("id")),
        "title": _text(achievement.get("name")) or _text(content.get("name")),
        "holder": _holder(subject),
        "number": _text(subject.get("licenseNumber")),
        "code": _text(achievement.get("humanCode")),
        "version": _text(achievement.get("version")),
        "issuer": _text(issuer if isinstance(issuer, str) else _object(issuer).get("id")),
        "issuer_name": _text(_object(issuer).get("name")),
        "valid_from": _moment(content.get("validFrom")),
        "valid_until": _moment(content.get("validUntil")),
        "signed_at": _moment(proof.get("created")) or _moment(content.get("validFrom")),
    }


def _holder(subject: dict[str, Any]) -> str:
    """The name among the identifiers; else the subject's id."""
    identifiers = subject.get("identifier")
    for one in identifiers if isinstance(identifiers, list) else [identifiers]:
        entry = _object(one)
        if entry.get("identityType") == "name" and entry.get("hashed") is False:
            return _text(entry.get("identityHash"))
    return _text(subject.get("id"))


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return line if len(line) <= _MOST else f"{line[:_MOST]}…"


def _moment(value: Any) -> str:
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()

"""What a credential of anybody says of itself: texts on one line and of bounded length, nothing of it believed."""

from datetime import UTC, datetime
from typing import Any

_MOST = 300
_MOST_PARTS = 100
PART_GENRE = "credential"
"""What an evidence is whose id is the name of another credential."""


def said_of(content: dict[str, Any]) -> dict[str, str]:
    """The members that a checker is shown; empty where the credential does not say, or says it in another shape."""
    subject = _object(content.get("credentialSubject"))
    achievement = _object(subject.get("achievement"))
    issuer = content.get("issuer")
    proof = _object(content.get("proof"))
    return {
        "id": line(content.get("id")),
        "title": line(achievement.get("name")) or line(content.get("name")),
        "description": line(content.get("description")),
        "holder": _holder(subject),
        "number": line(subject.get("licenseNumber")),
        "code": line(achievement.get("humanCode")),
        "version": line(achievement.get("version")),
        "issuer": line(issuer if isinstance(issuer, str) else _object(issuer).get("id")),
        "issuer_name": line(_object(issuer).get("name")),
        "valid_from": _moment(content.get("validFrom")),
        "valid_until": _moment(content.get("validUntil")),
        "signed_at": _moment(proof.get("created"))
        or _seconds(content.get("iat"))
        or _moment(content.get("validFrom")),
    }


def parts_of(content: dict[str, Any]) -> list[dict[str, str]]:
    """The credentials that a qualification says it was made of, by the evidence that names each; at most a hundred."""
    evidence = content.get("evidence")
    found = [_object(one) for one in evidence] if isinstance(evidence, list) else [_object(evidence)]
    return [
        {"id": line(one.get("id")), "name": line(one.get("name")), "told": line(one.get("description"))}
        for one in found
        if one.get("genre") == PART_GENRE
    ][:_MOST_PARTS]


def image_of(content: dict[str, Any]) -> str:
    """The URI of the badge's picture; empty where there is none."""
    achievement = _object(_object(content.get("credentialSubject")).get("achievement"))
    image = achievement.get("image")
    found = _object(image).get("id") if not isinstance(image, str) else image
    return found if isinstance(found, str) else ""


def _holder(subject: dict[str, Any]) -> str:
    """The name among the identifiers; else the subject's id."""
    identifiers = subject.get("identifier")
    for one in identifiers if isinstance(identifiers, list) else [identifiers]:
        entry = _object(one)
        if entry.get("identityType") == "name" and entry.get("hashed") is False:
            return line(entry.get("identityHash"))
    return line(subject.get("id"))


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, list):
        value = value[0] if value else None
    return value if isinstance(value, dict) else {}


def line(value: Any) -> str:
    """A text on one line and of bounded length; empty for anything else."""
    if not isinstance(value, str):
        return ""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in value).split())
    return plain if len(plain) <= _MOST else f"{plain[:_MOST]}…"


def _moment(value: Any) -> str:
    try:
        found = datetime.fromisoformat(value)
    except (ValueError, TypeError):
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()


def _seconds(value: Any) -> str:
    """A JWT's moment, in seconds since 1970."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    try:
        return datetime.fromtimestamp(value, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return ""

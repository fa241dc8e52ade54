"""The two files of an endorsement: the request, which names nobody, and the signed word that comes back, as far as it is JSON."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form

REQUEST = "assessor-endorsement-request/1"
MOST = 5
"""Of one form version: each is inside every credential of it."""
MOST_BYTES = 32 * 1024
_LONGEST = 1_000


def request_file(form: Form, *, about: str, centre: str) -> dict[str, Any]:
    """Which achievement is to be endorsed, by the name that credentials have for it (`about`), and what it says."""
    return {
        "kind": REQUEST,
        "about": about,
        "code": form.code,
        "version": form.version,
        "title": form.title,
        "description": form.description,
        "outcomes": [outcome.text for outcome in form.outcomes],
        "centre": centre,
    }


def read_signed(content: bytes) -> dict[str, Any]:
    """An object; nothing else of it is checked. Raises KnownError `endorsement-unreadable`."""
    try:
        found = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError) as error:
        raise KnownError("endorsement-unreadable") from error
    if not isinstance(found, dict):
        raise KnownError("endorsement-unreadable")
    return found


def endorsed(signed: dict[str, Any]) -> str:
    """The name of what it is about; empty where it names nothing."""
    subject = signed.get("credentialSubject")
    name = subject.get("id") if isinstance(subject, dict) else None
    return name if isinstance(name, str) else ""


def request_text(request: Mapping[str, Any]) -> bytes:
    """A request as the file that is sent."""
    return json.dumps(request, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


@dataclass(frozen=True, kw_only=True)
class EndorsementSaid:
    """What an endorsement says: whose it is, by which key (a did), what they say, from when and until when (ISO 8601)."""

    name: str
    key: str
    comment: str
    since: str
    until: str


def said(signed: Mapping[str, Any]) -> EndorsementSaid:
    """As it says itself, each on one line of bounded length; what is missing is empty."""
    issuer, subject = signed.get("issuer"), signed.get("credentialSubject")
    profile = issuer if isinstance(issuer, dict) else {"id": issuer}
    comment = subject.get("endorsementComment") if isinstance(subject, dict) else ""
    return EndorsementSaid(
        name=_line(profile.get("name") or signed.get("name")),
        key=_line(profile.get("id")),
        comment=_line(comment),
        since=_line(signed.get("validFrom")),
        until=_line(signed.get("validUntil")),
    )


def _line(value: object) -> str:
    plain = " ".join(value.split()) if isinstance(value, str) else ""
    kept = "".join(letter for letter in plain if letter.isprintable())
    return kept if len(kept) <= _LONGEST else f"{kept[:_LONGEST]}…"


def kept_text(signed: dict[str, Any]) -> str:
    """The text that is kept, the same for the same word however it was written down."""
    return json.dumps(signed, ensure_ascii=False, sort_keys=True)

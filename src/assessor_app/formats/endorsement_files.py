"""The two files of an endorsement: the request, which names nobody, and the signed word that comes back, as far as it is JSON."""

import json
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Form

REQUEST = "assessor-endorsement-request/1"
MOST = 5
"""Of one form version: each is inside every credential of it."""
MOST_BYTES = 32 * 1024


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


def kept_text(signed: dict[str, Any]) -> str:
    """The text that is kept, the same for the same word however it was written down."""
    return json.dumps(signed, ensure_ascii=False, sort_keys=True)

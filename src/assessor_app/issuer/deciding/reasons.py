"""The reason that somebody gives for a decision: one short paragraph, kept for ever."""

from assessor_app.domain.errors import KnownError
from assessor_app.formats.cut import plain

LEAST = 3
MOST = 500


def reason_of(typed: str) -> str:
    """What was typed, on one line. Raises KnownError("reason-missing") or ("reason-too-long")."""
    text = plain(" ".join(typed.split()))
    if len(text) < LEAST:
        raise KnownError("reason-missing")
    if len(text) > MOST:
        raise KnownError("reason-too-long", most=MOST)
    return text

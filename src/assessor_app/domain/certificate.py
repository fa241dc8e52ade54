"""A certificate: the paper of an award, and the state it is in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CertificateState(StrEnum):
    """States of a paper (protocol: award and certificate). `own-award` is final without anybody's register."""

    PROVISIONAL = "provisional"
    LAPSED = "provisional-lapsed"
    OWN_AWARD = "own-award"
    REGISTERED = "registered"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REJECTED = "rejected"
    ANNULLED = "annulled"


class EventKind(StrEnum):
    """What can happen to a paper after it is issued."""

    REGISTERED = "registered"
    REJECTED = "rejected"
    REVOKED = "revoked"
    ANNULLED = "annulled"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """One paper of an award. Dates are ISO, empty where the paper has none; `supersedes` is a number or empty."""

    number: str
    cti: bytes
    award: str
    assessment: str
    learner: str
    holder: str
    form_code: str
    form_version: str
    issued_at: str
    issued_by: str
    provisional_until: str
    valid_until: str
    qr: str
    page: bytes
    record: str
    supersedes: str = ""


GONE = (
    (EventKind.ANNULLED, CertificateState.ANNULLED),
    (EventKind.REVOKED, CertificateState.REVOKED),
    (EventKind.SUPERSEDED, CertificateState.SUPERSEDED),
)
_VERDICTS = (EventKind.REGISTERED, EventKind.REJECTED)


def state_of(
    *, provisional_until: str, valid_until: str, events: Sequence[EventKind], today: date
) -> CertificateState:
    """The state a paper is in today; `events` are in the order in which they happened.

    What took a paper away outlives whatever else is true of it. Of the issuer's verdicts the last one counts: what it
    rejected, a person there may still accept.
    """
    for kind, state in GONE:
        if kind in events:
            return state
    verdict = next((kind for kind in reversed(events) if kind in _VERDICTS), None)
    if verdict is EventKind.REJECTED:
        return CertificateState.REJECTED
    day = today.isoformat()
    if valid_until and day > valid_until:
        return CertificateState.EXPIRED
    if verdict is EventKind.REGISTERED:
        return CertificateState.REGISTERED
    if not provisional_until:
        return CertificateState.OWN_AWARD
    return CertificateState.LAPSED if day > provisional_until else CertificateState.PROVISIONAL


STANDS = frozenset(
    {
        CertificateState.PROVISIONAL,
        CertificateState.LAPSED,
        CertificateState.OWN_AWARD,
        CertificateState.REGISTERED,
    }
)
"""States in which a paper may be printed."""


class Target(StrEnum):
    PRINTER = "printer"
    FILE = "file"


class Answer(StrEnum):
    """What somebody says of a paper that does not count and was handed out: it came back, or it cannot be had."""

    BACK = "back"
    GONE = "gone"


class CameOut(StrEnum):
    """What somebody says of a sheet that was sent to the printer; nobody has said yet when it is unconfirmed."""

    UNCONFIRMED = ""
    CAME_OUT = "came-out"
    SPOILED = "spoiled"
    NOT_PRINTED = "not-printed"


class Waiting(StrEnum):
    """Why a competent decision has no certificate yet."""

    RELEASE = "release"
    RETURNED = "returned"
    REGISTRATION = "registration"
    APPEAL = "appeal"


def add_months(day: date, months: int) -> date:
    """The same day that many months on, or the month's last day where it has no such day."""
    from calendar import monthrange

    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))

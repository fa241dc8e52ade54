"""What an issuer says of each record that it stored, and what may follow what."""

from enum import StrEnum


class Outcome(StrEnum):
    """The three verdicts. What is stored and not yet decided is held, with `HeldCode.UNDECIDED`."""

    ACCEPTED = "accepted"
    HELD = "held"
    REJECTED = "rejected"


class HeldCode(StrEnum):
    """Why a record waits. Time, another record or a person may still settle it."""

    UNDECIDED = "undecided"
    MISSING_RECORD = "missing-record"
    MISSING_PERSONAL = "missing-personal"
    MISSING_EVIDENCE = "missing-evidence"
    MISSING_RELEASE = "missing-release"
    NEEDS_HELD = "needs-held"
    WAITING_APPROVAL = "waiting-approval"
    DUPLICATE = "duplicate"
    SAME_NUMBER = "same-number"
    CONFLICT = "conflict"
    ATTEMPTS = "attempts"
    COOLING_OFF = "cooling-off"
    UNKNOWN_TYPE = "unknown-type"
    SUSPENDED = "suspended"
    PERSON_SUSPENDED = "person-suspended"
    STRANDED = "stranded"


class RejectedCode(StrEnum):
    """Why a record does not count. It stays stored; only a person, with a reason, may decide otherwise."""

    UNREADABLE = "unreadable"
    MISPLACED = "misplaced"
    SIGNATURE = "signature"
    OTHER_KEY = "other-key"
    OUT_OF_SCOPE = "out-of-scope"
    OUT_OF_WINDOW = "out-of-window"
    NOT_ALLOWED = "not-allowed"
    NOT_QUALIFIED = "not-qualified"
    FORM_UNKNOWN = "form-unknown"
    FORM_WITHDRAWN = "form-withdrawn"
    FORM_DIFFERS = "form-differs"
    RULES = "rules"
    NOT_RELEASED = "not-released"
    NEEDS_REJECTED = "needs-rejected"
    NUMBER_TAKEN = "number-taken"
    BY_PERSON = "by-person"


HERE = (HeldCode.MISSING_RELEASE, HeldCode.SAME_NUMBER)
"""What somebody at the centre settles: everything else that is held waits for time, another record, or the issuer."""


def may_follow(before: Outcome | None, after: Outcome, *, by_person: bool) -> bool:
    """Whether this verdict may be written behind that one (None: the first). A history is only ever added to.

    What is held may become anything. What is rejected moves only by a person, with a reason. What is accepted stays:
    whoever wants it undone signs a record that says so.
    """
    if before is None or before == Outcome.HELD:
        return True
    return before == Outcome.REJECTED and (by_person or after == Outcome.REJECTED)

"""What a checker is told about a paper, and how that follows from what is known: no bytes, no keys, no clock."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Answer(StrEnum):
    """The three answers; a paper that cannot be read has none."""

    VALID = "valid"
    CANNOT_TELL = "cannot-tell"
    NOT_VALID = "not-valid"


class PaperState(StrEnum):
    """Where a paper stands in its life, as far as is known here."""

    PROVISIONAL = "provisional"
    REGISTERED = "registered"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    EXPIRED = "expired"
    REJECTED = "rejected"
    ANNULLED = "annulled"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    """Why the answer is what it is."""

    REGISTERED = "registered"
    OWN_LEDGER = "own-ledger"
    NO_REGISTER = "no-register"
    NOT_YET_REGISTERED = "not-yet-registered"
    PROVISIONAL_LAPSED = "provisional-lapsed"
    UNKNOWN_ISSUER = "unknown-issuer"
    SUSPENDED = "suspended"
    COMPROMISED = "compromised"
    ALTERED = "altered"
    OUT_OF_SCOPE = "out-of-scope"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    REJECTED = "rejected"
    ANNULLED = "annulled"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a checker is told besides the answer, of a paper and of a credential alike.

    `as_of` is the day for which the answer holds, `since` when it came to its state, `successor` the number of what replaced
    it. `issuer` is the did of the list of keys that is held here; `awarding_body`, `phone` and `host` come from that list
    alone, and are None where the issuer is not known.
    """

    as_of: date | None = None
    since: date | None = None
    successor: str | None = None
    issuer: str | None = None
    awarding_body: str | None = None
    own_award: bool = False
    phone: str | None = None
    host: str | None = None


WITHDRAWN: dict[PaperState, Reason] = {
    PaperState.ANNULLED: Reason.ANNULLED,
    PaperState.REVOKED: Reason.REVOKED,
    PaperState.REJECTED: Reason.REJECTED,
    PaperState.SUPERSEDED: Reason.SUPERSEDED,
    PaperState.EXPIRED: Reason.EXPIRED,
}
"""The states that make a paper not valid, gravest first."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one paper.

    `registered_as` is its state in the issuer's register held here: None where there is no register at all,
    UNKNOWN where the register does not have it; `fresh` says whether that register is within its dates.
    `ledger` is its state in this device's own ledger, None where it was not issued by this centre. The dates
    are the paper's own; `adopted` says that the centre's own key stands behind it, which this issuer adopted: only the
    register makes it valid then. `in_window` says whether it was issued within its delegation's dates, whatever today is.
    """

    issuer_known: bool
    genuine: bool
    in_scope: bool
    in_window: bool
    suspended: bool
    compromised: bool
    fresh: bool
    registered_as: PaperState | None
    ledger: PaperState | None
    provisional_until: date | None
    valid_until: date | None
    today: date
    adopted: bool = False


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Answer, reason, and the state of the paper as far as is known."""

    answer: Answer
    reason: Reason
    state: PaperState


def decide(facts: Facts) -> Verdict:
    """The answer. What forbids an answer comes first, then what makes the paper bad, then what makes it good.

    Bad news counts from an old register too (only a new award undoes a revocation); good news from a fresh
    one alone. A registered paper stands though its device was suspended, or its issuer's key lost, later.
    """
    return _forbidden(facts) or _withdrawn(facts) or _good(facts) or _open(facts)


def in_scope(code: str, scope: tuple[str, ...]) -> bool:
    """Whether a delegation for these prefixes covers a form: whole parts (`ELE` covers `ELE-SAF`), `*` all."""
    return any(prefix in {"*", code} or code.startswith(f"{prefix}-") for prefix in scope)


def _forbidden(facts: Facts) -> Verdict | None:
    if not facts.issuer_known:
        return Verdict(answer=Answer.CANNOT_TELL, reason=Reason.UNKNOWN_ISSUER, state=PaperState.UNKNOWN)
    if not facts.genuine:
        return Verdict(answer=Answer.NOT_VALID, reason=Reason.ALTERED, state=PaperState.UNKNOWN)
    if not (facts.in_scope and facts.in_window):
        return Verdict(answer=Answer.NOT_VALID, reason=Reason.OUT_OF_SCOPE, state=PaperState.UNKNOWN)
    return None


def _withdrawn(facts: Facts) -> Verdict | None:
    said = {facts.registered_as, facts.ledger}
    if facts.valid_until and facts.valid_until < facts.today:
        said.add(PaperState.EXPIRED)
    for state, reason in WITHDRAWN.items():
        if state in said:
            return Verdict(answer=Answer.NOT_VALID, reason=reason, state=state)
    return None


def _good(facts: Facts) -> Verdict | None:
    if facts.fresh and facts.registered_as == PaperState.REGISTERED:
        return Verdict(answer=Answer.VALID, reason=Reason.REGISTERED, state=PaperState.REGISTERED)
    distrusted = facts.suspended or facts.compromised or facts.adopted
    lapsed = facts.ledger == PaperState.PROVISIONAL and _lapsed(facts)
    if facts.ledger in {PaperState.PROVISIONAL, PaperState.REGISTERED} and not distrusted and not lapsed:
        return Verdict(answer=Answer.VALID, reason=Reason.OWN_LEDGER, state=facts.ledger)
    return None


def _open(facts: Facts) -> Verdict:
    if facts.suspended:
        reason = Reason.SUSPENDED
    elif facts.compromised:
        reason = Reason.COMPROMISED
    elif _lapsed(facts) and (facts.fresh or facts.ledger):
        reason = Reason.PROVISIONAL_LAPSED
    elif facts.fresh:
        reason = Reason.NOT_YET_REGISTERED
    else:
        reason = Reason.NO_REGISTER
    return Verdict(answer=Answer.CANNOT_TELL, reason=reason, state=_open_state(facts))


def _open_state(facts: Facts) -> PaperState:
    """Absent from a fresh register is provisional; without one nobody can say, save this device's own ledger."""
    if facts.ledger:
        return facts.ledger
    if facts.registered_as == PaperState.REGISTERED:
        return PaperState.REGISTERED
    return PaperState.PROVISIONAL if facts.fresh else PaperState.UNKNOWN


def _lapsed(facts: Facts) -> bool:
    return facts.provisional_until is not None and facts.provisional_until < facts.today

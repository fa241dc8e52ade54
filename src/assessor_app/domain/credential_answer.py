"""What a checker is told about a credential of anybody: which parts were checked, and what follows from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from assessor_app.domain.answer import WITHDRAWN, Answer, PaperState, Told

CLOCKS_DIFFER = timedelta(days=1)
"""How far the clock of whoever signed may be ahead of ours."""


class Finding(StrEnum):
    """What became of one check."""

    GOOD = "good"
    BAD = "bad"
    UNCHECKED = "unchecked"
    NONE = "none"


class CredentialReason(StrEnum):
    """Why the answer is what it is; where a paper has the same reason, by the same word."""

    REGISTERED = "registered"
    OWN_LEDGER = "own-ledger"
    NO_REGISTER = "no-register"
    UNKNOWN_ISSUER = "unknown-issuer"
    COMPROMISED = "compromised"
    ALTERED = "altered"
    OUT_OF_SCOPE = "out-of-scope"
    NOT_YET = "not-yet"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    REJECTED = "rejected"
    ANNULLED = "annulled"


@dataclass(frozen=True, kw_only=True)
class CredentialState:
    """What is known of one credential.

    `signature` is UNCHECKED where nobody here knows the issuer's key. `issuer` is GOOD where a list of keys held here
    names the key for credentials, BAD where the key was not in use on that day or is compromised since. `status` is NONE
    where the credential names no list, UNCHECKED where no list in its dates is here, BAD for a withdrawn one. `ledger` is
    its state in this device's own ledger, None where it was not issued here. The moments are the credential's own.
    """

    signature: Finding
    issuer: Finding
    compromised: bool
    status: Finding
    ledger: PaperState | None
    valid_from: datetime | None
    valid_until: datetime | None
    now: datetime

    @property
    def dates(self) -> Finding:
        """Whether today lies within the credential's own dates."""
        return Finding.BAD if self.late or self.early else Finding.GOOD

    @property
    def late(self) -> bool:
        return self.valid_until is not None and self.valid_until < self.now

    @property
    def early(self) -> bool:
        return self.valid_from is not None and self.valid_from > self.now + CLOCKS_DIFFER


@dataclass(frozen=True, kw_only=True)
class CredentialVerdict:
    answer: Answer
    reason: CredentialReason
    state: PaperState


def decide_credential(facts: CredentialState) -> CredentialVerdict:
    """The answer: first what makes it bad, whoever issued it; then whether the issuer is known; then what makes it good.

    Unlike a paper, a credential brings its issuer's key along: a signature that fails is seen without knowing the issuer, and
    so is a date of its own that has passed.
    """
    if facts.signature is Finding.BAD:
        return _not_valid(CredentialReason.ALTERED)
    if facts.signature is Finding.UNCHECKED:
        return _cannot_tell(CredentialReason.UNKNOWN_ISSUER)
    return _withdrawn(facts) or _untimely(facts) or _not_vouched(facts) or _good(facts)


def with_members(verdict: CredentialVerdict, members: "Sequence[JudgedCredential]") -> CredentialVerdict:
    """The answer to a transcript: its own where that is bad or open for another reason than having no list, else the gravest inside."""
    if not members or verdict.answer is Answer.NOT_VALID:
        return verdict
    if verdict.answer is Answer.CANNOT_TELL and verdict.reason is not CredentialReason.NO_REGISTER:
        return verdict
    order = (Answer.NOT_VALID, Answer.CANNOT_TELL, Answer.VALID)
    gravest = min(members, key=lambda one: order.index(one.answer))
    return CredentialVerdict(answer=gravest.answer, reason=gravest.reason, state=gravest.state)


def _withdrawn(facts: CredentialState) -> CredentialVerdict | None:
    for state, reason in WITHDRAWN.items():
        if facts.ledger is state:
            return _not_valid(CredentialReason(reason.value), state)
    if facts.status is Finding.BAD:
        return _not_valid(CredentialReason.REVOKED, PaperState.REVOKED)
    return None


def _untimely(facts: CredentialState) -> CredentialVerdict | None:
    if facts.late:
        return _not_valid(CredentialReason.EXPIRED, PaperState.EXPIRED)
    if facts.early:
        return _not_valid(CredentialReason.NOT_YET)
    return None


def _not_vouched(facts: CredentialState) -> CredentialVerdict | None:
    if facts.issuer is Finding.UNCHECKED:
        return _cannot_tell(CredentialReason.UNKNOWN_ISSUER)
    if facts.compromised:
        return _cannot_tell(CredentialReason.COMPROMISED)
    return _not_valid(CredentialReason.OUT_OF_SCOPE) if facts.issuer is Finding.BAD else None


def _good(facts: CredentialState) -> CredentialVerdict:
    if facts.status is Finding.GOOD:
        reason, state = CredentialReason.REGISTERED, PaperState.REGISTERED
    elif facts.ledger in {PaperState.PROVISIONAL, PaperState.REGISTERED}:
        reason, state = CredentialReason.OWN_LEDGER, facts.ledger
    else:
        return _cannot_tell(CredentialReason.NO_REGISTER)
    return CredentialVerdict(answer=Answer.VALID, reason=reason, state=state)


def _not_valid(reason: CredentialReason, state: PaperState = PaperState.UNKNOWN) -> CredentialVerdict:
    return CredentialVerdict(answer=Answer.NOT_VALID, reason=reason, state=state)


def _cannot_tell(reason: CredentialReason) -> CredentialVerdict:
    return CredentialVerdict(answer=Answer.CANNOT_TELL, reason=reason, state=PaperState.UNKNOWN)


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a credential says of itself; nothing of it is known to be true. Empty where it does not say."""

    id: str
    title: str
    description: str
    holder: str
    number: str
    code: str
    version: str
    issuer: str
    issuer_name: str
    valid_from: datetime | None
    valid_until: datetime | None
    signed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Endorsement:
    """Somebody's signed word inside a credential: who, by the name and id that it says itself, and what they said.

    `signature` is UNCHECKED where nobody here knows the key; a key that is its own name proves that it is one and the same
    endorser, not who that is.
    """

    issuer: str
    issuer_name: str
    comment: str
    signature: Finding


@dataclass(frozen=True, kw_only=True)
class NamedPart:
    """A part of a qualification: named inside its credential, not held in it.

    `id` is that of the part's own credential; `name` and `told` are what the qualification says of it. `state` is that of its
    paper in this device's own ledger, None where that does not know it or is not asked.
    """

    id: str
    name: str
    told: str
    state: PaperState | None = None


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What became of each check, in the order in which a checker thinks of them."""

    structure: Finding
    signature: Finding
    issuer: Finding
    dates: Finding
    status: Finding
    ledger: Finding


@dataclass(frozen=True, kw_only=True)
class JudgedCredential(Told):
    """What a checker is told.

    `said` is what the file says of itself; the rest as `Told` has it. `members` are those inside a transcript, each judged by
    itself: the transcript is worth no more than the least of them. `named` are the parts of a qualification.
    """

    answer: Answer
    reason: CredentialReason
    state: PaperState
    parts: Parts
    carrier: str
    said: Said
    members: "tuple[JudgedCredential, ...]" = ()
    named: tuple[NamedPart, ...] = ()
    endorsements: tuple[Endorsement, ...] = ()

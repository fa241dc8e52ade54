"""Recognition of prior learning: what a candidate brings, mapped to criteria, and the interview on each outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Authenticated(StrEnum):
    """How it was found out that evidence is the candidate's own, and true."""

    ORIGINAL_SEEN = "original-seen"
    ISSUER_ASKED = "issuer-asked"
    EMPLOYER_ASKED = "employer-asked"
    SHOWN_HERE = "shown-here"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """One piece of evidence on one criterion.

    `what` it is and `known` are words; `dated` is the day (ISO) on which the work that it shows was done. `sha256` is of
    the piece, as the record names it.
    """

    id: str
    assessment: str
    evidence: str
    criterion: str
    what: str
    dated: str
    authenticated: Authenticated
    known: str = ""
    by: str = ""
    at: str = ""
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Interview:
    """What was asked on one outcome, what was answered, and whether it was enough."""

    assessment: str
    outcome: str
    asked: str
    answered: str
    enough: bool
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class Prior:
    """What one assessment rests on beside what an assessor saw.

    `claims` are those whose evidence still counts, oldest first. `statements` counts witnesses' statements by criterion.
    """

    claims: tuple[Claim, ...] = ()
    interviews: tuple[Interview, ...] = ()
    statements: Mapping[str, int] = field(default_factory=dict)

    def claimed(self, criterion: str) -> bool:
        """Whether evidence was mapped to this criterion."""
        return any(claim.criterion == criterion for claim in self.claims)

    def interviewed(self, outcome: str) -> bool:
        """Whether an interview on this outcome was enough."""
        return any(item.outcome == outcome and item.enough for item in self.interviews)

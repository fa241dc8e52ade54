"""Recognition of prior learning: what a candidate brings, mapped to criteria, and the interview on each outcome."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.domain.marks import Mark


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
class Challenge:
    """A challenge test: the `task` that was set (words), when (ISO 8601), and what each criterion came to.

    `results` are the marks that stand on its criteria on its occasion; one that was taken back since is not seen.
    """

    id: str
    assessment: str
    occasion: str
    task: str
    held_at: str
    results: Mapping[str, Mark]
    by: str = ""
    at: str = ""

    @property
    def holds(self) -> bool:
        """Whether anything that was shown in it still counts."""
        return any(result is not Mark.NOT_SEEN for result in self.results.values())


@dataclass(frozen=True, kw_only=True)
class Prior:
    """What one assessment rests on beside what an assessor saw.

    `claims` are those whose evidence still counts, oldest first, as are `challenges`: those of which a mark stands.
    `statements` counts witnesses' statements by criterion.
    """

    claims: tuple[Claim, ...] = ()
    interviews: tuple[Interview, ...] = ()
    statements: Mapping[str, int] = field(default_factory=dict)
    challenges: tuple[Challenge, ...] = ()

    def claimed(self, criterion: str) -> bool:
        """Whether evidence was mapped to this criterion."""
        return any(claim.criterion == criterion for claim in self.claims)

    def interviewed(self, outcome: str) -> bool:
        """Whether an interview on this outcome was enough."""
        return any(item.outcome == outcome and item.enough for item in self.interviews)

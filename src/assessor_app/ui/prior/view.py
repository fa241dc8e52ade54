"""What the dialog of prior learning shows, as values. Pairs are ids and words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorView:
    """One assessment's prior learning.

    `pieces` can be mapped; `criteria` and `outcomes` are the form's; `claims`, `interviews` and `challenges` are lines of what is kept.
    `today` is the ISO day.
    """

    assessment: str
    occasion: str
    name: str
    pieces: tuple[tuple[str, str], ...]
    criteria: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, str], ...]
    authenticated: tuple[tuple[str, str], ...]
    claims: tuple[str, ...] = ()
    interviews: tuple[str, ...] = ()
    challenges: tuple[str, ...] = ()
    today: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimAsked:
    """What was typed: which piece shows which criteria, what it is, when the work was done, how it is known."""

    evidence: str
    criteria: tuple[str, ...]
    what: str
    dated: str
    authenticated: str
    known: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewAsked:
    """What was typed of an interview on one outcome."""

    outcome: str
    asked: str
    answered: str
    enough: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChallengeAsked:
    """What was typed of a challenge test: the task, the day (ISO), and met or not met by criterion id."""

    task: str
    day: str
    results: tuple[tuple[str, str], ...]

"""Erasing: what may go of a learner, on whose word, and what keeps it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessor_app.domain.certificate import CertificateState, add_months

ERASED_NAME = "—"
"""Stands where the name of a learner stood whose personal data were erased."""
WORK_MONTHS = 12
"""Evidence and words are kept for a year after the decision (docs/data.md, clock *remark*)."""
PERSON_MONTHS = 36
"""A learner's data are kept for three years after their last sitting, and while an award stands (clock *learner*)."""


class Extent(StrEnum):
    """How much goes: evidence and words of signed work, or everything by which the learner is known."""

    WORK = "work"
    PERSON = "person"


class Why(StrEnum):
    """Why something is erased, as the record says it."""

    REQUEST = "request"
    RETENTION = "retention"
    MISTAKE = "mistake"


class Keeps(StrEnum):
    """What keeps something from being erased, the gravest first."""

    APPEAL = "appeal"
    OPEN_WORK = "open-work"
    AWARD_OPEN = "award-open"
    AWARD_STANDS = "award-stands"
    LISTED = "listed"
    UNSENT = "unsent"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, kw_only=True)
class Held:
    """What is still here of one piece of work. `decided_at` is ISO 8601, or when it was begun where nobody decided.

    `pieces` of evidence can be read, in `size` bytes; `words` says whether there are any. `keeps` is why it stays, None where it may
    go; `due` whether its time ran out.
    """

    assessment: str
    title: str
    decided_at: str
    pieces: int
    size: int
    words: bool
    keeps: Keeps | None
    due: bool

    @property
    def holds(self) -> bool:
        """Whether there is anything of it to erase."""
        return bool(self.pieces) or self.words


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What could go of one learner. `kept` is everything that keeps who they are; `due` whether the time for that ran out.

    `elsewhere` names devices that recorded work of theirs, which erase it themselves.
    """

    learner: str
    name: str
    works: tuple[Held, ...]
    kept: tuple[Keeps, ...]
    due: bool
    elsewhere: tuple[str, ...] = ()

    def going(self, why: Why) -> tuple[Held, ...]:
        """The works of which evidence and words go."""
        return tuple(
            one
            for one in self.works
            if one.holds and one.keeps is None and (one.due or why is not Why.RETENTION)
        )

    @property
    def is_named(self) -> bool:
        """Whether it is still known who this is."""
        return self.name != ERASED_NAME

    @property
    def has_run_out(self) -> bool:
        """Whether anything of this learner need not be kept any more."""
        return bool(self.going(Why.RETENTION)) or (self.due and not self.kept)


OPEN_STATES = frozenset({CertificateState.PROVISIONAL, CertificateState.LAPSED})
"""The awarding body has not had its say about such a paper."""


def has_run_out(since: str, months: int, *, today: date) -> bool:
    """Whether so many months have passed since a day or moment (ISO 8601); not where there is none."""
    return bool(since) and add_months(date.fromisoformat(since[:10]), months) < today

"""One learner, one form, one attempt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.domain.after import After
from assessor_app.domain.before import Before
from assessor_app.domain.evidence import Kind
from assessor_app.domain.marks import Judgement, Occasion, OralAnswer
from assessor_app.domain.prior import Prior


class State(StrEnum):
    """Where an assessment stands. Everything before `finalised` may still change."""

    OPEN = "open"
    DECIDED = "decided"
    FINALISED = "finalised"
    DISCARDED = "discarded"
    ANNULLED = "annulled"


class End(StrEnum):
    """How the attempt ended (floor practice: the end is data)."""

    COMPLETED = "completed"
    STOPPED_UNSAFE = "stopped-unsafe"
    INTERRUPTED = "interrupted"
    WITHDREW = "withdrew"


# Said by somebody at a touch, not by a decision; while nothing is signed it can be taken back.
ENDED_EARLY = frozenset({End.STOPPED_UNSAFE, End.INTERRUPTED, End.WITHDREW})
# Interrupted through no fault of theirs uses no attempt; the others do.
USES_ATTEMPT = frozenset({End.COMPLETED, End.STOPPED_UNSAFE, End.WITHDREW})


class Decision(StrEnum):
    COMPETENT = "competent"
    NOT_YET = "not-yet-competent"


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """An assessment as it stands, corrections included; `seed` deals its oral questions."""

    id: str
    learner: str
    form_code: str
    form_version: str
    attempt: int
    seed: int
    started_at: str
    state: State = State.OPEN
    end: End | None = None
    decision: Decision | None = None
    feedback: str = ""
    next_step: str = ""
    overrides: Mapping[str, str] = field(default_factory=dict)
    decided_by: str = ""
    decided_at: str = ""
    after: After = field(default_factory=After)

    @property
    def uses_attempt(self) -> bool:
        """Whether it counts as an attempt: neither annulled nor set aside by an appeal."""
        return self.end in USES_ATTEMPT and self.state is not State.ANNULLED and not self.after.waived

    @property
    def last_decided(self) -> str:
        """When the decision that holds was made; a correction may have changed it since the first."""
        return self.after.redecided_at or self.decided_at

    @property
    def is_open(self) -> bool:
        """Whether marks may still change."""
        return self.state in {State.OPEN, State.DECIDED}


@dataclass(frozen=True, kw_only=True)
class Work:
    """All that was seen of one assessment: occasions, judgements by (occasion id, criterion id), oral answers.

    `pieces` counts evidence by criterion (empty: the whole work) and kind; what was taken out does not count.
    """

    assessment: Assessment
    occasions: tuple[Occasion, ...]
    judgements: Mapping[tuple[str, str], Judgement]
    oral: Mapping[str, OralAnswer]
    pieces: Mapping[str, Mapping[Kind, int]] = field(default_factory=dict)
    sheets: Collection[str] = ()
    before: Before = field(default_factory=Before)
    prior: Prior = field(default_factory=Prior)

    @property
    def photos(self) -> Mapping[str, int]:
        """How many photos there are by criterion id."""
        return {key: kinds[Kind.PHOTO] for key, kinds in self.pieces.items() if Kind.PHOTO in kinds}

    def of_criterion(self, criterion: str) -> tuple[tuple[Occasion, Judgement], ...]:
        """What was said of a criterion, oldest occasion first, untouched ones left out."""
        found = []
        for occasion in self.occasions:
            judgement = self.judgements.get((occasion.id, criterion))
            if judgement is not None and judgement.touched:
                found.append((occasion, judgement))
        return tuple(found)

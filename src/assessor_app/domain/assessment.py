"""One learner, one form, one attempt."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.domain.after import After
from assessor_app.domain.before import Before
from assessor_app.domain.evidence import Kind
from assessor_app.domain.marks import How, Judgement, Mark, Occasion, OralAnswer
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
class Carried:
    """What stays with earlier attempts, and marks that were carried over from them rest on: see `Work`."""

    pieces: Mapping[str, Mapping[Kind, int]] = field(default_factory=dict)
    prior: Prior = field(default_factory=Prior)

    def with_more(
        self, pieces: Mapping[str, Mapping[Kind, int]], prior: Prior, criteria: Collection[str]
    ) -> "Carried":
        """The same with what one more attempt has on these criteria."""
        more = {key: kinds for key, kinds in pieces.items() if key in criteria}
        stated = {key: count for key, count in prior.statements.items() if key in criteria}
        claims = tuple(item for item in prior.claims if item.criterion in criteria)
        return Carried(
            pieces={**self.pieces, **more},
            prior=Prior(
                claims=(*self.prior.claims, *claims),
                interviews=(*self.prior.interviews, *prior.interviews),
                statements={**self.prior.statements, **stated},
            ),
        )


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
    carried: Carried = field(default_factory=Carried)

    @property
    def photos(self) -> Mapping[str, int]:
        """How many photos there are by criterion id, those of carried marks included."""
        found: dict[str, int] = {}
        for pieces in (self.pieces, self.carried.pieces):
            for key, kinds in pieces.items():
                if Kind.PHOTO in kinds:
                    found[key] = found.get(key, 0) + kinds[Kind.PHOTO]
        return found

    @property
    def priors(self) -> tuple[Prior, ...]:
        """What it rests on beside what was seen: its own, and that of carried marks."""
        return self.prior, self.carried.prior

    @property
    def copied(self) -> frozenset[str]:
        """The paper sheets that anything of it was copied from, as `sheet-3`."""
        marks = [item.sheets for item in self.judgements.values() if item.touched]
        return frozenset[str]().union(*marks, *(item.sheets for item in self.oral.values()))

    @property
    def watched(self) -> tuple[Occasion, ...]:
        """The occasions on which somebody here saw something: no witness elsewhere, nothing that was learnt before."""
        seen = {
            occasion
            for (occasion, _criterion), item in self.judgements.items()
            if item.mark is not Mark.NOT_SEEN and item.how not in {How.WITNESS, How.RPL}
        }
        return tuple(item for item in self.occasions if item.id in seen)

    def of_criterion(self, criterion: str) -> tuple[tuple[Occasion, Judgement], ...]:
        """What was said of a criterion, oldest occasion first, untouched ones left out."""
        found = []
        for occasion in self.occasions:
            judgement = self.judgements.get((occasion.id, criterion))
            if judgement is not None and judgement.touched:
                found.append((occasion, judgement))
        return tuple(found)

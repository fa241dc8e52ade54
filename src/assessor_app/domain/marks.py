"""The mark on one criterion, and how it came to be."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from assessor_app.domain.errors import KnownError


class Mark(StrEnum):
    """What the assessor saw."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_SEEN = "not-seen"
    NOT_APPLICABLE = "not-applicable"


class How(StrEnum):
    """By what means a mark was entered."""

    TAP = "tap"
    KEY = "key"
    FILL = "fill"
    PAPER = "paper"
    WITNESS = "witness"
    RPL = "rpl"
    PRODUCT = "product"
    ORAL = "oral"
    UNDO = "undo"
    MOVED = "moved"


BY_HAND = frozenset({How.TAP, How.KEY})
METHODS = frozenset({How.PRODUCT, How.ORAL})
"""What a mark was judged by where nobody watched the work itself: the finished piece, or what the learner answered."""

SHEET = "sheet-"
"""Before the number of the paper sheet that a mark came from: see `Judgement.source`."""
CARRIED = "attempt-"
"""Before the number of the attempt that a mark was made in, where it is not this one: see `Judgement.source`."""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The sheet that something was copied from, as `sheet-3`, and when it was seen (ISO 8601 with offset)."""

    source: str
    observed_at: str


@dataclass(frozen=True, kw_only=True)
class TakenReading:
    """A value written down: number in the unit of the form's reading, instrument, calibration date (ISO).

    `within` is the assessor's word where the limits stand on a task sheet; None where the form has limits. `paper` is
    the sheet that it was copied from; None where it was written down here.
    """

    value: float
    instrument: str = ""
    calibrated: str = ""
    within: bool | None = None
    paper: Paper | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The mark on one criterion on one occasion.

    `observed_at` and `entered_at` are ISO 8601 with offset. `prompted` means that help was given, which does
    not meet the criterion. `readings` maps the index of the form's reading to what was taken. `source` says where
    it was written down first, when not here, as a code: `sheet-3` is paper sheet 3, `attempt-1` the learner's first
    attempt at this form, which this one does not repeat. `note_paper` is the sheet that the note was copied from.
    """

    criterion: str
    mark: Mark = Mark.NOT_SEEN
    prompted: bool = False
    reason: str = ""
    note: str = ""
    readings: dict[int, TakenReading] = field(default_factory=dict)
    observed_at: str = ""
    entered_at: str = ""
    how: How = How.TAP
    by: str = ""
    source: str = ""
    note_paper: Paper | None = None

    @property
    def touched(self) -> bool:
        """Whether anything was ever said here."""
        return self.mark is not Mark.NOT_SEEN or bool(self.note or self.readings or self.prompted)

    @property
    def carried_from(self) -> int:
        """The number of the attempt that this mark was carried over from; 0 where it was made in this one."""
        number = self.source.removeprefix(CARRIED)
        return int(number) if number != self.source and number.isdigit() else 0

    @property
    def sheets(self) -> frozenset[str]:
        """The paper sheets that the mark, the note and the readings were copied from, as `sheet-3`.

        None where it was carried over from an earlier attempt: what is asked of a sheet was asked there.
        """
        if self.carried_from:
            return frozenset()
        papers = (self.note_paper, *(taken.paper for taken in self.readings.values()))
        return frozenset(
            source
            for source in (self.source, *(paper.source for paper in papers if paper))
            if source.startswith(SHEET)
        )

    def with_mark(self, mark: Mark, *, reason: str = "") -> "Judgement":
        """The same judgement with another mark; a reason belongs to *not applicable* alone."""
        kept = reason if mark is Mark.NOT_APPLICABLE else ""
        return replace(self, mark=mark, reason=kept)


def require_may_not_apply(criterion: str, *, critical: bool, reason: str) -> None:
    """No critical criterion is *not applicable*, and none without a reason.

    Raises KnownError `critical-not-applicable`, `reason-needed`.
    """
    if critical:
        raise KnownError("critical-not-applicable", criterion=criterion)
    if not reason.strip():
        raise KnownError("reason-needed", criterion=criterion)


@dataclass(frozen=True, kw_only=True)
class OralAnswer:
    """An oral question as it was answered: which must-say points were said (indices), and the mark.

    `at` is when it was answered (ISO 8601 with offset). What was written on paper first has the sheet as `source`, as
    `sheet-3`, and says when it was copied in `entered_at`; what was answered here has neither. `attempt-1` as source
    is an answer from a sheet of the learner's first attempt, which this one does not repeat.
    """

    question: str
    mark: Mark = Mark.NOT_SEEN
    said: tuple[int, ...] = ()
    note: str = ""
    at: str = ""
    by: str = ""
    source: str = ""
    entered_at: str = ""

    @property
    def sheets(self) -> frozenset[str]:
        """The paper sheet that it was copied from, as `sheet-3`; none where it was answered here."""
        return frozenset({self.source} if self.source.startswith(SHEET) else ())


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One performance of the work: a day, the sitting it was seen in, and the named context where one matters."""

    id: str
    sitting: str
    number: int
    date: str
    context: str = ""
    environment: str = ""

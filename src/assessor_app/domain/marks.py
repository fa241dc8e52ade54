"""The mark on one criterion, and how it came to be."""

from dataclasses import dataclass, field, replace
from enum import StrEnum


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
    UNDO = "undo"
    MOVED = "moved"


SHEET = "sheet-"
"""Before the number of the paper sheet that a mark came from: see `Judgement.source`."""


@dataclass(frozen=True, kw_only=True)
class TakenReading:
    """A value written down: number in the unit of the form's reading, instrument, calibration date (ISO).

    `within` is the assessor's word where the limits stand on a task sheet; None where the form has limits.
    """

    value: float
    instrument: str = ""
    calibrated: str = ""
    within: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """The mark on one criterion on one occasion.

    `observed_at` and `entered_at` are ISO 8601 with offset. `prompted` means that help was given, which does
    not meet the criterion. `readings` maps the index of the form's reading to what was taken. `source` says where
    it was written down first, when not here, as a code: `sheet-3` is paper sheet 3.
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

    @property
    def touched(self) -> bool:
        """Whether anything was ever said here."""
        return self.mark is not Mark.NOT_SEEN or bool(self.note or self.readings or self.prompted)

    def with_mark(self, mark: Mark, *, reason: str = "") -> "Judgement":
        """The same judgement with another mark; a reason belongs to *not applicable* alone."""
        kept = reason if mark is Mark.NOT_APPLICABLE else ""
        return replace(self, mark=mark, reason=kept)


@dataclass(frozen=True, kw_only=True)
class OralAnswer:
    """An oral question as it was answered: which must-say points were said (indices), and the mark."""

    question: str
    mark: Mark = Mark.NOT_SEEN
    said: tuple[int, ...] = ()
    note: str = ""
    at: str = ""
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """One performance of the work: a day, the sitting it was seen in, and the named context where one matters."""

    id: str
    sitting: str
    number: int
    date: str
    context: str = ""
    environment: str = ""

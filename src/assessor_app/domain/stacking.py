"""Stacking: when micro-credentials that are held make a qualification, by the rule that the catalogue has for it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assessor_app.domain.catalogue import Qualification


class QualificationState(StrEnum):
    """Where an awarded qualification stands: while enough of its parts do."""

    STANDS = "stands"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Held:
    """A micro-credential that one person holds: its award, the paper of it, when achieved, and its last day (None: none)."""

    code: str
    version: str
    title: str
    award: str
    number: str
    achieved: date
    until: date | None = None

    def is_in_date(self, today: date) -> bool:
        return self.until is None or today <= self.until


@dataclass(frozen=True, kw_only=True)
class Stack:
    """How far somebody is towards a qualification.

    `parts` are those in date, in the order of the rule, one for each code; `missing` the codes of the others; `first` the
    prerequisites that are not held. `until` is the last day on which enough parts are in date; None while there are not
    enough, or for ever.
    """

    qualification: Qualification
    parts: tuple[Held, ...]
    missing: tuple[str, ...]
    first: tuple[str, ...]
    need: int
    until: date | None = None

    @property
    def is_complete(self) -> bool:
        return len(self.parts) >= self.need and not self.first


def stack(
    qualification: Qualification,
    held: Iterable[Held],
    *,
    today: date,
    qualifications: Collection[str] = (),
) -> Stack:
    """Applies the rule to what one person holds today; `qualifications` are the codes of those that they hold.

    Of several awards for one code the one that lasts longest counts, of those the newest. What has ended counts for nothing.
    """
    best: dict[str, Held] = {}
    for one in held:
        if one.is_in_date(today) and (one.code not in best or _lasts(one) > _lasts(best[one.code])):
            best[one.code] = one
    parts = tuple(best[code] for code in qualification.parts if code in best)
    need = len(qualification.parts) if qualification.need is None else qualification.need
    known = {*best, *qualifications}
    return Stack(
        qualification=qualification,
        parts=parts,
        missing=tuple(code for code in qualification.parts if code not in best),
        first=tuple(code for code in qualification.prerequisites if code not in known),
        need=need,
        until=_until(parts, need),
    )


def stands(parts: Iterable[Held], *, need: int, today: date) -> bool:
    """Whether a qualification that was awarded on these parts still has enough of them in date."""
    return sum(one.is_in_date(today) for one in parts) >= need


def _lasts(one: Held) -> tuple[date, date, str]:
    return (one.until or date.max, one.achieved, one.award)


def _until(parts: tuple[Held, ...], need: int) -> date | None:
    """The day after which fewer than `need` are in date."""
    if len(parts) < need:
        return None
    longest = sorted((one.until or date.max for one in parts), reverse=True)
    last = longest[need - 1]
    return None if last == date.max else last

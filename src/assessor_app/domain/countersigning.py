"""Whose word a competent decision still wants beside the decider's: who saw what, who learns to assess, who has an interest."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.assessment import Work
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Judgement, Mark
from assessor_app.domain.people import Staff


class Because(StrEnum):
    """Why a decision does not stand on one signature."""

    CRITICAL = "critical"
    TRAINEE = "trainee"
    INTEREST = "interest"


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A word that is wanted: of `by` (the id of who saw these criteria), or of any other assessor where it is empty."""

    because: Because
    by: str = ""
    criteria: tuple[str, ...] = ()


def wanted(
    form: Form, work: Work, decider: Staff, *, signed: frozenset[str], able: frozenset[str]
) -> tuple[Wanted, ...]:
    """What is wanted before *competent* can be signed.

    `signed` has countersigned this very work; `able` are those of them who may stand for any other assessor:
    in scope, no trainee, without an interest.
    """
    found = list(_unseen(form, work, decider.id, signed))
    others = able - {decider.id}
    if decider.trainee and not others:
        found.append(Wanted(because=Because.TRAINEE))
    if decider.id in work.before.interested and not others:
        found.append(Wanted(because=Because.INTEREST))
    return tuple(found)


def _unseen(form: Form, work: Work, decider: str, signed: frozenset[str]) -> Iterator[Wanted]:
    """Critical criteria that the decider did not see met, by who did last and has not countersigned."""
    by_person: dict[str, list[str]] = {}
    for criterion in form.criteria():
        if not criterion.critical:
            continue
        seen = [item.by for _, item in work.of_criterion(criterion.id) if _shown(item)]
        if seen and not {decider, *signed} & set(seen):
            by_person.setdefault(seen[-1], []).append(criterion.id)
    for person, criteria in by_person.items():
        yield Wanted(because=Because.CRITICAL, by=person, criteria=tuple(criteria))


def _shown(judgement: Judgement) -> bool:
    return judgement.mark is Mark.MET and not judgement.prompted

"""What a new attempt need not repeat, by the form's `reassess` rule: marks and answers of the attempt before it."""

from dataclasses import replace
from datetime import date

from assessor_app.domain.assessment import Work
from assessor_app.domain.form import Criterion, Form, Reassess
from assessor_app.domain.marks import CARRIED, Judgement, Mark, OralAnswer
from assessor_app.domain.standing import Lack, Standing, is_met, standings

# Of these the marks themselves were not enough: to carry them would carry the failure.
_TO_REPEAT = frozenset(
    {
        Lack.CRITICAL_NOT_MET,
        Lack.CRITICAL_NOT_SEEN,
        Lack.WITNESS_ALONE,
        Lack.NOT_MET,
        Lack.NOT_SEEN,
        Lack.READING_LIMITS,
    }
)


def carried_marks(form: Form, earlier: Work, *, today: date) -> dict[tuple[str, str], Judgement]:
    """The marks that a new attempt begins with, by the earlier (occasion id, criterion id).

    By criterion: those of each criterion that was met, its paperwork may be short and is then outstanding; by task:
    those of each task in which nothing is outstanding; of the whole: none. Each keeps its assessor, its times and
    what it was made with, and says which attempt it is of. What was copied from a paper sheet that nobody
    photographed is not carried: the photo could not be added any more.
    """
    short = standings(form, earlier, today=today)
    found = {}
    for criterion in _not_repeated(form, earlier, short):
        for occasion, judgement in earlier.of_criterion(criterion.id):
            if _counts(judgement) and judgement.sheets <= set(earlier.sheets):
                found[occasion.id, criterion.id] = _from(earlier, judgement)
    return found


def carried_answers(form: Form, earlier: Work) -> dict[str, OralAnswer]:
    """The oral answers that a new attempt need not hear again: those that were good enough.

    One that was copied from a paper sheet is heard again as a mark is: see `carried_marks`.
    """
    if form.rules.reassess is Reassess.WHOLE:
        return {}
    return {
        key: replace(answer, source=_attempt(earlier)) if answer.sheets else answer
        for key, answer in earlier.oral.items()
        if answer.mark is Mark.MET and answer.sheets <= set(earlier.sheets)
    }


def _not_repeated(form: Form, earlier: Work, short: tuple[Standing, ...]) -> list[Criterion]:
    if form.rules.reassess is Reassess.WHOLE:
        return []
    repeated = {item.about for item in short if item.lack in _TO_REPEAT}
    met = [
        item
        for item in form.criteria()
        if item.id not in repeated and (item.critical or is_met(earlier, item))
    ]
    if form.rules.reassess is Reassess.CRITERION:
        return met
    whole = {item.id for item in met} - {item.about for item in short}
    return [
        item for task in form.tasks if all(one.id in whole for one in task.criteria) for item in task.criteria
    ]


def _counts(judgement: Judgement) -> bool:
    return judgement.mark is Mark.NOT_APPLICABLE or (judgement.mark is Mark.MET and not judgement.prompted)


def _from(earlier: Work, judgement: Judgement) -> Judgement:
    """What was carried before stays of the attempt in which it was seen."""
    if judgement.carried_from:
        return judgement
    return replace(judgement, source=_attempt(earlier))


def _attempt(earlier: Work) -> str:
    return f"{CARRIED}{earlier.assessment.attempt}"

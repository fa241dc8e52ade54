"""What stands between a learner and *competent*: the decision rules as a pure function.

Rules: a critical criterion or question not met or not seen can never be overridden, only a new attempt helps;
paperwork that is short (a note, a photo, a reading, an occasion, currency) may be overridden with a reason
and then waits for release. The photo of a paper sheet may not: it is required before release, and nothing can be
added to work that is signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from assessor_app.domain.assessment import Assessment, End, Work
from assessor_app.domain.before import unticked
from assessor_app.domain.dealing import deal
from assessor_app.domain.form import Criterion, Form
from assessor_app.domain.marks import SHEET, How, Judgement, Mark, Occasion
from assessor_app.domain.reading_limits import unproven, within_limits


class Lack(StrEnum):
    """What is missing, by kind; `wording.standing` says it in words."""

    CRITICAL_NOT_MET = "critical-not-met"
    CRITICAL_NOT_SEEN = "critical-not-seen"
    WITNESS_ALONE = "witness-alone"
    NOT_MET = "not-met"
    NOT_SEEN = "not-seen"
    SHARE = "share"
    ORAL_CRITICAL = "oral-critical"
    ORAL = "oral"
    ORAL_NOT_ASKED = "oral-not-asked"
    STOPPED = "stopped-unsafe"
    READING_LIMITS = "reading-limits"
    NOTE = "note"
    PHOTO = "photo"
    READING = "reading"
    OCCASIONS = "occasions"
    CONTEXT = "context"
    CURRENCY = "currency"
    SHEET = "sheet"
    ATTEMPTS = "attempts"
    COOLING_OFF = "cooling-off"
    IDENTITY = "identity"
    ENVIRONMENT = "environment"
    CONDITION = "condition"
    STATEMENT = "statement"
    CLAIM = "claim"
    INTERVIEW = "interview"


OVERRIDABLE = frozenset(
    {
        Lack.NOTE,
        Lack.PHOTO,
        Lack.READING,
        Lack.OCCASIONS,
        Lack.CONTEXT,
        Lack.CURRENCY,
        Lack.ATTEMPTS,
        Lack.COOLING_OFF,
        Lack.IDENTITY,
        Lack.ENVIRONMENT,
        Lack.CONDITION,
        Lack.STATEMENT,
        Lack.CLAIM,
        Lack.INTERVIEW,
    }
)


BEGUN_BEYOND = (Lack.ATTEMPTS, Lack.COOLING_OFF)
"""An attempt more, or sooner, than the form allows: its reason was given when it began, and stands among `overrides`."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """One thing that stands in the way: its kind, the criterion or question it is about, a number, a name.

    `where` are the occasions that it lies with, oldest first; empty where there is but one, or it lies with none.
    """

    lack: Lack
    about: str = ""
    count: int = 1
    name: str = ""
    where: tuple[Occasion, ...] = ()

    @property
    def key(self) -> str:
        """Names this thing in an override and in a record."""
        return ":".join(part for part in (self.lack.value, self.about, self.name) if part)

    @property
    def overridable(self) -> bool:
        """Whether a reason may stand in for it, until release."""
        return self.lack in OVERRIDABLE


def standings(form: Form, work: Work, *, today: date) -> tuple[Standing, ...]:
    """Everything that stands between this work and *competent*, the gravest first."""
    found = [*_end(work), *_marks(form, work), *_oral(form, work), *_paperwork(form, work, today)]
    gravity = list(Lack)
    return tuple(sorted(found, key=lambda item: gravity.index(item.lack)))


def reasons_at_start(assessment: Assessment) -> dict[str, str]:
    """Why the attempt began beyond the form's rules, by `Standing.key`: these reasons stay, whatever is decided."""
    return {
        lack.value: assessment.overrides[lack.value] for lack in BEGUN_BEYOND if lack in assessment.overrides
    }


def _end(work: Work) -> Iterator[Standing]:
    if work.assessment.end is End.STOPPED_UNSAFE:
        yield Standing(lack=Lack.STOPPED)


def is_met(work: Work, criterion: Criterion) -> bool:
    """Whether the latest word on a criterion is that it is met, without a prompt. A note without a mark is no word."""
    said = [item for _, item in work.of_criterion(criterion.id) if item.mark is not Mark.NOT_SEEN]
    return bool(said) and _counts(said[-1])


def _counts(judgement: Judgement) -> bool:
    return judgement.mark is Mark.NOT_APPLICABLE or _shown(judgement)


def _marks(form: Form, work: Work) -> Iterator[Standing]:
    ordinary = [criterion for criterion in form.criteria() if not criterion.critical]
    for criterion in form.criteria():
        if criterion.critical:
            yield from _critical(work, criterion)
    missing = [criterion for criterion in ordinary if not is_met(work, criterion)]
    needed = ceil(form.rules.share * len(ordinary) - 1e-9)
    if len(ordinary) - len(missing) >= needed:
        return
    if form.rules.share < 1:
        yield Standing(lack=Lack.SHARE, count=needed - (len(ordinary) - len(missing)))
        return
    for criterion in missing:
        seen = any(item.mark is not Mark.NOT_SEEN for _, item in work.of_criterion(criterion.id))
        yield Standing(lack=Lack.NOT_MET if seen else Lack.NOT_SEEN, about=criterion.id)


def _critical(work: Work, criterion: Criterion) -> Iterator[Standing]:
    said = work.of_criterion(criterion.id)
    failed = [
        where
        for where, item in said
        if item.mark is Mark.NOT_MET or (item.mark is Mark.MET and item.prompted)
    ]
    # One failure on any occasion of this attempt stands: a safe act is not averaged.
    if failed:
        yield Standing(lack=Lack.CRITICAL_NOT_MET, about=criterion.id, where=_told_apart(work, failed))
    elif not any(item.mark is Mark.MET for _, item in said):
        yield Standing(lack=Lack.CRITICAL_NOT_SEEN, about=criterion.id)
    elif all(item.how is How.WITNESS for _, item in said if item.mark is Mark.MET):
        # A witness is no assessor: what would hurt somebody an assessor has seen.
        yield Standing(lack=Lack.WITNESS_ALONE, about=criterion.id)


def _told_apart(work: Work, occasions: list[Occasion]) -> tuple[Occasion, ...]:
    return tuple(occasions) if len(work.occasions) > 1 else ()


def _oral(form: Form, work: Work) -> Iterator[Standing]:
    for question in deal(form, work.assessment.seed):
        answer = work.oral.get(question.id)
        if answer is None or answer.mark is Mark.NOT_SEEN:
            yield Standing(lack=Lack.ORAL_NOT_ASKED, about=question.id)
        elif answer.mark is not Mark.MET:
            yield Standing(lack=Lack.ORAL_CRITICAL if question.critical else Lack.ORAL, about=question.id)


def _paperwork(form: Form, work: Work, today: date) -> Iterator[Standing]:
    for criterion in form.criteria():
        met = [(where, item) for where, item in work.of_criterion(criterion.id) if _shown(item)]
        if not met:
            continue
        yield from _papers_of(criterion, met, work)
        yield from _occasions(form, criterion, met)
        yield from _currency(form, criterion, met, today)
        yield from _elsewhere(criterion, met, work)
    yield from _sheets(work)
    for key in reasons_at_start(work.assessment):
        yield Standing(lack=Lack(key))
    yield from _surroundings(form, work)
    yield from _conditions(form, work)
    yield from _interviews(form, work)


def _sheets(work: Work) -> Iterator[Standing]:
    """Paper that marks were copied from and that nobody photographed: a copy alone proves nothing."""
    for source in sorted(work.copied - set(work.sheets)):
        yield Standing(lack=Lack.SHEET, name=source.removeprefix(SHEET))


def _elsewhere(criterion: Criterion, met: list[tuple[Occasion, Judgement]], work: Work) -> Iterator[Standing]:
    """What no assessor here saw rests on a statement, or on evidence that was mapped to it."""
    hows = {item.how for _, item in met}
    if How.WITNESS in hows and not any(prior.statements.get(criterion.id) for prior in work.priors):
        yield Standing(lack=Lack.STATEMENT, about=criterion.id)
    if How.RPL in hows and not any(prior.claimed(criterion.id) for prior in work.priors):
        yield Standing(lack=Lack.CLAIM, about=criterion.id)


def _interviews(form: Form, work: Work) -> Iterator[Standing]:
    """Prior learning is talked over: an interview on each outcome that rests on it."""
    recognised = {item.criterion for item in work.judgements.values() if item.how is How.RPL and _shown(item)}
    outcomes = dict.fromkeys(item.outcome for item in form.criteria() if item.id in recognised)
    for outcome in outcomes:
        if not any(prior.interviewed(outcome) for prior in work.priors):
            yield Standing(lack=Lack.INTERVIEW, name=outcome)


def _surroundings(form: Form, work: Work) -> Iterator[Standing]:
    """Who stood there, and where: what nobody can compute afterwards, somebody asserts with a reason."""
    if any(not known.identified for known in work.before.known):
        yield Standing(lack=Lack.IDENTITY)
    allowed = form.conditions.environments
    elsewhere = dict.fromkeys(
        item.environment for item in work.occasions if item.environment and item.environment not in allowed
    )
    for environment in elsewhere:
        yield Standing(lack=Lack.ENVIRONMENT, name=environment)


def _conditions(form: Form, work: Work) -> Iterator[Standing]:
    """What the form asks to be there, and nobody ticked where work was watched: whether it was there is asserted.

    Of a work whose entries are not known here (a record at the issuer) nothing is said.
    """
    there = work.watched if work.before.known else ()
    sittings = frozenset(item.sitting for item in there)
    missing = unticked(form, work.before, sittings)
    for condition in dict.fromkeys(condition for _sitting, condition in missing):
        bare = {sitting for sitting, found in missing if found is condition}
        where = [item for item in there if item.sitting in bare] if bare != sittings else []
        yield Standing(lack=Lack.CONDITION, name=condition.value, where=tuple(where))


def _shown(judgement: Judgement) -> bool:
    """Whether an occasion shows the criterion: one that took a prompt does not."""
    return judgement.mark is Mark.MET and not judgement.prompted


def _papers_of(criterion: Criterion, met: list[tuple[Occasion, Judgement]], work: Work) -> Iterator[Standing]:
    if criterion.note and not any(item.note.strip() for _, item in met):
        yield Standing(lack=Lack.NOTE, about=criterion.id)
    if criterion.photo and not work.photos.get(criterion.id):
        yield Standing(lack=Lack.PHOTO, about=criterion.id)
    for index, reading in enumerate(criterion.readings):
        taken = [(where, item.readings.get(index)) for where, item in met]
        outside = [
            where for where, value in taken if value is not None and within_limits(reading, value) is False
        ]
        short = [where for where, value in taken if value is None or unproven(reading, value)]
        if outside or short:
            yield Standing(
                lack=Lack.READING_LIMITS if outside else Lack.READING,
                about=criterion.id,
                name=reading.label,
                where=_told_apart(work, outside or short),
            )


def _occasions(form: Form, criterion: Criterion, met: list[tuple[Occasion, Judgement]]) -> Iterator[Standing]:
    rule = form.observations(criterion.id)
    short = rule.count - len(met)
    seen = {where.context for where, _ in met}
    absent = [context for context in rule.contexts if context not in seen]
    for context in absent:
        yield Standing(lack=Lack.CONTEXT, about=criterion.id, name=context)
    if short > len(absent):
        yield Standing(lack=Lack.OCCASIONS, about=criterion.id, count=short - len(absent))


def day_of(where: Occasion, item: Judgement) -> str:
    """The day (ISO) of the work that a mark is on: of prior learning, when it was done and not when it was recognised."""
    return item.observed_at[:10] if item.how is How.RPL else where.date


def _currency(
    form: Form, criterion: Criterion, met: list[tuple[Occasion, Judgement]], today: date
) -> Iterator[Standing]:
    """Evidence that is too old stands in the way only where it is needed: what was shown again is current."""
    days = form.rules.currency_days
    if days is None:
        return
    oldest = today - timedelta(days=days)
    current = [(where, item) for where, item in met if date.fromisoformat(day_of(where, item)) >= oldest]
    if list(_occasions(form, criterion, current)) != list(_occasions(form, criterion, met)):
        yield Standing(lack=Lack.CURRENCY, about=criterion.id)

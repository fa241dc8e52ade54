"""The four rules of evidence: valid, sufficient, authentic, current; computed from the work, or asserted with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessor_app.domain.assessment import Work
from assessor_app.domain.dealing import deal
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Form
from assessor_app.domain.marks import SHEET, Mark
from assessor_app.domain.standing import Lack, Standing, day_of


class Rule(StrEnum):
    VALID = "valid"
    SUFFICIENT = "sufficient"
    AUTHENTIC = "authentic"
    CURRENT = "current"


class Holds(StrEnum):
    """Whether a rule holds: by what was seen, by a reason that somebody gave for what is short, or not yet."""

    YES = "yes"
    ASSERTED = "asserted"
    NOT_YET = "not-yet"


_UNSEEN = frozenset({Lack.CRITICAL_NOT_SEEN, Lack.NOT_SEEN, Lack.SHARE})
_ELSEWHERE = frozenset({Lack.STATEMENT, Lack.CLAIM})
OF_RULE: dict[Rule, frozenset[Lack]] = {
    Rule.VALID: _UNSEEN | {Lack.ENVIRONMENT, Lack.CONDITION},
    Rule.SUFFICIENT: _UNSEEN
    | {
        Lack.ORAL_NOT_ASKED,
        Lack.NOTE,
        Lack.PHOTO,
        Lack.READING,
        Lack.OCCASIONS,
        Lack.CONTEXT,
        Lack.WITNESS_ALONE,
        Lack.INTERVIEW,
    },
    Rule.AUTHENTIC: _ELSEWHERE | {Lack.IDENTITY, Lack.SHEET},
    Rule.CURRENT: frozenset({Lack.CURRENCY}),
}
"""What being short of leaves which rule open. Work that was seen and found not met breaks none of them."""


@dataclass(frozen=True, kw_only=True)
class RuleState:
    """How one rule stands, and what of it is short."""

    rule: Rule
    holds: Holds
    short: tuple[Standing, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the rules were judged on, in numbers and days.

    `judged` of `criteria` have a mark; `by` marked or asked; `oldest` is the day (ISO) of the oldest work that
    counts, empty before any; `asked` of `questions` were asked.
    """

    criteria: int
    judged: int
    environments: tuple[str, ...]
    occasions: int
    contexts: tuple[str, ...]
    questions: int
    asked: int
    pieces: Mapping[Kind, int]
    readings: int
    identified: tuple[str, ...]
    by: tuple[str, ...]
    sheets: tuple[str, ...]
    oldest: str
    currency_days: int | None
    statements: int
    claims: int
    interviews: int
    challenges: int
    challenged: int


def rule_states(work: Work, standings: Sequence[Standing]) -> tuple[RuleState, ...]:
    """The four rules, from what stands in the way and the reasons that the decision keeps."""
    return tuple(_state(rule, work, standings) for rule in Rule)


def _state(rule: Rule, work: Work, standings: Sequence[Standing]) -> RuleState:
    short = tuple(item for item in standings if item.lack in OF_RULE[rule])
    if not short:
        return RuleState(rule=rule, holds=Holds.YES)
    reasons = work.assessment.overrides
    asserted = all(item.overridable and item.key in reasons for item in short)
    return RuleState(rule=rule, holds=Holds.ASSERTED if asserted else Holds.NOT_YET, short=short)


def facts(form: Form, work: Work) -> Facts:
    """What the rules are judged on."""
    marks = [item for item in work.judgements.values() if item.mark is not Mark.NOT_SEEN]
    dealt = deal(form, work.assessment.seed)
    answers = [work.oral[item.id] for item in dealt if item.id in work.oral]
    asked = [item for item in answers if item.mark is not Mark.NOT_SEEN]
    people = [one for one in (*(item.by for item in marks), *(item.by for item in asked)) if one]
    return Facts(
        criteria=len(form.criteria()),
        judged=len({item.criterion for item in marks}),
        environments=tuple(dict.fromkeys(item.environment for item in work.occasions if item.environment)),
        occasions=len(work.occasions),
        contexts=tuple(dict.fromkeys(item.context for item in work.occasions if item.context)),
        questions=len(dealt),
        asked=len(asked),
        pieces={
            kind: count
            for kind in Kind
            if (count := sum(kinds.get(kind, 0) for kinds in work.pieces.values()))
        },
        readings=sum(len(item.readings) for item in marks),
        identified=tuple(dict.fromkeys(item.identified for item in work.before.known if item.identified)),
        by=tuple(dict.fromkeys(people)),
        sheets=tuple(sorted(sheet.removeprefix(SHEET) for sheet in work.copied)),
        oldest=min(_days(work), default=""),
        statements=sum(work.prior.statements.values()),
        claims=len(work.prior.claims),
        interviews=len(work.prior.interviews),
        challenges=len(work.prior.challenges),
        challenged=len({criterion for one in work.prior.challenges for criterion in one.results}),
        currency_days=form.rules.currency_days,
    )


def _days(work: Work) -> list[str]:
    """The days of the work that marks are on; of the occasions where nothing was marked yet."""
    where = {item.id: item for item in work.occasions}
    marked = [
        day_of(where[occasion], item)
        for (occasion, _criterion), item in work.judgements.items()
        if occasion in where and item.mark is not Mark.NOT_SEEN
    ]
    return [day for day in marked if day] or [item.date for item in work.occasions]

"""The form's own rules, applied to what the record says was seen: the same function that the device decides by."""

from datetime import date
from typing import Any

from assessor_app.domain.assessment import Assessment, Decision, End, Work
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Judgement, Mark, Occasion, OralAnswer, TakenReading
from assessor_app.domain.standing import Lack, standings
from assessor_app.issuer.judging.case import list_in, text_in

# What stands beside the record and not in it, or in other records: whether it was there is not seen from here.
_NOT_SEEN_HERE = frozenset(
    {
        Lack.NOTE,
        Lack.PHOTO,
        Lack.SHEET,
        Lack.IDENTITY,
        Lack.CONDITION,
        Lack.STATEMENT,
        Lack.CLAIM,
        Lack.INTERVIEW,
        Lack.READING,
    }
)


def breaks_rules(body: dict[str, Any], form: Form) -> bool:
    """Whether the record says *competent* of work that the form's rules do not allow to be, as far as the record shows it."""
    if text_in(body, "decision") != Decision.COMPETENT:
        return False
    try:
        found = standings(form, work_of(body, form), today=date.fromisoformat(text_in(body, "decided")[:10]))
    except (ValueError, KeyError, TypeError):
        return True
    overrides = body.get("overrides")
    given = set(overrides) if isinstance(overrides, list) else set()
    return any(one.lack not in _NOT_SEEN_HERE and not (one.overridable and one.key in given) for one in found)


def work_of(body: dict[str, Any], form: Form) -> Work:
    """What was seen, from the record's body. ValueError, KeyError or TypeError where it makes no sense."""
    occasions = tuple(
        Occasion(
            id=str(one["number"]),
            sitting=text_in(one, "sitting"),
            number=int(one["number"]),
            date=text_in(one, "date"),
            context=text_in(one, "context"),
            environment=text_in(one, "environment"),
        )
        for one in list_in(body, "occasions")
    )
    return Work(
        assessment=Assessment(
            id="",
            learner="",
            form_code=form.code,
            form_version=form.version,
            attempt=int(body["attempt"]),
            seed=int(body["seed"]),
            started_at=text_in(body, "started"),
            end=End(text_in(body, "end")),
            decision=Decision(text_in(body, "decision")),
        ),
        occasions=occasions,
        judgements={
            (str(one["occasion"]), text_in(one, "criterion")): _judgement(one)
            for one in list_in(body, "marks")
        },
        oral={text_in(one, "question"): _answer(one) for one in list_in(body, "oral")},
    )


def _judgement(one: dict[str, Any]) -> Judgement:
    return Judgement(
        criterion=text_in(one, "criterion"),
        mark=Mark(text_in(one, "mark")),
        prompted=bool(one.get("prompted")),
        readings={int(reading["reading"]): _reading(reading) for reading in list_in(one, "readings")},
        observed_at=text_in(one, "observed"),
        entered_at=text_in(one, "entered"),
        how=How(text_in(one, "how")),
        by=text_in(one, "by"),
    )


def _reading(one: dict[str, Any]) -> TakenReading:
    within = one.get("within")
    return TakenReading(
        value=float(text_in(one, "value")),
        calibrated=text_in(one, "calibrated"),
        within=within if isinstance(within, bool) else None,
    )


def _answer(one: dict[str, Any]) -> OralAnswer:
    return OralAnswer(
        question=text_in(one, "question"), mark=Mark(text_in(one, "mark")), by=text_in(one, "by")
    )

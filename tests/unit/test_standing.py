"""The rules of evidence, one by one: what stands between some work and *competent*."""

from dataclasses import replace
from datetime import date

import pytest

from assessor_app.domain.assessment import Assessment, End, Work
from assessor_app.domain.dealing import deal
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Judgement, Mark, Occasion, OralAnswer, TakenReading
from assessor_app.domain.prior import Authenticated, Claim, Interview, Prior
from assessor_app.domain.standing import Lack, Standing, day_of, is_met, standings
from assessor_app.formats.form_yaml import parse_form
from form_samples import GOOD

TODAY = date(2026, 11, 22)
OLD = "2024-11-22"
READ = {0: TakenReading(value=1.0, instrument="Ohmmeter 3", calibrated="2026-01-01")}


def replaced(*changes: tuple[str, str]) -> Form:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return parse_form(text.encode())


def form() -> Form:
    return replaced()


def work(
    *seen: tuple[str, Mark | Judgement],
    contexts: tuple[str, ...] = ("wood", "steel"),
    dates: tuple[str, ...] = ("2026-11-22", "2026-11-22", "2026-11-22"),
    asked: Form | None = None,
    end: End | None = None,
) -> Work:
    """Work with one occasion for each context; `seen` names `criterion@occasion` (from 1)."""
    occasions = tuple(
        Occasion(id=f"o{number}", sitting="s", number=number, date=dates[number - 1], context=context)
        for number, context in enumerate(contexts, start=1)
    )
    judgements = {}
    for where, said in seen:
        criterion, _at, number = where.partition("@")
        judgement = said if isinstance(said, Judgement) else Judgement(criterion=criterion, mark=said)
        judgements[f"o{number}", criterion] = judgement
    assessment = Assessment(
        id="a", learner="l", form_code="ELE-TST", form_version="1", attempt=1, seed=7, started_at="", end=end
    )
    answers = {
        item.id: OralAnswer(question=item.id, mark=Mark.MET)
        for item in deal(asked or form(), assessment.seed)
    }
    return Work(assessment=assessment, occasions=occasions, judgements=judgements, oral=answers)


def measured(mark: Mark = Mark.MET, *, value: float = 1.0) -> Judgement:
    reading = TakenReading(value=value, instrument="Ohmmeter 3", calibrated="2026-01-01")
    return Judgement(criterion="2.1", mark=mark, readings={0: reading})


def everything(*more: tuple[str, Mark | Judgement], **how: object) -> Work:
    seen = {"1.1@1": Mark.MET, "1.1@2": Mark.MET, "2.1@1": measured(), **dict(more)}
    return work(*seen.items(), **how)  # type: ignore[arg-type]  # a test names what it changes


def lacks(found: Work, asked: Form | None = None) -> list[tuple[Lack, str]]:
    return [(item.lack, item.about) for item in standings(asked or form(), found, today=TODAY)]


def test_whoever_showed_everything_lacks_nothing() -> None:
    assert lacks(everything()) == []


def test_stopped_for_safety_is_never_competent() -> None:
    (found,) = standings(form(), everything(end=End.STOPPED_UNSAFE), today=TODAY)
    assert (found.lack, found.overridable) == (Lack.STOPPED, False)


@pytest.mark.parametrize("mark", [Mark.NOT_MET, Judgement(criterion="1.1", mark=Mark.MET, prompted=True)])
def test_a_critical_failure_on_one_occasion_is_not_made_good_on_another(mark: Mark | Judgement) -> None:
    found = standings(form(), everything(("1.1@1", mark)), today=TODAY)
    assert Lack.CRITICAL_NOT_MET in {item.lack for item in found}
    assert not next(item for item in found if item.lack is Lack.CRITICAL_NOT_MET).overridable


def test_a_critical_criterion_that_nobody_saw_or_that_does_not_apply_is_lacking() -> None:
    for mark in (Mark.NOT_SEEN, Mark.NOT_APPLICABLE):
        found = lacks(everything(("1.1@1", mark), ("1.1@2", mark)))
        assert found == [(Lack.CRITICAL_NOT_SEEN, "1.1")]


def test_an_ordinary_criterion_counts_by_the_latest_word() -> None:
    assert lacks(everything(("2.1@1", Mark.NOT_MET), ("2.1@2", measured()))) == []
    assert lacks(everything(("2.1@2", Mark.NOT_MET))) == [(Lack.NOT_MET, "2.1")]
    assert lacks(everything(("2.1@1", Mark.NOT_SEEN))) == [(Lack.NOT_SEEN, "2.1")]


def test_a_note_without_a_mark_is_no_word_on_the_criterion() -> None:
    noted = everything(("2.1@2", Judgement(criterion="2.1", note="Will look at it again.")))
    assert lacks(noted) == []
    assert is_met(noted, form().criterion("2.1"))


def test_a_share_counts_ordinary_criteria_alone() -> None:
    half = replaced(("share: 1.0", "share: 0.5"))
    unmet = everything(("2.1@1", Mark.NOT_MET), asked=half)
    assert lacks(unmet, half) == [(Lack.SHARE, "")]


def test_occasions_are_distinct_and_cover_the_contexts() -> None:
    once = everything(("1.1@2", Mark.NOT_SEEN))
    assert lacks(once) == [(Lack.CONTEXT, "1.1")]
    twice_in_wood = everything(contexts=("wood", "wood"))
    (found,) = standings(form(), twice_in_wood, today=TODAY)
    assert (found.lack, found.name) == (Lack.CONTEXT, "steel")
    thrice = replaced(("count: 2, contexts", "count: 3, contexts"))
    assert lacks(everything(asked=thrice), thrice) == [(Lack.OCCASIONS, "1.1")]


def test_an_occasion_that_took_a_prompt_shows_nothing() -> None:
    twice = replaced(("observations: {count: 1}", "observations: {count: 2}"))
    helped = Judgement(criterion="2.1", mark=Mark.MET, prompted=True, readings=READ)
    found = everything(("2.1@1", helped), ("2.1@2", measured()), asked=twice)
    assert lacks(found, twice) == [(Lack.OCCASIONS, "2.1")]


def test_evidence_that_is_too_old_is_lacking_until_it_is_shown_again() -> None:
    dates = (OLD, "2026-11-22", "2026-11-22")
    assert lacks(everything(dates=dates)) == [(Lack.CURRENCY, "1.1"), (Lack.CURRENCY, "2.1")]
    again = everything(
        ("1.1@3", Mark.MET), ("2.1@3", measured()), contexts=("wood", "steel", "wood"), dates=dates
    )
    assert lacks(again) == []
    limit = everything(dates=("2025-11-22", "2026-11-22", "2026-11-22"))
    assert lacks(limit) == [], "the last day is inside"


def test_readings_are_written_down_within_their_limits_with_a_calibrated_instrument() -> None:
    assert lacks(everything(("2.1@1", Mark.MET))) == [(Lack.READING, "2.1")]
    bare = Judgement(criterion="2.1", mark=Mark.MET, readings={0: TakenReading(value=1.0)})
    assert lacks(everything(("2.1@1", bare))) == [(Lack.READING, "2.1")]
    (found,) = standings(form(), everything(("2.1@1", measured(value=2.5))), today=TODAY)
    assert (found.lack, found.overridable) == (Lack.READING_LIMITS, False)


@pytest.mark.parametrize(("said", "lack"), [(True, None), (False, Lack.READING_LIMITS), (None, Lack.READING)])
def test_of_a_task_sheet_the_assessor_says_within_or_outside_and_until_then_nobody_has(
    said: bool | None, lack: Lack | None
) -> None:
    sheet = replaced(("low: 0.1, high: 2", "task-sheet: true"))
    reading = TakenReading(value=10.0, instrument="Ohmmeter 3", calibrated="2026-01-01", within=said)
    judged = Judgement(criterion="2.1", mark=Mark.MET, readings={0: reading})
    found = lacks(everything(("2.1@1", judged), asked=sheet), sheet)
    assert found == ([] if lack is None else [(lack, "2.1")])


def test_a_reading_that_is_missing_says_on_which_occasion() -> None:
    found = standings(form(), everything(("2.1@2", Mark.MET)), today=TODAY)
    (missing,) = [item for item in found if item.lack is Lack.READING]
    assert [occasion.number for occasion in missing.where] == [2]


def test_a_question_that_was_not_asked_or_not_answered_is_lacking() -> None:
    whole = everything()
    first, second, *_ = deal(form(), whole.assessment.seed)
    answers = {**whole.oral, first.id: OralAnswer(question=first.id, mark=Mark.NOT_MET)}
    del answers[second.id]
    found = Work(
        assessment=whole.assessment, occasions=whole.occasions, judgements=whole.judgements, oral=answers
    )
    wrong = Lack.ORAL_CRITICAL if first.critical else Lack.ORAL
    assert lacks(found) == [(wrong, first.id), (Lack.ORAL_NOT_ASKED, second.id)]


def test_only_paperwork_may_be_overridden() -> None:
    overridable = {lack for lack in Lack if Standing(lack=lack).overridable}
    assert overridable == {
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


def test_a_witness_alone_never_makes_a_critical_criterion_met() -> None:
    critical = next(item for item in form().criteria() if item.critical)
    told = Judgement(criterion=critical.id, mark=Mark.MET, how=How.WITNESS)
    assert Lack.WITNESS_ALONE in {lack for lack, _ in lacks(work((f"{critical.id}@1", told)))}
    seen = work((f"{critical.id}@1", told), (f"{critical.id}@2", Mark.MET))
    assert Lack.WITNESS_ALONE not in {lack for lack, _ in lacks(seen)}


def test_a_witness_is_heard_in_a_statement() -> None:
    ordinary = next(item for item in form().criteria() if not item.critical)
    told = Judgement(criterion=ordinary.id, mark=Mark.MET, how=How.WITNESS)
    some = work((f"{ordinary.id}@1", told))
    assert Lack.STATEMENT in {lack for lack, _ in lacks(some)}
    stated = replace(some, prior=Prior(statements={ordinary.id: 1}))
    assert Lack.STATEMENT not in {lack for lack, _ in lacks(stated)}


def test_prior_learning_wants_evidence_an_interview_and_is_as_old_as_the_work() -> None:
    ordinary = next(item for item in form().criteria() if not item.critical)
    old = Judgement(
        criterion=ordinary.id, mark=Mark.MET, how=How.RPL, observed_at="2019-03-04T12:00:00+00:00"
    )
    some = work((f"{ordinary.id}@1", old))
    short = {lack for lack, _ in lacks(some)}
    assert {Lack.CLAIM, Lack.INTERVIEW} <= short
    proved = Prior(
        claims=(
            Claim(
                id="c",
                assessment="a",
                evidence="e",
                criterion=ordinary.id,
                what="a letter",
                dated="2019-03-04",
                authenticated=Authenticated.ORIGINAL_SEEN,
            ),
        ),
        interviews=(
            Interview(assessment="a", outcome=ordinary.outcome, asked="?", answered="!", enough=True),
        ),
    )
    assert not {Lack.CLAIM, Lack.INTERVIEW} & {lack for lack, _ in lacks(replace(some, prior=proved))}
    assert day_of(some.occasions[0], old) == "2019-03-04"

"""The four rules of evidence: each holds by what was seen, by a reason, or not yet; words count what there is."""

from dataclasses import replace

import pytest

from assessor_app.domain.assessment import Work
from assessor_app.domain.before import Before, Condition, Known, Ticked, conditions_of
from assessor_app.domain.evidence_rules import Holds, Rule, RuleState, facts, rule_states
from assessor_app.domain.marks import How, Judgement, Mark
from assessor_app.domain.standing import Lack, standings
from assessor_app.wording.evidence_rules import rule_sentence
from test_standing import TODAY, form, work


def nothing_seen() -> Work:
    return work(contexts=("wood",))


def states(some: Work) -> dict[Rule, RuleState]:
    return {state.rule: state for state in rule_states(some, standings(form(), some, today=TODAY))}


def test_nothing_seen_is_neither_valid_nor_sufficient() -> None:
    found = states(nothing_seen())
    assert found[Rule.VALID].holds is Holds.NOT_YET
    assert found[Rule.SUFFICIENT].holds is Holds.NOT_YET
    said = rule_sentence(found[Rule.SUFFICIENT], facts(form(), nothing_seen()), form(), names={})
    assert "1 occasion" in said


def test_what_was_seen_and_not_met_breaks_no_rule() -> None:
    all_not_met = work(
        *((f"{criterion.id}@{number}", Mark.NOT_MET) for criterion in form().criteria() for number in (1, 2))
    )
    found = states(all_not_met)
    assert found[Rule.VALID].holds is Holds.YES
    assert facts(form(), all_not_met).judged == len(form().criteria())


def test_whom_nobody_identified_is_authentic_by_a_reason_alone() -> None:
    unknown = replace(nothing_seen(), before=Before(known=(Known(sitting="s"),)))
    (short,) = states(unknown)[Rule.AUTHENTIC].short
    assert (short.lack, short.overridable) == (Lack.IDENTITY, True)
    reasoned = replace(
        unknown, assessment=replace(unknown.assessment, overrides={short.key: "known from the class"})
    )
    assert states(unknown)[Rule.AUTHENTIC].holds is Holds.NOT_YET
    assert states(reasoned)[Rule.AUTHENTIC].holds is Holds.ASSERTED


@pytest.mark.parametrize(("environment", "holds"), [("simulated", Holds.YES), ("moon", Holds.NOT_YET)])
def test_where_the_form_does_not_allow_it_nothing_is_valid_without_a_reason(
    environment: str, holds: Holds
) -> None:
    seen = work(
        *((f"{criterion.id}@{number}", Mark.NOT_MET) for criterion in form().criteria() for number in (1, 2))
    )
    there = tuple(replace(item, environment=environment) for item in seen.occasions)
    allowed = form().conditions.environments
    assert "simulated" in allowed
    assert states(replace(seen, occasions=there))[Rule.VALID].holds is holds


def watched(*ticks: tuple[str, Condition], sittings: tuple[str, ...] = ("s",), how: How = How.TAP) -> Work:
    """Everything seen on two occasions, at these sittings in turn; `ticks` are what somebody found there, where."""
    seen = work(
        *(
            (f"{criterion.id}@{number}", Judgement(criterion=criterion.id, mark=Mark.NOT_MET, how=how))
            for criterion in form().criteria()
            for number in (1, 2)
        )
    )
    occasions = tuple(
        replace(item, sitting=sittings[at % len(sittings)]) for at, item in enumerate(seen.occasions)
    )
    found = tuple(
        Ticked(
            sitting=sitting,
            form_code=form().code,
            form_version=form().version,
            condition=condition,
            by="b",
            at="",
        )
        for sitting, condition in ticks
    )
    known = tuple(Known(sitting=sitting, identified="badge") for sitting in sittings)
    return replace(seen, occasions=occasions, before=Before(known=known, ticked=found))


def valid_sentence(some: Work) -> str:
    return rule_sentence(states(some)[Rule.VALID], facts(form(), some), form(), names={})


def all_of(sitting: str) -> list[tuple[str, Condition]]:
    return [(sitting, condition) for condition in conditions_of(form())]


def test_conditions_that_nobody_ticked_leave_valid_open_and_are_named() -> None:
    ticked = watched(*all_of("s"))
    assert states(ticked)[Rule.VALID].holds is Holds.YES
    short = watched(*[tick for tick in all_of("s") if tick[1] is not Condition.TOOLS])
    assert states(short)[Rule.VALID].holds is Holds.NOT_YET
    assert "Conditions of the form that nobody ticked: Tools and materials." in valid_sentence(short)
    said = valid_sentence(watched())
    assert "nobody ticked: Environment, Tools and materials." in said


def test_a_reason_asserts_what_nobody_ticked() -> None:
    short = watched(*[tick for tick in all_of("s") if tick[1] is not Condition.TOOLS])
    (found,) = states(short)[Rule.VALID].short
    assert (found.lack, found.key, found.overridable) == (Lack.CONDITION, "condition:tools", True)
    reasoned = replace(short, assessment=replace(short.assessment, overrides={found.key: "on the bench"}))
    assert states(reasoned)[Rule.VALID].holds is Holds.ASSERTED


def test_a_tick_at_one_sitting_is_none_at_the_other() -> None:
    one_of_two = watched(*all_of("s"), *all_of("t")[1:], sittings=("s", "t"))
    assert "nobody ticked: Environment (occasion 2)." in valid_sentence(one_of_two)


def test_what_nobody_watched_here_needs_no_conditions() -> None:
    """A witness saw it elsewhere, or it was learnt before; and a record tells the issuer of no ticks."""
    for how in (How.WITNESS, How.RPL):
        assert states(watched(how=how))[Rule.VALID].holds is Holds.YES
    assert states(replace(watched(), before=Before()))[Rule.VALID].holds is Holds.YES
    assert states(nothing_seen())[Rule.VALID].short
    assert all(item.lack is not Lack.CONDITION for item in states(nothing_seen())[Rule.VALID].short)

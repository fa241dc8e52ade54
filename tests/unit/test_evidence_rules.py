"""The four rules of evidence: each holds by what was seen, by a reason, or not yet; words count what there is."""

from dataclasses import replace

import pytest

from assessor_app.domain.assessment import Work
from assessor_app.domain.before import Before, Known
from assessor_app.domain.evidence_rules import Holds, Rule, RuleState, facts, rule_states
from assessor_app.domain.marks import Mark
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

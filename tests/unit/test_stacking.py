"""When micro-credentials make a qualification: for every rule and every pile of awards."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.catalogue import Qualification
from assessor_app.domain.stacking import Held, stack, stands

TODAY = date(2026, 11, 27)
CODES = ("AAA-ONE", "AAA-TWO", "AAA-THR", "AAA-FOU")
days = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
held = st.builds(
    Held,
    code=st.sampled_from((*CODES, "BBB-ONE")),
    version=st.just("1"),
    title=st.just("A title"),
    award=st.text("0123456789abcdef", min_size=4, max_size=4),
    number=st.just("N"),
    achieved=days,
    until=st.none() | days,
)
rules = st.builds(
    lambda parts, need, first: Qualification(
        code="AAA-ALL",
        title="All",
        sector="electrical",
        parts=tuple(parts),
        need=need if need is None else min(need, len(parts)),
        prerequisites=tuple(first),
    ),
    st.lists(st.sampled_from(CODES), min_size=1, unique=True),
    st.none() | st.integers(1, 4),
    st.lists(st.sampled_from(("BBB-ONE", "CCC-ALL")), unique=True),
)
piles = st.lists(held, max_size=12)


@given(rules, piles)
def test_it_is_complete_when_enough_parts_are_in_date_and_what_comes_first_is_held(
    rule: Qualification, pile: list[Held]
) -> None:
    found = stack(rule, pile, today=TODAY, qualifications={"CCC-ALL"})
    in_date = {one.code for one in pile if one.until is None or one.until >= TODAY}
    enough = len(in_date & set(rule.parts)) >= found.need
    assert found.is_complete is (enough and (set(rule.prerequisites) <= in_date | {"CCC-ALL"}))
    assert [one.code for one in found.parts] == [code for code in rule.parts if code in in_date]
    assert set(found.missing) == set(rule.parts) - in_date
    assert all(one in pile and one.is_in_date(TODAY) for one in found.parts)


@given(rules, piles, held)
def test_more_never_takes_a_qualification_away(rule: Qualification, pile: list[Held], more: Held) -> None:
    before, after = stack(rule, pile, today=TODAY), stack(rule, [*pile, more], today=TODAY)
    assert after.is_complete or not before.is_complete
    if before.is_complete:
        assert (after.until or date.max) >= (before.until or date.max)


@given(rules, piles)
def test_it_lasts_exactly_as_long_as_enough_parts_do(rule: Qualification, pile: list[Held]) -> None:
    found = stack(rule, pile, today=TODAY)
    if len(found.parts) < found.need:
        assert found.until is None
    elif found.until is None:
        assert stands(found.parts, need=found.need, today=date.max)
    else:
        assert stands(found.parts, need=found.need, today=found.until)
        assert not stands(found.parts, need=found.need, today=found.until + timedelta(days=1))


@given(rules, piles, st.randoms())
def test_the_order_in_which_awards_came_does_not_matter(
    rule: Qualification, pile: list[Held], random: object
) -> None:
    apart = [replace(one, award=f"{place:04x}") for place, one in enumerate(pile)]
    mixed = list(apart)
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis' own
    assert stack(rule, apart, today=TODAY) == stack(rule, mixed, today=TODAY)

"""A roll on the table: whose pictures are, and what would be kept."""

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.ui.evidence.roll_sheet import NOBODY, PartView, PictureView, RollSheet, TakerView, sheet_of

AMINA, BO = TakerView(key="a", words="Amina"), TakerView(key="b", words="Bo", asks_work_only=True)


def part(*keys: int, taker: str = NOBODY) -> PartView:
    return PartView(
        pictures=tuple(PictureView(key=str(key), when="", place=key) for key in keys), taker=taker
    )


def kept(sheet: RollSheet) -> dict[str, list[str]]:
    return {given.taker: list(given.pictures) for given in sheet.given()}


def test_what_is_in_doubt_is_left_out_until_somebody_says_whose_it_is() -> None:
    sheet = sheet_of([part(1, 2, taker="a"), part(3, 4)], [AMINA, BO])
    assert kept(sheet) == {"a": ["1", "2"]}
    sheet.change(1, taker="a")
    assert [given.pictures for given in sheet.given()] == [("1", "2"), ("3", "4")]
    sheet.change(0, taker=NOBODY)
    assert kept(sheet) == {"a": ["3", "4"]}


def test_who_allows_no_photographs_gets_none_before_the_word_and_it_goes_to_nobody_else() -> None:
    sheet = sheet_of([part(1, taker="b")], [AMINA, BO])
    assert kept(sheet) == {}
    sheet.change(0, work_only=True, criterion="1.1")
    assert [(one.work_only, one.criterion) for one in sheet.given()] == [(True, "1.1")]
    sheet.change(0, taker="a")
    assert [(one.work_only, one.criterion) for one in sheet.given()] == [(False, "")]


def test_more_than_the_form_takes_for_a_criterion_is_said_before_it_is_kept() -> None:
    amina = TakerView(key="a", words="Amina", places={"1.1": 2, "1.2": 0})
    sheet = sheet_of([part(1, 2, taker="a"), part(3, taker="a")], [amina, BO])
    sheet.change(0, criterion="1.1")
    assert [sheet.too_few_places(group) for group in sheet.groups] == [None, None]
    sheet.change(1, criterion="1.1")
    assert [sheet.too_few_places(group) for group in sheet.groups] == [2, 2], "both are for the same"
    assert kept(sheet) == {}
    sheet.give(["2"], NOBODY)
    assert [given.pictures for given in sheet.given()] == [("1",), ("3",)]
    sheet.change(0, criterion="1.2")
    assert sheet.too_few_places(sheet.groups[0]) == 0
    sheet.change(0, taker="b")
    assert sheet.too_few_places(sheet.groups[0]) is None


def test_pictures_go_to_another_learner_one_by_one_and_lie_in_their_order() -> None:
    sheet = sheet_of([part(1, 2, 3, taker="a"), part(4)], [AMINA, BO])
    sheet.give(["3", "4"], "b")
    sheet.give(["1"], "b")
    assert [[item.key for item in group.pictures] for group in sheet.groups] == [["2"], ["1", "3", "4"]]
    sheet.give(["2"], NOBODY)
    assert [group.taker for group in sheet.groups] == ["b", NOBODY]
    sheet.change(sheet.groups[0].key, taker="a")
    sheet.give(["2"], "b")
    assert [group.taker for group in sheet.groups] == ["a", "b"], "what was another's by hand is not added to"


@given(
    st.lists(
        st.tuples(st.sets(st.integers(0, 7)), st.sampled_from([NOBODY, "a", "b"]), st.booleans()), max_size=8
    )
)
def test_no_picture_is_lost_or_doubled(acts: list[tuple[set[int], str, bool]]) -> None:
    sheet = sheet_of([part(0, 1, 2, taker="a"), part(3, 4), part(5, 6, 7, taker="b")], [AMINA, BO])
    for pictures, taker, whole in acts:
        if whole:
            sheet.change(sheet.groups[len(pictures) % len(sheet.groups)].key, taker=taker, work_only=True)
        else:
            sheet.give(map(str, pictures), taker)
        keys = [group.key for group in sheet.groups]
        assert len(set(keys)) == len(keys)
        assert sorted(item.key for group in sheet.groups for item in group.pictures) == list("01234567")

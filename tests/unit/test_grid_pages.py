"""The pages of the Grid: whose they are, in which order, and that nobody is left out of them."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from assessor_app.ui.board.leaves import HOLDS, leaves_of, placed
from assessor_app.ui.board.view import BoardView, LearnerView


def board(benches: Mapping[str, str], *, seats: Mapping[str, tuple[int, int]] | None = None) -> BoardView:
    """Learners by bib with their bench; names run against the bibs."""
    bibs = list(benches)
    learners = tuple(
        LearnerView(
            id=f"e{bib}",
            bib=bib,
            name=f"{chr(90 - at)}{bib}",
            initials="X",
            bench=benches[bib],
            seat=(seats or {}).get(benches[bib]),
        )
        for at, bib in enumerate(bibs)
    )
    return BoardView(sitting="s", title="Kitchen", learners=learners)


def told(view: BoardView, *, sort: str = "room", most: int = 6) -> list[tuple[str, list[str]]]:
    return [
        (leaf.words, [item.bib for item in leaf.learners])
        for leaf in leaves_of(view, sort=sort, fits=lambda _people: most)
    ]


def test_a_bench_is_a_page_and_those_without_one_have_their_own() -> None:
    view = board({"1": "2", "2": "10", "3": "", "4": "2", "5": "Gate", "6": ""})
    assert told(view) == [
        ("Bench 2", ["1", "4"]),
        ("Bench 10", ["2"]),
        ("Gate", ["5"]),
        ("No bench", ["3", "6"]),
    ]


def test_benches_come_in_the_order_of_the_room() -> None:
    view = board({"1": "1", "2": "2", "3": "3"}, seats={"3": (0, 0), "2": (0, 1)})
    assert [words for words, _bibs in told(view)] == ["Bench 3", "Bench 2", "Bench 1"]


def test_a_bench_with_more_than_fit_goes_on_on_a_page_of_its_own() -> None:
    view = board({str(bib): "1" if bib < 6 else "2" for bib in range(1, 8)})
    assert told(view, most=3) == [
        ("Bench 1: 1–3", ["1", "2", "3"]),
        ("Bench 1: 4–5", ["4", "5"]),
        ("Bench 2", ["6", "7"]),
    ]


def test_by_number_and_by_name_as_many_as_fit_whatever_their_bench() -> None:
    view = board({str(bib): str(bib % 3) for bib in range(1, 8)})
    assert [words for words, _bibs in told(view, sort="number", most=3)] == ["1–3", "4–6", "7"]
    by_name = told(view, sort="name", most=3)
    assert by_name[0][1] == ["7", "6", "5"]
    # The cover key hides names: a page is named by letters.
    assert [words for words, _bibs in by_name] == ["T–V", "W–Y", "Z"]


def test_where_nobody_has_a_bench_as_many_as_fit() -> None:
    view = board({str(bib): "" for bib in range(1, 6)})
    assert told(view, most=4) == [("1–4", ["1", "2", "3", "4"]), ("5", ["5"])]
    assert told(board({})) == []


def test_a_page_says_its_place() -> None:
    found = placed(["Bench 1", "Bench 3"])
    assert [words.replace(HOLDS, " ") for words in found] == ["Bench 1 · 1 of 2", "Bench 3 · 2 of 2"]
    # It folds before the place, and never within it.
    assert found[0].split(" ")[-1] == f"1{HOLDS}of{HOLDS}2"


@given(
    benches=st.lists(st.sampled_from(["", "1", "2", "11", "Gate"]), max_size=40),
    most=st.integers(min_value=1, max_value=9),
    sort=st.sampled_from(["room", "number", "name"]),
)
def test_everybody_stands_on_one_page(benches: list[str], most: int, sort: str) -> None:
    view = board({str(at): bench for at, bench in enumerate(benches)})
    leaves = leaves_of(view, sort=sort, fits=lambda _people: most)
    found = [item.id for leaf in leaves for item in leaf.learners]
    assert sorted(found) == sorted(item.id for item in view.learners)
    assert all(1 <= len(leaf.learners) <= most for leaf in leaves)
    if sort == "room" and any(benches):
        assert all(len({item.bench for item in leaf.learners}) == 1 for leaf in leaves)

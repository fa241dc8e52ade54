import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain import weak_writing
from assessor_app.formats.form_yaml import Severity, read_form
from form_samples import GOOD, problems, spoiled

ORAL = GOOD[GOOD.index("      - {id: q6") : GOOD.index("rules:")]


@pytest.mark.parametrize(
    "text",
    [
        "Isolates the circuit and locks it off",
        "Opens the valve and frobnicates the gauge",
        "Stops and reports",
        "Chocks the wheel, then slackens the nuts",
        "Lifts the lid and slowly removes the filter",
        "Clear the scene and open the window",
        "Isolates the circuit and tests for dead",
        "Locks and tags",
        "Locks off and tags",
        "Lock off the supply and tag it",
        "Washes and dries both hands",
    ],
)
def test_two_behaviours_are_seen(text: str) -> None:
    assert weak_writing.second_behaviour(text)


@pytest.mark.parametrize(
    "text",
    [
        "Proves the tester before and after",
        "Measures disc and drum",
        "Tests between line and neutral",
        "Checks gloves and boots",
        "Inspects hoses and clamps on both axles",
        "Names the brand of sand",
        "Records names and positions",
        "Fits lock and tag",
        "Wears gloves and boots",
        "Puts tools and offcuts away",
        "",
    ],
)
def test_one_behaviour_on_two_things_is_left_alone(text: str) -> None:
    assert weak_writing.second_behaviour(text) is None


@pytest.mark.parametrize(
    "word", ["understands", "knows", "is aware of", "appropriately", "safely", "properly"]
)
def test_what_nobody_can_see_is_found(word: str) -> None:
    assert weak_writing.unseen(f"Learner {word} lifts") == word
    assert weak_writing.unseen("Lifts the safe from the acknowledged shelf") is None


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("text: Clamps the workpiece", "text: Clamps the workpiece and closes the guard", "two-behaviours"),
        ("text: Clamps the workpiece", "text: Knows how to clamp", "not-visible"),
        ("Two clamps within", "Clamped properly within", "benchmark-not-measurable"),
        (
            "benchmark: Two clamps within a hand's width; holding it by hand does not count.",
            "benchmark: The workpiece clamps.",
            "benchmark-repeats",
        ),
        (" low: 0.1, high: 2,", "", "reading-without-number"),
        (" low: 0.1, high: 2,", " task-sheet: false,", "reading-without-number"),
        ("        critical: true\n", "", "no-critical"),
        ("share: 1.0", "share: 0.8", "share-below-one"),
        (ORAL, "", "small-pool"),
    ],
)
def test_weak_writing_is_a_warning_and_no_error(old: str, new: str, code: str) -> None:
    read = read_form(spoiled(old, new))
    assert problems(spoiled(old, new)) == read.problems
    assert [(problem.code, problem.severity) for problem in read.problems] == [(code, Severity.WARNING)]
    assert read.form is not None


def test_a_reading_on_the_task_sheet_has_its_number_there() -> None:
    assert problems(spoiled(" low: 0.1, high: 2,", " task-sheet: true,")) == ()


def test_the_ninth_critical_is_one_too_many() -> None:
    block = GOOD[GOOD.index('      - id: "1.1"') : GOOD.index('      - id: "2.1"')]
    for count, expected in ((8, []), (9, ["many-criticals"])):
        blocks = "".join(block.replace('"1.1"', f'"1.{n}"') for n in range(count))
        assert [problem.code for problem in problems(GOOD.replace(block, blocks).encode())] == expected


def test_only_english_is_read_word_by_word() -> None:
    weak = GOOD.replace("text: Clamps the workpiece", "text: Understands clamps").replace(
        "critical: true\n", "note: true\n"
    )
    assert {problem.code for problem in problems(weak.encode())} == {"not-visible", "no-critical"}
    assert problems(weak.replace("language: en", "language: de").encode()) == ()
    assert problems(weak.replace("language: en", "language: en-GB").encode()) != ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_sharing_words_is_a_share(first: str, second: str) -> None:
    one, two = weak_writing.content_words(first), weak_writing.content_words(second)
    assert 0 <= weak_writing.shared(one, two) == weak_writing.shared(two, one) <= 1
    weak_writing.second_behaviour(first)
    weak_writing.says_the_same(first, second)

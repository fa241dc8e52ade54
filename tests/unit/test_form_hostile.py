import time

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor_app.formats.catalogue_yaml import check_folder, read_catalogue
from assessor_app.formats.form_yaml import read_form
from assessor_app.formats.form_yaml.problems import MOST_PROBLEMS
from assessor_app.wording.forms import problem_sentence, unreadable_sentence
from form_samples import GOOD, codes, problems, refusal, spoiled

YAML_PIECES = [
    "a", "code", "tasks", ": ", "\n", "  ", "- ", "[", "]", "{", "}", ",", "&a ", "*a", "!!int ", "%YAML 1.1\n", "---\n",
    "...\n", '"', "'", "|\n", ">-\n", "? ", "#", "<<: ", "\t", "\\U00110000", "0x1f", "1e999", "é", "\x00", "\ufeff", "🔌",
]  # fmt: skip
BOMB = "a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"# nothing\n", "empty"),
        (b"title: \xff\xfe", "not-utf-8"),
        ("title: x".encode("utf-16"), "not-utf-8"),
        (b"title: a\x07b", "control-character"),
        (b"title: [x", "not-yaml"),
        (b"title: x\n  y: z\n", "not-yaml"),
        (b"title: x\n---\ntitle: y\n", "several-documents"),
        (b"[" * 100 + b"]" * 100, "too-deep"),
        (b"[" * 500_000, "too-deep"),
        (b"x" * (1024 * 1024 + 1), "too-large"),
        (b"a: " * (4 * 1024 * 1024), "too-large"),
        (b'title: "\\U00110000"', "not-yaml"),
        (b"%YAML " + b"9" * 5000 + b".1\n---\na: b\n", "not-yaml"),
    ],
)  # fmt: skip
def test_what_is_no_form_at_all_is_refused(data: bytes, reason: str) -> None:
    refused = refusal(data)
    assert refused is not None
    assert refused.code == "form-unreadable"
    assert refused.details["reason"] == reason
    assert unreadable_sentence(refused.details)


def test_a_refusal_says_where() -> None:
    refused = refusal("title: é\x07".encode())
    assert refused is not None
    assert (refused.details["line"], refused.details["col"]) == (1, 9)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert codes(b"\xef\xbb\xbf" + GOOD.encode()) == []


def test_anchors_and_aliases_are_errors_and_are_never_followed() -> None:
    found = codes((BOMB + GOOD).encode())
    assert found.count("anchor") == 3
    assert found.count("alias") == 6


def test_a_file_of_a_million_errors_is_cut_short() -> None:
    found = problems(b"x: y\n" * 200_000)
    assert len(found) == MOST_PROBLEMS + 1
    assert "too-many-problems" in {problem.code for problem in found}


def heavy(size: int) -> list[bytes]:
    """Files of some `size` bytes, each of one thing that could cost more than its length."""
    circles = b"".join(b"{code: Q%d, prerequisites: [Q%d]}," % (n, n + 1) for n in range(size // 40))
    return [
        b"- " * (size // 2),
        b"? " * (size // 2),
        b"[" + b"x," * (size // 2) + b"]",
        b"tasks: [" + b"{criteria: [{text: and a and b and}]}," * (size // 40) + b"]",
        b"outcomes: [" + b"{id: a}," * (size // 10) + b"]",
        b'title: "' + b"and then " * (size // 10) + b'"',
        b"qualifications: [" + circles + b"]",
        b"".join(b"k%d: x\n" % n for n in range(size // 12)),
    ]


@pytest.mark.parametrize("data", heavy(100_000), ids=range(8))
def test_a_heavy_file_is_judged_in_bounded_time(data: bytes) -> None:
    began = time.process_time()
    read_catalogue_or_refuse(data)
    assert time.process_time() - began < 4


@pytest.mark.slow
@pytest.mark.parametrize("data", heavy(1_000_000), ids=range(8))
def test_the_heaviest_file_is_judged_in_bounded_time(data: bytes) -> None:
    began = time.process_time()
    read_catalogue_or_refuse(data)
    assert time.process_time() - began < 40


def read_catalogue_or_refuse(data: bytes) -> None:
    if refusal(data) is None:
        for problem in (*read_catalogue(data).problems, *check_folder(data, ("a/B.yaml",))):
            assert problem_sentence(problem)


@given(st.binary(max_size=300))
def test_random_bytes_are_refused_and_nothing_breaks(data: bytes) -> None:
    refused = refusal(data)
    assert refused is None or unreadable_sentence(refused.details)


@given(st.lists(st.sampled_from(YAML_PIECES), max_size=60))
def test_random_yaml_gives_problems_with_sentences(pieces: list[str]) -> None:
    data = "".join(pieces).encode()
    refused = refusal(data)
    if refused:
        assert unreadable_sentence(refused.details)
        return
    read = read_form(data)
    assert read.form is None
    for problem in read.problems:
        assert problem.line >= 1
        assert problem.col >= 1
        assert problem_sentence(problem)
    read_catalogue_or_refuse(data)


@settings(max_examples=200)
@given(st.data())
def test_a_mutated_form_never_breaks_the_reader(data: st.DataObject) -> None:
    lines = GOOD.splitlines(keepends=True)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(["drop", "double", "splice", "swap"]))
        if change == "drop":
            lines[at] = ""
        elif change == "double":
            lines[at] *= 2
        elif change == "splice":
            cut = data.draw(st.integers(0, len(lines[at])))
            lines[at] = lines[at][:cut] + data.draw(st.sampled_from(YAML_PIECES)) + lines[at][cut:]
        else:
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], lines[at]
    mutated = "".join(lines).encode()
    if refusal(mutated) is None:
        for problem in read_form(mutated).problems:
            assert problem_sentence(problem)


def test_sentences_show_no_characters_that_steer_a_terminal() -> None:
    (problem,) = problems(spoiled("guideline: EN 1", '"\\e[31m{key}\\u202e": EN 1'))
    sentence = problem_sentence(problem)
    assert sentence.isprintable()
    assert "{key}" in sentence


@pytest.mark.parametrize(
    "text", [GOOD.replace("?,", ","), "a: é\n'b': [Ω, 'Ω', {c: d}]\n", "? k\n: >-\n  x\n\n  y\n", BOMB]
)  # fmt: skip
def test_marks_are_as_good_as_the_pure_parsers(text: str) -> None:
    def marks(loader: type[yaml.SafeLoader | yaml.CSafeLoader]) -> list[object]:
        starts = [(type(event).__name__, event.start_mark) for event in yaml.parse(text, Loader=loader)]
        return [
            (name, mark.line, mark.column) for name, mark in starts if mark and not name.endswith("EndEvent")
        ]

    assert marks(yaml.CSafeLoader) == marks(yaml.SafeLoader)

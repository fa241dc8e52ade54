from collections.abc import Iterator

import pytest

from assessor_app.wording.catalogue import speak, spoken
from assessor_app.wording.numbers import number_words


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = spoken()
    yield
    speak(before)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.42, "0.42"),
        (1_000_000, "1000000"),
        (1234567.5, "1234567.5"),
        (-3, "-3"),
        (0, "0"),
        (0.0000012, "0.0000012"),
    ],
)
def test_a_reading_is_told_as_it_was_taken(value: float, words: str) -> None:
    assert number_words(value) == words


def test_in_german_it_has_a_comma() -> None:
    speak("de")
    assert number_words(1234567.5) == "1234567,5"

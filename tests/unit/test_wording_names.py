"""Initials stand in for a face in any script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.wording.names import initials


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Amina Bello", "AB"),
        ("amina", "A"),
        ("Александра Константиновна Рождественская", "АР"),
        ("أمينة بنت محمد", "أ"),
        ("प्रिया शर्मा", "प्"),
        ("አማኑኤል ተስፋዬ", "አ"),
        ("Łukasz Żółć", "ŁŻ"),
        ("Dara O’Neill (2)", "DO"),
        ("", "?"),
        ("17", "?"),
    ],
)
def test_initials_are_the_first_letters_of_the_first_and_last_word(name: str, wanted: str) -> None:
    assert initials(name) == wanted


@given(st.text(max_size=300))
def test_whatever_somebody_is_called_there_is_something_to_show(name: str) -> None:
    assert initials(name)

"""Text from people and files becomes one visible line, and stays what it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor_app.domain.errors import KnownError
from assessor_app.services.people.plain_text import clean, line, name_line


@given(st.text())
def test_a_clean_line_is_visible_composed_and_stays_as_it_is(text: str) -> None:
    found = clean(text)
    assert clean(found.text) == found.__class__(text=found.text, removed=False)
    assert unicodedata.is_normalized("NFC", found.text)
    assert found.text == " ".join(found.text.split())
    bad = [char for char in found.text if unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    assert set(bad) <= {"\u200c", "\u200d"}
    found.text.encode()


@pytest.mark.parametrize(
    ("given_text", "expected", "removed"),
    [
        ("  Ada\t\n Bo\u00a0Cy\u2028Do ", "Ada Bo Cy Do", False),
        ("Ada\u202eoB\u202c", "AdaoB", True),
        ("\u2067محمد\u2069", "محمد", True),
        ("نیک\u200cنام", "نیک\u200cنام", False),
        ("क्\u200dष", "क्\u200dष", False),
        ("\u200dAda\u200c", "Ada", False),
        ("A\x00d\x1ba", "Ada", True),
        ("Zoe\u0308", "Zoë", False),
        ("<b>Ada</b> &amp;", "<b>Ada</b> &amp;", False),
        ("=1+1", "=1+1", False),
        ("Ada\ud800", "Ada", True),
    ],
)
def test_what_misleads_goes_and_what_spells_stays(given_text: str, expected: str, removed: bool) -> None:
    found = clean(given_text)
    assert (found.text, found.removed) == (expected, removed)


def test_three_hundred_characters_are_a_name_and_one_more_is_not() -> None:
    assert name_line("x" * 300) == "x" * 300
    with pytest.raises(KnownError, match="text-too-long"):
        name_line("x" * 301)
    with pytest.raises(KnownError, match="name-missing"):
        name_line(" - ")
    with pytest.raises(KnownError) as caught:
        line("abc", field="group", most=2)
    assert caught.value.details == {"field": "group", "most": 2, "length": 3}

"""What Today says after an end that was no end: of words that were typed, and of works that were chosen."""

import pytest

from assessor_app.services.recovery.left import Left, TypedWords
from assessor_app.ui.drafts import RELEASE_CHOICE
from assessor_app.ui.today.ended import ended_view

NOTE = TypedWords(by="a", about="entry:e", fields={"Note #1": "no boots"})
CHOICE = TypedWords(by="a", about=RELEASE_CHOICE, fields={"w": "chosen"})


@pytest.mark.parametrize(
    ("typed", "words", "chosen"),
    [((NOTE,), True, False), ((CHOICE,), False, True), ((NOTE, CHOICE), True, True), ((), False, False)],
)
def test_words_and_a_choice_are_told_apart(typed: tuple[TypedWords, ...], words: bool, chosen: bool) -> None:
    left = Left(at="2026-11-27T10:00:00+01:00", by="a", typed=typed)
    said = " ".join(ended_view(left, None, journal=False, cleared=0, today="2026-11-27").lines)
    assert ("Words were typed and not kept" in said) is words
    assert ("Works were chosen for release: they are chosen again on its page." in said) is chosen

"""From the order in which letters lie on a page, left to right, to the order in which they are read."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter

_MARK = "\u200f"
"""Before a right-to-left word that the page tells whole: it is told as it lies (`documents.pen`)."""
_TURNING = frozenset({"R", "AL"})


def is_right_to_left(text: str) -> bool:
    """Whether any letter of it is read from right to left."""
    return not text.isascii() and any(unicodedata.bidirectional(letter) in _TURNING for letter in text)


def as_read(words: Sequence[str]) -> str:
    """A line of words, each as it lies on the page, as it is read; the direction is that of most of its words."""
    turned = [(_turned(word), is_right_to_left(word)) for word in words if word]
    lettered = [right for word, right in turned if any(letter.isalpha() for letter in word)]
    from_right = sum(lettered) * 2 > len(lettered)
    groups = [(right, [word for word, _ in group]) for right, group in groupby(turned, key=itemgetter(1))]
    if from_right:
        groups.reverse()
    return " ".join(word for right, group in groups for word in (reversed(group) if right else group))


def _turned(word: str) -> str:
    if word.startswith(_MARK):
        return word[len(_MARK) :][::-1]
    return word[::-1] if is_right_to_left(word) else word

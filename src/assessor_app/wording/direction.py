"""In which direction words read: a name in another script turns no sentence round."""

import re
import unicodedata

_FIELD = re.compile(r"\{[^{}]*\}")
_MARKS = {True: "\u200e", False: "\u200f"}
"""Left-to-right mark and right-to-left mark (Unicode UAX 9, 2.6): they show nothing."""


def reads_rightwards(text: str) -> bool:
    """Whether the first letter with a direction is written from left to right."""
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction == "L"
    return True


def as_its_pattern_reads(pattern: str, made: str) -> str:
    """A sentence made from a pattern: where it begins with a word of the other direction, a mark before it keeps its own."""
    own = reads_rightwards(_FIELD.sub("", pattern))
    return made if reads_rightwards(made) == own else f"{_MARKS[own]}{made}"

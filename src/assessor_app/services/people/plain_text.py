"""Text that a person or a file gave, as one line of plain text: nothing invisible that could mislead a reader."""

import unicodedata
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError

MOST_CHARACTERS = 300
_JOINERS = "\u200c\u200d"  # Persian and Indic spelling needs them; every other invisible character goes
_INVISIBLE = {"Cc", "Cf", "Cs", "Cn"}
_BREAKS = {"Zl", "Zp"}


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """One line in NFC with single spaces; `removed` when control or direction characters were taken out."""

    text: str
    removed: bool


def clean(text: str) -> Cleaned:
    """The text as one line: NFC, no control characters or direction overrides, spaces collapsed."""
    removed = False
    kept = []
    for character in text:
        if character.isspace() or unicodedata.category(character) in _BREAKS:
            kept.append(" ")
        elif character in _JOINERS or unicodedata.category(character) not in _INVISIBLE:
            kept.append(character)
        else:
            removed = True
    words = (word.strip(_JOINERS) for word in "".join(kept).split())
    line = " ".join(word for word in words if word)
    return Cleaned(text=unicodedata.normalize("NFC", line), removed=removed)


def line(text: str, *, field: str, most: int = MOST_CHARACTERS) -> str:
    """The text as one clean line; raises KnownError `text-too-long` (`field`, `most`, `length`)."""
    found = clean(text).text
    if len(found) > most:
        raise KnownError("text-too-long", field=field, most=most, length=len(found))
    return found


def name_line(text: str) -> str:
    """A person's name as one clean line; raises KnownError `name-missing`, `text-too-long`."""
    found = line(text, field="name")
    if not is_name(found):
        raise KnownError("name-missing")
    return found


def is_name(text: str) -> bool:
    """Whether there is at least one letter or digit to read: a name of dots and joiners is none."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)

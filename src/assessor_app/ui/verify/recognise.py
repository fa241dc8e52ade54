"""What somebody put into the one field: the text of a code, a number, or a name."""

from enum import StrEnum

_STARTS = ("HTTPS://", "HTTP://", "ASSESSOR:")
_LONGEST_NUMBER = 40


class Typed(StrEnum):
    NOTHING = "nothing"
    CODE = "code"
    NUMBER = "number"
    NAME = "name"


def recognise(text: str) -> Typed:
    """What the text is. Names have no digits, numbers have some; a code begins as all codes do, or is very long."""
    joined = "".join(text.split())
    if not joined:
        return Typed.NOTHING
    if joined.upper().startswith(_STARTS):
        return Typed.CODE
    if any(sign.isdigit() for sign in joined):
        return Typed.NUMBER if len(joined) <= _LONGEST_NUMBER else Typed.CODE
    return Typed.NAME

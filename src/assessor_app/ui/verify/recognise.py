"""What somebody put into the one field: the text of a code, a number, a name, or a credential."""

import re
from enum import StrEnum

_STARTS = ("HTTPS://", "HTTP://", "ASSESSOR:")
_LONGEST_NUMBER = 40
_JWT = re.compile(r"ey[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}\.")


class Typed(StrEnum):
    NOTHING = "nothing"
    CODE = "code"
    NUMBER = "number"
    NAME = "name"
    CREDENTIAL = "credential"


def recognise(text: str) -> Typed:
    """What the text is. Names have no digits, numbers have some; a code begins as all codes do, or is very long."""
    joined = "".join(text.split())
    if not joined:
        return Typed.NOTHING
    if joined.startswith("{") or _JWT.match(joined):
        return Typed.CREDENTIAL
    if joined.upper().startswith(_STARTS):
        return Typed.CODE
    if any(sign.isdigit() for sign in joined):
        return Typed.NUMBER if len(joined) <= _LONGEST_NUMBER else Typed.CODE
    return Typed.NAME

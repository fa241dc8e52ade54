"""Which key is where: what a scanner that believes in a US keyboard means, whatever layout this computer has.

A hand scanner is a keyboard: it presses the keys that would give its text on *its* layout, in most cases the US one.
On a German computer `-` then arrives as `ß`, `:` as `Ö`, and Y and Z change places; on a French one A and Q do; on a
Greek or Ukrainian one nothing is Latin. The place of the key stays the same, and Qt tells it.
"""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_FIRST_OF_ROW = {2: "1234567890-", 16: "QWERTYUIOP", 30: "ASDFGHJKL;", 44: "ZXCVBNM,./"}
_PLACES = {start + index: sign for start, row in _FIRST_OF_ROW.items() for index, sign in enumerate(row)}
_SHIFTED = {";": ":", "3": "#"}
_ONLY_SHIFTED, _NEVER_SHIFTED = frozenset(";,"), frozenset("124567890-./")
_X11_OFFSET = 8


def place_of(event: QKeyEvent) -> int:
    """The key's number as Linux and Windows count them (both after the IBM PC); 0 where the system does not tell."""
    code = event.nativeScanCode()
    if sys.platform == "win32":
        return code
    return code - _X11_OFFSET if sys.platform.startswith("linux") and code > _X11_OFFSET else 0


def sign_at(place: int, *, shifted: bool) -> str:
    """What stands there on a US keyboard, letters as capitals; empty for what no code of ours has."""
    sign = _PLACES.get(place, "")
    if shifted and sign in _SHIFTED:
        return _SHIFTED[sign]
    if not sign or sign in (_NEVER_SHIFTED if shifted else _ONLY_SHIFTED):
        return ""
    return sign


def signs(event: QKeyEvent) -> tuple[str, str]:
    """What a key press says in this computer's layout, and what it says on a US keyboard; either may be empty."""
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    typed = event.text()
    typed = typed.upper() if len(typed) == 1 and typed.isascii() and typed.isprintable() else ""
    return typed, sign_at(place_of(event), shifted=shifted)

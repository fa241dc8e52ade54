"""Names of files and folders that every system and every stick takes, those formatted as FAT among them."""

import unicodedata
from collections.abc import Iterable

LONGEST = 80
_REFUSED = frozenset('<>:"/\\|?*')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10))}
)
"""Windows opens a device under these, whatever follows the first dot."""


def safe_name(words: str) -> str:
    """These words as a name: one line, no sign that a system refuses, no dot or blank at its ends; `-` for nothing left."""
    kept = (
        " "
        if letter in _REFUSED or unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"}
        else letter
        for letter in unicodedata.normalize("NFC", words)
    )
    name = " ".join("".join(kept).split())[:LONGEST].strip(" .") or "-"
    return f"_{name}" if name.split(".")[0].strip().lower() in _DEVICES else name


def apart(names: Iterable[str]) -> tuple[str, ...]:
    """The same names, the second of the same name numbered: a stick does not tell capitals from small letters."""
    seen: set[str] = set()
    told = []
    for name in names:
        tried, count = name, 1
        while tried.casefold() in seen:
            count += 1
            tried = f"{name} {count}"
        seen.add(tried.casefold())
        told.append(tried)
    return tuple(told)

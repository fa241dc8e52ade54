"""Text made to fit a number of bytes, cut where a reader would cut it."""

import re
import unicodedata

MARK = "…"
# Control characters (Unicode's Cc) and the direction overrides.
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


def plain(text: str) -> str:
    """One line in NFC: control characters and direction overrides, which could make a name read otherwise, go."""
    return " ".join(_HIDDEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def cut(text: str, most_bytes: int) -> str:
    """`plain` text of at most so many UTF-8 bytes: whole grapheme clusters, and “…” where some are missing."""
    text = plain(text)
    if len(text.encode("utf-8")) <= most_bytes:
        return text
    room = most_bytes - len(MARK.encode("utf-8"))
    kept = _fit(_clusters(text), room) or _fit(list(text), room)
    return kept.rstrip() + MARK


def _clusters(text: str) -> list[str]:
    import regex  # type: ignore[import-untyped]  # it ships no types; few texts are too long, so it comes late

    return list(regex.findall(r"\X", text))


def _fit(parts: list[str], room: int) -> str:
    kept = ""
    for part in parts:
        room -= len(part.encode("utf-8"))
        if room < 0:
            break
        kept += part
    return kept

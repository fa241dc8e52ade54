"""What stands in for a face: the initials of a name in any script."""

import unicodedata

from assessor_app.wording.catalogue import gettext as _


def bench_words(bench: str) -> str:
    """A bench as people name it: "bench 3", and "Bench 3" where the word was written already."""
    word = _("bench {bench}").format(bench="").strip()
    return bench if bench.casefold().startswith(word.casefold()) else _("bench {bench}").format(bench=bench)


def initials(name: str) -> str:
    """First letters of the first and the last word; of one word only where the script has no capitals.

    Letters without capitals join, or mean nothing side by side, so one of them is enough.
    """
    words = [word for word in name.split() if any(sign.isalpha() for sign in word)]
    if not words:
        return "?"
    first, last = _first_letter(words[0]), _first_letter(words[-1])
    cased = first != first.swapcase()
    return f"{first}{last}".upper() if cased and len(words) > 1 else first.upper()


def _first_letter(word: str) -> str:
    start = next(index for index, sign in enumerate(word) if sign.isalpha())
    end = start + 1
    while end < len(word) and unicodedata.category(word[end]) in {"Mn", "Mc"}:
        end += 1
    return word[start:end]

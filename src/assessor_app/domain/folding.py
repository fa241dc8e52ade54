"""Folding names for search: the beginning of any word, whatever the accents, case or vowel signs typed."""

import unicodedata

# Letters that Unicode does not take apart, by what people type for them.
_SINGLE = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe",
        "ə": "e", "ŋ": "n", "ى": "ي", "ة": "ه", "ـ": "", "ٱ": "ا", "ک": "ك", "ی": "ي",
    }
)  # fmt: skip
_VIRAMA_CLASS = 9
# They choose a glyph, never a letter: the grapheme joiner and the variation selectors.
_SELECTORS = {0x034F, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def fold(text: str) -> str:
    """The text as search compares it: lower case, without accents, harakat and punctuation, words by one space.

    The virama and the vowel signs of Indic scripts stay: they are letters there, not ornaments. What stays is taken
    apart, so that half a Hangul syllable begins the whole one. Only what the search index too holds for parts of
    words is left (L, N, Mn, Mc): there, one more character would make two words of one, and a query of it an error.
    """
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold()).translate(_SINGLE)
    return " ".join("".join(_kept(char) for char in spread).split())


def _kept(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] in "LN":
        return char
    if kind in {"Mn", "Mc"}:
        stays = unicodedata.combining(char) in {0, _VIRAMA_CLASS} and ord(char) not in _SELECTORS
        return char if stays else ""
    return "" if kind in {"Cf", "Me"} else " "

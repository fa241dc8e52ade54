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


def fold(text: str) -> str:
    """The text as search compares it: lower case, without accents, harakat and punctuation, words by one space.

    The virama and the vowel signs of Indic scripts stay: they are letters there, not ornaments.
    """
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_SINGLE))
    kept = "".join(char for char in spread if unicodedata.combining(char) in {0, _VIRAMA_CLASS})
    words = "".join(char if _in_word(char) else " " for char in kept.translate(_SINGLE)).split()
    return unicodedata.normalize("NFC", " ".join(words))


def _in_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNM" or char in "‌‍"

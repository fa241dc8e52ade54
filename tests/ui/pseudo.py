"""Languages that nobody speaks: one with longer words, one written from right to left."""

import gettext
import re
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assessor_app.wording import catalogue

LONGER = 0.4
ACCENTS = str.maketrans("aeiouncAEIOUNC", "áéîöüñçÁÉÎÖÜÑÇ")
TAIL = "ølåmestißwæ" * 4
LETTERS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyz",
    "".join(chr(letter) for letter in range(0x0628, 0x0628 + 26 + 1) if letter != 0x063F),
)


class _Pseudo(gettext.NullTranslations):
    """Answers in English, changed word by word."""

    def __init__(self, change: Callable[[str], str]) -> None:
        super().__init__()
        self._change = change

    def gettext(self, message: str) -> str:
        return self._change(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._change(msgid1 if n == 1 else msgid2)

    def pgettext(self, _context: str, message: str) -> str:
        return self._change(message)


def stretched(message: str) -> str:
    """The message with words longer by 40 %, with accents; its fields stay."""
    return _outside_fields(message, lambda words: re.sub(r"[^\W\d_]{2,}", _longer, words).translate(ACCENTS))


def mirrored(message: str) -> str:
    """The message in Arabic letters; its fields stay."""
    return _outside_fields(message, lambda words: words.lower().translate(LETTERS))


def _outside_fields(message: str, change: Callable[[str], str]) -> str:
    told = []
    for words, field, form, conversion in string.Formatter().parse(message):
        told.append(change(words))
        if field is not None:
            told.append(f"{{{field}{'!' + conversion if conversion else ''}{':' + form if form else ''}}}")
    return "".join(told)


def _longer(word: re.Match[str]) -> str:
    return word[0] + TAIL[: round(len(word[0]) * LONGER)]


@contextmanager
def speaking(application: QApplication, language: str) -> Iterator[None]:
    """Everything made meanwhile speaks `stretched`, `mirrored` or a real language, and is laid out as it is read."""
    before, way = catalogue._spoken.words, application.layoutDirection()
    made = {"stretched": _Pseudo(stretched), "mirrored": _Pseudo(mirrored)}
    catalogue._spoken.words = made.get(language) or catalogue.words(language)
    if language == "mirrored":
        application.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        yield
    finally:
        catalogue._spoken.words = before
        application.setLayoutDirection(way)

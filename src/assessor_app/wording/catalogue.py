"""The one gettext catalogue that window, paper and command line speak from.

The language people read is a property of the process, as it is in the standard library's gettext: it lives in
one private holder here. A paper is drawn in its form's own language through `words`.
"""

import gettext as standard
from functools import cache
from pathlib import Path

from assessor_app.resources import translations_folder

SOURCE_LANGUAGE = "en"
_DOMAIN = "assessor"


class _Spoken:
    """Holds the language in use, so that widgets made later speak it too."""

    def __init__(self) -> None:
        self.language = SOURCE_LANGUAGE
        self.words: standard.NullTranslations = standard.NullTranslations()


_spoken = _Spoken()


def languages() -> tuple[str, ...]:
    """The languages that a translation exists for, English first."""
    found = sorted(
        path.parent.parent.name for path in translations_folder().glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    )
    return (SOURCE_LANGUAGE, *(name for name in found if name != SOURCE_LANGUAGE))


@cache
def words(language: str) -> standard.NullTranslations:
    """The words of one language; English where it has no translation."""
    folder: Path = translations_folder()
    return standard.translation(_DOMAIN, folder, languages=[language], fallback=True)


def speak(language: str) -> None:
    """From now on `gettext` answers in this language."""
    _spoken.language = language
    _spoken.words = words(language)


def spoken() -> str:
    """The language in use, as a BCP 47 tag."""
    return _spoken.language


def gettext(message: str) -> str:
    """The message in the language in use."""
    return _spoken.words.gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for this count in the language in use."""
    return _spoken.words.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in the language in use, told apart by its context."""
    return _spoken.words.pgettext(context, message)

"""The one gettext catalogue that window, paper and command line speak from.

The language people read is a property of the process, as it is in the standard library's gettext: it lives in
one private holder here. A paper is drawn in its form's own language through `words`, or all of it `speaking_here`.
"""

import gettext as standard
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

from assessor_app.resources import translations_folder

SOURCE_LANGUAGE = "en"
_DOMAIN = "assessor"
_OF_PAPERS_ALONE = frozenset({"ar"})
"""Languages that papers speak and the window does not: what stands on papers is translated, and nothing else yet."""


class _Spoken:
    """Holds the language in use, so that widgets made later speak it too."""

    def __init__(self) -> None:
        self.language = SOURCE_LANGUAGE
        self.words: standard.NullTranslations = standard.NullTranslations()


_spoken = _Spoken()
_here: ContextVar[str] = ContextVar("the language of one piece of work", default="")


def languages() -> tuple[str, ...]:
    """The languages that everything is translated into, English first: those of window and command line."""
    return tuple(name for name in paper_languages() if name not in _OF_PAPERS_ALONE)


def paper_languages() -> tuple[str, ...]:
    """The languages that papers are drawn in, English first."""
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


@contextmanager
def speaking_here(language: str) -> Iterator[None]:
    """Inside, and in this thread alone, `gettext` answers in this language; in English where it has no translation.

    A learner's paper is in the learner's language while the window goes on in that of whoever sits before it.
    """
    known = paper_languages()
    own = next((one for one in (language, language.partition("-")[0]) if one in known), SOURCE_LANGUAGE)
    token = _here.set(own)
    try:
        yield
    finally:
        _here.reset(token)


def spoken() -> str:
    """The language in use, as a BCP 47 tag."""
    return _here.get() or _spoken.language


def _now() -> standard.NullTranslations:
    here = _here.get()
    return words(here) if here else _spoken.words


def gettext(message: str) -> str:
    """The message in the language in use."""
    return _now().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The message for this count in the language in use."""
    return _now().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in the language in use, told apart by its context."""
    return _now().pgettext(context, message)

"""Countries and languages by the three letters that the Publications Office of the EU calls them."""

from typing import Any

from babel import Locale
from babel.core import get_global

_AUTHORITY = "http://publications.europa.eu/resource/authority"
_LETTERS = 3
_GONE = frozenset(["BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"])
"""Countries that are no more, under the code of the one that is."""
_OTHERS = frozenset(
    [
        "alb",
        "arm",
        "baq",
        "bur",
        "chi",
        "cze",
        "dut",
        "fre",
        "geo",
        "ger",
        "gre",
        "ice",
        "mac",
        "mao",
        "may",
        "per",
        "prp",
        "rum",
        "slo",
        "tib",
        "twi",
        "wel",
    ]
)
"""Second codes of libraries, and two of languages within another: the table has the others (ISO 639-2/T)."""


def country_concept(told: str) -> dict[str, Any] | None:
    """The country of a code of two letters (ISO 3166-1) or of its English name; None for what is neither."""
    code = _country_code(told.strip())
    if code is None:
        return None
    three = {
        two[0]: alias
        for alias, two in get_global("territory_aliases").items()
        if len(alias) == _LETTERS and alias.isalpha() and len(two) == 1 and alias not in _GONE
    }
    if code not in three:
        return None
    return _concept("country", three[code], str(Locale("en").territories[code]))


def language_concept(code: str) -> dict[str, Any]:
    """The language of a code of two letters; English where it is not known."""
    # Of several the last is the whole language, as `ara` beside `arb`.
    three = {
        two: alias
        for alias, two in get_global("language_aliases").items()
        if len(alias) == _LETTERS and alias not in _OTHERS
    }
    known = code if code in three else "en"
    return _concept("language", three[known].upper(), str(Locale("en").languages[known]))


def _country_code(told: str) -> str | None:
    names = Locale("en").territories
    if told.upper() in names and len(told) == 2:  # noqa: PLR2004 - ISO 3166-1 alpha-2
        return told.upper()
    wanted = told.casefold()
    return next((code for code, name in names.items() if name.casefold() == wanted and code.isalpha()), None)


def _concept(table: str, code: str, label: str) -> dict[str, Any]:
    return {
        "id": f"{_AUTHORITY}/{table}/{code}",
        "type": "Concept",
        "inScheme": {"id": f"{_AUTHORITY}/{table}", "type": "ConceptScheme"},
        "prefLabel": {"en": [label]},
        "notation": table,
    }

"""Countries by their ISO 3166-1 codes, named in the language in use."""

from assessor_app.domain.folding import fold
from assessor_app.wording.catalogue import spoken

_LETTERS = 2
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"})


def countries() -> list[tuple[str, str]]:
    """(code, name) by name."""
    # Babel's tables are large and only setting up a centre wants them.
    from babel import Locale

    names = Locale.parse(spoken(), sep="-").territories
    found = [
        (code, name)
        for code, name in names.items()
        if len(code) == _LETTERS and code.isalpha() and code not in _NOT_COUNTRIES
    ]
    return sorted(found, key=lambda pair: fold(pair[1]))

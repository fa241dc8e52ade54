"""A country, as credentials say it."""

import re

from assessor_app.domain.errors import KnownError

_CODE = re.compile(r"[A-Z]{2}\Z")


def read_country(typed: str) -> str:
    """ISO 3166-1 alpha-2 in capitals, empty where nothing was typed. Raises KnownError("country-unusable")."""
    code = typed.strip().upper()
    if code and not _CODE.match(code):
        raise KnownError("country-unusable", country=typed.strip())
    return code

"""An award in the European Learning Model as packs have it: nobody signed it, so that there is nothing in it to check."""

import json

_MOST_BYTES = 4 * 1024 * 1024
"""With the picture in it. What is larger is not read: lists in lists take thirty times their room."""


def is_unsigned_award(content: bytes) -> bool:
    """Whether this is an award in the European Learning Model without a signature: there is nothing in it to check."""
    if len(content) > _MOST_BYTES or b"EuropeanDigitalCredential" not in content:
        return False
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(found, dict)
        and "proof" not in found
        and "EuropeanDigitalCredential" in str(found.get("type"))
    )

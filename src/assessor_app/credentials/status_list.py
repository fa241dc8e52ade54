"""Status lists (W3C Bitstring Status List 1.0): where a withdrawal of a credential shows.

A list is signed by the issuer of the credentials in it, ends on a day, and is made again before that day. Its places are
given at random, so that a place tells neither when nor after whom a credential was made.
"""

import secrets
from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Any

from assessor_app.credentials.jwt import JwtIssuing, sign_jwt
from assessor_app.credentials.signing import Issuing, sign_document
from assessor_app.domain.errors import KnownError

PLACES = 131_072
"""Bits of a list: the least that the standard allows."""
VALID_DAYS = 14
_FULLEST = PLACES // 2
"""Half full, the next list is begun: a place is found at the first or second try, and hides among many."""


def free_place(taken: Collection[int], *, choose: Callable[[int], int] = secrets.randbelow) -> int:
    """A place that nobody has, at random. Raises KnownError `status-list-full`: begin the next list."""
    if len(taken) >= _FULLEST:
        raise KnownError("status-list-full")
    while (place := choose(PLACES)) in taken:
        pass
    return place


def status_list(
    url: str, withdrawn: Collection[int], *, issuer: str, at: datetime, days: int = VALID_DAYS
) -> dict[str, Any]:
    """The list at this URL, unsigned; `withdrawn` are the places whose bit is set."""
    from openbadgeslib.ob3 import build_status_list_credential

    start = at.astimezone(UTC).replace(microsecond=0)
    built: dict[str, Any] = build_status_list_credential(
        issuer,
        url,
        "revocation",
        withdrawn,
        size_bits=PLACES,
        issued=start,
        valid_until=start + timedelta(days=days),
    )
    return built


def signed_list(
    url: str, withdrawn: Collection[int], *, issuing: Issuing, at: datetime, days: int = VALID_DAYS
) -> dict[str, Any]:
    """The list with its Data Integrity proof: what is published under a name that ends in .json."""
    return sign_document(
        status_list(url, withdrawn, issuer=issuing.did, at=at, days=days), issuing=issuing, created=at
    )


def list_jwt(
    url: str, withdrawn: Collection[int], *, issuing: JwtIssuing, at: datetime, days: int = VALID_DAYS
) -> str:
    """The same as a VC-JWT: what is published under a name that ends in .jwt."""
    return sign_jwt(
        status_list(url, withdrawn, issuer=issuing.did, at=at, days=days), issuing=issuing, subject=""
    )

"""What may go wrong between a device and its issuer, as something that a person can act on."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from assessor_app.domain.errors import KnownError

_MOST_SECONDS = 86_400
# What the next moment may mend by itself. What was refused stays refused, and a sign-in page waits for a person.
_PASSING = frozenset({"issuer-away", "issuer-slow", "connection-lost", "issuer-fault"})


@contextmanager
def told(*, host: str) -> Iterator[None]:
    """Turns httpx's errors in the block into KnownErrors (`HttpsCarrier` names them)."""
    import httpx

    try:
        yield
    except httpx.TimeoutException as error:
        raise KnownError("issuer-slow", host=host) from error
    except httpx.ConnectError as error:
        raise _not_reached(error, host=host) from error
    except httpx.TransportError as error:
        cause = _cause(error, ssl.SSLError)
        raise KnownError("issuer-not-proved" if cause else "connection-lost", host=host) from error
    except httpx.InvalidURL as error:
        raise KnownError("address-unreadable") from error


def pause(error: BaseException, *, longest: float) -> bool | float:
    """Whether to try again: in so many seconds, where the issuer said; False where trying again changes nothing."""
    if not isinstance(error, KnownError):
        return False
    if error.code == "too-often":
        seconds = float(str(error.details["seconds"]))
        return seconds if seconds <= longest else False
    return error.code in _PASSING


def seconds_of(retry_after: str) -> int:
    """Whole seconds from a header `Retry-After`; a minute where it says none."""
    text = retry_after.strip()
    return min(int(text), _MOST_SECONDS) if text.isascii() and text.isdigit() else 60


def _not_reached(error: BaseException, *, host: str) -> KnownError:
    if _cause(error, ssl.SSLError):
        return KnownError("issuer-not-proved", host=host)
    refused = _cause(error, ConnectionRefusedError)
    unknown = _cause(error, socket.gaierror)
    if unknown or not refused:
        return KnownError("network-away", host=host)
    return KnownError("issuer-away", host=host)


def _cause(error: BaseException | None, kind: type[BaseException]) -> bool:
    """Whether an error of this kind is behind it."""
    seen = 0
    while error is not None and seen < 20:  # noqa: PLR2004 - no chain of ours is longer, and a ring would never end
        if isinstance(error, kind):
            return True
        error = error.__cause__ or error.__context__
        seen += 1
    return False

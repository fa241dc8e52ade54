"""What every handler asks of a request."""

from litestar import Request
from litestar.datastructures import State

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.web.limits import Rate
from assessor_app.issuer.web.parts import Parts

PublicRequest = Request[None, None, State]


def parts_of(request: PublicRequest) -> Parts:
    parts: Parts = request.app.state.parts
    return parts


def limited(request: PublicRequest, kind: str, rate: Rate) -> None:
    """Raises KnownError("too-often", seconds)."""
    address = request.client.host if request.client else ""
    seconds = parts_of(request).limit.wait(address, kind, rate)
    if seconds:
        raise KnownError("too-often", seconds=seconds)

"""What goes wrong, as an answer: a code and a sentence; never a trace, never what was sent."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.status_codes import HTTP_400_BAD_REQUEST, HTTP_500_INTERNAL_SERVER_ERROR

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.web.logs import place_of
from assessor_app.issuer.web.parts import Parts
from assessor_app.wording.errors import sentence

STATUSES = {
    "too-often": 429,
    "sent-too-slowly": 408,
    "not-found": 404,
    "too-large": 413,
    "evidence-store-away": 503,
}
REFUSED = "refused"
_HTTP_CODES = {
    400: "request-unreadable",
    404: "not-found",
    405: "method-unknown",
    413: "too-large",
    415: "request-unreadable",
}


def refused(request: Request[Any, Any, Any], *codes: str) -> None:
    """Leaves the codes for the log's line of this request: whoever runs it sees why, and nothing of what was sent."""
    request.scope.setdefault("state", {})[REFUSED] = codes


def answer_known(request: Request[Any, Any, Any], error: KnownError) -> Response[dict[str, str]]:
    """Something the sender can act on."""
    refused(request, error.code)
    headers = {"Retry-After": str(error.details["seconds"])} if error.code == "too-often" else {}
    if error.code == "sent-too-slowly":
        headers["Connection"] = "close"  # the rest is not waited for
    return Response(
        {"error": error.code, "message": sentence(error)},
        status_code=STATUSES.get(error.code, HTTP_400_BAD_REQUEST),
        headers=headers,
    )


def answer_http(request: Request[Any, Any, Any], error: HTTPException) -> Response[dict[str, str]]:
    """What the framework refuses: a path that is not there, a body that is too large."""
    code = _HTTP_CODES.get(error.status_code, "request-unreadable")
    refused(request, code)
    return Response(
        {"error": code, "message": sentence(KnownError(code))},
        status_code=error.status_code,
        headers=error.headers,
    )


def answer_fault(request: Request[Any, Any, Any], error: Exception) -> Response[dict[str, str]]:
    """Our bug, or a database that is gone: said to the log with its place, and to the sender as a fault."""
    parts: Parts = request.app.state.parts
    parts.log.error("fault", route=str(request.scope.get("path_template", "")), **place_of(error))
    parts.metrics.count("faults")
    known = KnownError("issuer-fault")
    return Response(
        {"error": known.code, "message": sentence(known)}, status_code=HTTP_500_INTERNAL_SERVER_ERROR
    )

"""What goes wrong, as a page."""

from typing import Any

from litestar import Request, Response
from litestar.exceptions import HTTPException

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.web.console.links import is_inside, link
from assessor_app.issuer.web.console.pages import answer
from assessor_app.issuer.web.console.visits import without_session
from assessor_app.issuer.web.errors import refused
from assessor_app.issuer.web.logs import place_of
from assessor_app.issuer.web.parts import Parts
from assessor_app.wording.errors import sentence

STATUSES = {
    "role-missing": 403,
    "form-stale": 403,
    "too-often": 429,
    "record-not-here": 404,
    "no-such-paper": 404,
    "no-such-centre": 404,
    "no-such-device": 404,
    "no-such-question": 404,
    "not-found": 404,
    "decided-meanwhile": 409,
    "decided-already": 409,
    "cannot-be-accepted": 409,
    "not-for-a-person": 409,
    "answered-already": 409,
    "award-ended": 409,
    "suspended-already": 409,
    "not-suspended": 409,
}
RAISED = frozenset({"role-missing", "form-stale", "sign-in-first", "too-often", "request-unreadable"})
"""These end a visit; every other is said on the page that was being used."""


def status_of(error: KnownError) -> int:
    return STATUSES.get(error.code, 400)


def known_page(request: Request[Any, Any, Any], error: KnownError) -> Response[Any]:
    """Somebody who is not signed in is sent to do so, and back."""
    if error.code == "sign-in-first":
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        back = asked if request.method == "GET" and is_inside(asked) else ""
        told = "" if request.method == "GET" else "signed-out"
        return without_session(request, link("/sign-in", back=back, told=told))
    refused(request, error.code)
    page = answer("error.html", status=status_of(error), told=sentence(error))
    if error.code == "too-often":
        page.headers["Retry-After"] = str(error.details["seconds"])
    return page


def http_page(request: Request[Any, Any, Any], error: HTTPException) -> Response[str]:
    """What the framework refuses."""
    code = {404: "not-found", 405: "method-unknown", 413: "too-large"}.get(
        error.status_code, "request-unreadable"
    )
    refused(request, code)
    return answer("error.html", status=error.status_code, told=sentence(KnownError(code)))


def fault_page(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """Our bug, or a database that is gone."""
    parts: Parts = request.app.state.parts
    parts.log.error("fault", route=str(request.scope.get("path_template", "")), **place_of(error))
    parts.metrics.count("faults")
    return answer("error.html", status=500, told=sentence(KnownError("issuer-fault")))

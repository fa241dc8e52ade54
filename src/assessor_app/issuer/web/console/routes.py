"""The console's addresses, together."""

from typing import Any

from litestar import Response, Router, get
from litestar.exceptions import HTTPException

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.web.console import (
    centres,
    learners,
    overview,
    queue,
    reading,
    register,
    signing,
    stacking,
    stranded,
)
from assessor_app.issuer.web.console.errors import fault_page, http_page, known_page
from assessor_app.issuer.web.console.links import ROOT
from assessor_app.issuer.web.console.pages import STYLE


@get("/console.css", sync_to_thread=False)
def style() -> Response[bytes]:
    """The one file beside the pages."""
    return Response(STYLE, media_type="text/css", headers={"Cache-Control": "public, max-age=300"})


_HANDLERS: list[Any] = [
    style,
    signing.sign_in_page,
    signing.sign_in,
    signing.sign_out,
    signing.welcome_page,
    signing.welcome_code,
    signing.welcome_finish,
    overview.overview,
    queue.queue_page,
    queue.record_page,
    queue.decision,
    queue.acceptance,
    stranded.stranded_page,
    stranded.stranded_decision,
    learners.learners_page,
    learners.learners_answer,
    stacking.qualifications_page,
    stacking.qualifications_award,
    stacking.qualifications_person,
    register.register_page,
    register.register_search,
    register.paper_page,
    register.paper_end,
    centres.centre_list,
    centres.centre_page,
    centres.invitation,
    centres.suspension,
    reading.catalogue_page,
    reading.log_page,
]

CONSOLE = Router(
    path=ROOT,
    route_handlers=_HANDLERS,
    include_in_schema=False,
    exception_handlers={KnownError: known_page, HTTPException: http_page, Exception: fault_page},
)

"""The application: routes, limits, what is logged, what is told of errors."""

from typing import Any

from litestar import Litestar
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin

from assessor_app import __version__
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.web.console.routes import CONSOLE
from assessor_app.issuer.web.errors import answer_fault, answer_http, answer_known
from assessor_app.issuer.web.parts import Parts
from assessor_app.issuer.web.public import anchor_list, did_json, healthz, metrics, register_file, status_list
from assessor_app.issuer.web.sending import enrolments, envelopes, evidence
from assessor_app.issuer.web.verifier import beside_page, page_manifest, verifier_page
from assessor_app.issuer.web.verifying import verifying
from assessor_app.issuer.web.watching import Watching

MOST_BODY_BYTES = 64 * 1024
HANDLERS: list[Any] = [
    healthz,
    metrics,
    did_json,
    anchor_list,
    register_file,
    status_list,
    verifying,
    verifier_page,
    beside_page,
    page_manifest,
    enrolments,
    envelopes,
    evidence,
    CONSOLE,
]


def make_app(parts: Parts) -> Litestar:
    """An application over these parts; several may run in one process."""
    return Litestar(
        route_handlers=HANDLERS,
        state=State({"parts": parts}),
        middleware=[Watching()],
        exception_handlers={KnownError: answer_known, HTTPException: answer_http, Exception: answer_fault},
        request_max_body_size=MOST_BODY_BYTES,
        logging_config=None,
        openapi_config=OpenAPIConfig(
            title="Assessor issuer",
            version=__version__,
            path="/openapi",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        ),
    )

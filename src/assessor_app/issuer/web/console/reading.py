"""Pages that are only read: the catalogue's versions, and the log."""

from litestar import Response, get

from assessor_app.issuer.store import audit, catalogue, settings
from assessor_app.issuer.web.asking import PublicRequest
from assessor_app.issuer.web.console.visits import visit

_PAGE = 50
_MOST_DIGITS = 12


@get("/catalogue", sync_to_thread=True)
def catalogue_page(request: PublicRequest) -> Response[str]:
    here = visit(request)
    with here.parts.store.read() as connection:
        return here.page(
            "catalogue.html",
            here="catalogue",
            forms=catalogue.all_forms(connection),
            newest={(row.code, row.version) for row in catalogue.newest_forms(connection)},
            version=catalogue.version(connection),
            policy=settings.needed(connection, "policy"),
        )


@get("/log", sync_to_thread=True)
def log_page(request: PublicRequest) -> Response[str]:
    here, asked = visit(request), request.query_params.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < _MOST_DIGITS else None
    with here.parts.store.read() as connection:
        acts = audit.listed(connection, before=before, most=_PAGE + 1)
    return here.page(
        "log.html",
        here="log",
        acts=acts[:_PAGE],
        before=acts[_PAGE - 1].serial if len(acts) > _PAGE else "",
        begun=before is not None,
    )

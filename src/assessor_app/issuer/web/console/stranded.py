"""Records from before a restart that lost their place: each with a form of its own."""

from litestar import Response, get, post

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding.queue import lengths
from assessor_app.issuer.deciding.showing import shown_stranded
from assessor_app.issuer.deciding.stranded import WhichStranded, accept_stranded, reject_stranded
from assessor_app.issuer.store import stranded
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit

_MOST = 20


@get("/stranded", sync_to_thread=True)
def stranded_page(request: PublicRequest) -> Response[str]:
    return _page(visit(request), done=request.query_params.get("done", ""))


@post("/stranded", status_code=200)
async def stranded_decision(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _decide(request, form))


def _decide(request: PublicRequest, form: Form) -> Response[str]:
    here, accepts = acting(request, form), form.text("act") == "accept"
    which = WhichStranded(centre=form.text("centre"), chain=form.text("chain"), hash=form.text("hash"))
    decide = accept_stranded if accepts else reject_stranded
    try:
        with here.parts.store.write() as connection:
            decide(connection, here.person, which, reason=form.text("reason"), now=here.parts.now())
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _page(here, problem=error, chosen=which.hash, reason=form.text("reason"))
    here.parts.wake.set()
    return redirect(link("/stranded", done="accepted" if accepts else "rejected"))


def _page(
    here: Visit, *, done: str = "", problem: KnownError | None = None, chosen: str = "", reason: str = ""
) -> Response[str]:
    with here.parts.store.read() as connection:
        found = stranded.waiting(connection)
        return here.page(
            "stranded.html",
            here="queue",
            status=status_of(problem) if problem else 200,
            rows=[(one, shown_stranded(connection, one)) for one in found[:_MOST]],
            stranded=len(found),
            lengths=lengths(connection),
            chosen=chosen,
            reason=reason,
            done=done,
            problem=problem,
        )

"""The register: one paper found by number or holder, its history, and taking its award away."""

from litestar import Response, get, post

from assessor_app.domain.answer import PaperState
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding.revoke import ACTS, take_away
from assessor_app.issuer.deciding.showing import shown
from assessor_app.issuer.register import search
from assessor_app.issuer.register.published import published_at
from assessor_app.issuer.store import audit, records
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit

_HOW = {"revoke": PaperState.REVOKED, "annul": PaperState.ANNULLED}


@get("/register", sync_to_thread=True)
def register_page(request: PublicRequest) -> Response[str]:
    here = visit(request)
    with here.parts.store.read() as connection:
        as_of = published_at(connection).isoformat()
    return here.page("register.html", here="register", typed="", result=None, as_of=as_of)


@post("/register", status_code=200)
async def register_search(request: PublicRequest) -> Response[str]:
    """By POST: what was looked for does not stand in an address, a history or a proxy's log."""
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _search(request, form))


@get("/paper", sync_to_thread=True)
def paper_page(request: PublicRequest) -> Response[str]:
    here, asked = visit(request), request.query_params
    return _paper(here, asked.get("centre", ""), asked.get("number", ""), done=asked.get("done", ""))


@post("/paper", status_code=200)
async def paper_end(request: PublicRequest) -> Response[str]:
    """Revoke or annul, once it was said twice that this is meant."""
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _end(request, form))


def _search(request: PublicRequest, form: Form) -> Response[str]:
    here, typed = acting(request, form), form.text("wanted")[:100]
    result, problem = None, None
    try:
        with here.parts.store.write() as connection:
            result = search.search(connection, here.person, typed, now=here.parts.now())
    except KnownError as error:
        if error.code in RAISED:
            raise
        problem = error
    with here.parts.store.read() as connection:
        as_of = published_at(connection).isoformat()
    return here.page(
        "register.html",
        here="register",
        status=status_of(problem) if problem else 200,
        typed=typed,
        result=result,
        as_of=as_of,
        problem=problem,
    )


def _end(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    centre, number, how = form.text("centre"), form.text("number"), _HOW.get(form.text("how"))
    reason = form.text("reason")
    try:
        if how is None:
            raise KnownError("request-unreadable")  # noqa: TRY301 - said on the page like every other
        if form.text("sure") != "yes":
            raise KnownError("not-confirmed")  # noqa: TRY301
        with here.parts.store.write() as connection:
            take_away(
                connection,
                here.person,
                centre=centre,
                number=number,
                how=how,
                reason=reason,
                now=here.parts.now(),
            )
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _paper(here, centre, number, problem=error, reason=reason)
    here.parts.wake.set()
    return redirect(link("/paper", centre=centre, number=number, done=how.value))


def _paper(
    here: Visit,
    centre: str,
    number: str,
    *,
    done: str = "",
    problem: KnownError | None = None,
    reason: str = "",
) -> Response[str]:
    with here.parts.store.read() as connection:
        found = search.find(connection, centre, number)
        paper = found.paper
        place = records.place(connection, centre=paper.centre, chain=paper.chain, seq=paper.seq)
        return here.page(
            "paper.html",
            here="register",
            status=status_of(problem) if problem else 200,
            found=found,
            record=shown(connection, place),
            papers=search.of_award(connection, paper),
            acts=audit.about(connection, paper.award, acts=tuple(ACTS.values())),
            as_of=published_at(connection).isoformat(),
            done=done,
            problem=problem,
            reason=reason,
        )

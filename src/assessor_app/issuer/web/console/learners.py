"""Two that may be one learner, side by side."""

from litestar import Response, get, post

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding import same
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit

_MOST = 20


@get("/learners", sync_to_thread=True)
def learners_page(request: PublicRequest) -> Response[str]:
    return _page(visit(request), done=request.query_params.get("done", ""))


@post("/learners", status_code=200)
async def learners_answer(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _answer(request, form))


def _answer(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    try:
        with here.parts.store.write() as connection:
            same.answer(
                connection,
                here.person,
                centre=form.text("centre"),
                one=form.text("one"),
                other=form.text("other"),
                said=form.text("said"),
                now=here.parts.now(),
            )
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _page(here, problem=error)
    here.parts.wake.set()
    return redirect(link("/learners", done=form.text("said")))


def _page(here: Visit, *, done: str = "", problem: KnownError | None = None) -> Response[str]:
    with here.parts.store.read() as connection:
        return here.page(
            "learners.html",
            here="learners",
            status=status_of(problem) if problem else 200,
            questions=same.questions(connection, most=_MOST),
            waiting=same.waiting(connection),
            done=done,
            problem=problem,
        )

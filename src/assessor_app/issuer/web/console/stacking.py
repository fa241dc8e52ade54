"""Qualifications that may be awarded: who holds what, and one button each."""

from litestar import Response, get, post

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.deciding import across
from assessor_app.issuer.stacking.due import due
from assessor_app.issuer.stacking.release import award_qualification
from assessor_app.issuer.web.asking import PublicRequest, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import link
from assessor_app.issuer.web.console.visits import Form, Visit, acting, form_of, redirect, visit

_MOST = 20


@get("/qualifications", sync_to_thread=True)
def qualifications_page(request: PublicRequest) -> Response[str]:
    return _page(visit(request), done=request.query_params.get("done", ""))


@post("/qualifications", status_code=200)
async def qualifications_award(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _award(request, form))


def _award(request: PublicRequest, form: Form) -> Response[str]:
    here = acting(request, form)
    try:
        with here.parts.store.write() as connection:
            award_qualification(
                connection,
                here.person,
                centre=form.text("centre"),
                learner=form.text("learner"),
                code=form.text("code"),
                now=here.parts.now(),
            )
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _page(here, problem=error)
    here.parts.wake.set()
    return redirect(link("/qualifications", done="awarded"))


@post("/qualifications/person", status_code=200)
async def qualifications_person(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    return await parts_of(request).in_thread(lambda: _person(request, form))


def _person(request: PublicRequest, form: Form) -> Response[str]:
    """Whether learners of two centres are one person."""
    here = acting(request, form)
    try:
        with here.parts.store.write() as connection:
            across.answer(
                connection,
                here.person,
                one=(form.text("centre"), form.text("one")),
                other=(form.text("other_centre"), form.text("other")),
                said=form.text("said"),
                now=here.parts.now(),
            )
    except KnownError as error:
        if error.code in RAISED:
            raise
        return _page(here, problem=error)
    return redirect(link("/qualifications", done=form.text("said")))


def _page(here: Visit, *, done: str = "", problem: KnownError | None = None) -> Response[str]:
    with here.parts.store.read() as connection:
        found, more = due(connection, now=here.parts.now(), most=_MOST)
        return here.page(
            "qualifications.html",
            here="qualifications",
            status=status_of(problem) if problem else 200,
            found=found,
            more=more,
            pairs=across.pairs(connection, now=here.parts.now(), most=_MOST),
            done=done,
            problem=problem,
        )

"""Signing in and out, and the first visit."""

from litestar import Response, get, post
from markupsafe import Markup

from assessor_app.documents.qr import QUIET_MODULES, QrSegment, dark_runs, qr_matrix
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.people import signin, totp, welcome
from assessor_app.issuer.store import settings
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.console.errors import RAISED, status_of
from assessor_app.issuer.web.console.links import ROOT, is_inside, link
from assessor_app.issuer.web.console.pages import answer
from assessor_app.issuer.web.console.visits import (
    Form,
    acting,
    end_session,
    form_of,
    with_session,
    without_session,
)
from assessor_app.issuer.web.limits import CONSOLE, ENROLLING, SIGNING_IN, network_of
from assessor_app.issuer.web.parts import Parts
from assessor_app.wording.errors import sentence


@get("/sign-in", sync_to_thread=True)
def sign_in_page(request: PublicRequest) -> Response[str]:
    limited(request, "console", CONSOLE)
    back = request.query_params.get("back", "")
    return _sign_in(parts_of(request), told=request.query_params.get("told", ""), back=back)


@post("/sign-in", status_code=200)
async def sign_in(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    limited(request, "signing-in", SIGNING_IN)
    parts = parts_of(request)
    address = network_of(request.client.host if request.client else "")

    def work() -> str:
        return signin.sign_in(
            parts.store,
            name=form.text("name"),
            password=form.text("password"),
            digits=form.text("digits"),
            address=address,
            vault=parts.vault,
            now=parts.now(),
        )

    back = form.text("back")
    try:
        async with parts.slow:
            token = await parts.in_thread(work)
    except KnownError as error:
        parts.metrics.count("sign_ins", result=error.code)
        return _sign_in(parts, back=back, problem=error, name=form.text("name"))
    await parts.in_thread(lambda: end_session(request))  # of whoever sat here before
    parts.metrics.count("sign_ins", result="done")
    return with_session(request, back if is_inside(back) else ROOT, token)


@post("/sign-out", status_code=200)
async def sign_out(request: PublicRequest) -> Response[str]:
    form = await form_of(request)

    def work() -> None:
        acting(request, form)
        end_session(request)

    await parts_of(request).in_thread(work)
    return without_session(request, link("/sign-in", told="done"))


@get("/welcome", sync_to_thread=True)
def welcome_page(request: PublicRequest) -> Response[str]:
    limited(request, "console", CONSOLE)
    return answer("welcome.html", body=_body(parts_of(request)), problem="")


@post("/welcome", status_code=200)
async def welcome_code(request: PublicRequest) -> Response[str]:
    """By the code, the page on which password and authenticator are set up."""
    form = await form_of(request)
    limited(request, "welcome", ENROLLING)
    parts = parts_of(request)
    try:
        return await parts.in_thread(lambda: _setting_up(parts, form.text("code")))
    except KnownError as error:
        if error.code in RAISED:
            raise
        return answer("welcome.html", status=status_of(error), body=_body(parts), problem=sentence(error))


@post("/welcome/finish", status_code=200)
async def welcome_finish(request: PublicRequest) -> Response[str]:
    form = await form_of(request)
    limited(request, "welcome", ENROLLING)
    parts = parts_of(request)
    try:
        async with parts.slow:
            await parts.in_thread(lambda: _finish(parts, form))
    except KnownError as error:
        if error.code == "welcome-code-wrong":
            told = sentence(error)
            return answer("welcome.html", status=status_of(error), body=_body(parts), problem=told)
        problem = error
        return await parts.in_thread(lambda: _setting_up(parts, form.text("code"), problem=problem))
    return without_session(request, link("/sign-in", told="set-up"))


def _finish(parts: Parts, form: Form) -> None:
    if form.text("password") != form.text("again"):
        raise KnownError("passwords-differ")
    with parts.store.write() as connection:
        welcome.settle_in(
            connection,
            form.text("code"),
            password=form.text("password"),
            digits=form.text("digits"),
            vault=parts.vault,
            now=parts.now(),
        )


def _setting_up(parts: Parts, code: str, *, problem: KnownError | None = None) -> Response[str]:
    with parts.store.write() as connection:
        arrival = welcome.arrive(connection, code, vault=parts.vault, now=parts.now())
        body = settings.needed(connection, "name")
    return answer(
        "setting_up.html",
        status=status_of(problem) if problem else 200,
        body=body,
        name=arrival.name,
        code=code,
        secret=totp.secret_text(arrival.secret),
        qr=qr_picture(totp.address(arrival.secret, issuer=body, name=arrival.name)),
        least=welcome.LEAST_PASSWORD,
        problem=sentence(problem) if problem else "",
    )


def qr_picture(text: str) -> Markup:
    """A QR code as an SVG of one path, black on white with its quiet zone, four units a module."""
    matrix = qr_matrix([QrSegment(text, "byte")])
    size = len(matrix) + 2 * QUIET_MODULES
    path = "".join(
        f"M{column + QUIET_MODULES} {row + QUIET_MODULES}h{length}v1h-{length}z"
        for column, row, length in dark_runs(matrix)
    )
    shape = (
        '<svg class="qr" viewBox="0 0 {size} {size}" width="240" height="240" shape-rendering="crispEdges"'
    )
    inside = '<rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    return Markup(shape + ' aria-hidden="true">' + inside).format(size=size, path=path)  # noqa: S704 - its own text


def _sign_in(
    parts: Parts, *, told: str = "", back: str = "", problem: KnownError | None = None, name: str = ""
) -> Response[str]:
    page = answer(
        "sign_in.html",
        status=status_of(problem) if problem else 200,
        body=_body(parts),
        told=told,
        back=back if is_inside(back) else "",
        name=name,
        problem=sentence(problem) if problem else "",
    )
    if problem is not None and problem.code == "too-often":
        page.headers["Retry-After"] = str(problem.details["seconds"])
    return page


def _body(parts: Parts) -> str:
    with parts.store.read() as connection:
        return settings.needed(connection, "name")

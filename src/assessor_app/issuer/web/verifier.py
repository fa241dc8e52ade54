"""The page on which anybody checks a certificate, at the address that stands on every paper."""

from litestar import Response, get

from assessor_app.domain.errors import KnownError
from assessor_app.formats.verifier_page import ICON, LICENCES, MANIFEST, PAGE, WORKER
from assessor_app.issuer.register import page
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.documented import OBJECT, operation, refusals
from assessor_app.issuer.web.limits import READING

# A list of keys is new at any time: browsers ask each time whether the page they have is the newest.
_CACHED = "public, no-cache"
_ANSWERS = refusals(400, 404, 429, 500)


@get(
    "/",
    summary="The verifier page: is this certificate real?",
    responses=_ANSWERS,
    operation_class=operation(["text/html"]),
)
async def verifier_page(request: PublicRequest) -> Response[bytes]:
    """What stands behind `#` in a certificate's code never comes here."""
    return await _sent(request, PAGE)


@get(
    [f"/{WORKER}", f"/{ICON}", f"/{LICENCES}"],
    summary="What a telephone keeps the verifier page with",
    responses=_ANSWERS,
    operation_class=operation(["text/javascript", "image/svg+xml", "text/plain"]),
)
async def beside_page(request: PublicRequest) -> Response[bytes]:
    """The worker that keeps the page, its icon, and the licences of what is inside it."""
    return await _sent(request, request.url.path.removeprefix("/"))


@get(
    f"/{MANIFEST}",
    summary="What a telephone installs the verifier page by",
    responses=_ANSWERS,
    operation_class=operation(["application/manifest+json"], schema=OBJECT),
)
async def page_manifest(request: PublicRequest) -> Response[bytes]:
    return await _sent(request, MANIFEST)


async def _sent(request: PublicRequest, name: str) -> Response[bytes]:
    limited(request, "reading", READING)
    parts = parts_of(request)

    def read() -> Response[bytes]:
        with parts.store.read() as connection:
            found = next((file for file in page.files(connection) if file.name == name), None)
        if found is None:
            raise KnownError("not-found")
        headers = {"Cache-Control": _CACHED, "Permissions-Policy": "camera=(self)"}
        if found.policy:
            headers["Content-Security-Policy"] = found.policy
        # Of text the framework says the encoding itself: UTF-8.
        media_type = found.media_type.removesuffix("; charset=utf-8")
        return Response(found.content, media_type=media_type, headers=headers)

    return await parts.in_thread(read)

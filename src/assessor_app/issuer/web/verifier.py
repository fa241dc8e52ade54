"""The page on which anybody checks a certificate, at the address that stands on every paper."""

from litestar import Response, get

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.register import page
from assessor_app.issuer.register.files import StaticFile
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.documented import OBJECT, operation, refusals
from assessor_app.issuer.web.limits import READING

# A list of keys is new at any time: browsers ask each time whether the page they have is the newest.
_CACHED = "public, no-cache"
_OF_NAME = refusals(400, 404, 429, 500)


@get(
    "/",
    sync_to_thread=True,
    summary="The verifier page: is this certificate real?",
    responses=_OF_NAME,
    operation_class=operation(["text/html"]),
)
def verifier_page(request: PublicRequest) -> Response[bytes]:
    """What stands behind `#` in a certificate's code never comes here."""
    limited(request, "reading", READING)
    if not page.is_built():
        raise KnownError("not-found")
    with parts_of(request).store.read() as connection:
        return _sent(page.page_file(connection))


@get(
    [f"/{page.WORKER_PATH}", f"/{page.ICON_PATH}"],
    summary="What a telephone keeps the verifier page with",
    responses=_OF_NAME,
    operation_class=operation(["text/javascript", "image/svg+xml"]),
)
async def beside_page(request: PublicRequest) -> Response[bytes]:
    """The worker that keeps the page, and its icon."""
    return await _beside(request)


@get(
    f"/{page.MANIFEST_PATH}",
    summary="What a telephone installs the verifier page by",
    responses=_OF_NAME,
    operation_class=operation(["application/manifest+json"], schema=OBJECT),
)
async def page_manifest(request: PublicRequest) -> Response[bytes]:
    return await _beside(request)


async def _beside(request: PublicRequest) -> Response[bytes]:
    limited(request, "reading", READING)
    if not page.is_built():
        raise KnownError("not-found")
    parts = parts_of(request)

    def read() -> StaticFile:
        with parts.store.read() as connection:
            return page.beside_page(connection, request.url.path.removeprefix("/"))

    return _sent(await parts.in_thread(read))


def _sent(file: StaticFile) -> Response[bytes]:
    headers = {"Cache-Control": _CACHED, "Permissions-Policy": "camera=(self)"}
    if file.policy:
        headers["Content-Security-Policy"] = file.policy
    return Response(file.content, media_type=file.media_type, headers=headers)

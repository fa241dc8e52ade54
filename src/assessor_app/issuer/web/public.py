"""What anybody may read: the register, the list of keys, the did document; and whether this process is well."""

from typing import Annotated

from litestar import Response, get
from litestar.params import Parameter
from sqlalchemy import select

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.counting.status import status
from assessor_app.issuer.keys import anchors
from assessor_app.issuer.register import static
from assessor_app.issuer.register.files import StaticFile
from assessor_app.issuer.store.bodies import setting
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.documented import OBJECT, operation, refusals
from assessor_app.issuer.web.limits import READING
from assessor_app.issuer.web.metrics import Labels

_CACHED = "public, max-age=60"
_METRICS_TYPE = "text/plain; version=0.0.4"
_ALWAYS = refusals(400, 429, 500)
_OF_NAME = refusals(400, 404, 429, 500)


@get(
    "/healthz",
    sync_to_thread=True,
    summary="Whether this process and its database are well",
    responses=_ALWAYS,
)
def healthz(request: PublicRequest) -> dict[str, str]:
    """Asks the database; 500 where it does not answer."""
    limited(request, "reading", READING)
    with parts_of(request).store.read() as connection:
        connection.execute(select(setting.c.name).limit(1))
    return {"status": "ok"}


@get(
    "/metrics",
    sync_to_thread=True,
    summary="Counters and the closed count for Prometheus",
    responses=_ALWAYS,
    operation_class=operation(["text/plain"]),
)
def metrics(request: PublicRequest) -> Response[str]:
    """Of this machine's own network only: a proxy does not pass it on."""
    limited(request, "reading", READING)
    parts = parts_of(request)
    with parts.store.read() as connection:
        found = status(connection)
        listed = anchors.newest(connection).current
    count = found.count
    gauges: list[tuple[str, Labels, int]] = [
        ("records", (("state", state),), number)
        for state, number in (
            ("captured", count.captured),
            ("accepted", count.accepted),
            ("held", count.held),
            ("rejected", count.rejected),
        )
    ]
    gauges.append(("records_undecided", (), found.undecided))
    gauges.append(("key_list_waits_for_root", (), 0 if listed else 1))
    gauges.append(("devices", (), sum(len(centre.devices) for centre in found.centres)))
    return Response(parts.metrics.text(gauges), media_type=_METRICS_TYPE)


@get(
    "/.well-known/did.json",
    sync_to_thread=True,
    summary="The issuer's did:web document",
    responses=_ALWAYS,
    operation_class=operation(["application/did+json"], schema=OBJECT),
)
def did_json(request: PublicRequest) -> Response[bytes]:
    limited(request, "reading", READING)
    with parts_of(request).store.read() as connection:
        return _public(static.did_file(connection))


@get(
    "/anchors",
    sync_to_thread=True,
    summary="The newest list of keys, signed by the root",
    responses=_ALWAYS,
    operation_class=operation(["application/jose"]),
)
def anchor_list(request: PublicRequest) -> Response[bytes]:
    limited(request, "reading", READING)
    with parts_of(request).store.read() as connection:
        return _public(static.anchors_file(connection))


@get(
    "/register/{name:str}",
    sync_to_thread=True,
    summary="A file of the register",
    responses=_OF_NAME,
    operation_class=operation(["application/jose", "application/cbor"]),
)
def register_file(
    request: PublicRequest,
    name: Annotated[str, Parameter(pattern=r"^(manifest|register\.cbor|[0-9a-f]{3})$", max_length=16)],
) -> Response[bytes]:
    """`manifest`, `register.cbor` (all of it), or a bucket by three hex digits."""
    limited(request, "reading", READING)
    parts = parts_of(request)
    with parts.store.read() as connection:
        file = parts.shelf.file(connection, f"register/{name}")
    if file is None:
        raise KnownError("not-found")
    return _public(file)


@get(
    "/status/{name:str}",
    sync_to_thread=True,
    summary="A list of withdrawn credentials",
    responses=_OF_NAME,
    operation_class=operation([static.STATUS_TYPE, static.STATUS_JWT_TYPE]),
)
def status_list(
    request: PublicRequest,
    name: Annotated[str, Parameter(pattern=r"^[1-9][0-9]{0,5}\.(json|jwt)$", max_length=16)],
) -> Response[bytes]:
    """A W3C Bitstring Status List, signed as Data Integrity (`.json`) or as a JWT (`.jwt`)."""
    limited(request, "reading", READING)
    with parts_of(request).store.read() as connection:
        number, _, ending = name.partition(".")
        file = static.status_file(connection, int(number), jwt=ending == "jwt")
    if file is None:
        raise KnownError("not-found")
    return _public(file)


def _public(file: StaticFile) -> Response[bytes]:
    # A saved copy of the verifier page, and anybody else's verifier, reads these from wherever it stands.
    headers = {"Cache-Control": _CACHED, "Access-Control-Allow-Origin": "*"}
    return Response(file.content, media_type=file.media_type, headers=headers)

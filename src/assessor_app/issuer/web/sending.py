"""What devices send: enrolments, envelopes, pieces of evidence (`docs/sync.md`)."""

from contextlib import nullcontext
from typing import Annotated

from litestar import Response, post, put
from litestar.params import Parameter
from litestar.status_codes import HTTP_200_OK, HTTP_204_NO_CONTENT

from assessor_app.domain.errors import KnownError
from assessor_app.formats import enrolment
from assessor_app.formats.envelope import MEDIA_TYPE
from assessor_app.formats.sync_limits import (
    MOST_ENVELOPE_BYTES,
    MOST_PIECES,
    MOST_REQUEST_BYTES,
    PIECE_BYTES,
)
from assessor_app.issuer.enrolling.enrol import enrol
from assessor_app.issuer.intake.pieces import take_piece
from assessor_app.issuer.intake.receiving import receive
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.documented import operation, refusals
from assessor_app.issuer.web.errors import refused
from assessor_app.issuer.web.limits import ENROLLING, SENDING

MANY_BYTES = 6 * 1024
"""An envelope of some thirty records: a device begins with sixty, and whoever sends that many has more."""
ENROLMENT_TYPE = "application/vnd.assessor.enrolment"
_REFUSED = refusals(400, 408, 413, 429, 500)


@post(
    "/enrolments",
    status_code=HTTP_200_OK,
    request_max_body_size=MOST_REQUEST_BYTES * 2,
    responses=_REFUSED,
    operation_class=operation([ENROLMENT_TYPE], takes=ENROLMENT_TYPE),
    summary="Join: a signed request with the proof of a one-time code",
)
async def enrolments(request: PublicRequest) -> Response[bytes]:
    """The body is an enrolment request, the answer an enrolment answer; both as on a stick."""
    limited(request, "enrolling", ENROLLING)
    parts = parts_of(request)

    def work(data: bytes) -> bytes:
        text = enrolment.read_request(data)
        with parts.store.write() as connection:
            return enrolment.write_answer(enrol(connection, text, vault=parts.vault, now=parts.now()))

    async with parts.arriving.whole(request) as data:
        answer = await parts.in_thread(lambda: work(data))
    parts.metrics.count("enrolments")
    return Response(answer, media_type=ENROLMENT_TYPE)


@post(
    "/envelopes",
    status_code=HTTP_200_OK,
    request_max_body_size=MOST_ENVELOPE_BYTES,
    responses=_REFUSED,
    operation_class=operation([MEDIA_TYPE], takes=MEDIA_TYPE),
    summary="Hand over an envelope; its answer is another",
)
async def envelopes(request: PublicRequest) -> Response[bytes]:
    """Everything in it is stored before it is answered, or it is refused whole and nothing of it is."""
    limited(request, "sending", SENDING)
    parts = parts_of(request)
    async with parts.arriving.whole(request) as data:
        with parts.receiving.many() if len(data) > MANY_BYTES else nullcontext():
            received = await parts.in_thread(
                lambda: receive(parts.store, data, vault=parts.vault, now=parts.now())
            )
    if received.refused:
        refused(request, *received.refused)
    parts.metrics.count("records_stored", by=received.stored)
    if received.stored or received.transcripts:
        parts.wake.set()
    return Response(received.answer, media_type=MEDIA_TYPE)


@put(
    "/evidence/{address:str}/{number:int}",
    status_code=HTTP_204_NO_CONTENT,
    request_max_body_size=PIECE_BYTES,
    responses=refusals(400, 404, 408, 413, 429, 500, 503),
    operation_class=operation([], takes="application/octet-stream"),
    summary="Hand over a piece of evidence that a manifest named",
)
async def evidence(
    request: PublicRequest,
    address: Annotated[str, Parameter(pattern=r"^[0-9a-f]{64}$")],
    number: Annotated[int, Parameter(ge=0, lt=MOST_PIECES)],
) -> None:
    """Its hash is the manifest's: it needs no signature, and may come twice and in any order."""
    limited(request, "sending", SENDING)
    parts = parts_of(request)
    pieces = parts.pieces
    if pieces is None:
        raise KnownError("evidence-store-away")
    async with parts.arriving.whole(request) as data:
        await parts.in_thread(
            lambda: take_piece(
                parts.store, pieces, address=address, number=number, piece=data, now=parts.now()
            )
        )

"""`POST /verify`: the public word on a paper or a credential, for systems (`docs/issuer/verify.md`)."""

import asyncio
from typing import Any

from litestar import post
from litestar.openapi.spec import OpenAPIType, Schema
from litestar.status_codes import HTTP_200_OK

from assessor_app.domain.errors import KnownError
from assessor_app.formats.verify_request import (
    MOST_BYTES,
    MOST_FILE_BYTES,
    read_verify_request,
)
from assessor_app.issuer.verifying.verify import verify
from assessor_app.issuer.web.asking import PublicRequest, limited, parts_of
from assessor_app.issuer.web.documented import operation, refusals
from assessor_app.issuer.web.limits import LOOKING_UP, VERIFYING

_PATIENCE_SECONDS = 20.0
_TEXT = Schema(type=OpenAPIType.STRING, min_length=1)
_ASKED = Schema(
    type=OpenAPIType.OBJECT,
    description="One of: qr; number and name; credential; file.",
    properties={
        "qr": Schema(type=OpenAPIType.STRING, min_length=1, description="The text of the QR code."),
        "number": Schema(
            type=OpenAPIType.STRING, min_length=1, max_length=40, description="The number under the code."
        ),
        "name": Schema(
            type=OpenAPIType.STRING, min_length=1, description="The holder's name as the paper has it; with number."
        ),
        "credential": Schema(
            one_of=[Schema(type=OpenAPIType.OBJECT), _TEXT],
            description="An Open Badges 3.0 credential: its JSON, or a JWT.",
        ),
        "file": Schema(
            type=OpenAPIType.STRING,
            description=f"A PNG or SVG with a credential inside (base64, at most {MOST_FILE_BYTES} bytes).",
        ),
    },
)  # fmt: skip
_ANSWER = Schema(
    type=OpenAPIType.OBJECT,
    required=["kind", "answer", "state", "reason", "claims"],
    properties={
        "kind": Schema(type=OpenAPIType.STRING, enum=["paper", "credential"]),
        "answer": Schema(type=OpenAPIType.STRING, enum=["valid", "cannot-tell", "not-valid"]),
        "state": Schema(type=OpenAPIType.STRING),
        "reason": Schema(type=OpenAPIType.STRING),
        "message": Schema(type=OpenAPIType.STRING),
    },
)


@post(
    "/verify",
    status_code=HTTP_200_OK,
    request_max_body_size=MOST_BYTES,
    responses=refusals(400, 413, 429, 500),
    operation_class=operation(["application/json"], takes="application/json", schema=_ANSWER, taken=_ASKED),
    summary="Is this paper or credential real?",
)
async def verifying(request: PublicRequest) -> dict[str, Any]:
    """The answer of `assessor-app verify --json`; 400 with a code and a sentence for what cannot be read."""
    limited(request, "verifying", VERIFYING)
    parts = parts_of(request)
    async with parts.strangers.entered():
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                data = await request.body()
        except TimeoutError:
            raise KnownError("verify-unreadable") from None
        asked = read_verify_request(data)
        if asked.number:
            limited(request, "looking-up", LOOKING_UP)
        told = await parts.in_thread(
            lambda: verify(parts.store, asked, knowledge=parts.knowledge, now=parts.now())
        )
    parts.metrics.count("verified", kind=told["kind"], answer=told["answer"])
    return told

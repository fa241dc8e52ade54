"""What a route takes and answers, in the OpenAPI document: bytes of which kind, and how a refusal looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.spec import OpenAPIFormat, OpenAPIMediaType, OpenAPIType, Operation, RequestBody, Schema

BINARY = Schema(type=OpenAPIType.STRING, format=OpenAPIFormat.BINARY)
OBJECT = Schema(type=OpenAPIType.OBJECT)


@dataclass(frozen=True)
class Refusal:
    """A code, and a sentence that says what to do."""

    error: str
    message: str


_SAID = {
    400: "Refused: the code says why, the sentence what to do. Nothing was stored",
    404: "There is nothing here",
    408: "It came too slowly, and was not waited for",
    413: "Larger than is taken",
    429: "Too often: again after as many seconds as Retry-After says",
    503: "Where evidence is kept is away for the moment: again later",
    500: "A fault of the issuer, or its database is away",
}


def refusals(*statuses: int) -> dict[int, ResponseSpec]:
    """Those of a route, in the one shape that all have."""
    return {
        status: ResponseSpec(data_container=Refusal, description=_SAID[status], generate_examples=False)
        for status in statuses
    }


def operation(
    answers: Sequence[str],
    *,
    takes: str | None = None,
    schema: Schema = BINARY,
    taken: Schema = BINARY,
    status: str = "200",
) -> type[Operation]:
    """What a route answers with when all is well, by media type, and what it takes."""

    @dataclass
    class Described(Operation):
        def __post_init__(self) -> None:
            well = (self.responses or {}).get(status)
            if well is not None and answers:
                well.content = {media: OpenAPIMediaType(schema=schema) for media in answers}  # type: ignore[union-attr]  # our routes refer to no other
            if takes is not None:
                self.request_body = RequestBody(
                    content={takes: OpenAPIMediaType(schema=taken)}, required=True
                )

    return Described

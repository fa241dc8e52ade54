"""What is answered by HTTPS instead of an envelope when nothing was stored: a code, and a sentence."""

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Sentence, Word
from assessor_app.formats.sync_limits import MOST_HEAD_BYTES


class Refusal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`error` is the code of a KnownError, `message` its sentence in the issuer's language."""

    error: Word
    message: Sentence = ""


def encode(refusal: Refusal) -> bytes:
    return msgspec.json.encode(refusal)


def decode(data: bytes) -> Refusal:
    """Raises KnownError("answer-not-issuer"): a captive portal or a proxy answers in HTML, whatever the status."""
    if len(data) > MOST_HEAD_BYTES:
        raise KnownError("answer-not-issuer")
    try:
        return msgspec.json.decode(data, type=Refusal)
    except (ValueError, RecursionError) as error:
        raise KnownError("answer-not-issuer") from error

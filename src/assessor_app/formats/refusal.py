"""What is answered by HTTPS instead of an envelope when nothing was stored: a code, and a sentence for a log."""

import msgspec

from assessor_app.domain.errors import KnownError
from assessor_app.formats.message import Count, Sentence, Word
from assessor_app.formats.sync_limits import MOST_HEAD_BYTES

MEDIA_TYPE = "application/vnd.assessor.refusal+json"


class Refusal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`code` is that of a KnownError; `retry_after` is in seconds, 0 where trying again would not help."""

    code: Word
    sentence: Sentence = ""
    retry_after: Count = 0


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

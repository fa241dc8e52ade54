"""Finding the credential in a file: JSON, a JWT, or the picture that it was baked into."""

from openbadgeslib import baking
from openbadgeslib.ob3 import OB3Verifier

from assessor_app.domain.errors import KnownError

_PNG = b"\x89PNG\r\n\x1a\n"
MOST_TEXT_BYTES = 256 * 1024
_CHUNK_FRAME, _MOST_CHUNKS = 12, 20_000
_DEEPEST, _MOST_ELEMENTS = 200, 50_000
"""A drawing beyond these is nobody's badge; a parser of XML goes as far as it is led."""


def carried(data: bytes) -> tuple[str, str]:
    """(`png`, `svg` or `text`, the credential's text). Raises KnownError `credential-unreadable`, `-none`, `-too-large`."""
    if data.startswith(_PNG):
        return "png", _text(_of_png(data))
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        _require_modest(start)
        return "svg", _text(_of_svg(start))
    return "text", _text(_decoded(start))


def _text(text: str) -> str:
    if len(text.encode("utf-8", "replace")) > MOST_TEXT_BYTES:
        raise KnownError("credential-too-large")
    return text.strip()


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise KnownError("credential-unreadable") from error


def _of_png(data: bytes) -> str:
    _require_few_chunks(data)
    try:
        found = baking.extract_png(data, keyword=baking.ITXT_KEYWORD_OB3)
    except baking.DecompressionLimitExceeded as error:
        raise KnownError("credential-too-large") from error
    except Exception as error:  # a reader of PNG fails in many ways; each means that the file is broken
        raise KnownError("credential-unreadable") from error
    if found is None:
        raise KnownError("credential-none")
    return found


def _require_few_chunks(data: bytes) -> None:
    """Counts the parts of a PNG by their lengths alone, before each is read and its sum checked."""
    at, count = len(_PNG), 0
    while at + _CHUNK_FRAME <= len(data):
        count += 1
        if count > _MOST_CHUNKS:
            raise KnownError("credential-too-hard")
        at += _CHUNK_FRAME + int.from_bytes(data[at : at + 4], "big")


def _of_svg(data: bytes) -> str:
    from openbadgeslib.errors import ErrorParsingFile
    from openbadgeslib.ob3 import OB3VerificationError

    try:
        return OB3Verifier.extract_token_from_svg(data)
    except OB3VerificationError as error:
        raise KnownError("credential-none") from error
    except (ErrorParsingFile, RecursionError) as error:
        raise KnownError("credential-unreadable") from error


def _require_modest(data: bytes) -> None:
    """Counts elements before a tree is built of them, which is slow to build and to drop."""
    from xml.parsers.expat import ExpatError, ParserCreate

    depth = count = 0

    def opened(_name: str, _attributes: object) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > _DEEPEST or count > _MOST_ELEMENTS:
            raise KnownError("credential-too-hard")

    def closed(_name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(*_: object) -> None:
        raise KnownError("credential-unreadable")

    parser = ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = opened, closed
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except ExpatError as error:
        raise KnownError("credential-unreadable") from error

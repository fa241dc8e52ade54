"""The frozen page: what an issued certificate is made of, as bytes that never change again.

A page is its deflated content stream and, by SHA-256, the fonts and the line art that the stream names. The
encoding is ours and small, so that it can be read without this program (docs/decisions/0004-frozen-page.md):

    8 bytes   b"AAPAGE" 00 01           magic, and the version of this format
    4 bytes   big-endian length H        of the header
    H bytes   the header                 JSON, UTF-8, keys sorted, no spaces
    4 bytes   big-endian length C        of the content
    C bytes   the content                zlib stream (PDF FlateDecode) of PDF operators
    32 bytes  SHA-256                    of everything before, so damage is seen; nothing follows
"""

import hashlib
import json
import re
import struct
from dataclasses import dataclass
from typing import Any

from assessor_app.domain.errors import KnownError
from assessor_app.formats.paper_sides import sides_of

FORMAT_VERSION = 1
_MAGIC = b"AAPAGE\x00" + bytes([FORMAT_VERSION])
_LENGTH = struct.Struct(">I")
_DIGEST = hashlib.sha256().digest_size
_MOST_BYTES = 16 * 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,31}")
_MOST_GLYPHS = 65_536


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as one page uses it: the resource name in the stream and the hash of the whole TrueType file.

    `glyphs` are those drawn, each with the text it stands for (empty where another glyph of its cluster has it).
    """

    name: str
    sha256: str
    glyphs: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ArtUse:
    """Line art that lies under the text: PDF operators of a form as large as the page, known by its hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class FrozenPage:
    """One page for ever. Sizes in points; `content` is deflated; `number` and `title` name it for people."""

    width: float
    height: float
    content: bytes
    fonts: tuple[FontUse, ...]
    art: tuple[ArtUse, ...]
    design: str
    design_version: int
    number: str
    title: str
    language: str


def encode(page: FrozenPage) -> bytes:
    """The page's bytes, the same for the same page."""
    header = {
        "art": {art.name: art.sha256 for art in page.art},
        "design": page.design,
        "designVersion": page.design_version,
        "fonts": {
            font.name: {"sha256": font.sha256, "glyphs": {str(gid): text for gid, text in font.glyphs}}
            for font in page.fonts
        },
        "height": page.height,
        "language": page.language,
        "number": page.number,
        "title": page.title,
        "width": page.width,
    }
    told = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    content = page.content
    body = b"".join((_MAGIC, _LENGTH.pack(len(told)), told, _LENGTH.pack(len(content)), content))
    return body + hashlib.sha256(body).digest()


def decode(data: bytes) -> FrozenPage:
    """Reads the bytes back; of a certificate with two sides, its front.

    Anything else than `encode` made is a KnownError `page-unreadable`.
    """
    data, _ = sides_of(data)
    body, digest = data[:-_DIGEST], data[-_DIGEST:]
    if len(data) > _MOST_BYTES or not body.startswith(_MAGIC) or hashlib.sha256(body).digest() != digest:
        raise KnownError("page-unreadable")
    told, rest = _counted(body[len(_MAGIC) :])
    content, rest = _counted(rest)
    if rest:
        raise KnownError("page-unreadable")
    try:
        return _page(json.loads(told), content)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as reason:
        raise KnownError("page-unreadable") from reason


def _counted(data: bytes) -> tuple[bytes, bytes]:
    """A length-prefixed piece and what follows it."""
    if len(data) < _LENGTH.size:
        raise KnownError("page-unreadable")
    length: int = _LENGTH.unpack_from(data)[0]
    end = _LENGTH.size + length
    if end > len(data):
        raise KnownError("page-unreadable")
    return data[_LENGTH.size : end], data[end:]


def _page(header: Any, content: bytes) -> FrozenPage:
    fonts = tuple(
        FontUse(
            name=_matching(_NAME, name), sha256=_matching(_HASH, use["sha256"]), glyphs=_glyphs(use["glyphs"])
        )
        for name, use in sorted(header["fonts"].items())
    )
    art = tuple(
        ArtUse(name=_matching(_NAME, name), sha256=_matching(_HASH, sha256))
        for name, sha256 in sorted(header["art"].items())
    )
    return FrozenPage(
        width=_side(header["width"]),
        height=_side(header["height"]),
        content=content,
        fonts=fonts,
        art=art,
        design=_text(header["design"]),
        design_version=int(header["designVersion"]),
        number=_text(header["number"]),
        title=_text(header["title"]),
        language=_text(header["language"]),
    )


def _glyphs(told: dict[str, str]) -> tuple[tuple[int, str], ...]:
    glyphs = tuple(sorted((int(gid), _text(text)) for gid, text in told.items()))
    if any(not 0 <= gid < _MOST_GLYPHS for gid, _ in glyphs):
        raise ValueError("glyph out of range")
    return glyphs


def _matching(pattern: re.Pattern[str], value: str) -> str:
    if not pattern.fullmatch(value):
        raise ValueError(value)
    return value


def _side(value: float) -> float:
    """A side of a page in points; PDF allows up to 14,400."""
    if not 1 <= float(value) <= 14_400:  # noqa: PLR2004 - ISO 32000-1, annex C
        raise ValueError(value)
    return float(value)


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value

"""A font inside a PDF file: one subset for all pages, its glyph numbers unchanged, so frozen streams fit it.

ISO 32000-1, 9.7 (Type0, CIDFontType2, Identity-H) and 9.10.3 (ToUnicode).
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

import pikepdf
import uharfbuzz
from pikepdf import Array, Dictionary, Name

from assessor_app.documents.operators import number

_TO_UNICODE_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_TO_UNICODE_FOOT = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
_MOST_PER_SECTION = 100
_NEEDLESS_TABLES = (b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"meta")


@dataclass(frozen=True, slots=True)
class FontFile:
    """A whole TrueType file, known by its SHA-256."""

    sha256: str
    data: bytes = field(compare=False)


@lru_cache(16)
def opened(font: FontFile) -> uharfbuzz.Face:
    """The font to ask for shapes and advances; the few of a design are kept open."""
    return uharfbuzz.Face(font.data)


def add_font(pdf: pikepdf.Pdf, font: pikepdf.Object, file: FontFile, glyphs: Mapping[int, str]) -> None:
    """Fills the placeholder dictionary `font` with the Type0 font of these glyphs (glyph number -> its text)."""
    face = opened(file)
    name = Name(_tagged_name(file))
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(
            Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0
        ),
        CIDToGIDMap=Name.Identity,
        FontDescriptor=pdf.make_indirect(_descriptor(pdf, face, name, glyphs)),
        DW=1000,
        W=pikepdf.Object.parse(_widths(face, tuple(sorted(glyphs)))),
    )
    font.update(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=name,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([pdf.make_indirect(descendant)]),
            ToUnicode=deflated_stream(pdf, to_unicode(tuple(sorted(glyphs.items())))),
        )
    )


def deflated_stream(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    """A stream of what is deflated already."""
    stream = pdf.make_stream(content)
    stream.Filter = Name.FlateDecode
    return stream


@lru_cache(16)
def _tagged_name(file: FontFile) -> str:
    """The PostScript name behind the six letters that mark a subset."""
    sum_ = zlib.crc32(file.data)
    tag = "".join(chr(ord("A") + sum_ // 26**place % 26) for place in range(6))
    plain = opened(file).get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or "Font"
    return f"/{tag}+{plain}"


def _descriptor(
    pdf: pikepdf.Pdf, face: uharfbuzz.Face, name: Name, glyphs: Mapping[int, str]
) -> pikepdf.Dictionary:
    ascent, descent, box = _extents(face)
    file = deflated_stream(pdf, _subset(face, frozenset(glyphs)))
    symbolic = 4
    return Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=symbolic,
        FontBBox=Array(box),
        ItalicAngle=-12 if "Italic" in str(name) else 0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=714,
        StemV=80,
        FontFile2=file,
    )


@lru_cache(16)
def _extents(face: uharfbuzz.Face) -> tuple[int, int, list[int]]:
    """How far a font reaches up, down, and the box around all of its glyphs, in thousandths of an em."""
    extents = uharfbuzz.Font(face).get_font_extents("ltr")
    head = bytes(face.reference_table("head").data)
    box = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
    scale = 1000 / face.upem
    return (
        round(extents.ascender * scale),
        round(extents.descender * scale),
        [round(side * scale) for side in box],
    )


# Files of one cohort use most of their fonts alike.
@lru_cache(64)
def _subset(face: uharfbuzz.Face, glyphs: frozenset[int]) -> bytes:
    """The font with only these outlines, deflated; glyph numbers stay. A PDF needs neither layout tables nor names."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update({0, *glyphs})
    wanted.flags = (
        uharfbuzz.SubsetFlags.RETAIN_GIDS
        | uharfbuzz.SubsetFlags.NO_HINTING
        | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    )
    wanted.drop_table_tag_set.update(int.from_bytes(tag, "big") for tag in _NEEDLESS_TABLES)
    return zlib.compress(wanted.subset(face).blob.data)


@lru_cache(64)
def _widths(face: uharfbuzz.Face, glyphs: tuple[int, ...]) -> bytes:
    """The W array: each glyph's own advance in thousandths of an em."""
    advance, scale = uharfbuzz.Font(face).get_glyph_h_advance, 1000 / face.upem
    return f"[{' '.join(f'{gid} [{number(advance(gid) * scale)}]' for gid in glyphs)}]".encode("ascii")


@lru_cache(64)
def to_unicode(glyphs: tuple[tuple[int, str], ...]) -> bytes:
    """The deflated map from glyphs, in their order, to the text that each stands for."""
    told = [(gid, text) for gid, text in glyphs if text]
    parts = [_TO_UNICODE_HEAD]
    for start in range(0, len(told), _MOST_PER_SECTION):
        section = told[start : start + _MOST_PER_SECTION]
        parts.append(f"{len(section)} beginbfchar\n")
        parts += [f"<{gid:04X}> <{text.encode('utf-16-be').hex().upper()}>\n" for gid, text in section]
        parts.append("endbfchar\n")
    parts.append(_TO_UNICODE_FOOT)
    return zlib.compress("".join(parts).encode("ascii"))

"""Rules of PDF/A-3u (ISO 19005-3) and of tagged PDF, as far as our files could break them: what a file breaks, in words."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Name

_FORBIDDEN_FILTERS = {"/LZWDecode", "/Crypt", "/JPXDecode"}
_FORBIDDEN_KEYS = ("/JavaScript", "/OpenAction", "/AA", "/Perms", "/Requirements", "/XFA")
_OPERATORS = frozenset(
    [
        "b",
        "B",
        "b*",
        "B*",
        "BDC",
        "BI",
        "BMC",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "d0",
        "d1",
        "Do",
        "DP",
        "EI",
        "EMC",
        "ET",
        "EX",
        "f",
        "F",
        "f*",
        "G",
        "g",
        "gs",
        "h",
        "i",
        "ID",
        "j",
        "J",
        "K",
        "k",
        "l",
        "m",
        "M",
        "MP",
        "n",
        "q",
        "Q",
        "re",
        "RG",
        "rg",
        "ri",
        "s",
        "S",
        "SC",
        "sc",
        "SCN",
        "scn",
        "sh",
        "T*",
        "Tc",
        "Td",
        "TD",
        "Tf",
        "Tj",
        "TJ",
        "TL",
        "Tm",
        "Tr",
        "Ts",
        "Tw",
        "Tz",
        "v",
        "w",
        "W",
        "W*",
        "y",
        "'",
        '"',
    ]
)


def broken_rules(pdf: bytes) -> list[str]:
    """What this file breaks; nothing for a file that keeps them all."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return [
            *_of_the_file(pdf, file),
            *_of_metadata(file),
            *_of_colours(file),
            *_of_fonts(file),
            *_of_attachments(file),
            *_of_content(file),
            *_of_structure(file),
        ]


def _of_the_file(pdf: bytes, file: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\r?\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2: header"
    if file.is_encrypted:
        yield "6.1.3: encrypted"
    if "/ID" not in file.trailer:
        yield "6.1.3: no ID"
    yield from (f"6.1.x: {key} in the catalog" for key in _FORBIDDEN_KEYS if key in file.Root)
    for thing in file.objects:
        if isinstance(thing, pikepdf.Stream):
            filters = thing.get("/Filter", pikepdf.Array([]))
            named = filters if isinstance(filters, pikepdf.Array) else [filters]
            yield from (f"6.1.7: filter {one}" for one in named if str(one) in _FORBIDDEN_FILTERS)
            if "/F" in thing:
                yield "6.1.7: a stream outside of the file"


def _of_metadata(file: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in file.Root:
        yield "6.6.2: no metadata"
        return
    stream = file.Root.Metadata
    if "/Filter" in stream and isinstance(stream.Filter, pikepdf.Name) and stream.Filter != Name.FlateDecode:
        yield "6.6.2: metadata filter"
    raw = stream.read_bytes()
    if re.search(rb"<\?xpacket begin=[^?]*(?:bytes|encoding)=", raw):
        yield "6.6.2: bytes or encoding in the packet"
    with file.open_metadata(update_docinfo=False, set_pikepdf_as_editor=False) as told:
        if (told.get("pdfaid:part"), told.get("pdfaid:conformance")) != ("3", "U"):
            yield "6.6.4: no PDF/A-3u"
        if not told.get("xmpMM:DocumentID"):
            yield "6.6: no document id"
        if str(file.docinfo.get("/Title", "")) != told.get("dc:title"):
            yield "6.6.3: two titles"
        if not told.get("dc:title"):
            yield "7.1: no title"


def _of_colours(file: pikepdf.Pdf) -> Iterator[str]:
    intents = [one for one in file.Root.get("/OutputIntents", []) if one.get("/S") == Name.GTS_PDFA1]
    if len(intents) != 1:
        yield "6.2.3: output intent"
        return
    profile = intents[0].get("/DestOutputProfile")
    data = profile.read_bytes() if profile is not None else b""
    if (
        data[36:40] != b"acsp"
        or data[12:16] not in {b"mntr", b"prtr"}
        or data[16:20] != b"RGB "
        or data[8] > 4
    ):
        yield "6.2.3: profile"
    if profile is None or profile.get("/N") != 3 or int.from_bytes(data[:4], "big") != len(data):
        yield "6.2.3: profile's size"


def _of_fonts(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        used = _codes_used(page)
        for name, font in page.obj.Resources.get("/Font", pikepdf.Dictionary()).items():
            yield from _of_font(name, font, used.get(name, set()))


def _operations(page: pikepdf.Page) -> Iterator[tuple[list[Any], str]]:
    for one in pikepdf.parse_content_stream(page):
        yield list(one.operands), str(one.operator)


def _codes_used(page: pikepdf.Page) -> dict[str, set[int]]:
    used: dict[str, set[int]] = {}
    font = ""
    for operands, operator in _operations(page):
        if operator == "Tf":
            font = str(operands[0])
        elif operator in {"TJ", "Tj"}:
            for shown in operands[0] if operator == "TJ" else operands:
                if isinstance(shown, pikepdf.String):
                    raw = bytes(shown)
                    used.setdefault(font, set()).update(
                        int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2)
                    )
    return used


def _of_font(name: str, font: Any, used: set[int]) -> Iterator[str]:
    inner = font.DescendantFonts[0]
    if "/FontFile2" not in inner.FontDescriptor:
        yield f"6.2.11.4: {name} is not embedded"
        return
    if "/CIDToGIDMap" not in inner:
        yield f"6.2.11.3: {name} has no CIDToGIDMap"
    if "/ToUnicode" not in font:
        yield f"6.2.11.7: {name} has no ToUnicode"
        return
    if not re.match(r"/[A-Z]{6}\+", str(font.BaseFont)):
        yield f"9.6.4: {name} is no subset"
    yield from _of_codes(name, font, used)


def _of_codes(name: str, font: Any, used: set[int]) -> Iterator[str]:
    import uharfbuzz

    inner = font.DescendantFonts[0]
    told = {
        int(code, 16): text
        for code, text in re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", font.ToUnicode.read_bytes())
    }
    face = uharfbuzz.Face(inner.FontDescriptor.FontFile2.read_bytes())
    drawn, widths = uharfbuzz.Font(face), _widths(inner)
    for code in used:
        if code == 0:
            yield f"6.2.11.8: {name} shows .notdef"
        if told.get(code, b"0000") in {b"0000", b"FEFF", b"FFFE"}:
            yield f"6.2.11.7.2: {name} {code:04X} stands for nothing"
        real = drawn.get_glyph_h_advance(code) * 1000 / face.upem
        if abs(widths.get(code, float(inner.get("/DW", 1000))) - real) > 1:
            yield f"6.2.11.5: {name} {code:04X} is as wide as another"


def _widths(inner: Any) -> dict[int, float]:
    found, entries = {}, list(inner.W)
    for start, listed in zip(entries[::2], entries[1::2], strict=True):
        found.update({int(start) + at: float(wide) for at, wide in enumerate(listed)})
    return found


def _of_attachments(file: pikepdf.Pdf) -> Iterator[str]:
    listed = list(file.Root.get("/AF", []))
    named = file.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles", pikepdf.Dictionary())
    entries = list(named.get("/Names", []))[1::2]
    if {one.objgen for one in entries} != {one.objgen for one in listed}:
        yield "6.8: files that are associated with nothing"
    for one in entries:
        about = str(one.get("/UF", "?"))
        if not {"/F", "/UF", "/EF", "/AFRelationship", "/Desc"} <= set(one.keys()):
            yield f"6.8: {about} is not described"
            continue
        stream = one.EF.F
        if "/Subtype" not in stream or "/" not in str(stream.Subtype)[1:]:
            yield f"6.8: {about} has no type"
        params = stream.get("/Params", pikepdf.Dictionary())
        if "/ModDate" not in params or params.get("/Size") != len(stream.read_bytes()):
            yield f"6.8: {about} has no date or another size"


def _of_content(file: pikepdf.Pdf) -> Iterator[str]:
    for page in file.pages:
        depth = marks = 0
        in_text = 0
        for _operands, word in _operations(page):
            if word not in _OPERATORS:
                yield f"6.2.2: operator {word}"
            depth += (word == "q") - (word == "Q")
            marks += (word in {"BDC", "BMC"}) - (word == "EMC")
            in_text += (word == "BT") - (word == "ET")
            if depth > 28:
                yield "6.1.13: q nested too deep"
            if marks == 0 and word in {"TJ", "Tj", "f", "f*", "S", "Do"}:
                yield f"7.1: {word} is neither content nor artifact"
        if depth or marks or in_text:
            yield "6.1: operators that do not close"


def _of_structure(file: pikepdf.Pdf) -> Iterator[str]:
    root = file.Root
    if not root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked") or "/StructTreeRoot" not in root:
        yield "7.1: not tagged"
        return
    if "/Lang" not in root:
        yield "7.2: no language"
    parents = dict(zip(*[iter(list(root.StructTreeRoot.ParentTree.Nums))] * 2, strict=True))
    for page in file.pages:
        marked = {
            int(operands[1].MCID)
            for operands, operator in _operations(page)
            if operator == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
        }
        owners = parents.get(page.obj.get("/StructParents"), [])
        if set(range(len(owners))) != marked:
            yield "14.7.4: marks without an element"
        for number, owner in enumerate(owners):
            if number not in [int(one) for one in owner.K]:
                yield f"14.7.4: mark {number} is another's"
            if Name.Figure == owner.S and not str(owner.get("/Alt", "")):
                yield "7.3: a figure without words"

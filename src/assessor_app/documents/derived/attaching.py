"""Files inside the file (ISO 19005-3, 6.8): each with its kind, its day, its sum, and what it is to the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import md5
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf


class Relation(StrEnum):
    """What a file is to the page: the page was made from it, or shows what it holds."""

    SOURCE = "Source"
    DATA = "Data"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """A file to attach. `name` is ASCII; `mime` its type; `about` one line for people; `at` when it was made."""

    name: str
    mime: str
    about: str
    content: bytes
    at: datetime
    relation: Relation


def attach(pdf: "pikepdf.Pdf", files: Sequence[Attachment]) -> tuple["pikepdf.Object", ...]:
    """Attaches the files; returns what names each of them, in their order."""
    from pikepdf import Array, Dictionary, String

    named = {one.name: _specified(pdf, one) for one in files}
    order = sorted(named)
    names: list[object] = []
    for name in order:
        names += [String(name), named[name]]
    pdf.Root.Names = Dictionary(EmbeddedFiles=pdf.make_indirect(Dictionary(Names=Array(names))))
    pdf.Root.AF = Array([named[one.name] for one in files])
    pdf.Root.PageMode = _name("UseNone")
    return tuple(named[one.name] for one in files)


def pdf_moment(at: datetime) -> str:
    """A date as PDF writes it, in UTC."""
    return at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


def _specified(pdf: "pikepdf.Pdf", one: Attachment) -> "pikepdf.Object":
    from pikepdf import Dictionary, String

    stream = pdf.make_stream(one.content)
    stream.Type = _name("EmbeddedFile")
    stream.Subtype = _name(one.mime)
    stream.Params = Dictionary(
        Size=len(one.content),
        ModDate=String(pdf_moment(one.at)),
        CreationDate=String(pdf_moment(one.at)),
        # The sum that PDF asks for is MD5 of the bytes: it tells damage, and vouches for nothing.
        CheckSum=String(md5(one.content, usedforsecurity=False).digest()),
    )
    return pdf.make_indirect(
        Dictionary(
            Type=_name("Filespec"),
            F=String(one.name),
            UF=String(one.name),
            Desc=String(one.about),
            AFRelationship=_name(one.relation.value),
            EF=Dictionary(F=stream, UF=stream),
        )
    )


def _name(text: str) -> "pikepdf.Name":
    from pikepdf import Name

    return Name(f"/{text}")

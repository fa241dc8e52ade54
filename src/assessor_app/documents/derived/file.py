"""Writes the learner's file: one certificate, its frozen pages unchanged, as PDF/A-3u (ISO 19005-3)."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from assessor_app.documents.assets import Assets
from assessor_app.documents.derived.attaching import Attachment, Relation, attach, pdf_moment
from assessor_app.documents.derived.cut import Advance, cut
from assessor_app.documents.derived.order import elements_of
from assessor_app.documents.derived.profile import add_output_intent
from assessor_app.documents.derived.tagging import Tags
from assessor_app.documents.derived.xmp import xmp
from assessor_app.documents.page import FrozenPage
from assessor_app.documents.phrases import phrase, right_to_left
from assessor_app.documents.sheets import Sheet, made_pdf

if TYPE_CHECKING:
    import pikepdf

PROOF = "proof.cose"
CREDENTIAL = "credential.json"
_NO_LETTER = "\u2060"
"""Told of a glyph whose letters another glyph of its cluster tells: a word joiner, which no reader sees."""


@dataclass(frozen=True, kw_only=True)
class Derived:
    """What the learner's file holds: the pages of one certificate, and what is attached to them.

    `proof` is what its code carries (COSE); `credential` the signed JSON, None where there is none yet; `issued` is the
    paper's own moment.
    """

    pages: tuple[FrozenPage, ...]
    proof: bytes
    issued: datetime
    credential: bytes | None = None


def derived_pdf(content: Derived, assets: Assets) -> bytes:
    """The file. The same content gives the same bytes. Raises KnownError `asset-…`."""
    import pikepdf

    with made_pdf([Sheet(page) for page in content.pages], assets, described=False) as pdf:
        files = attach(pdf, _files(content))
        add_output_intent(pdf)
        _tag(pdf, content.pages, assets, files[:1])
        _map_every_glyph(pdf, content.pages)
        _describe(pdf, content)
        whole = io.BytesIO()
        pdf.save(
            whole,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return whole.getvalue()


def _files(content: Derived) -> list[Attachment]:
    _ = phrase(content.pages[0].language)
    proof = Attachment(
        name=PROOF,
        mime="application/cose",
        about=_("What the code on the page carries: the signed proof (COSE, RFC 9052)"),
        content=content.proof,
        at=content.issued,
        relation=Relation.SOURCE,
    )
    if content.credential is None:
        return [proof]
    return [
        proof,
        Attachment(
            name=CREDENTIAL,
            mime="application/vc+ld+json",
            about=_("The same award as a digital credential (Open Badges 3.0)"),
            content=content.credential,
            at=content.issued,
            relation=Relation.DATA,
        ),
    ]


def _tag(
    pdf: "pikepdf.Pdf", pages: Sequence[FrozenPage], assets: Assets, proof: Sequence["pikepdf.Object"]
) -> None:
    first = pages[0]
    _ = phrase(first.language)
    alternative = _("The code by which this certificate is checked. What it carries is attached as {file}.")
    tags = Tags(pdf, language=first.language, title=first.title)
    for made, page in zip(pdf.pages, pages, strict=True):
        pieces = cut(page, advances(page, assets))
        elements = elements_of(pieces, mirrored=right_to_left(page.language))
        tags.add_page(made.obj, pieces, elements, alternative=alternative.format(file=PROOF), files=proof)
    tags.finish()


def advances(page: FrozenPage, assets: Assets) -> Advance:
    """How far each glyph goes on, by the fonts that the page names."""
    import uharfbuzz

    from assessor_app.documents.fontfile import FontFile, opened

    fonts = {}
    for use in page.fonts:
        face = opened(FontFile(use.sha256, assets.get(use.sha256)))
        fonts[use.name] = (uharfbuzz.Font(face), face.upem)

    @cache
    def advance(name: str, gid: int) -> float:
        if name not in fonts:
            return 0.0
        font, upem = fonts[name]
        ems: float = font.get_glyph_h_advance(gid) / upem
        return ems

    return advance


def _map_every_glyph(pdf: "pikepdf.Pdf", pages: Sequence[FrozenPage]) -> None:
    """Level U wants each glyph to stand for something, those too whose letters the glyph before them tells."""
    from assessor_app.documents.fontfile import deflated_stream, to_unicode

    told: dict[str, dict[int, str]] = {}
    for page in pages:
        for use in page.fonts:
            known = told.setdefault(use.name, {})
            for gid, text in use.glyphs:
                known[gid] = known.get(gid) or text
    done = set()
    for made in pdf.pages:
        for name, font in made.obj.Resources.Font.items():
            if name in done:
                continue
            done.add(name)
            glyphs = [(gid, text or _NO_LETTER) for gid, text in sorted(told[name.removeprefix("/")].items())]
            font.ToUnicode = deflated_stream(pdf, to_unicode(tuple(glyphs)))


def _describe(pdf: "pikepdf.Pdf", content: Derived) -> None:
    """Metadata in XMP (ISO 19005-3, 6.6), and the same in the older dictionary. Dated by the paper, not by the clock."""
    from pikepdf import Dictionary, Name

    from assessor_app import __version__

    first = content.pages[0]
    document = uuid5(NAMESPACE_URL, f"certificate {first.number} {sha256(content.proof).hexdigest()}")
    instance = uuid5(document, sha256(content.credential or b"").hexdigest() + __version__)
    producer = f"Assessor {__version__}"
    told = xmp(
        title=first.title,
        language=first.language,
        number=first.number,
        producer=producer,
        moment=content.issued.isoformat(timespec="seconds"),
        document=document,
        instance=instance,
    )
    pdf.Root.Metadata = pdf.make_stream(told, Type=Name.Metadata, Subtype=Name.XML)
    pdf.docinfo.update(
        Dictionary(
            Title=first.title,
            Producer=producer,
            CreationDate=pdf_moment(content.issued),
            ModDate=pdf_moment(content.issued),
        )
    )
    pdf.Root.Lang = first.language
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)

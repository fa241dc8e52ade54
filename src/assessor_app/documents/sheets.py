"""Writes files around frozen pages: one, or a thousand, with each font and each drawing in the file once.

The frozen stream goes in byte for byte; a stamp is a second stream over it. The same sheets make the same file.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from assessor_app.documents.assets import Assets
from assessor_app.documents.page import ArtUse, FontUse, FrozenPage
from assessor_app.domain.errors import KnownError
from assessor_app.wording.catalogue import SOURCE_LANGUAGE, words

if TYPE_CHECKING:
    import pikepdf

Progress = Callable[[int], bool]
"""Hears how many sheets are done; answers False to stop."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What is printed over a frozen page (`draw_stamp` makes it): a deflated stream and its fonts."""

    content: bytes
    fonts: tuple[FontUse, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side of a sheet of paper: a frozen page, and the stamp over it if there is one.

    `back` is the other side of the one before it: no certificate of its own.
    """

    page: FrozenPage
    stamp: Stamp | None = None
    back: bool = False


def write_pdf(
    sheets: Iterable[Sheet], out: BinaryIO, assets: Assets, progress: Progress | None = None
) -> None:
    """Writes one PDF of these sheets, in order.

    KnownError `cancelled` when `progress` says stop (nothing was written then), `asset-missing` or
    `asset-damaged` when a font or drawing of a page is not there as it was.
    """
    import pikepdf

    pdf = pikepdf.new()
    fonts = _Fonts(pdf)
    arts = _Arts(pdf, assets)
    languages: set[str] = set()
    titles: list[str] = []
    for sheet in sheets:
        _add_sheet(pdf, sheet, fonts, arts)
        if sheet.back:
            continue
        languages.add(sheet.page.language)
        titles.append(sheet.page.title)
        if progress is not None and not progress(len(titles)):
            raise KnownError("cancelled")
    fonts.embed(assets)
    _describe(pdf, titles, languages)
    # In memory first: a file that fails while the library writes to it (a full disk) ends the whole process.
    whole = io.BytesIO()
    pdf.save(whole, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    out.write(whole.getbuffer())


def _add_sheet(pdf: "pikepdf.Pdf", sheet: Sheet, fonts: "_Fonts", arts: "_Arts") -> None:
    from pikepdf import Array, Dictionary, Name

    page, stamp = sheet.page, sheet.stamp
    uses = (*page.fonts, *(stamp.fonts if stamp else ()))
    streams = [page.content, *([stamp.content] if stamp else [])]
    resources = Dictionary(
        Font=Dictionary({f"/{use.name}": fonts.used(use) for use in uses}),
        XObject=Dictionary({f"/{use.name}": arts.used(use, page) for use in page.art}),
    )
    pdf.add_blank_page(page_size=(page.width, page.height))
    made = pdf.pages[-1].obj
    made.Resources = resources
    made.Contents = Array([_deflated(pdf, stream) for stream in streams])
    made.Lang = page.language
    made.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def _deflated(pdf: "pikepdf.Pdf", content: bytes) -> "pikepdf.Stream":
    import pikepdf

    stream = pikepdf.Stream(pdf, b"")
    stream.write(content, filter=pikepdf.Name.FlateDecode)
    return stream


def _describe(pdf: "pikepdf.Pdf", titles: list[str], languages: set[str]) -> None:
    """Title and language for people and for programs that read aloud. No dates: the same sheets, the same file."""
    import pikepdf

    title = titles[0] if len(set(titles)) == 1 else _several(len(titles), languages)
    pdf.docinfo["/Title"] = title
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"] = title
        if languages:
            metadata["dc:language"] = sorted(languages)
    if len(languages) == 1:
        pdf.Root.Lang = next(iter(languages))
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def _several(count: int, languages: set[str]) -> str:
    """The title of a file of several papers, in their language where they share one."""
    told = words(next(iter(languages)) if len(languages) == 1 else SOURCE_LANGUAGE)
    return told.ngettext("{count} certificate", "{count} certificates", count).format(count=count)


class _Fonts:
    """The file's fonts by hash: referred to while pages come, embedded when all glyphs are known."""

    def __init__(self, pdf: "pikepdf.Pdf") -> None:
        self._pdf = pdf
        self._objects: dict[str, pikepdf.Object] = {}
        self._glyphs: dict[str, dict[int, str]] = {}

    def used(self, use: FontUse) -> "pikepdf.Object":
        import pikepdf

        if use.sha256 not in self._objects:
            self._objects[use.sha256] = self._pdf.make_indirect(pikepdf.Dictionary())
            self._glyphs[use.sha256] = {}
        known = self._glyphs[use.sha256]
        for gid, text in use.glyphs:
            known[gid] = known.get(gid) or text
        return self._objects[use.sha256]

    def embed(self, assets: Assets) -> None:
        from assessor_app.documents.fontfile import add_font

        for sha256, font in self._objects.items():
            add_font(self._pdf, font, assets.get(sha256), self._glyphs[sha256])


class _Arts:
    """The file's drawings by hash, each a form as large as its page."""

    def __init__(self, pdf: "pikepdf.Pdf", assets: Assets) -> None:
        self._pdf = pdf
        self._assets = assets
        self._objects: dict[str, pikepdf.Object] = {}

    def used(self, use: ArtUse, page: FrozenPage) -> "pikepdf.Object":
        from pikepdf import Array, Dictionary, Name

        if use.sha256 not in self._objects:
            form = self._pdf.make_stream(self._assets.get(use.sha256))
            form.Type, form.Subtype, form.FormType = Name.XObject, Name.Form, 1
            form.BBox = Array([0, 0, page.width, page.height])
            form.Resources = Dictionary()
            self._objects[use.sha256] = form
        return self._objects[use.sha256]

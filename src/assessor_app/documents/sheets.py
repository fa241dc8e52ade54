"""Writes files around frozen pages: one, or a thousand, with each font and each drawing in the file once.

The frozen stream goes in byte for byte; a stamp is a second stream over it. The same sheets make the same file.
"""

import io
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
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

    pdf = made_pdf(sheets, assets, progress)
    # In memory first: a file that fails while the library writes to it (a full disk) ends the whole process.
    whole = io.BytesIO()
    pdf.save(whole, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    out.write(whole.getbuffer())


def made_pdf(
    sheets: Iterable[Sheet], assets: Assets, progress: Progress | None = None, *, described: bool = True
) -> "pikepdf.Pdf":
    """The PDF that `write_pdf` writes, before it is written. Raises as that does.

    Not `described`: whoever asked says what the file is called and in which language it is.
    """
    import pikepdf

    pdf = pikepdf.new()
    pages = _Pages(pdf, assets)
    languages: set[str] = set()
    titles: list[str] = []
    for sheet in sheets:
        pages.add(sheet)
        if sheet.back:
            continue
        languages.add(sheet.page.language)
        titles.append(sheet.page.title)
        if progress is not None and not progress(len(titles)):
            raise KnownError("cancelled")
    pages.finish()
    if described:
        _describe(pdf, titles, languages)
    return pdf


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


class _Pages:
    """The file's pages. What many of them have alike, such as the fonts that their streams name, is in the file once."""

    def __init__(self, pdf: "pikepdf.Pdf", assets: Assets) -> None:
        from pikepdf import Dictionary, Name

        self._pdf, self._assets = pdf, assets
        self._fonts, self._arts = _Fonts(pdf), _Arts(pdf, assets)
        self._group = pdf.make_indirect(Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB))
        self._resources: dict[tuple[str, ...], pikepdf.Object] = {}
        self._added: list[pikepdf.Object] = []

    def add(self, sheet: Sheet) -> None:
        from pikepdf import Array, Dictionary, Name

        from assessor_app.documents.fontfile import deflated_stream

        page, stamp = sheet.page, sheet.stamp
        streams = [page.content, *([stamp.content] if stamp else [])]
        made = Dictionary(
            Type=Name.Page,
            Parent=self._pdf.Root.Pages,
            MediaBox=Array([0, 0, page.width, page.height]),
            Resources=self._named(page, stamp),
            Contents=Array([deflated_stream(self._pdf, stream) for stream in streams]),
            Lang=page.language,
            Group=self._group,
        )
        self._added.append(self._pdf.make_indirect(made))

    def finish(self) -> None:
        """Puts the pages into the file, and the fonts with the glyphs of all of them."""
        from pikepdf import Array

        self._pdf.Root.Pages.Kids = Array(self._added)
        self._pdf.Root.Pages.Count = len(self._added)
        self._fonts.embed(self._assets)

    def _named(self, page: FrozenPage, stamp: Stamp | None) -> "pikepdf.Object":
        """What the streams name: the same object for every page that names the same."""
        from pikepdf import Dictionary

        uses = (*page.fonts, *(stamp.fonts if stamp else ()))
        fonts = {f"/{use.name}": self._fonts.used(use) for use in uses}
        arts = {f"/{use.name}": self._arts.used(use, page) for use in page.art}
        key = (*sorted(fonts), *sorted(arts))
        if key not in self._resources:
            made = Dictionary(Font=Dictionary(fonts), XObject=Dictionary(arts))
            self._resources[key] = self._pdf.make_indirect(made)
        return self._resources[key]


class _Fonts:
    """The file's fonts by hash: referred to while pages come, embedded when all glyphs are known."""

    def __init__(self, pdf: "pikepdf.Pdf") -> None:
        self._pdf = pdf
        self._objects: dict[str, pikepdf.Object] = {}
        self._last: dict[str, FontUse] = {}
        self._seen: dict[str, dict[tuple[int, str], None]] = {}
        """Glyphs with their texts by font, in the order in which they came."""
        self._known: dict[str, set[tuple[int, str]]] = {}
        """The same: a set is asked for many at once in half the time."""

    def used(self, use: FontUse) -> "pikepdf.Object":
        import pikepdf

        if use.sha256 not in self._objects:
            self._objects[use.sha256] = self._pdf.make_indirect(pikepdf.Dictionary())
            self._seen[use.sha256], self._known[use.sha256] = {}, set()
        # Pages of a cohort use most fonts alike.
        if self._last.get(use.sha256) is not use:
            self._last[use.sha256] = use
            if not self._known[use.sha256].issuperset(use.glyphs):
                self._known[use.sha256].update(use.glyphs)
                self._seen[use.sha256] |= dict.fromkeys(use.glyphs)
        return self._objects[use.sha256]

    def embed(self, assets: Assets) -> None:
        from assessor_app.documents.fontfile import FontFile, add_font

        for sha256, font in self._objects.items():
            glyphs: dict[int, str] = {}
            for gid, text in self._seen[sha256]:
                glyphs[gid] = glyphs.get(gid) or text
            add_font(self._pdf, font, FontFile(sha256, assets.get(sha256)), glyphs)


class _Arts:
    """The file's drawings by hash, each a form as large as its page."""

    def __init__(self, pdf: "pikepdf.Pdf", assets: Assets) -> None:
        self._pdf = pdf
        self._assets = assets
        self._objects: dict[str, pikepdf.Object] = {}

    def used(self, use: ArtUse, page: FrozenPage) -> "pikepdf.Object":
        from pikepdf import Array, Dictionary, Name

        from assessor_app.documents.fontfile import deflated_stream

        if use.sha256 not in self._objects:
            form = deflated_stream(self._pdf, _art_deflated(self._assets.get(use.sha256)))
            form.Type, form.Subtype, form.FormType = Name.XObject, Name.Form, 1
            form.BBox = Array([0, 0, page.width, page.height])
            form.Resources = Dictionary()
            self._objects[use.sha256] = form
        return self._objects[use.sha256]


# A border takes longer to deflate than all the rest of a file.
@lru_cache(16)
def _art_deflated(art: bytes) -> bytes:
    return zlib.compress(art)

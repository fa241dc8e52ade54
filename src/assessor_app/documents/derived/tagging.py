"""Tags for whoever has a page read aloud (ISO 32000-1, 14.8): marks around the frozen operators, none within."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assessor_app.documents.derived.cut import Kind, Piece
from assessor_app.documents.derived.order import Element, Role
from assessor_app.documents.stream import deflated_alone

if TYPE_CHECKING:
    import pikepdf

_ARTIFACT = b"/Artifact BMC\n"
_END = b"EMC\n"


class Tags:
    """The structure of a file, page after page."""

    def __init__(self, pdf: "pikepdf.Pdf", *, language: str, title: str) -> None:
        from pikepdf import Array, Dictionary, Name, String

        self._pdf = pdf
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Document,
                P=self._root,
                Lang=String(language),
                T=String(title),
                K=Array([]),
            )
        )
        self._parents: list[pikepdf.Object] = []
        self._marks: dict[bytes, pikepdf.Object] = {}

    def add_page(
        self,
        page: "pikepdf.Dictionary",
        pieces: Sequence[Piece],
        elements: Sequence[Element],
        *,
        alternative: str,
        files: Sequence["pikepdf.Object"] = (),
    ) -> None:
        """Puts the pieces into the page, with marks between them, and the elements into the structure.

        `alternative` is what is said in place of the code; `files` are the attached files that the code is made of.
        """
        from pikepdf import Array, String

        roles = {
            place: (element, number) for element in elements for number, place in enumerate(element.pieces)
        }
        number_of = {
            place: number for number, place in enumerate(place for one in elements for place in one.pieces)
        }
        page.Contents = self._contents(
            pieces, {place: (roles[place][0].role, number_of[place]) for place in roles}
        )
        page.StructParents = len(self._parents)
        page.Tabs = self._name("S")
        owners: dict[int, pikepdf.Object] = {}
        listed: pikepdf.Object | None = None
        for element in elements:
            if element.role is not Role.ITEM:
                listed = None
            elif listed is None:
                listed = self._element("L", self._document, page)
            numbers = [number_of[place] for place in element.pieces]
            owner = self._placed(element, listed, page, numbers)
            if element.role is Role.CODE:
                self._explain(owner, alternative, files)
            elif not element.plain:
                owner.ActualText = String(element.words)
            owners.update(dict.fromkeys(numbers, owner))
        self._parents.append(self._pdf.make_indirect(Array([owners[at] for at in sorted(owners)])))

    def finish(self) -> None:
        """Hangs the structure into the file."""
        from pikepdf import Array, Dictionary

        numbers: list[object] = []
        for at, parents in enumerate(self._parents):
            numbers += [at, parents]
        self._root.K = Array([self._document])
        self._root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self._root.ParentTreeNextKey = len(self._parents)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _placed(
        self,
        element: Element,
        listed: "pikepdf.Object | None",
        page: "pikepdf.Dictionary",
        numbers: Sequence[int],
    ) -> "pikepdf.Object":
        """The structure element that holds the marks of these numbers."""
        if listed is None:
            return self._element(element.role.value, self._document, page, numbers)
        return self._element("LBody", self._element("LI", listed, page), page, numbers)

    def _element(
        self, kind: str, parent: "pikepdf.Object", page: "pikepdf.Dictionary", numbers: Sequence[int] = ()
    ) -> "pikepdf.Object":
        from pikepdf import Array, Dictionary

        made = self._pdf.make_indirect(
            Dictionary(
                Type=self._name("StructElem"),
                S=self._name(kind),
                P=parent,
                Pg=page,
                K=Array(numbers),
            )
        )
        parent.K.append(made)
        return made

    def _explain(self, figure: "pikepdf.Object", alternative: str, files: Sequence["pikepdf.Object"]) -> None:
        from pikepdf import Array, String

        figure.Alt = String(alternative)
        if files:
            figure.AF = Array(list(files))

    def _contents(self, pieces: Sequence[Piece], marked: Mapping[int, tuple[Role, int]]) -> "pikepdf.Array":
        """The pieces as streams of their own, and between them streams of marks alone."""
        from pikepdf import Array

        from assessor_app.documents.fontfile import deflated_stream

        streams: list[pikepdf.Object] = []
        for place, piece in enumerate(pieces):
            if place in marked:
                role, number = marked[place]
                kind = "LBody" if role is Role.ITEM else role.value
                opens = f"/{kind} <</MCID {number}>> BDC\n".encode("ascii")
            else:
                opens = b"" if piece.kind is Kind.STATE else _ARTIFACT
            body = deflated_stream(self._pdf, deflated_alone(piece.content))
            streams += [self._mark(opens), body, self._mark(_END)] if opens else [body]
        return Array(streams)

    def _mark(self, content: bytes) -> "pikepdf.Object":
        """A stream of marks; the same marks are one stream."""
        from assessor_app.documents.fontfile import deflated_stream

        if content not in self._marks:
            self._marks[content] = deflated_stream(self._pdf, deflated_alone(content))
        return self._marks[content]

    @staticmethod
    def _name(text: str) -> "pikepdf.Name":
        from pikepdf import Name

        return Name(f"/{text}")

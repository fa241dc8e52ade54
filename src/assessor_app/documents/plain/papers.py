"""Plain papers as files: pages that nobody keeps, each drawn when it is asked for."""

import io
from dataclasses import dataclass, field

from assessor_app.documents.assets import MemoryAssets
from assessor_app.documents.design import Design, open_design
from assessor_app.documents.page import FrozenPage
from assessor_app.documents.pen import Pen
from assessor_app.documents.phrases import right_to_left
from assessor_app.documents.plain.pieces import POINTS_PER_MM
from assessor_app.documents.sheets import Sheet, write_pdf
from assessor_app.services.papers.file import PaperFile
from assessor_app.wording.catalogue import spoken

A4_MM = (210.0, 297.0)
ROLL_MM = 80.0


def open_plain() -> Design:
    """The plain design; keep it while drawing, it remembers faces and shaped words."""
    return open_design("plain")


@dataclass
class Paper:
    """A file that grows page by page; `title` names it for programs that read PDF."""

    design: Design
    title: str
    _pages: list[FrozenPage] = field(default_factory=list)
    _assets: MemoryAssets = field(default_factory=MemoryAssets)

    def pen(self, size_mm: tuple[float, float] = A4_MM) -> Pen:
        """A pen for another page; hand it back with `add`."""
        width, height = (round(side * POINTS_PER_MM, 3) for side in size_mm)
        return Pen(width=width, height=height, mirrored=right_to_left(spoken()))

    def add(self, pen: Pen) -> None:
        """The page is drawn."""
        fonts = pen.fonts()
        for use in fonts:
            self._assets.put(self.design.faces.data(use.sha256))
        self._pages.append(
            FrozenPage(
                width=pen.width,
                height=pen.height,
                content=pen.content(),
                fonts=fonts,
                art=(),
                design=self.design.name,
                design_version=self.design.version,
                number="",
                title=self.title,
                language=spoken(),
            )
        )

    def file(self) -> PaperFile:
        """The whole as PDF."""
        out = io.BytesIO()
        write_pdf([Sheet(page) for page in self._pages], out, self._assets)
        return PaperFile(pdf=out.getvalue(), pages=tuple(_size(page) for page in self._pages))


def _size(page: FrozenPage) -> tuple[float, float]:
    return round(page.width / POINTS_PER_MM, 2), round(page.height / POINTS_PER_MM, 2)

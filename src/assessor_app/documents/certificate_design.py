"""A certificate's design opened for one size and way of paper and one sector: colours, styles, typefaces, line art."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from assessor_app.documents.badge_image.sectors import SectorLook, sector_look
from assessor_app.documents.design import Style, designs_folder
from assessor_app.documents.faces import Faces
from assessor_app.documents.shaping import Shaper
from assessor_app.documents.stacks import stack_name, stacks
from assessor_app.domain.design import CertificateDesign, FontRole, Lettering, PaperSize, Way
from assessor_app.formats.design_yaml import parse_design
from assessor_app.resources import fonts_folder

SIZES = {PaperSize.A4: (595.276, 841.89), PaperSize.LETTER: (612.0, 792.0)}
"""Width and height of a sheet held upright, in points."""
DEFAULT = "engraver"
"""The design of a centre that chose none."""
SAMPLE_RED, SAMPLE_TINT = "#A8201A", "#F5DEDA"
_HEAD_STYLES = frozenset({"centre", "heading", "state", "says", "name", "award"})
_SMALL_STYLES = frozenset({"under", "label", "value", "identity", "code"})
_SMALL_SHARE = 0.74
# What no design may change: how a sample and a replacement say what they are.
_HOUSE_STYLES = {
    "band": Style("sans-bold", 7.2, 5, 1.4, "#FFFFFF", 0.1, 1),
    "mark": Style("sans-bold", 120, 60, 1, SAMPLE_TINT, 0.1, 1),
    "stamp": Style("sans-bold", 8, 6, 1.3, SAMPLE_RED, 0.02, 2),
}


@dataclass(frozen=True)
class Typeset:
    """Faces and shaped words: shared by every page of a design, whatever its size."""

    fonts: Path

    @cached_property
    def faces(self) -> Faces:
        return Faces(self.fonts, stacks())

    @cached_property
    def shaper(self) -> Shaper:
        return Shaper(self.faces)


@dataclass(frozen=True)
class OpenDesign:
    """Keep it while drawing: it remembers faces, shaped words and line art. `pictures` are PNG files by SHA-256."""

    spec: CertificateDesign
    typeset: Typeset
    sector: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return self.spec.id

    @property
    def version(self) -> int:
        return self.spec.version

    @property
    def width(self) -> float:
        """The page's width in points."""
        return _sides(self)[0]

    @property
    def height(self) -> float:
        """The page's height in points."""
        return _sides(self)[1]

    @property
    def upright(self) -> bool:
        return self.spec.page.way is Way.PORTRAIT

    @property
    def faces(self) -> Faces:
        return self.typeset.faces

    @property
    def shaper(self) -> Shaper:
        return self.typeset.shaper

    @cached_property
    def look(self) -> SectorLook:
        """The sector's colours and sign, as on its badges."""
        return sector_look(self.sector)

    @cached_property
    def _styles(self) -> dict[str, Style]:
        return _HOUSE_STYLES | {name: _style(self, one) for name, one in self.spec.styles.items()}

    def colour(self, name: str) -> str:
        """A colour of the palette as #RRGGBB."""
        told = self.spec.colours[name]
        return self.look.colours.get(told, told).upper()

    def style(self, name: str) -> Style:
        return self._styles[name]

    def art(self, *, mirrored: bool = False) -> bytes:
        """The page's line art as PDF operators."""
        return _art(self, mirrored=mirrored)

    def on(self, *, size: PaperSize | None = None, way: Way | None = None) -> "OpenDesign":
        """The same design on another paper."""
        page = self.spec.page
        return replace(
            self, spec=replace(self.spec, page=replace(page, size=size or page.size, way=way or page.way))
        )

    def of_sector(self, sector: str) -> "OpenDesign":
        """The same design in a sector's colours."""
        return self if sector == self.sector else _of_sector(self, sector)

    def __hash__(self) -> int:
        return hash((self.spec.id, self.spec.version, self.spec.page.size, self.spec.page.way, self.sector))


def with_head(design: OpenDesign, share: float) -> OpenDesign:
    """The same design with its head's letters and white at a share of their size, and small letters a little smaller."""
    if share == 1:
        return design
    spec = design.spec
    shares = dict.fromkeys(_HEAD_STYLES, share) | dict.fromkeys(_SMALL_STYLES, max(share, _SMALL_SHARE))
    styles = {
        name: replace(one, size=one.size * shares.get(name, 1), smallest=one.smallest * shares.get(name, 1))
        for name, one in spec.styles.items()
    }
    head = tuple(replace(line, above=line.above * share) for line in spec.layout.head)
    return replace(design, spec=replace(spec, styles=styles, layout=replace(spec.layout, head=head)))


def without_seal(design: OpenDesign) -> OpenDesign:
    """The same design with the seal's place for its text."""
    return replace(design, spec=replace(design.spec, art=replace(design.spec.art, seal=None)))


def _sides(design: OpenDesign) -> tuple[float, float]:
    across, along = SIZES[design.spec.page.size]
    return (across, along) if design.upright else (along, across)


def _style(design: OpenDesign, one: Lettering) -> Style:
    fonts = design.spec.fonts
    mono = one.font is FontRole.MONO
    stack = "mono" if mono else stack_name(getattr(fonts, one.font.value), one.weight)
    return Style(
        stack, one.size, one.smallest, one.leading, design.colour(one.colour), one.spacing, one.lines
    )


@lru_cache(maxsize=32)
def _of_sector(design: OpenDesign, sector: str) -> OpenDesign:
    return replace(design, sector=sector)


@lru_cache(maxsize=32)
def _art(design: OpenDesign, *, mirrored: bool) -> bytes:
    from assessor_app.documents.page_art import page_art

    return page_art(design, mirrored=mirrored)


def shipped_names() -> tuple[str, ...]:
    """The designs that ship, the first of them first."""
    names = sorted(path.stem for path in designs_folder().glob("*.yaml"))
    return tuple(sorted(names, key=lambda name: (name != DEFAULT, name)))


def shipped_text(name: str = DEFAULT) -> bytes:
    """The file of a design that ships."""
    return (designs_folder() / f"{name}.yaml").read_bytes()


def open_certificate_design(
    name: str = DEFAULT, *, text: bytes | None = None, fonts: Path | None = None
) -> OpenDesign:
    """A design that ships, or the one in `text`. Raises KnownError `design-unreadable`, `design-invalid`."""
    spec = parse_design(shipped_text(name) if text is None else text)
    return OpenDesign(spec=spec, typeset=Typeset(fonts or fonts_folder()))

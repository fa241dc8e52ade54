"""A certificate's design as plain values: what a design file says, whatever draws it.

Lengths and sizes of letters are in points (1/72 inch), those of the code in millimetres and modules.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from assessor_app.domain.design_art import Art


class PaperSize(StrEnum):
    A4 = "A4"
    LETTER = "Letter"


_ON_LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where Letter is what printers hold (Unicode CLDR, supplemental data, paperSize US-Letter)."""


def usual_paper(country: str) -> PaperSize:
    """What a printer of this country (ISO 3166-1, two letters) usually holds; A4 wherever that is not known."""
    return PaperSize.LETTER if country.upper() in _ON_LETTER else PaperSize.A4


class Way(StrEnum):
    """How the sheet is held."""

    LANDSCAPE = "landscape"
    PORTRAIT = "portrait"


class Family(StrEnum):
    """Families of typefaces that ship; each finds the letters of every script that is printed."""

    SERIF = "serif"
    SERIF_DISPLAY = "serif-display"
    SANS = "sans"
    SANS_DISPLAY = "sans-display"
    MONO = "mono"


class FontRole(StrEnum):
    """What a typeface is for in a design."""

    TITLE = "title"
    TEXT = "text"
    SMALL = "small"
    MONO = "mono"


class Weight(StrEnum):
    REGULAR = "regular"
    BOLD = "bold"
    ITALIC = "italic"


class Align(StrEnum):
    """On the page's axis, or from where a line begins."""

    CENTRE = "centre"
    START = "start"


class SidePlace(StrEnum):
    START = "start"
    END = "end"


class SideFrom(StrEnum):
    """Whether the side column is as high as the page, or begins beneath the head."""

    PAGE = "page"
    FOOT = "foot"


class Overleaf(StrEnum):
    """What stands on the back: nothing, or the outcomes with their criteria and how to check the paper."""

    NOTHING = "nothing"
    OUTCOMES = "outcomes"


class Part(StrEnum):
    """What can stand on a certificate; the first group are lines of text, the second are drawn by rules of their own."""

    CENTRE = "centre"
    APPROVAL = "approval"
    HEADING = "heading"
    STATE = "state"
    CERTIFY = "certify"
    HOLDER = "holder"
    IDENTITY = "identity"
    FOUND = "found"
    AWARD = "award"
    DETAILS = "details"

    LOGO = "logo"
    SIGN = "sign"
    BAR = "bar"
    OUTCOMES = "outcomes"
    FACTS = "facts"
    SIGNATURES = "signatures"
    PRINT = "print"
    PROOF = "proof"


MANDATORY = (
    Part.CENTRE,
    Part.APPROVAL,
    Part.HEADING,
    Part.STATE,
    Part.HOLDER,
    Part.IDENTITY,
    Part.FOUND,
    Part.AWARD,
    Part.DETAILS,
    Part.OUTCOMES,
    Part.FACTS,
    Part.SIGNATURES,
    Part.PRINT,
    Part.PROOF,
)
"""What every certificate must say (Council Recommendation 2022/C 243/02, Annex I, and the checks of the paper).

Holder: identification of the learner. Award: title. Approval: country of the issuer and awarding body. Facts: dates of
issue and validity, type of assessment, environment. Details: level, credits, workload. Print: form of participation,
quality assurance, limits. Proof: the code, its number, where to check and whom to call.
"""

SMALLEST_CODE = 35.0
"""Millimetres across the modules of the code."""
SMALLEST_MODULE = 0.42
"""Millimetres of one module: what a telephone reads off paper that was folded."""
LARGEST_VERSION = 18
"""The largest version of the code that a paper may need."""


def modules_of(version: int) -> int:
    """Modules along a side of a QR code (ISO/IEC 18004)."""
    return 17 + 4 * version


def smallest_side(version: int = LARGEST_VERSION) -> float:
    """The least side of a code of this version, in millimetres across the modules."""
    return max(SMALLEST_CODE, SMALLEST_MODULE * modules_of(version))


@dataclass(frozen=True, kw_only=True)
class Page:
    size: PaperSize
    way: Way


@dataclass(frozen=True, kw_only=True)
class Margins:
    side: float
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class Code:
    """The QR code: its side across the modules in millimetres, and the white around it in modules."""

    side: float
    quiet: float = 4


@dataclass(frozen=True, kw_only=True)
class Fonts:
    """A family for each role."""

    title: Family
    text: Family
    small: Family


@dataclass(frozen=True, kw_only=True)
class Lettering:
    """How a kind of text is set; `smallest` is as far as one line shrinks before it wraps, `colour` a name of the design."""

    font: FontRole
    size: float
    smallest: float
    weight: Weight = Weight.REGULAR
    leading: float = 1.35
    colour: str = "ink"
    spacing: float = 0.0
    lines: int = 1


@dataclass(frozen=True, kw_only=True)
class Line:
    """A part in a column: `above` is the white before it; `wings` are fine rules to each side."""

    part: Part
    above: float = 0.0
    wings: bool = False


@dataclass(frozen=True, kw_only=True)
class Side:
    """A column beside the main one, where `ground` names the colour that fills it to the page's edges."""

    place: SidePlace
    width: float
    foot: tuple[Line, ...]
    begins: SideFrom = SideFrom.FOOT
    gap: float = 26.0
    ground: str = ""
    top: tuple[Line, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Where the parts stand: head from the top, foot from the bottom, the outcomes in what is left between."""

    align: Align
    head: tuple[Line, ...]
    foot: tuple[Line, ...]
    side: Side
    air: float = 9.0
    stretch: float = 30.0
    columns: int = 2
    label: bool = True

    def parts(self) -> tuple[Part, ...]:
        """Every part as often as it stands somewhere; the outcomes always do."""
        lines = (*self.head, *self.side.top, *self.side.foot, *self.foot)
        return (Part.OUTCOMES, *(line.part for line in lines))


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A design's own words in one language; what is empty takes the program's."""

    language: str
    heading: str = ""
    certify: str = ""
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A logo: the SHA-256 of its file among the centre's pictures, its height in points."""

    sha256: str
    height: float = 48.0


@dataclass(frozen=True, kw_only=True)
class CertificateDesign:
    """A whole design. `languages`: the first that is not the paper's own stands beside it; none where empty.

    `signature` is the most height that the picture of a signature takes, in points.
    """

    id: str
    version: int
    title: str
    about: str
    page: Page
    margins: Margins
    code: Code
    fonts: Fonts
    colours: dict[str, str]
    styles: dict[str, Lettering]
    layout: Layout
    art: Art = field(default_factory=Art)
    languages: tuple[str, ...] = ()
    overleaf: Overleaf = Overleaf.NOTHING
    texts: tuple[Wording, ...] = ()
    logo: Picture | None = None
    signed: bool = False
    signature: float = 30.0

    @property
    def name(self) -> str:
        """As people quote it: "Engraver, version 2"."""
        return f"{self.title} {self.version}"

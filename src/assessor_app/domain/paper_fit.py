"""Whether a page can be printed whole on the paper that was chosen, and its code still be read afterwards."""

from dataclasses import dataclass

from assessor_app.domain.errors import KnownError

LEAST_QR_MM = 35.0
"""Smaller, a phone at arm's length and a photocopier do not read the code (docs/qr-format.md)."""
LEAST_MODULE_MM = 0.42
"""The side of one module of the code (protocol: QR)."""
_MEASURING = 0.01
"""How wrong a module may be measured."""
_SLACK_MM = 0.6
"""What paper differs from its nominal size, and lines from theirs."""


@dataclass(frozen=True, kw_only=True)
class Edges:
    """So many millimetres at each side."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A page as drawn: its size and its code's in millimetres, and the `white` around what is drawn.

    `qr_mm` is 0 where no code was found on it; `qr_modules` are those across.
    """

    width: float
    height: float
    white: Edges
    qr_mm: float = 0.0
    qr_modules: int = 0


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Paper as it lies for this page. `name` is what people call it, `dead` what the printer cannot reach at each edge."""

    name: str
    width: float
    height: float
    dead: Edges = Edges()


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How a page lies on its paper at 100 %: what of the drawing is `lost` at the worst edge, in millimetres, and why.

    `cut` is lost because the paper is smaller than the page, `unreached` because the printer does not print so far out.
    """

    cut: float = 0.0
    unreached: float = 0.0

    @property
    def whole(self) -> bool:
        return not self.cut and not self.unreached


def lie(paper: Paper, page: Measured) -> Paper:
    """The paper turned as the page lies."""
    if (paper.width > paper.height) == (page.width > page.height):
        return paper
    dead = paper.dead
    turned = Edges(left=dead.bottom, top=dead.left, right=dead.top, bottom=dead.right)
    return Paper(name=paper.name, width=paper.height, height=paper.width, dead=turned)


def fit(page: Measured, paper: Paper, *, wanted: str = "A4") -> Fit:
    """How the page lies in the middle of the paper, which is never shrunk to it.

    Raises KnownError `paper-too-small` where the paper could take the page only so small that its code would be less than
    `LEAST_QR_MM` across: A5, say. `wanted` names the paper that holds it. KnownError `code-too-fine` where the modules of the
    code are less than `LEAST_MODULE_MM` even at 100 %.
    """
    if page.qr_modules and page.qr_mm / page.qr_modules < LEAST_MODULE_MM - _MEASURING:
        raise KnownError(
            "code-too-fine", shown=f"{page.qr_mm / page.qr_modules:.2f}", least=f"{LEAST_MODULE_MM}"
        )
    laid = lie(paper, page)
    shrink = min(1.0, (laid.width + _SLACK_MM) / page.width, (laid.height + _SLACK_MM) / page.height)
    shown = page.qr_mm * shrink
    if page.qr_mm and shown < LEAST_QR_MM:
        raise KnownError(
            "paper-too-small",
            paper=paper.name,
            percent=int(shrink * 100),
            shown=int(shown),
            least=int(LEAST_QR_MM),
            wanted=wanted,
        )
    across = (laid.width - page.width) / 2
    down = (laid.height - page.height) / 2
    white, dead = page.white, laid.dead
    cut = max(-across - min(white.left, white.right), -down - min(white.top, white.bottom))
    unreached = max(
        dead.left - across - white.left,
        dead.right - across - white.right,
        dead.top - down - white.top,
        dead.bottom - down - white.bottom,
    )
    cut = round(cut, 1) if cut > _SLACK_MM else 0.0
    return Fit(cut=cut, unreached=round(unreached, 1) if unreached > max(_SLACK_MM, cut) else 0.0)

"""What a design must hold beyond the type of each value: all that a certificate says, large enough to be read."""

from assessor_app.domain.design import (
    MANDATORY,
    SMALLEST_MODULE,
    Part,
    smallest_side,
)
from assessor_app.formats.form_yaml.problems import Findings
from assessor_app.formats.form_yaml.rules import check_unique
from assessor_app.formats.form_yaml.values import Entry, Leaf

_USUAL_VERSION = 16
"""The largest code of a name in Latin letters; a larger one is drawn larger than the design asks (`layout.proof`)."""
_POINTS = 72 / 25.4
_READABLE = 4.5
"""Contrast of text on its ground (WCAG 2.2, 1.4.3)."""
_ON_PAPER = ("ink", "muted", "deep")


def check_design(design: Entry, findings: Findings) -> None:
    """Writes down every broken rule, on a design as far as it could be read."""
    layout = design.entry("layout")
    if layout:
        _parts(layout, findings)
    _code(design, findings)
    _styles(design, findings)
    _colours(design, findings)
    check_unique(design.entries("texts"), findings, key="language", kind="wording")


def _parts(layout: Entry, findings: Findings) -> None:
    """Every mandatory part stands once; the outcomes have their place between head and foot."""
    side = layout.entry("side")
    columns = [*layout.entries("head"), *layout.entries("foot")]
    columns += [*side.entries("top"), *side.entries("foot")] if side else []
    seen: set[str] = {Part.OUTCOMES.value}
    for line in columns:
        leaf = line.leaf("part")
        if leaf is None:
            continue
        name = str(leaf.data)
        if name in seen and name != Part.BAR.value:
            findings.error(leaf, "part-twice", part=name)
        seen.add(name)
    for part in MANDATORY:
        if part.value not in seen:
            findings.error(layout, "part-missing", part=part.value)


def _code(design: Entry, findings: Findings) -> None:
    """The code is large enough, and the column it stands in is wide enough for the largest."""
    code, layout = design.entry("code"), design.entry("layout")
    side = code.leaf("side") if code else None
    least = smallest_side(_USUAL_VERSION)
    if code and side and _number(side) < least:
        findings.error(side, "code-too-small", side=_number(side), least=least)
    column = layout.entry("side") if layout else None
    width = column.leaf("width") if column else None
    if side and width:
        quiet = code.number("quiet") if code else None
        widest = max(_number(side), smallest_side()) + 2 * (quiet or 4) * SMALLEST_MODULE
        if _number(width) < widest * _POINTS:
            findings.error(width, "code-no-room", width=_number(width), least=round(widest * _POINTS + 0.5))


def _styles(design: Entry, findings: Findings) -> None:
    sheet = design.entry("styles")
    for name in sheet.fields if sheet else ():
        style = sheet.entry(name) if sheet else None
        size, smallest = (style.leaf("size"), style.leaf("smallest")) if style else (None, None)
        if size and smallest and _number(smallest) > _number(size):
            findings.error(smallest, "smallest-above-size", size=size.data, smallest=smallest.data)


def _colours(design: Entry, findings: Findings) -> None:
    """Text can be read on the paper, and the pale colour on the ground of the side column."""
    colours, layout = design.entry("colours"), design.entry("layout")
    if not colours:
        return
    pairs = [(name, "paper") for name in _ON_PAPER]
    side = layout.entry("side") if layout else None
    ground = side.text("ground") if side else None
    if ground:
        pairs.append(("pale", ground))
    for text, under in pairs:
        leaf, below = colours.leaf(text), colours.leaf(under)
        if leaf and below and _contrast(str(leaf.data), str(below.data)) < _READABLE:
            findings.error(leaf, "colour-too-pale", colour=leaf.data, ground=below.data, least=_READABLE)


def _number(leaf: Leaf) -> float:
    return float(leaf.data)


def _contrast(one: str, other: str) -> float:
    """WCAG's ratio; a sector's colour, which is known when a paper is drawn, is taken to be dark."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    if not colour.startswith("#"):
        return 0.6 if colour == "sector-light" else 0.05
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

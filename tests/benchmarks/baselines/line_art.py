"""A page's line art as an SVG drawing, for programs that take no PDF operators."""

import re

from assessor_app.documents.certificate_design import OpenDesign

_OPERATOR = re.compile(r"((?:-?[0-9.]+ )*)(re|rg|RG|f\*|[a-zA-Z])\s")
_STEPS = {"m": "M", "l": "L", "c": "C"}


def svg_of(design: OpenDesign) -> str:  # noqa: C901 - a line for each operator
    """Lines, curves and boxes, stroked or filled, in the design's colours: what its art is made of."""
    path: list[str] = []
    drawn: list[str] = []
    line = fill = "#000"
    weight = "1"
    for told, operator in _OPERATOR.findall(design.art().decode("ascii") + "\n"):
        numbers = told.split()
        if operator in _STEPS:
            path.append(_STEPS[operator] + " ".join(numbers))
        elif operator == "h":
            path.append("Z")
        elif operator == "re":
            path.append("M{} {}h{}v{}h-{}Z".format(*numbers, numbers[2]))
        elif operator == "w":
            weight = numbers[0]
        elif operator in {"RG", "rg"}:
            colour = "#" + "".join(f"{round(255 * float(part)):02X}" for part in numbers)
            line, fill = (colour, fill) if operator == "RG" else (line, colour)
        elif operator == "S":
            drawn.append(f'<path fill="none" stroke="{line}" stroke-width="{weight}" d="{"".join(path)}"/>')
        elif operator in {"f", "f*"}:
            drawn.append(f'<path fill="{fill}" fill-rule="evenodd" d="{"".join(path)}"/>')
        if operator in {"S", "f", "f*", "n"}:
            path.clear()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {design.width} {design.height}">'
        f'<g stroke-linejoin="round" stroke-linecap="round" transform="matrix(1 0 0 -1 0 {design.height})">'
        f"{''.join(drawn)}</g></svg>"
    )

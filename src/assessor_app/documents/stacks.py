"""The typefaces that ship, as stacks: a family, and behind it one face for every other script that is printed."""

from assessor_app.domain.design import Family, Weight

_SCRIPTS = ("Devanagari", "Ethiopic", "Hebrew", "Bengali", "Thai", "Tamil", "Armenian", "Georgian")
_LATIN = {
    Family.SERIF: "NotoSerif",
    Family.SERIF_DISPLAY: "NotoSerifDisplay",
    Family.SANS: "NotoSans",
    Family.SANS_DISPLAY: "NotoSansDisplay",
}
_SERIFS = frozenset({Family.SERIF, Family.SERIF_DISPLAY})
_WEIGHTS = {Weight.REGULAR: "Regular", Weight.BOLD: "Bold", Weight.ITALIC: "Italic"}


def stack_name(family: Family, weight: Weight) -> str:
    """As "serif", "serif-bold"."""
    return family.value if weight is Weight.REGULAR else f"{family.value}-{weight.value}"


def stacks() -> dict[str, tuple[str, ...]]:
    """Every stack by its name: names of font files without their ending."""
    found = {
        stack_name(family, weight): _stack(family, weight)
        for family in _LATIN
        for weight in Weight
        # The display cut of the sans has no italic of its own that differs enough to ship.
        if (family, weight) != (Family.SANS_DISPLAY, Weight.ITALIC)
    }
    found["sans-display-italic"] = found["sans-italic"]
    mono = ("NotoSansMono-Regular", *found["sans"])
    return {**found, "mono": mono, "mono-bold": mono, "mono-italic": mono}


def _stack(family: Family, weight: Weight) -> tuple[str, ...]:
    # No other script has an italic; where a display face has no letter, the text face does.
    other = "Bold" if weight is Weight.BOLD else "Regular"
    serif = family in _SERIFS
    plain = "NotoSerif" if serif else "NotoSans"
    kind = _WEIGHTS[weight]
    faces = [f"{_LATIN[family]}-{kind}", f"{plain}-{kind}"]
    faces.append(f"{'NotoNaskhArabic' if serif else 'NotoSansArabic'}-{other}")
    faces += [f"{plain}{script}-{other}" for script in _SCRIPTS]
    return tuple(dict.fromkeys(faces))

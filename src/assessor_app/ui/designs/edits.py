"""What an editor does to a design: a new design each time, nothing shown and nothing kept."""

from dataclasses import replace

from assessor_app.domain.design import Align, CertificateDesign, Family, Picture, Wording
from assessor_app.domain.design_art import Art
from assessor_app.wording.catalogue import SOURCE_LANGUAGE

COLOURS = ("ink", "muted", "deep", "accent", "line", "rule", "tint", "pale")
OF_THE_SECTOR = {"deep": "sector-dark", "accent": "sector", "line": "sector"}
WITHOUT = "without"
"""Instead of a design's id: no frame at all."""


def with_colour(design: CertificateDesign, name: str, colour: str) -> CertificateDesign:
    return replace(design, colours={**design.colours, name: colour.upper()})


def in_sectors_colour(design: CertificateDesign, *, on: bool, before: CertificateDesign) -> CertificateDesign:
    """Headings, accent and lines in the colour of the form's sector, or as `before`."""
    plain = {
        name: before.colours[name] if before.colours[name].startswith("#") else _PLAIN
        for name in OF_THE_SECTOR
    }
    return replace(design, colours={**design.colours, **(OF_THE_SECTOR if on else plain)})


_PLAIN = "#1D4A66"


def is_in_sectors_colour(design: CertificateDesign) -> bool:
    return design.colours["deep"].startswith("sector")


def with_font(design: CertificateDesign, role: str, family: str) -> CertificateDesign:
    """`role` is title, text or small."""
    fonts = {one: getattr(design.fonts, one) for one in ("title", "text", "small")} | {role: Family(family)}
    return replace(design, fonts=replace(design.fonts, **fonts))


def with_frame(design: CertificateDesign, like: CertificateDesign | None) -> CertificateDesign:
    """Another design's line art, and as much margin as it needs; none at all where `like` is None."""
    if like is None:
        return replace(design, art=Art(weaves=design.art.weaves))
    centred = design.layout.align is Align.CENTRE
    art = replace(like.art, weaves=design.art.weaves, seal=like.art.seal if centred else None)
    own, theirs = design.margins, like.margins
    margins = replace(
        own,
        side=max(own.side, theirs.side),
        top=max(own.top, theirs.top),
        bottom=max(own.bottom, theirs.bottom),
    )
    # A stripe beside the other design's column has no column here.
    bands = tuple(band for band in art.bands if band.edge.value in {"top", "bottom"})
    return replace(design, art=replace(art, bands=bands), margins=margins)


def with_second_language(design: CertificateDesign, language: str) -> CertificateDesign:
    """Beside the paper's own; a paper in that language has the program's own beside it. Empty for none."""
    languages = tuple(dict.fromkeys((language, SOURCE_LANGUAGE))) if language else ()
    return replace(design, languages=languages)


def with_wording(design: CertificateDesign, language: str, **said: str) -> CertificateDesign:
    """The design's own words in one language: heading, certify, found."""
    own = next((one for one in design.texts if one.language == language), Wording(language=language))
    own = replace(own, **{key: " ".join(text.split()) for key, text in said.items()})
    others = tuple(one for one in design.texts if one.language != language)
    empty = not (own.heading or own.certify or own.found)
    return replace(design, texts=others if empty else (*others, own))


def wording_of(design: CertificateDesign, language: str) -> Wording:
    return next((one for one in design.texts if one.language == language), Wording(language=language))


def with_logo(design: CertificateDesign, sha256: str) -> CertificateDesign:
    """Empty for none."""
    height = design.logo.height if design.logo else Picture(sha256="").height
    return replace(design, logo=Picture(sha256=sha256, height=height) if sha256 else None)

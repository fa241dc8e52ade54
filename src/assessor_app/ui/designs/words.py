"""What designs are called in the window."""

from assessor_app.domain.design import Family, Overleaf, PaperSize, SidePlace, Way
from assessor_app.ui.designs.parts_edits import Column
from assessor_app.wording.catalogue import gettext as _


def colour_word(name: str) -> str:
    """A colour of the palette, by what it is for."""
    return {
        "ink": lambda: _("Text"),
        "muted": lambda: _("Quiet text"),
        "deep": lambda: _("Headings"),
        "accent": lambda: _("Accent"),
        "line": lambda: _("Fine lines"),
        "rule": lambda: _("Rules"),
        "tint": lambda: _("Pale ground"),
        "pale": lambda: _("Text on colour"),
        "paper": lambda: _("Paper"),
    }[name]()


def family_word(family: Family) -> str:
    return {
        Family.SERIF: lambda: _("Serif"),
        Family.SERIF_DISPLAY: lambda: _("Serif, fine"),
        Family.SANS: lambda: _("Sans serif"),
        Family.SANS_DISPLAY: lambda: _("Sans serif, close"),
        Family.MONO: lambda: _("Typewriter"),
    }[family]()


def way_word(way: Way) -> str:
    return _("Landscape") if way is Way.LANDSCAPE else _("Upright")


def size_word(size: PaperSize) -> str:
    return size.value


def overleaf_word(overleaf: Overleaf) -> str:
    return _("Front only") if overleaf is Overleaf.NOTHING else _("Outcomes on the back")


def side_word(place: SidePlace) -> str:
    return _("Where a line begins") if place is SidePlace.START else _("Where a line ends")


def column_word(column: Column) -> str:
    return {
        Column.HEAD: lambda: _("Head"),
        Column.FOOT: lambda: _("Foot"),
        Column.SIDE_TOP: lambda: _("Beside, top"),
        Column.SIDE_FOOT: lambda: _("Beside, foot"),
    }[column]()

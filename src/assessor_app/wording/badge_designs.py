"""What the parts of a badge are called."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import pgettext


def shape_word(name: str) -> str:
    """A shape by its name in `badges.json`; one that is not known here by the name itself."""
    return _word(_SHAPES, name)


def sign_word(name: str) -> str:
    return _word(_SIGNS, name)


def palette_word(name: str) -> str:
    return _word(_PALETTES, name)


def rim_word(name: str) -> str:
    return _word(_RIMS, name)


def _word(words: dict[str, Callable[[], str]], name: str) -> str:
    made = words.get(name)
    return made() if made else name


_SHAPES: dict[str, Callable[[], str]] = {
    "hexagon": lambda: _("Hexagon"),
    "shield": lambda: _("Shield"),
    "circle": lambda: _("Circle"),
    "octagon": lambda: _("Octagon"),
    "rounded": lambda: _("Rounded square"),
    "rosette": lambda: _("Rosette"),
    "burst": lambda: _("Burst"),
}
_SIGNS: dict[str, Callable[[], str]] = {
    "bolt": lambda: _("Bolt"),
    "helmet": lambda: _("Helmet"),
    "cross": lambda: _("Cross"),
    "chip": lambda: _("Chip"),
    "wheel": lambda: _("Wheel"),
    "chef": lambda: _("Chef's hat"),
    "check": lambda: _("Check mark"),
    "star": lambda: _("Star"),
    "gear": lambda: _("Gear"),
    "flame": lambda: _("Flame"),
    "leaf": lambda: _("Leaf"),
    "book": lambda: _("Book"),
    "hand": lambda: _("Hand"),
    "wrench": lambda: _("Wrench"),
    "globe": lambda: _("Globe"),
}
_PALETTES: dict[str, Callable[[], str]] = {
    "harbour": lambda: pgettext("colours", "Harbour"),
    "rust": lambda: pgettext("colours", "Rust"),
    "lagoon": lambda: pgettext("colours", "Lagoon"),
    "violet": lambda: pgettext("colours", "Violet"),
    "garnet": lambda: pgettext("colours", "Garnet"),
    "olive": lambda: pgettext("colours", "Olive"),
    "slate": lambda: pgettext("colours", "Slate"),
    "plum": lambda: pgettext("colours", "Plum"),
    "ink": lambda: pgettext("colours", "Ink"),
    "teal": lambda: pgettext("colours", "Teal"),
    "brick": lambda: pgettext("colours", "Brick"),
    "sun": lambda: pgettext("colours", "Sun"),
    "mint": lambda: pgettext("colours", "Mint"),
    "paper": lambda: pgettext("colours", "Paper"),
}
_RIMS: dict[str, Callable[[], str]] = {
    "line": lambda: _("One line"),
    "double": lambda: _("Two lines"),
    "plain": lambda: _("No line"),
}

"""Small operators of PDF: numbers, colours."""

from functools import cache, lru_cache

_MOST_REMEMBERED = 4096


@lru_cache(_MOST_REMEMBERED)
def number(value: float) -> str:
    """A number as PDF writes it: at most three decimals, no exponent, no minus before nothing."""
    told = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if told == "-0" else told


@cache
def filling(colour: str) -> str:
    """The operator that makes #RRGGBB the colour of text and surfaces."""
    return f"{_parts(colour)} rg"


@cache
def stroking(colour: str, weight: float) -> str:
    """The operators that make #RRGGBB the colour of lines, and how many points wide they are."""
    return f"{_parts(colour)} RG {number(weight)} w"


def _parts(colour: str) -> str:
    return " ".join(number(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))

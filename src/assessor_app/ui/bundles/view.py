"""What is shown of giving things to another computer of the centre: plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleView:
    """`makes` and `takes` are what whoever is here may do; `computers` the others of the centre, as key and words.

    `waiting` says that something came through the awarding body and waits to be taken; empty where nothing did.
    """

    makes: bool = False
    takes: bool = False
    computers: tuple[tuple[str, str], ...] = ()
    waiting: str = ""

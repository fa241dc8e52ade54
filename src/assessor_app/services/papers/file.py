"""A paper that is ready for a printer or a file."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PaperFile:
    """A PDF and the size of each of its pages: (width, height) in millimetres."""

    pdf: bytes
    pages: tuple[tuple[float, float], ...]

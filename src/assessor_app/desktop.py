"""The window: device and ui brought together."""

from pathlib import Path


def run(folder: Path) -> int:
    raise RuntimeError(folder)


def draw_tour(folder: Path | None, out: Path) -> int:
    raise RuntimeError(folder, out)

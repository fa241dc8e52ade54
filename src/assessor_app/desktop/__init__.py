"""The window: device and ui brought together."""

from collections.abc import Callable
from pathlib import Path

from assessor_app.storage.engine.slots import KeySlots, Opened


def run(folder: Path) -> int:
    """Opens the window on this data folder and returns its exit status."""
    from assessor_app.desktop.application import run_application

    return run_application(folder)


def draw_tour(folder: Path | None, out: Path, *, unlock: Callable[[KeySlots], Opened]) -> int:
    """Draws every page to PNG over a copy of the folder (sample data where there is none); returns how many."""
    from assessor_app.desktop.tour import draw

    return draw(folder, out, unlock=unlock)

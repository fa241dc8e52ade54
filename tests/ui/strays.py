"""Widgets that are shown before they have a place: each stands in a window of its own for a moment, and takes the keys."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QMenu, QWidget

from assessor_app.ui.frame.window import MainWindow


def tell_of_strays(tell: Callable[[str], object]) -> None:
    """From now on, for as long as this process lives; `tell` is given a sentence for each."""
    shows: dict[str, tuple[Callable[..., Any], bool]] = {
        "setVisible": (QWidget.setVisible, True),
        "setHidden": (QWidget.setHidden, False),
    }
    for name, (ours, when) in shows.items():
        setattr(QWidget, name, _watched(ours, when, tell))


def _watched(ours: Callable[..., Any], when: bool, tell: Callable[[str], object]) -> Callable[..., Any]:
    def told(widget: QWidget, said: bool) -> None:
        if bool(said) is when and widget.isWindow() and not isinstance(widget, (MainWindow, QDialog, QMenu)):
            tell(f"{type(widget).__name__} is shown before it has a place: hide it where it is not wanted")
        ours(widget, said)

    return told

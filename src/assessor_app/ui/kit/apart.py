"""Targets that a glove meets: how far they keep from each other."""

from PySide6.QtWidgets import QWidget

from assessor_app.ui.theme.metrics import Metrics

KEEPS_APART = "keeps-apart"


def keep_apart(widget: QWidget, metrics: Metrics) -> None:
    """With gloves, rows and columns of the kit leave the gap beside this one."""
    if metrics.gloves:
        widget.setProperty(KEEPS_APART, metrics.gap)

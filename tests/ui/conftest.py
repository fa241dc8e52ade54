"""A look that no screen has a say in."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The test folders are not packages; what page tests share stands beside them.
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtWidgets import QApplication

from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import CONTRAST, DARK, LIGHT


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture
def look(qapp: QApplication) -> Look:
    """The light look at 96 dpi."""
    qapp.setStyle("Fusion")
    return Look(tokens=LIGHT, metrics=Metrics())


@pytest.fixture(params=[LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def every_look(request: pytest.FixtureRequest, qapp: QApplication) -> Look:
    """Each theme in turn."""
    qapp.setStyle("Fusion")
    return Look(tokens=request.param, metrics=Metrics())


@pytest.fixture
def large_look(qapp: QApplication) -> Look:
    """200 % text, gloves."""
    qapp.setStyle("Fusion")
    return Look(tokens=LIGHT, metrics=Metrics(text_scale=2.0, gloves=True))

"""A look that no screen has a say in."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The test folders are not packages; what page tests share stands beside them.
sys.path.insert(0, str(Path(__file__).parent))

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from assessor_app.ui.board import hands
from assessor_app.ui.kit import said_large
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import CONTRAST, DARK, LIGHT

COLLECT_FROM = 100_000
YOUNG_BEFORE_ALL = 10
UNHURRIED_MS = 600_000


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def _collected_on_the_gui_thread() -> Iterator[None]:
    """As in the window (`ui.collecting`): a worker thread must never destroy a widget that waits in a cycle."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _collect_now_and_then() -> Iterator[None]:
    """What a test made goes with it. All that there is, which takes seconds to go through, is looked at now and then."""
    yield
    if gc.get_count()[0] > COLLECT_FROM:
        gc.collect(2 if gc.get_count()[1] >= YOUNG_BEFORE_ALL else 0)


@pytest.fixture(scope="session", autouse=True)
def _one_style(qapp: QApplication) -> None:
    """Setting it again would polish every widget that is left."""
    qapp.setStyle("Fusion")


@pytest.fixture(autouse=True)
def _no_widget_outlives_its_test() -> Iterator[None]:
    """A window that was closed is gone before the next test: leaked ones crash later tests."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(autouse=True)
def _the_application_is_undressed(qapp: QApplication, _no_widget_outlives_its_test: None) -> Iterator[None]:
    """The look of a whole window that one test opened is not that of the next one's widgets."""
    palette, font = qapp.palette(), qapp.font()
    yield
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setPalette(palette)
        qapp.setFont(font)


@pytest.fixture(autouse=True)
def _hands_are_not_hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine a page may take longer to open than a name stands over it; who tests times sets them."""
    monkeypatch.setattr(said_large, "SHOWN_MS", UNHURRIED_MS)
    for name in ("FALLS_BACK_MS", "FORGETS_MS"):
        monkeypatch.setattr(hands, name, UNHURRIED_MS)


@pytest.fixture
def look() -> Look:
    """The light look at 96 dpi."""
    return Look(tokens=LIGHT, metrics=Metrics())


@pytest.fixture(params=[LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.name)
def every_look(request: pytest.FixtureRequest) -> Look:
    """Each theme in turn."""
    return Look(tokens=request.param, metrics=Metrics())


@pytest.fixture
def large_look() -> Look:
    """200 % text, gloves."""
    return Look(tokens=LIGHT, metrics=Metrics(text_scale=2.0, gloves=True))

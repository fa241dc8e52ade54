"""A choice among many, under a glove."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.layout import column
from assessor_app.ui.theme.look import Look
from assessor_app.ui.theme.metrics import Metrics
from assessor_app.ui.theme.tokens import LIGHT


@pytest.mark.qt_log_ignore("This plugin does not support")  # the offscreen platform, of a list that opens
def test_a_long_list_has_rows_for_a_glove_and_a_bar_to_scroll_by(qapp: QApplication, qtbot: QtBot) -> None:
    look = Look(tokens=LIGHT, metrics=Metrics(gloves=True, touch=True))
    front = QWidget()
    qtbot.addWidget(front)
    look.dress_application(qapp)
    select = Select(look, "Who is stopped", [(str(place), f"Learner {place}") for place in range(1, 21)])
    front.setLayout(column(select, None))
    front.resize(600, 700)
    front.show()
    select.showPopup()
    view = select.view()
    qtbot.waitUntil(view.verticalScrollBar().isVisible)
    first, second = (view.visualRect(select.model().index(place, 0)) for place in (0, 1))
    metrics = look.metrics
    assert first.height() >= metrics.target
    assert second.top() - first.bottom() - 1 >= metrics.gap - 1
    qtbot.waitUntil(lambda: view.verticalScrollBar().width() >= metrics.mm(12))
    select.hidePopup()

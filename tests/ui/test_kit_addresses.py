"""What Python knows of a widget's address ends with the widget: else what comes to lie there is taken for it."""

import gc

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout
from shiboken6 import Shiboken

from addresses import items_remembered
from assessor_app.ui.kit.beside import Beside
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.layout import clear, column, holding, nest, row
from assessor_app.ui.theme.look import Look


def items_known() -> int:
    """How many items of layouts Python has an address of."""
    gc.collect()
    return sum(type(found).__name__ == "QWidgetItem" for found in Shiboken.getAllValidWrappers())


def test_no_item_of_a_layout_is_remembered_after_its_widget(qapp: QApplication, look: Look) -> None:
    # What tests before this one left to go is gone.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = items_known()
    going, flowing = QPushButton("goes"), QPushButton("flows")
    beside = Beside(look, QLabel("said"), QPushButton("does"))
    box: QVBoxLayout = column(row(QLabel("stays"), going), beside, holding(Flow(QLabel("one"), flowing)))
    front = holding(box)
    front.resize(300, 200)
    front.show()
    qapp.processEvents()
    with_flow = items_known()
    for one in (going, flowing):
        one.deleteLater()
    del going, flowing, one
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert with_flow - before == 2  # a layout written in Python holds its own items, until they go
    assert items_known() - before == 1
    front.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_layout_in_another_leaves_nothing_behind(qapp: QApplication) -> None:
    gc.collect()
    assert not list(items_remembered())
    box: QVBoxLayout = column()
    front = holding(box)
    flowing, going = QPushButton("flows"), QLabel("goes")
    nest(box, row(QLabel("one"), row(going, 2, None), Flow(flowing), 1))
    nest(box, Flow(QLabel("by itself")))
    front.show()
    qapp.processEvents()
    assert not list(items_remembered())
    assert flowing.parentWidget() is not None
    going.deleteLater()
    clear(box)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not list(items_remembered())
    assert not [label for label in front.findChildren(QLabel) if label.isVisible()]
    front.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

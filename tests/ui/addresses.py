"""What Python remembers of Qt's memory that it does not own."""

import gc
from collections.abc import Iterable
from typing import Any

from PySide6.QtWidgets import QSpacerItem, QWidget, QWidgetItem
from shiboken6 import Shiboken

from assessor_app.ui.kit.flow import Flow


def items_remembered(_front: QWidget | None = None) -> list[str]:
    """Items of layouts that Python has an address of, but for those that a layout written in Python holds itself.

    Qt deletes an item without a word to PySide. A widget that comes to lie where one lay is then known twice, and the
    program falls when that widget goes. What a `Flow` holds is not deleted under it: it is asked to take it out.
    """
    known = Shiboken.getAllValidWrappers()
    held = _held(_of(known, Flow))
    items = _of(known, QWidgetItem, QSpacerItem)
    if any(id(item) not in held for item in items):
        held |= _held(found for found in gc.get_objects() if type(found) is Flow)  # those that ended, too
    return [f"Python remembers an item of a layout: {item}" for item in items if id(item) not in held]


def _of(known: list[Any], *kinds: type) -> list[Any]:
    """Those of some kinds. There are some ten thousand, of some hundred classes: each class is asked once."""
    classes = {one for one in {type(found) for found in known} if issubclass(one, kinds)}
    return [found for found in known if type(found) in classes]


def _held(flows: Iterable[Flow]) -> set[int]:
    return {id(item) for flow in flows for item in vars(flow)["_items"]}

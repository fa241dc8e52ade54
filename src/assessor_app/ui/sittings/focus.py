"""The focus of a page whose content came after the page itself."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from assessor_app.ui.kit.page import Page


def settle_focus(page: Page) -> None:
    """Puts the focus where the page wants it, once its content is there; a dialog keeps it.

    Before that, Qt gave it to the first button of the page, because there was nothing else.
    """
    wanted = page.first_focus()
    if wanted is not None and page.isVisible() and QApplication.activeModalWidget() is None:
        wanted.setFocus(Qt.FocusReason.OtherFocusReason)

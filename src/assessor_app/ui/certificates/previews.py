"""Draws previews off the GUI thread."""

from functools import partial

from PySide6.QtCore import QObject
from shiboken6 import isValid

from assessor_app.ui.certificates.parts import Parts
from assessor_app.ui.certificates.preview import LargePreview, Preview


class Previews(QObject):
    """Gives the panel's preview its picture, and opens a large one."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.page)
        self._parts = parts
        small = parts.page.panels.certificate.preview
        small.wanted.connect(partial(self._draw, small))

    def enlarge(self, number: str) -> None:
        """Opens the page as large as the screen allows."""
        page = self._parts.page
        dialog = LargePreview(page.look, number, page.window())
        dialog.preview.wanted.connect(partial(self._draw, dialog.preview))
        dialog.open()

    def _draw(self, preview: Preview, number: str, dpi: float) -> None:
        draw = self._parts.press.preview

        def drawn(png: bytes) -> None:
            # The dialog may have been closed meanwhile.
            if isValid(preview):
                preview.show_page(number, png)

        self._parts.tasks.soon(lambda: draw(number, dpi), done=drawn)

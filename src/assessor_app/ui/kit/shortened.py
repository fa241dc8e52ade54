"""One line of words where there is room for no more: a press opens all of them."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from assessor_app.ui.kit.buttons import PrimaryButton, QuietButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class Shortened(QuietButton):
    """Words that end in … where they have no room; a press shows them whole in a dialog of this title."""

    def __init__(self, look: Look, words: str, *, title: str, least: int = 6) -> None:
        """`least` is the number of characters for which room is always kept."""
        super().__init__(look, "")
        self._words, self._title = words, title
        self._least = self.fontMetrics().averageCharWidth() * least + 2 * look.metrics.step(2)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self._fit(self.sizeHint().width())

    def tell(self, words: str, *, title: str) -> None:
        """Shows other words."""
        if (words, title) != (self._words, self._title):
            self._words, self._title = words, title
            self._fit(self.width())
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + self._beside(), hint.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self._least), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _beside(self) -> int:
        return 2 * self._look.metrics.step(2)

    def _fit(self, width: int) -> None:
        room = (width - self._beside()) / self._look.metrics.text_scale
        self.say_within(self._words, max(round(room), 1))

    def _open(self) -> None:
        dialog = Dialog(self._look, self._title, parent=self.window())
        dialog.body.addWidget(Text(self._look, self._words))
        close = PrimaryButton(self._look, _("Close"))
        close.clicked.connect(dialog.accept)
        dialog.foot(close)
        dialog.open()

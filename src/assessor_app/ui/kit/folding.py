"""Buttons whose words stand in two lines where one has no room."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.theme.look import Look


class FoldingButton(PlainButton):
    """Its words stand in two lines where one has no room."""

    def __init__(self, look: Look, word: str, *, icon: str = "") -> None:
        super().__init__(look, word, icon=icon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, word: str, *, name: str = "") -> None:
        super().say(word, name=name)
        self._whole = self.text()
        self._fold(self.width())

    def sizeHint(self) -> QSize:
        """One line is always wished for: else, once folded, it would never unfold again."""
        hint = super().sizeHint()
        return QSize(self._beside() + self.fontMetrics().horizontalAdvance(self._whole), hint.height())

    def minimumSizeHint(self) -> QSize:
        letters, hint = self.fontMetrics(), super().sizeHint()
        widest = max(letters.horizontalAdvance(line) for line in _folded(self._whole).split("\n"))
        return QSize(min(self._beside() + widest, self.sizeHint().width()), hint.height())

    def _beside(self) -> int:
        """What icon and edges take of its width."""
        now = max(self.fontMetrics().horizontalAdvance(line) for line in self.text().split("\n"))
        return super().sizeHint().width() - now

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold(event.size().width())

    def _fold(self, width: int) -> None:
        folded = _folded(self._whole)
        letters = self.fontMetrics()
        fits = width >= self._beside() + letters.horizontalAdvance(self._whole)
        if self.text() != (told := self._whole if fits else folded):
            self.setText(told)


class FoldingPrimary(FoldingButton):
    """The one next step of a page, in words that fold."""

    kind = "primary"


class FoldingQuietButton(FoldingButton):
    """A step aside whose words fold."""

    kind = "quiet"


def _folded(words: str) -> str:
    """The words in two lines, broken at the space that is nearest to the middle."""
    spaces = [at for at, letter in enumerate(words) if letter == " " and at > 2]  # noqa: PLR2004 - behind the icon's space
    if not spaces:
        return words
    middle = min(spaces, key=lambda at: abs(at - len(words) / 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"

"""The trouble banner over the top bar: nothing on the page moves under a finger that is on its way."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.ui.frame.topbar import TopBar
from assessor_app.ui.kit.banner import SampleBand, TroubleBanner
from assessor_app.ui.theme.look import Look


class TroubleOverBar(TroubleBanner):
    """Lies over the top bar, or where it would be in a closed room; the page keeps every button."""

    def __init__(self, look: Look, *, bar: TopBar, band: SampleBand, ground: QWidget) -> None:
        super().__init__(look, ground)
        self._bar, self._band, self._ground = bar, band, ground
        self._before: QWidget | None = None
        bar.resized.connect(self.lay)
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.lay()
        return super().eventFilter(watched, event)

    def lay(self) -> None:
        """Finds its place again, after anything around it has another size."""
        top = self._band.height() if self._band.isVisibleTo(self._ground) else 0
        height = self._bar.height() if self._bar.isVisible() else self._bar.sizeHint().height()
        self.lie(QRect(0, top, self._ground.width(), height))

    def say(self, sentence: str) -> None:
        self.lay()
        if sentence and self.isHidden():
            self._take_focus_from_bar()
        elif not sentence and not self.isHidden():
            # Before it hides: else Qt gives the focus to whatever is next.
            self._bar.setEnabled(True)
            self._give_focus_back()
        super().say(sentence)
        self._bar.setEnabled(not sentence)

    def _take_focus_from_bar(self) -> None:
        """What is covered has no focus; and what is being typed there must not press the banner's button."""
        self._before = self.window().focusWidget()
        if self._before is not None and self._bar.isAncestorOf(self._before):
            self._ground.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_focus_back(self) -> None:
        before, now = self._before, self.window().focusWidget()
        self._before = None
        lost = now is None or now is self._ground or self.isAncestorOf(now)
        if lost and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

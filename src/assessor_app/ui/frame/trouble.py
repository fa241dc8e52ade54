"""The trouble banner over the top bar: nothing on the page moves under a finger that is on its way."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from assessor_app.ui.frame.topbar import TopBar
from assessor_app.ui.kit.banner import SampleBand, TroubleBanner
from assessor_app.ui.theme.look import Look

_LEAST = 480


def beside(place: QRect, kept: QRect, *, least: int) -> QRect:
    """The place without what is kept free: what is left of it beside that, where it is wide enough, else beneath."""
    if not place.intersects(kept):
        return place
    before, after = QRect(place), QRect(place)
    before.setRight(kept.left() - 1)
    after.setLeft(kept.right() + 1)
    wider = max(before, after, key=QRect.width)
    return wider if wider.width() >= least else place.translated(0, kept.bottom() + 1 - place.top())


class TroubleOverBar(TroubleBanner):
    """Lies over the top bar, or where it would be in a closed room, or over what a page with its own bar names for it.

    The page keeps every button.
    """

    def __init__(self, look: Look, *, bar: TopBar, band: SampleBand, ground: QWidget) -> None:
        super().__init__(look, ground)
        self._bar, self._band, self._ground = bar, band, ground
        self._before: QWidget | None = None
        self._over: QWidget | None = None
        self._clear_of: QWidget | None = None
        bar.resized.connect(self.lay)
        ground.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self.lay()
        return super().eventFilter(watched, event)

    def lay(self) -> None:
        """Finds its place again, after anything around it has another size."""
        top = self._band.height() if self._band.isVisibleTo(self._ground) else 0
        height = self._bar.height() if self._bar.isVisible() else self._bar.sizeHint().height()
        place = QRect(0, top, self._ground.width(), height)
        if self._over is not None and self._is_seen(self._over):
            place = self._place_of(self._over)
            place.setHeight(height)
        kept = self._clear_of
        if kept is not None and self._is_seen(kept):
            gap = self._look.metrics.gap
            free = self._place_of(kept).adjusted(-gap, -gap, gap, gap)
            above = free.top() - place.top()
            if self.minimumSizeHint().height() <= above < place.height():
                # Lower, over what it may cover, rather than beneath, over what is touched.
                place.setHeight(above)
            place = beside(place, free, least=self._look.metrics.text(_LEAST))
        self.lie(place)

    def lie_over(self, over: QWidget | None, *, clear_of: QWidget | None) -> None:
        """From now on it lies over the one (nothing: the top bar) and leaves the other free, wherever they are."""
        for widget in (self._over, self._clear_of):
            if widget is not None and isValid(widget):
                widget.removeEventFilter(self)
        self._over, self._clear_of = over, clear_of
        for widget in (over, clear_of):
            if widget is not None:
                widget.installEventFilter(self)
        self.lay()

    def _is_seen(self, widget: QWidget) -> bool:
        return isValid(widget) and widget.isVisibleTo(self._ground)

    def _place_of(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._ground, QPoint(0, 0)), widget.size())

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

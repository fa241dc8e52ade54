"""The window: rail, top bar, bands, and the page that is open."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from assessor_app.ui.frame.rail import Rail
from assessor_app.ui.frame.state import PAGES, FrameState, Wide
from assessor_app.ui.frame.topbar import TopBar
from assessor_app.ui.frame.trouble import TroubleOverBar
from assessor_app.ui.frame.typing_room import TypingRoom
from assessor_app.ui.kit.banner import SampleBand
from assessor_app.ui.kit.dialogs import KeysDialog
from assessor_app.ui.kit.layout import column, holding, row
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_NARROW = 1100
# In a smaller window rail and bar would take half of it, in pixels at 100 % text.
_SMALL = QSize(700, 560)
# With gloves rail and bar are wider, and so is what scrolls: an upright tablet is small.
_SMALL_IN_GLOVES = 900
_LEAST = QSize(480, 360)


class MainWindow(QMainWindow):
    """The frame around every page. It opens nothing by itself: it asks, and is told with `show_page`.

    Signals:
        page_requested(str): a page of the rail, by touch or Alt+1 to Alt+8.
        search_requested(str): the words in the search field, entered.
        lock_requested(): Ctrl+L or the button.
        switch_requested(): another person takes over.
        scan_requested(): Ctrl+B or the button: a badge or a paper before the camera.
    """

    page_requested = Signal(str)
    search_requested = Signal(str)
    lock_requested = Signal()
    switch_requested = Signal()
    scan_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.setWindowTitle("Assessor")
        self._state = FrameState()
        self._pages: dict[str, Page] = {}
        self._here = ""
        self._wide = Wide.NEVER
        self.covered = 0
        """Pixels from below that the keyboard on the screen takes."""
        self.rail, self.bar = Rail(look), TopBar(look)
        self._band = SampleBand(look)
        self._open = QStackedWidget()
        self._closed = QStackedWidget()
        self._rooms = QStackedWidget()
        self._build()
        self._connect()
        look.dress(self)
        self.show_state(self._state)
        self.typing = TypingRoom(self, self._end_above)

    def add_page(self, name: str, page: Page) -> None:
        """Puts a page behind a name of the rail, or a name of its own for a page behind another."""
        self._pages[name] = page
        self._open.addWidget(page)

    def page(self, name: str) -> Page:
        """The page behind a name."""
        return self._pages[name]

    def show_page(self, name: str, *, on_rail: str = "", wide: Wide = Wide.NEVER) -> None:
        """Opens a page; `on_rail` is the rail's place of a page that stands behind another.

        A `wide` page has the whole window, always or where that is small: rail and bar make room for people.
        """
        self._here = name
        page = self._pages[name]
        self._rooms.setCurrentIndex(0)
        self._wide = wide
        _surround(self, wide=self._wide)
        self._open.setCurrentWidget(page)
        self.rail.show_here(on_rail or name)
        self._come_to(page)

    def show_closed(self, page: Page) -> None:
        """Shows a page without rail and bar: sign-in, lock, the learner's page.

        What was said about somebody's work does not go with it: another may stand before the page.
        """
        self.show_trouble("")
        if self._closed.indexOf(page) < 0:
            self._closed.addWidget(page)
        self._closed.setCurrentWidget(page)
        self._rooms.setCurrentIndex(1)
        self._come_to(page)

    def here(self) -> str:
        """The name of the page that is open; nothing in a closed room."""
        return self._here if self._rooms.currentIndex() == 0 else ""

    def show_state(self, state: FrameState) -> None:
        """Shows what stands around the page."""
        self._state = state
        self.rail.show_pages(state.pages)
        self.bar.show_state(state)
        self._band.setVisible(state.sample)

    def show_trouble(self, sentence: str) -> None:
        """Says in one sentence what went wrong and what to do; an empty one takes it away."""
        self.trouble.say(sentence)

    def keys(self) -> Keys:
        """The keys of the page that is open, then those that always work."""
        page = self._closed.currentWidget() if self._rooms.currentIndex() else self._pages.get(self._here)
        own = page.keys() if isinstance(page, Page) else []
        if self._rooms.currentIndex():
            return own
        last = _("Alt+1 … Alt+{count}").format(count=len(self._state.pages))
        always = [
            (last, _("the pages of the rail, from the top")),
            (_("Ctrl+K"), _("search")),
            (_("Ctrl+B"), _("scan a badge or a paper with the camera")),
            (_("Ctrl+L"), _("lock the screen")),
            (_("F1"), _("these keys")),
        ]
        if self.trouble.isVisible():
            always.append((_("Esc"), _("the message at the top: I have read it")))
        return own + always

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < self.look.metrics.text(_NARROW)
        self.rail.stack(narrow)
        self.bar.stack(narrow)
        _surround(self, wide=self._wide)

    def _build(self) -> None:
        inside = row(self.rail, self._open, gap=0)
        inside.setStretch(1, 1)
        frame = column(self.bar, inside, gap=0)
        frame.setStretch(1, 1)
        self._rooms.addWidget(holding(frame))
        self._rooms.addWidget(self._closed)
        whole = column(self._band, self._rooms, gap=0)
        whole.setStretch(1, 1)
        central = holding(whole)
        self.trouble = TroubleOverBar(self.look, bar=self.bar, band=self._band, ground=central)
        # A narrow window stacks rail and bar; the wide layout's needs must not keep it from becoming narrow.
        central.setMinimumSize(_LEAST)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.rail.picked.connect(self.page_requested)
        self.bar.searched.connect(self.search_requested)
        self.bar.scan_asked.connect(self.scan_requested)
        self.bar.lock_asked.connect(self.lock_requested)
        self.bar.switch_asked.connect(self.switch_requested)
        _key(self, "Ctrl+K", lambda: self.bar.search.setFocus(Qt.FocusReason.ShortcutFocusReason))
        _key(self, "Ctrl+B", self.scan_requested)
        _key(self, "Ctrl+L", self.lock_requested)
        _key(self, "F1", lambda: KeysDialog(self.look, self.keys(), self).open())
        for place in range(len(PAGES)):
            _key(self, f"Alt+{place + 1}", partial(self._ask_page, place))

    def _ask_page(self, place: int) -> None:
        """The page in this place on the rail, from 0; who has fewer pages has no gaps between them."""
        shown = [name for name in PAGES if name in self._state.pages]
        if place < len(shown) and self._rooms.currentIndex() == 0:
            self.page_requested.emit(shown[place])

    def _end_above(self, covered: int) -> None:
        """The page ends above so many pixels, which the keyboard on the screen takes."""
        central = self.centralWidget()
        if central is not None and covered != self.covered:
            self.covered = covered
            central.setContentsMargins(0, 0, 0, covered)
            _surround(self, wide=self._wide)

    def _come_to(self, page: Page) -> None:
        self.setWindowTitle(_("{page} · Assessor").format(page=page.title))
        self.trouble.lie_over(page.covered_first, clear_of=page.never_covered)
        wanted: QWidget | None = page.first_focus()
        if wanted is None or not wanted.isEnabled():
            # Nothing yet: else Qt gives the focus to the search, and the keys of the page would be typed there.
            wanted = self.centralWidget()
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)


def _surround(window: MainWindow, *, wide: Wide) -> None:
    """Rail and bar stand around the page, or leave it the whole window."""
    text = window.look.metrics.text
    high = window.height() - window.covered
    wide_enough = text(_SMALL.width() if not window.look.metrics.gloves else _SMALL_IN_GLOVES)
    small = window.width() < wide_enough or high < text(_SMALL.height())
    # Where one thumb marks, the corner of the page is that of the window: the rail would keep it out of reach.
    small = small or bool(window.look.metrics.thumb)
    whole = wide is Wide.ALWAYS or (wide is Wide.WHERE_SMALL and small)
    window.rail.setVisible(not whole)
    window.bar.setVisible(not whole)
    window.trouble.lay()


def _key(window: MainWindow, keys: str, act: object) -> None:
    """From now on these keys do this, wherever the focus is."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.activated.connect(act)

"""Contact with the awarding body: how the last sync went, when the next one is, one now, one by stick."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, QuietButton
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.sync.view import ContactView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class ContactCard(Card):
    """Shows a `ContactView`; nothing here is red: offline is the normal state.

    Signals:
        now_asked(): sync at once. stick_given(object): by a folder on a stick, its path. cancelled(): stop the one under way.
        history_asked(): every sync so far.
    """

    now_asked = Signal()
    stick_given = Signal(object)
    cancelled = Signal()
    history_asked = Signal()

    def __init__(self, look: Look) -> None:
        self.look = look
        self._title = Text(look, role="row", bold=True)
        self._last, self._next = Text(look), Text(look, tone="muted")
        # A folder is one long word: it folds within, where a label would hold the page wide.
        self.progress, self.done = Progress(look), Line(look)
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        self._done.layout().setStretch(1, 1)  # type: ignore[union-attr]  # it holds a row
        self.now = PrimaryButton(look, _("Sync now"), icon="arrow-up-down")
        self.stick = PlainButton(look, _("Sync by stick…"), icon="usb")
        self.history = QuietButton(look, _("History of syncs…"))
        steps = Flow(self.now, self.stick, self.history, gap=look.metrics.apart(8))
        super().__init__(
            self._title,
            self._last,
            self._next,
            self._done,
            self.progress,
            None,
            holding(steps),
            gap=1,
            margin=2,
        )
        self._done.hide()
        self._pressed: QWidget | None = None
        self.now.clicked.connect(self.now_asked)
        self.stick.clicked.connect(self.choose)
        self.history.clicked.connect(self.history_asked)
        self.progress.cancelled.connect(self.cancelled)

    def show_view(self, view: ContactView) -> None:
        self.setVisible(view.belongs)
        self._title.say(view.title)
        self._last.say(view.last)
        self._next.say(view.next)
        self._next.setVisible(bool(view.next))
        self.now.setVisible(view.address)
        focused = self.window().focusWidget()
        if view.under_way and focused in {self.now, self.stick}:
            # A button that rests loses the focus to its neighbour, which the next key would press.
            self._pressed = focused
        for button in (self.now, self.stick):
            button.setEnabled(not view.under_way)
        if self._pressed is not None and not view.under_way:
            if focused is None or self.isAncestorOf(focused):
                self._pressed.setFocus()
            self._pressed = None
        if view.under_way:
            self._done.hide()
            if not self.progress.isVisibleTo(self):
                self.progress.show_progress(view.under_way, 0, 0)
        else:
            self.progress.hide()

    def show_progress(self, words: str, done: int, of: int) -> None:
        """How far the one under way is; `of` = 0 where nobody knows."""
        if not self.now.isEnabled():
            self.progress.show_progress(words, done, of)

    def show_done(self, words: str) -> None:
        """What came of the one that just ended."""
        self.done.say(words)
        self._done.setVisible(bool(words))

    def choose(self) -> None:
        """Asks for the stick's folder."""
        dialog = FileDialog(self, _("Choose the stick, or a folder on it"), folders.beginning(stick=True))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: folders.used(Path(chosen)))
        dialog.fileSelected.connect(lambda chosen: self.stick_given.emit(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

"""Copy to a stick: when it was last done, what was recorded since, and how far the one under way is."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, column, holding, row
from assessor_app.ui.kit.status import Glyph
from assessor_app.ui.kit.text import Text
from assessor_app.ui.sync.beside import STEP_BESIDE_FROM, BesideOrBelow
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class StickCard(Card):
    """The only second copy that there is, months from a network.

    Signals:
        folder_given(object): the path of the stick's folder. cancelled(): stop the copy under way.
    """

    folder_given = Signal(object)
    cancelled = Signal()

    def __init__(self, look: Look) -> None:
        self.copied = Text(look)
        self.behind = Text(look, tone="muted")
        self.progress = Progress(look)
        self.done = Text(look)
        self._done = holding(row(Glyph(look, Shape.MET, size=20), self.done, gap=1))
        self._button = PlainButton(look, _("Copy to a stick…"), icon="usb")
        title = Text(look, _("Copy to a stick"), role="row", bold=True)
        words = holding(column(title, self.copied, self.behind, None))
        step = holding(column(row(self._button, None), None))
        line = BesideOrBelow(look, words, step, from_width=STEP_BESIDE_FROM, parts=(1, 0))
        super().__init__(line, self._done, self.progress, gap=1, margin=2)
        self._done.hide()
        self._button.clicked.connect(self.choose)
        self.progress.cancelled.connect(self.cancelled)

    def show_words(self, copied: str, behind: str) -> None:
        """When the last copy was made, and what was recorded since."""
        self.copied.say(copied)
        self.behind.say(behind)
        self.behind.setVisible(bool(behind))

    def show_progress(self, words: str, done: int, of: int) -> None:
        """How far a copy is; no words when none is under way."""
        self._button.setEnabled(not words)
        self._done.hide()
        if words:
            self.progress.show_progress(words, done, of)
        else:
            self.progress.hide()

    def show_done(self, words: str) -> None:
        """What the copy that was just made has in it."""
        self.show_progress("", 0, 0)
        self.done.say(words)
        self._done.setVisible(bool(words))

    def choose(self) -> None:
        """Asks for the stick's folder."""
        first = folders.beginning(stick=True)
        dialog = FileDialog(self, _("Choose the stick, or a folder on it"), first)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda chosen: folders.used(Path(chosen)))
        dialog.fileSelected.connect(lambda chosen: self.folder_given.emit(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

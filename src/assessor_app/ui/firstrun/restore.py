"""Restoring a copy from a stick: which file, the recovery key, and into which folder."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.layout import row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.signin.room import Step, back_button
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class RestoreStep(Step):
    """Asks for the three things that restoring takes.

    Signals:
        restore_requested(object, str, object): the copy (Path), the recovery key as typed, the folder (Path).
        cancelled(): stop what is under way.
        back_requested(): leave it.
    """

    restore_requested = Signal(object, str, object)
    cancelled = Signal()
    back_requested = Signal()

    def __init__(self, look: Look, *, into: Path, usual: Path) -> None:
        about = _(
            "What was recorded after the copy was made is not in it. The restored folder may be read at once; before "
            "it signs again, it says why not and offers the restart."
        )
        super().__init__(look, _("Restore a copy from a stick"), about=about, icon="archive-restore")
        self.copy = Field(look, _("The copy on the stick"), hint=_("a file that this program wrote"))
        self.key = Field(look, _("Recovery key"), hint="XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-X")
        self.into = Field(look, _("Into this new folder"), text=str(into))
        choose = PlainButton(look, _("Choose the file…"), icon="usb")
        choose.clicked.connect(self._choose_copy)
        folder = PlainButton(look, _("Choose the folder…"), icon="folder-open")
        folder.clicked.connect(self._choose_folder)
        self._usual = usual
        self._elsewhere = Text(look, tone="muted")
        self._progress = Progress(look)
        self._progress.cancelled.connect(self.cancelled)
        self._wrong = Text(look, tone="danger")
        self._wrong.hide()
        for field in (self.copy, self.key, self.into):
            if isinstance(field.edit, QLineEdit):
                field.edit.returnPressed.connect(self._ask)
        if isinstance(self.into.edit, QLineEdit):
            self.into.edit.textChanged.connect(lambda _text: self._show_elsewhere())
        self._inputs = (self.copy, self.key, self.into, choose, folder)
        self.add(
            _beside(self.copy, choose),
            self.key,
            _beside(self.into, folder),
            self._elsewhere,
            self._wrong,
            self._progress,
        )
        self._show_elsewhere()
        self.go = PrimaryButton(look, _("Restore"))
        self.go.clicked.connect(self._ask)
        self._back = back_button(look)
        self._back.clicked.connect(self.back_requested)
        self.foot(self._back, None, self.go)
        self.first_focus = choose

    def show_progress(self, done: int, of: int) -> None:
        """How far it is; the inputs rest meanwhile."""
        self._let(False)
        self._progress.show_progress(_("Reading the copy and checking it…"), done, of)

    def refuse(self, sentence: str) -> None:
        """Says why it was not restored."""
        self._let(True)
        self._progress.hide()
        self._wrong.say(sentence)
        self._wrong.setVisible(bool(sentence))

    def _let(self, free: bool) -> None:
        for widget in (*self._inputs, self.go, self._back):
            widget.setEnabled(free)

    def _ask(self) -> None:
        if not self.go.isEnabled():
            return
        missing = _("This is needed.")
        for field in (self.copy, self.key, self.into):
            field.show_error("" if field.text().strip() else missing)
        copy, into = _whole(self.copy), _whole(self.into)
        if self.into.text().strip() and not into.is_absolute():
            self.into.show_error(_("Write the whole path of the folder, or choose it."))
        elif all(field.text().strip() for field in (self.copy, self.key, self.into)):
            self._wrong.hide()
            self.restore_requested.emit(copy, self.key.text(), into)

    def _show_elsewhere(self) -> None:
        """Whoever restores into another folder finds the usual one again at the next start."""
        into = _whole(self.into)
        words = _("By itself this program opens {usual}. What is restored opens with this command:").format(
            usual=self._usual
        )
        elsewhere = into.is_absolute() and into != self._usual
        self._elsewhere.say(f"{words}\nassessor-app --data {into}" if elsewhere else "")
        self._elsewhere.setVisible(elsewhere)

    def _choose_copy(self) -> None:
        dialog = FileDialog(self, _("The copy on the stick"), folders.beginning(stick=True))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.copy.write)
        dialog.open()

    def _choose_folder(self) -> None:
        dialog = FileDialog(self, _("The folder to restore into"), str(Path(self.into.text()).parent))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.into.write)
        dialog.open()


def _whole(field: Field) -> Path:
    return Path(field.text().strip()).expanduser()


def _beside(field: Field, button: PlainButton) -> QHBoxLayout:
    line = row(field, button, gap=1.5)
    line.setStretch(0, 1)
    line.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
    return line

"""Taking a photo: what the camera sees, the one that was taken, and whether to keep it."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Select
from assessor_app.ui.kit.text import Text
from assessor_app.ui.scanning.source import Source
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _


class PhotoDialog(Dialog):
    """Open until a photo is kept, a file is asked for, or the person thinks better of it.

    Signals:
        kept(object): the photo (QImage) that was looked at and kept.
        file_asked(): a photo that is a file already.
    """

    kept = Signal(object)
    file_asked = Signal()

    def __init__(self, look: Look, source: Source, *, about: str, parent: QWidget | None = None) -> None:
        super().__init__(look, _("Photo"), sentence=about, parent=parent)
        self._source = source
        self._live, self._still = QImage(), QImage()
        self.view = PictureView(look, name=_("What the camera sees"))
        self.which = Select(look, _("Camera"))
        self.which.activated.connect(lambda _index: self._source.open(self.which.key()))
        self._words = Text(look, bold=True)
        for widget in (self.which, self.view, self._words):
            self.body.addWidget(widget)
        self.body.setStretch(1, 1)
        self.file = PlainButton(look, _("From a file"), icon="folder-open")
        self.file.clicked.connect(self._ask_file)
        self.again = PlainButton(look, _("Again"), icon="rotate-ccw")
        self.again.clicked.connect(self._look_again)
        self.take = PrimaryButton(look, _("Take the photo"), icon="camera")
        self.take.clicked.connect(self._take)
        self.keep = PrimaryButton(look, _("Keep it"), icon="check")
        self.keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), self.file, self.again, self.take, self.keep)
        source.seen.connect(self._see)
        source.failed.connect(self._fail)
        source.changed.connect(self._offer)
        self.finished.connect(self._leave)
        self._offer()
        self._show_steps()

    def says(self) -> str:
        """What stands under the picture."""
        return self._words.text()

    def _say(self, words: str) -> None:
        self._words.say(words)
        self._words.setVisible(bool(words))
        # What is asked of the picture stands under it, and not below the edge.
        self.grow(self.room())

    def _offer(self) -> None:
        names = self._source.names()
        self.which.offer([(one.key, one.words) for one in names])
        self.which.setVisible(len(names) > 1)
        self.view.setVisible(bool(names))
        if names:
            self._say("")
            self._source.open(self.which.key())
        else:
            self._live = QImage()
            self._say(
                _(
                    "This computer has no camera, or does not let programs use it. Choose a photo that is a file."
                )
            )
        self._show_steps()

    def _see(self, picture: QImage) -> None:
        first, self._live = self._live.isNull(), picture
        if self._still.isNull():
            self.view.show_picture(picture)
        if first:
            self._show_steps()
            self.take.setFocus()

    def _take(self) -> None:
        """What is seen now stands still, to be looked at."""
        self._still = self._live.copy()
        self.view.show_picture(self._still)
        self._say(_("Is it sharp, and does it show what it should?"))
        self._show_steps()
        self.keep.setFocus()

    def _look_again(self) -> None:
        self._still = QImage()
        self.view.whole()
        self.view.show_picture(self._live)
        self._say("")
        self._show_steps()
        self.take.setFocus()

    def _keep(self) -> None:
        still = self._still
        self.accept()
        self.kept.emit(still)

    def _ask_file(self) -> None:
        self.accept()
        self.file_asked.emit()

    def _fail(self, words: str) -> None:
        self._live = QImage()
        self._say(
            _("The camera does not answer ({detail}). Plug it in again, or close what else uses it.").format(
                detail=words
            )
        )
        self._show_steps()

    def _show_steps(self) -> None:
        standing = not self._still.isNull()
        self.take.setVisible(not standing)
        self.take.setEnabled(not self._live.isNull())
        self.file.setVisible(not standing)
        self.again.setVisible(standing)
        self.keep.setVisible(standing)

    def _leave(self) -> None:
        self._source.close()

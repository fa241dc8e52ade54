"""Half the page: where a paper is dropped, and where the answer appears."""

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.layout import Frame, column
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.answer import AnswerSheet, UnreadSheet
from assessor_app.ui.verify.view import VerifyView
from assessor_app.wording.catalogue import gettext as _

PAPERS = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.gif *.webp *.svg *.json *.jwt *.zip"


class DropZone(QWidget):
    """The place to drop a picture or a PDF.

    Signals:
        open_asked(): choose a file instead. camera_asked(): look through the camera.
    """

    open_asked = Signal()
    camera_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._over = False
        picture = QLabel()
        picture.setPixmap(look.pixmap("scan-qr-code", look.tokens.muted, 64))
        first = Text(
            look,
            _("Drop pictures or PDFs of certificates here, credentials, or a whole pack"),
            role="row",
            bold=True,
        )
        then = Text(
            look,
            _("or scan its code with a hand scanner, or paste what a telephone's camera read."),
            tone="muted",
        )
        button = PrimaryButton(look, _("Open files…"), icon="folder-open")
        button.clicked.connect(self.open_asked)
        self.camera = PlainButton(look, _("Use the camera"), icon="camera")
        self.camera.clicked.connect(self.camera_asked)
        box = column(None, picture, first, then, 1, gap=1, margin=4)
        for label in (picture, first, then):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(look.metrics.gap)
        box.addWidget(self.camera, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.setLayout(box)

    def show_over(self, *, over: bool) -> None:
        """Shows that what is held over it would be taken."""
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        pen = QPen(self._look.colour("accent" if self._over else "edge"), 2)
        pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.setBrush(self._look.colour("accent_tint" if self._over else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), tokens.corner, tokens.corner)


class Stage(QStackedWidget):
    """The drop zone, a file being read, the answer, or why there is none.

    Signals:
        files_given(object): the paths of the files somebody chose. camera_asked(): look through the camera.
        again(): back to the drop zone; whatever is being read no longer matters.
    """

    files_given = Signal(object)
    again = Signal()
    camera_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.drop, self.answer, self.unread = DropZone(look), AnswerSheet(look), UnreadSheet(look)
        self.drop.open_asked.connect(self.choose)
        self.drop.camera_asked.connect(self.camera_asked)
        self.answer.again.connect(self.again)
        self.unread.again.connect(self.again)
        self.reading = Progress(look)
        self.reading.cancelled.connect(self.again)
        card = Frame("card", column(self.answer, margin=2))
        under_way = Frame("bare", column(None, self.reading, None))
        for widget in (self.drop, card, Frame("card", column(self.unread)), under_way):
            self.addWidget(widget)

    def show_data(self, view: VerifyView) -> None:
        if view.reading:
            self.reading.show_progress(view.reading, 0, 0)
            self.setCurrentIndex(3)
        elif view.answer is not None:
            self.answer.show_answer(view.answer)
            self.setCurrentIndex(1)
        elif view.unread:
            self.unread.say(view.unread)
            self.setCurrentIndex(2)
        else:
            self.setCurrentIndex(0)

    def choose(self) -> None:
        """Asks for a file, or for several."""
        dialog = FileDialog(self, _("Open certificates"), folders.beginning())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [_("Pictures, PDF and credentials ({patterns})").format(patterns=PAPERS), _("All files (*)")]
        )
        dialog.filesSelected.connect(lambda chosen: self.files_given.emit([Path(one) for one in chosen]))
        dialog.filesSelected.connect(lambda chosen: folders.used(Path(chosen[0])))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.answer.fit(self.height())

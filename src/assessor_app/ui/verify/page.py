"""The page that tells whether a paper is real."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from assessor_app.ui.kit.buttons import PlainButton
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import Card, Scroll, column, holding, nest, row
from assessor_app.ui.kit.page import Keys, Page, PageHeader
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.matches import Matches
from assessor_app.ui.verify.stage import Stage
from assessor_app.ui.verify.trust import TrustCard
from assessor_app.ui.verify.view import VerifyView
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 900
_TALL = 460


class VerifyPage(Page):
    """Shows a `VerifyView`; whatever is dropped, pasted, typed or scanned goes out as a signal.

    Signals:
        entered(str): what was typed, pasted or scanned into the field.
        files_given(object): the paths of pictures, PDFs, credentials or packs, one or more. image_given(object): a QImage from the clipboard.
        match_chosen(str): the key of one certificate among several.
        again(): nothing shown any more, the next please. camera_asked(): look through the camera.
    """

    entered = Signal(str)
    files_given = Signal(object)
    image_given = Signal(object)
    match_chosen = Signal(str)
    again = Signal()
    camera_asked = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Verify"))
        self.setAcceptDrops(True)
        self.stage, self.trust = Stage(look), TrustCard(look)
        self.field = Field(look, _("Scan, paste or type"), hint=_("Code, number or holder's name"))
        if isinstance(self.field.edit, QLineEdit):
            self.field.edit.setToolTip(self.field.edit.placeholderText())
        self.check = PlainButton(look, _("Check"))
        self.matches = Matches(look)
        self._build(look)
        self._connect()
        self.show_data(VerifyView())

    def keys(self) -> Keys:
        return [
            (_("Enter"), _("check what stands in the field")),
            (_("Ctrl+O"), _("open a picture, a PDF or a credential")),
            (_("Ctrl+V"), _("paste a code's text or a picture")),
            (_("Esc"), _("check another")),
        ]

    def first_focus(self) -> QWidget:
        return self.field.edit

    def show_data(self, data: object) -> None:
        assert isinstance(data, VerifyView)  # noqa: S101 - a page is only ever shown its own view
        self.stage.show_data(data)
        self.field.show_error(data.wrong)
        self.matches.show_data(data.matches)

    def clear_field(self) -> None:
        """Makes room for the next scan, which comes without anybody touching the field."""
        self.field.write("")
        self.field.edit.setFocus()

    def _build(self, look: Look) -> None:
        entry = row(self.field, self.check, gap=1)
        entry.setStretch(0, 1)
        entry.setAlignment(self.check, Qt.AlignmentFlag.AlignBottom)
        ask = Card(entry, self.matches, gap=2, margin=2)
        side = column(ask, self.trust, gap=2)
        side.setStretch(1, 1)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(look.metrics.step(2))
        self._halves.addWidget(self.stage, 3)
        nest(self._halves, side, 2)
        about = _("Is this certificate real? The answer needs no network.")
        body = Scroll(holding(self._halves), name=self.title)
        self.lay(PageHeader(look, self.title, about=about), body)

    def _connect(self) -> None:
        assert isinstance(self.field.edit, QLineEdit)  # noqa: S101 - a field of one line
        self.field.edit.installEventFilter(self)
        self.field.edit.returnPressed.connect(self._submit)
        self.check.clicked.connect(self._submit)
        self.stage.files_given.connect(self.files_given)
        self.stage.again.connect(self.again)
        self.stage.camera_asked.connect(self.camera_asked)
        self.matches.chosen.connect(self.match_chosen)

    def _submit(self) -> None:
        self.entered.emit(self.field.text())
        if isinstance(self.field.edit, QLineEdit):
            # The next scan writes over this one.
            self.field.edit.selectAll()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """A picture pasted while the field has the focus is for us: a field takes only text."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not event.matches(QKeySequence.StandardKey.Paste) or QGuiApplication.clipboard().image().isNull():
            return False
        self._paste()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Open):
            self.stage.choose()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self._paste()
        elif event.key() == Qt.Key.Key_Escape:
            self.again.emit()
        elif event.text().isprintable() and event.text() and isinstance(self.field.edit, QLineEdit):
            # A scanner types wherever the focus is; its code belongs into the field.
            self.field.edit.setFocus()
            self.field.edit.insert(event.text())
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        clipboard = QGuiApplication.clipboard()
        image = clipboard.image()
        if image.isNull():
            self.field.write(clipboard.text())
            self._submit()
            return
        self.image_given.emit(image)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()
            self.stage.drop.show_over(over=True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.stage.drop.show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.stage.drop.show_over(over=False)
        event.acceptProposedAction()
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            self.files_given.emit([Path(one) for one in local])
        else:
            self.entered.emit(event.mimeData().text())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= self.look.metrics.text(_BESIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._halves.direction() != direction:
            self._halves.setDirection(direction)
        # Beneath each other, each takes the room it needs and the page scrolls.
        self.stage.setMinimumHeight(0 if beside else self.look.metrics.text(_TALL))
        self.trust.setMinimumHeight(0 if beside else self.look.metrics.text(_TALL // 2))

"""Whom this device knows: issuers with the fingerprints of their roots, and how old their registers are."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from assessor_app.ui.kit import folders
from assessor_app.ui.kit.buttons import PlainButton, QuietButton
from assessor_app.ui.kit.files import FileDialog
from assessor_app.ui.kit.flow import Flow
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.layout import Card, Scroll, clear, column, holding, row, rule
from assessor_app.ui.kit.status import Glyph, StatusChip
from assessor_app.ui.kit.text import Line, Text
from assessor_app.ui.theme.look import Look
from assessor_app.ui.verify.view import IssuerView, TrustView
from assessor_app.wording.catalogue import gettext as _


class TrustCard(Card):
    """The list, and the ways to add to it and to hand our own on.

    Signals:
        trust_file_given(object): the path of an anchor list or a register to add.
        own_list_wanted(object): the path to which our own list goes.
    """

    trust_file_given = Signal(object)
    own_list_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        self._look = look
        self._shown: TrustView | None = None
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(look.metrics.step(1))
        add = PlainButton(look, _("Add a list or a register…"), icon="file-plus")
        self._share = QuietButton(look, _("Save our own list…"), icon="file-key")
        title = Text(look, _("Whom this device knows"), role="row", bold=True)
        about = Text(look, _("An answer is only as good as this list."), role="small", tone="muted")
        self._saved = Text(look, role="small")
        self._told = holding(row(Glyph(look, Shape.MET), self._saved, None, gap=1))
        self._told.hide()
        scroll = Scroll(holding(column(self._rows, None, gap=0)), name=_("Issuers known here"))
        scroll.setMinimumHeight(look.metrics.text(96))
        super().__init__(
            title,
            about,
            scroll,
            holding(Flow(add, self._share, gap=look.metrics.apart(8))),
            self._told,
            gap=1,
            margin=2,
        )
        add.clicked.connect(self._ask_file)
        self._share.clicked.connect(self._ask_target)

    def show_data(self, view: TrustView) -> None:
        """Shows another list."""
        if view == self._shown:
            return
        self._shown = view
        clear(self._rows)
        for index, issuer in enumerate(view.issuers):
            if index:
                self._rows.addWidget(rule())
            self._rows.addWidget(_issuer(self._look, issuer))
        if not view.issuers:
            words = _("Nobody yet: every paper will be “cannot tell”. Add the list of an awarding body.")
            self._rows.addWidget(Text(self._look, words, tone="muted"))
        self._share.setVisible(view.may_share)

    def show_saved(self, path: Path) -> None:
        """Our own list is in this file now."""
        self._saved.say(_("Saved as {file}.").format(file=path.name))
        self._told.show()

    def _ask_file(self) -> None:
        dialog = FileDialog(self, _("Add a list of keys or a register"), folders.beginning())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda chosen: self.trust_file_given.emit(Path(chosen)))
        dialog.fileSelected.connect(lambda chosen: folders.used(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _ask_target(self) -> None:
        dialog = FileDialog(self, _("Save our own list"), folders.beginning())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile("our-keys.anchors")
        dialog.fileSelected.connect(lambda chosen: self.own_list_wanted.emit(Path(chosen)))
        dialog.fileSelected.connect(lambda chosen: folders.used(Path(chosen)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _issuer(look: Look, issuer: IssuerView) -> QWidget:
    whose = _("this centre itself") if issuer.own else _("added here")
    head = row(Line(look, issuer.name, bold=True), Text(look, whose, role="small", tone="muted", wrap=False))
    head.setStretch(0, 1)
    fingerprint = Text(
        look, _("Root {fingerprint}").format(fingerprint=issuer.fingerprint), role="small", tone="muted"
    )
    items: list[QWidget] = [fingerprint]
    if issuer.register is not None:
        shape = Shape.REGISTERED if issuer.register.fresh else Shape.WAITING
        items.append(StatusChip(look, shape, issuer.register.words, role="small"))
    elif not issuer.own:
        words = _("No register here: what was withdrawn cannot be seen.")
        items.append(Text(look, words, role="small", tone="muted"))
    return holding(column(head, *items, gap=0.5))

"""A piece of evidence, looked at or listened to; taken out of the work, or put back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.domain.evidence import WRITTEN
from assessor_app.services.evidence.note import Note
from assessor_app.services.evidence.witness import Statement
from assessor_app.ui.assess.strokes import SignedView
from assessor_app.ui.evidence.passages import passages
from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.evidence.view import PieceView, kind_word
from assessor_app.ui.kit.banner import Progress
from assessor_app.ui.kit.buttons import PlainButton, PrimaryButton, StackedButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.fields import Field
from assessor_app.ui.kit.layout import Scroll, column, hide_unless, holding, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_STEP = 1.25


class ViewerDialog(Dialog):
    """Shows one piece; `show_…` brings its content once it is decrypted.

    Signals:
        caption_asked(str): what it shows, as written.
        save_asked(): a copy of it, outside.
        remove_asked(), put_back_asked().
    """

    caption_asked = Signal(str)
    save_asked = Signal()
    remove_asked = Signal()
    put_back_asked = Signal()

    def __init__(
        self, look: Look, piece: PieceView, *, can_change: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, kind_word(piece.kind), sentence=piece.title, parent=parent)
        self.piece, self._kept = piece, piece.words
        self.picture: PictureView | None = None
        self._wait = Text(look, _("Opening…"), tone="muted")
        self._content = column(self._wait, gap=1)
        nest(self.body, self._content, 1)
        self.caption = Field(look, _("What it shows"), text=piece.words)
        hide_unless(self.caption, can_change and piece.kind not in WRITTEN)
        self.body.addWidget(self.caption)
        self.close_button = PrimaryButton(look, _("Close"))
        self.close_button.clicked.connect(self.accept)
        self.save = PlainButton(look, _("Save a copy…"), icon="file-down")
        self.save.clicked.connect(self.save_asked)
        hide_unless(self.save, bool(piece.file_name))
        self._saved = Text(look, tone="muted")
        self._saved.hide()
        self.body.addWidget(self._saved)
        self.progress = Progress(look)
        self.body.addWidget(self.progress)
        self.remove = PlainButton(look, _("Take it out"), icon="trash-2")
        self.remove.clicked.connect(self._remove)
        self.put_back = PlainButton(look, _("Put it back"), icon="undo-2")
        self.put_back.clicked.connect(self._put_back)
        hide_unless(self.remove, can_change and not piece.removed)
        hide_unless(self.put_back, can_change and piece.removed)
        self.foot(self.remove, self.put_back, self.save, self.close_button)
        self.finished.connect(self._keep_caption)

    def show_picture(self, picture: QImage) -> None:
        """A photo: larger and smaller by + and −, turned by R, moved by arrows, whole by 0; and by fingers."""
        view = PictureView(self.look, name=self.piece.words or self.piece.title)
        view.show_picture(picture)
        steps = row(None, gap=self.look.metrics.apart(8) / 8)
        for word, icon, act in (
            (_("Larger"), "zoom-in", lambda: view.zoom_by(_STEP)),
            (_("Smaller"), "zoom-out", lambda: view.zoom_by(1 / _STEP)),
            (_("Turn"), "rotate-cw", view.turn),
            (_("Whole"), "maximize", view.whole),
        ):
            button = StackedButton(self.look, icon, word)
            button.clicked.connect(lambda _checked=False, act=act: act())
            steps.insertWidget(steps.count() - 1, button)
        self.picture = view
        nest(self._content, steps)
        self._replace(view)
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_statement(self, said: Statement) -> None:
        """A witness's words."""
        signed = _("signed by hand") if said.strokes else _("signed: {name}").format(name=said.typed)
        name = _("Signature of {name}").format(name=said.who)
        inside = column(
            Text(self.look, _("{name}, {relation}").format(name=said.who, relation=said.relation), bold=True),
            Text(self.look, said.words),
            Text(self.look, _("Saw it personally; {signed}").format(signed=signed), tone="muted"),
            *([SignedView(self.look, name, said.strokes)] if said.strokes else []),
            None,
            gap=1.5,
        )
        self._replace(Scroll(holding(inside), name=_("Statement")))

    def show_note(self, note: Note) -> None:
        """What an assessor wrote, each part under what was asked."""
        inside = column(
            *(
                holding(column(Text(self.look, label, tone="muted"), Text(self.look, words), gap=0.25))
                for label, words in passages(note)
            ),
            None,
            gap=1.5,
        )
        self._replace(Scroll(holding(inside), name=self.windowTitle()))

    def show_player(self, player: QWidget) -> None:
        """A sound or a film."""
        self._replace(player)

    def tell_playing(self, playing: bool) -> None:
        """Whether it plays just now: whoever listens touches nothing, and is there."""
        self.under_way = playing

    def show_words(self, words: str) -> None:
        """That there is nothing to look at here, and why."""
        self._wait.say(words)

    def show_saving(self, words: str, done: int, of: int) -> None:
        """How far a copy is."""
        self.save.setEnabled(False)
        self.progress.show_progress(words, done, of)

    def show_saved(self, words: str) -> None:
        """What became of a copy."""
        self.save.setEnabled(True)
        self.progress.hide()
        self._saved.say(words)
        self._saved.setVisible(bool(words))

    def _replace(self, widget: QWidget) -> None:
        self._wait.hide()
        self._content.insertWidget(0, widget, 1)
        widget.show()
        self.resize(self.sizeHint().expandedTo(self.size()).boundedTo(self.room()))
        self.grow(self.room())

    def _remove(self) -> None:
        self.accept()
        self.remove_asked.emit()

    def _put_back(self) -> None:
        self.accept()
        self.put_back_asked.emit()

    def _keep_caption(self) -> None:
        words = self.caption.text().strip()
        if self.caption.isVisibleTo(self) and words != self._kept:
            self.caption_asked.emit(words)

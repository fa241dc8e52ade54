"""Recording a sound or a short film: begin, stop, keep or again."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.ui.evidence.limits import length_words
from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.evidence.recorder import Recorder
from assessor_app.ui.kit.buttons import DangerButton, PrimaryButton
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_MINUTE = 60


class RecordDialog(Dialog):
    """Open until a recording is kept, or the person thinks better of it.

    Signals:
        kept(object): the recording (bytes).
    """

    kept = Signal(object)

    def __init__(self, look: Look, recorder: Recorder, *, about: str, parent: QWidget | None = None) -> None:
        title = _("Film") if recorder.kind == "film" else _("Sound")
        super().__init__(look, title, sentence=about, parent=parent)
        self._recorder, self._made = recorder, b""
        self.view = PictureView(look, name=_("What the camera sees"))
        self.view.setVisible(recorder.kind == "film")
        self._words = Text(look, role="title", bold=True)
        self._hint = Text(look, tone="muted")
        for widget in (self.view, self._words, self._hint):
            self.body.addWidget(widget)
        self.body.setStretch(0, 1)
        icon = "video" if recorder.kind == "film" else "mic"
        self.record = PrimaryButton(look, _("Record"), icon=icon)
        self.record.clicked.connect(self._start)
        self.halt = DangerButton(look, _("Stop recording"), icon="circle-stop")
        self.halt.clicked.connect(recorder.stop)
        self.keep = PrimaryButton(look, _("Keep it"), icon="check")
        self.keep.clicked.connect(self._keep)
        self.foot(self.cancel_button(), self.record, self.halt, self.keep)
        recorder.seen.connect(self._see)
        recorder.ticked.connect(self._tick)
        recorder.finished.connect(self._finish)
        recorder.failed.connect(self._fail)
        self.finished.connect(lambda _result: recorder.close())
        self._stand_ready()
        self.record.setFocus()
        recorder.open()

    def says(self) -> str:
        """How things stand."""
        return f"{self._words.text()} {self._hint.text()}"

    def _stand_ready(self) -> None:
        self._words.say(_("Ready"))
        self._hint.say(
            _("At most {length}. Say who speaks and what is seen.").format(
                length=length_words(self._recorder.seconds)
            )
        )
        self._show_steps(recording=False)

    def _start(self) -> None:
        self._made = b""
        self._tick(0)
        self._hint.say(
            _("Recording… It stops by itself after {length}.").format(
                length=length_words(self._recorder.seconds)
            )
        )
        self._recorder.start()
        self._show_steps(recording=True)
        self.halt.setFocus()

    def _tick(self, seconds: int) -> None:
        self._words.say(f"{seconds // _MINUTE}:{seconds % _MINUTE:02d}")

    def _see(self, picture: QImage) -> None:
        self.view.show_picture(picture)

    def _finish(self, made: bytes) -> None:
        self._made = made
        self._hint.say(_("Keep it, or record again: the one before goes then."))
        self._show_steps(recording=False)
        self.keep.setFocus()

    def _fail(self, words: str) -> None:
        self._hint.say(_("It cannot be recorded ({detail}). Nothing was kept.").format(detail=words))
        self._show_steps(recording=False)

    def _keep(self) -> None:
        made = self._made
        self.accept()
        self.kept.emit(made)

    def _show_steps(self, *, recording: bool) -> None:
        self.halt.setVisible(recording)
        self.record.setVisible(not recording)
        self.record.say(_("Again") if self._made else _("Record"))
        self.keep.setVisible(bool(self._made) and not recording)

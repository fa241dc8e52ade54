"""Recording a sound or a short film: begin, stop, keep or again."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from assessor_app.domain.evidence import MIB
from assessor_app.ui.evidence.limits import length_words
from assessor_app.ui.evidence.picture import PictureView
from assessor_app.ui.evidence.recorder import Recorder
from assessor_app.ui.kit.buttons import DangerButton, PrimaryButton
from assessor_app.ui.kit.cover import cover_of
from assessor_app.ui.kit.dialogs import Dialog
from assessor_app.ui.kit.layout import hide_unless
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
        self._recorder, self._made, self._leaving = recorder, b"", False
        self.view = PictureView(look, name=_("What the camera sees"))
        hide_unless(self.view, recorder.kind == "film")
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
        told = (
            _("At most {length}, and at most {most} MiB. Say who speaks and what is seen.")
            if self._recorder.tight
            else _("At most {length}. Say who speaks and what is seen.")
        )
        self._hint.say(self._limits(told))
        self._show_steps(recording=False)

    def _start(self) -> None:
        self._made = b""
        self._tick(0)
        told = (
            _("Recording… It stops by itself after {length}, or at {most} MiB.")
            if self._recorder.tight
            else _("Recording… It stops by itself after {length}.")
        )
        self._hint.say(self._limits(told))
        self._recorder.start()
        self._show_steps(recording=True)
        self.halt.setFocus()

    def _limits(self, words: str) -> str:
        return words.format(
            length=length_words(self._recorder.seconds), most=max(self._recorder.most // MIB, 1)
        )

    def _tick(self, seconds: int) -> None:
        self._words.say(f"{seconds // _MINUTE}:{seconds % _MINUTE:02d}")

    def _see(self, picture: QImage) -> None:
        self.view.show_picture(picture)

    def _finish(self, made: bytes) -> None:
        self._made = made
        if self._leaving:
            self._keep()
            return
        self._hint.say(_("Keep it, or record again: the one before goes then."))
        self._show_steps(recording=False)
        self.keep.setFocus()

    def _fail(self, words: str) -> None:
        if self._leaving:
            super().reject()
            return
        told = _("It cannot be recorded ({detail}). Nothing was kept.").format(detail=words)
        nothing = _("Nothing was recorded. Look whether the microphone and the camera are plugged in.")
        self._hint.say(told if words else nothing)
        self._show_steps(recording=False)

    def reject(self) -> None:
        """Under a lock what was said or filmed is not lost: it is kept as it is, to be seen and taken out afterwards."""
        if cover_of(self.parentWidget()) is None:
            super().reject()
            return
        if self.under_way:
            self._leave()
        elif self._made:
            self._keep()
        else:
            super().reject()

    def _leave(self) -> None:
        """Nothing of it is seen any more at once; it is whole a moment after it was stopped, and kept then."""
        self._leaving = True
        self.hide()
        self._recorder.stop()

    def _keep(self) -> None:
        made = self._made
        self.accept()
        self.kept.emit(made)

    def _show_steps(self, *, recording: bool) -> None:
        self.under_way = recording
        self.halt.setVisible(recording)
        self.record.setVisible(not recording)
        self.record.say(_("Again") if self._made else _("Record"))
        self.keep.setVisible(bool(self._made) and not recording)

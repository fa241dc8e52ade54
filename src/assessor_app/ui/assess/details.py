"""Behind a row: prompted, not applicable, note and readings, kept as they are written."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from assessor_app.domain.marks import How, Mark
from assessor_app.ui.assess.asking import AskTick
from assessor_app.ui.assess.readings import ReadingFields
from assessor_app.ui.assess.view import CriterionView
from assessor_app.ui.evidence.strip import EvidenceStrip
from assessor_app.ui.kit.buttons import Choice, PlainButton
from assessor_app.ui.kit.fields import Field, typed_before
from assessor_app.ui.kit.layout import column, nest, row
from assessor_app.ui.kit.text import Text
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_PAUSE_MS = 700
_NOTE, _WAS, _REASON = "note", "was", "reason"


class RowDetails(QWidget):
    """What is said of a criterion besides its mark.

    Signals:
        prompted_asked(bool), na_asked(str), note_asked(str): as written.
        method_asked(str): what the mark was judged by: tap (by watching), product or oral.
        reading_asked(int, object, str, str, object): index, value or None, instrument, ISO date, within or None.
    """

    prompted_asked = Signal(bool)
    method_asked = Signal(str)
    na_asked = Signal(str)
    note_asked = Signal(str)
    reading_asked = Signal(int, object, str, str, object)

    def __init__(self, look: Look, criterion: CriterionView) -> None:
        super().__init__()
        self._look = look
        self._kept_note = self._note_on_disk = criterion.note
        self._reason: Field | None = None
        self._again = typed_before(look)
        self._prompted = AskTick(look, _("Prompted: help was given, so it does not count as met"))
        self._prompted.asked.connect(self.prompted_asked)
        self.method = Choice(
            look,
            _("Judged by"),
            (
                (How.TAP.value, _("watching")),
                (How.PRODUCT.value, _("the finished piece")),
                (How.ORAL.value, _("an oral answer")),
            ),
        )
        self.method.chosen.connect(self._ask_method)
        self.note = Field(look, _("Note"), lines=2, text=criterion.note)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep_note)
        self.note.changed.connect(lambda _text: self._pause.start())
        self.note.edit.installEventFilter(self)
        self._readings = [ReadingFields(look, reading) for reading in criterion.readings]
        box: QVBoxLayout = column(self._again, gap=1.5)
        for index, fields in enumerate(self._readings):
            fields.taken.connect(
                lambda value, instrument, date, within, index=index: self.reading_asked.emit(
                    index, value, instrument, date, within
                )
            )
            box.addWidget(fields)
        box.addWidget(self.note)
        box.addWidget(self._prompted)
        nest(box, column(Text(look, _("Judged by"), role="small", bold=True), self.method, gap=0.5))
        nest(box, self._not_applicable(criterion))
        self.evidence = EvidenceStrip(look, about=criterion.id)
        box.addWidget(self.evidence)
        box.setContentsMargins(0, 8, 0, 8)
        self.setLayout(box)
        self.show_criterion(criterion)

    def show_criterion(self, criterion: CriterionView) -> None:
        """Shows what is kept; never writes over what is being typed."""
        self._criterion = criterion
        self._prompted.setChecked(criterion.prompted)
        self.method.setEnabled(criterion.mark != Mark.NOT_SEEN.value)
        self._show_method()
        self._kept_note = self._note_on_disk = criterion.note
        if not self.note.edit.hasFocus() and not self._pause.isActive():
            self.note.write(criterion.note)
        for fields, reading in zip(self._readings, criterion.readings, strict=True):
            fields.show_reading(reading)

    def typed(self) -> dict[str, str]:
        """What stands here and is not on disk, by the name of its field; `was` is the note that was there before."""
        said: dict[str, str] = {}
        if (note := self.note.text().strip()) != self._note_on_disk:
            said |= {_NOTE: note, _WAS: self._note_on_disk}
        if self._reason is not None and self._reason.text().strip() not in {"", self._criterion.reason}:
            said[_REASON] = self._reason.text()
        for index, fields in enumerate(self._readings):
            said |= {f"{index} {name}": text for name, text in fields.typed().items()}
        return said

    def put_back(self, said: Mapping[str, str], *, by: str) -> None:
        """Shows again what `by` typed before and did not keep; it is kept once it is left, as if it were typed now.

        What was looked at last may have been kept a moment later, or something newer: then there is nothing to show.
        """
        since = self._note_on_disk != said.get(_WAS, "")
        if _NOTE in said and not (since and self._criterion.by == by):
            # Somebody else may have written another note since: both stand there then.
            other = self._note_on_disk if since else ""
            self.note.write("\n".join(part for part in (other, said[_NOTE]) if part))
            self._pause.stop()
        if _REASON in said and self._reason is not None:
            self._reason.write(said[_REASON])
        for index, fields in enumerate(self._readings):
            fields.put_back(
                {
                    name: text
                    for key, text in said.items()
                    for at, _s, name in [key.partition(" ")]
                    if at == str(index)
                }
            )
        self._again.setVisible(bool(self.typed()))

    def keep(self) -> None:
        """Asks for note and readings to be kept, where they differ from what is."""
        for fields in self._readings:
            fields.keep()
        self._keep_note()

    def not_kept(self) -> None:
        """What was asked for last is not on disk: it stays written here, and is asked for again when it is left."""
        self._kept_note = self._note_on_disk
        for fields in self._readings:
            fields.not_kept()

    def _show_method(self) -> None:
        """What was kept: of a mark that came from elsewhere, none of these."""
        watched = self._criterion.how in {How.KEY.value, How.FILL.value}
        how = How.TAP.value if watched else self._criterion.how
        self.method.choose(how if self.method.isEnabled() else "")

    def _ask_method(self, how: str) -> None:
        self._show_method()
        self.method_asked.emit(how)

    def _keep_note(self) -> None:
        self._pause.stop()
        text = self.note.text().strip()
        if text != self._kept_note:
            self._kept_note = text
            self._again.hide()
            self.note_asked.emit(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._keep_note()
        return super().eventFilter(watched, event)

    def _not_applicable(self, criterion: CriterionView) -> QVBoxLayout:
        if criterion.critical:
            return column(Text(self._look, _("A critical criterion always applies."), tone="muted"))
        self._reason = reason = Field(self._look, _("Does not apply here, because"), text=criterion.reason)
        button = PlainButton(self._look, _("Not applicable"))
        button.clicked.connect(self._ask_na)
        line = row(reason, button, gap=2)
        line.setStretch(0, 1)
        line.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        return column(line)

    def _ask_na(self) -> None:
        if self._reason is None:
            return
        reason = self._reason.text().strip()
        self._reason.show_error("" if reason else _("Say why it does not apply: one short reason."))
        if reason:
            self.na_asked.emit(reason)

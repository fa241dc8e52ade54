"""The assessment page: one learner, one form, every tap a signal."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from assessor_app.ui.assess.header import LearnerHeader
from assessor_app.ui.assess.panel import Panel
from assessor_app.ui.assess.rows import KEY_MARKS
from assessor_app.ui.assess.sheet import Sheet
from assessor_app.ui.assess.stopped import EndedNotice, StoppedNotice
from assessor_app.ui.assess.thumb import follow_thumb, show_meant
from assessor_app.ui.assess.view import AssessView
from assessor_app.ui.kit.layout import AsHigh, Frame, column, nest
from assessor_app.ui.kit.page import Keys, Page
from assessor_app.ui.kit.thumb import thumb_foot
from assessor_app.ui.sheets.band import CopyBand
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BESIDE_FROM = 960
_TALL_FROM = 800
_MARKS_BENEATH = 96
_UPRIGHT_FROM, _NARROW_UPRIGHT_FROM = 440, 340
# In a narrower window what is known of the work would take half of a low page.
_WHOLE_HEAD_FROM = 480


class AssessPage(Page):
    """Shows an `AssessView` and asks; a mark is painted only when a view brings it back.

    Signals:
        mark_requested(str, str, str): criterion, mark, how (tap or key).
        prompted_requested(str, bool), na_requested(str, str), note_requested(str, str): criterion, and what was said.
        method_requested(str, str): criterion, and what its mark was judged by (tap, product or oral).
        reading_requested(str, int, object, str, str, object): criterion, index, value (None takes it back),
            instrument, ISO calibration date, within (None where the form has the limits).
        oral_requested(str, str, object): question, mark, list of indices of the must-say points said.
        occasion_requested(str): an occasion's id. new_occasion_requested(str): its context, or empty.
        stop_requested(), resume_requested(), end_requested(str), discard_requested(): the ends of an attempt.
        take_back_requested(): the end that was said was none.
        undo_requested(), decide_requested(), back_requested().
    """

    mark_requested = Signal(str, str, str)
    prompted_requested = Signal(str, bool)
    method_requested = Signal(str, str)
    na_requested = Signal(str, str)
    note_requested = Signal(str, str)
    reading_requested = Signal(str, int, object, str, str, object)
    oral_requested = Signal(str, str, object)
    occasion_requested = Signal(str)
    new_occasion_requested = Signal(str)
    undo_requested = Signal()
    decide_requested = Signal()
    stop_requested = Signal()
    resume_requested = Signal()
    end_requested = Signal(str)
    take_back_requested = Signal()
    discard_requested = Signal()
    back_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Assess"))
        self._structure: tuple[object, ...] = ()
        self.view: AssessView | None = None
        self._low = self._noting = False
        self.header = LearnerHeader(look)
        self.never_covered = self.header.stop
        self.copying = CopyBand(look)
        self.sheet = Sheet(look)
        self.panel = Panel(look)
        self._stopped = StoppedNotice(look)
        self._ended = EndedNotice(look)
        self._around = column(self._stopped, self._ended, gap=1)
        self._notices = AsHigh(Frame("bare", self._around), name=_("What happened"))
        left = column(self._notices, self.sheet, gap=0)
        left.setStretch(1, 1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(0)
        nest(self._body, left, 1)
        foot, self.thumb = thumb_foot(look, self.panel)
        self._body.addWidget(foot)
        whole = column(self.header, self.copying, self._body, gap=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self._connect()

    def show_data(self, data: object) -> None:
        if not isinstance(data, AssessView):
            raise TypeError(f"the assessment page shows an AssessView, not {type(data).__name__}")
        self.show_view(data)

    def show_view(self, view: AssessView) -> None:
        """Shows a view. One with the same structure is repainted in place: nothing jumps, nothing flickers."""
        self.view = view
        structure = view.structure()
        rebuilt = structure != self._structure
        if rebuilt:
            self._structure = structure
            self.sheet.build(view)
        self.header.show_view(view)
        self.sheet.repaint_marks(view)
        self.panel.show_view(view)
        self._stopped.setVisible(view.stopped and not view.ended)
        self._noting = self._noting and view.stopped
        self._ended.show_end(view.ended, way_back=view.way_back)
        self._notices.setVisible(view.stopped or bool(view.ended))
        show_meant(self)
        self._share_room()
        if rebuilt:
            self.sheet.focus_next_unmarked()

    def keep(self) -> None:
        """Asks for what was written and not yet kept; called before anything that leads to other marks."""
        self.sheet.keep()

    def came_to_nothing(self, about: str, *, back: bool) -> None:
        """What was asked of this criterion or question was not kept; `back` leads back to it."""
        row, question = self.sheet.rows.get(about), self.sheet.questions.get(about)
        if row is not None and row.details is not None:
            row.details.not_kept()
        if question is not None:
            question.not_kept()
        if back:
            self.sheet.go_to(about)

    def mark_shown(self, criterion: str) -> str:
        """The mark that is painted for a criterion; nothing while it is not on the screen yet."""
        return self.sheet.rows[criterion].painted()

    def keys(self) -> Keys:
        return [
            ("+", _("met, and on to the next that is not marked")),
            ("−", _("not met today, and on")),
            ("0", _("not seen, and on")),
            ("↑ ↓", _("the row or question above, below")),
            (
                _("Enter"),
                _("open or close what is behind the row: note, reading, prompted, judged by, not applicable"),
            ),
            (_("Tab"), _("to the next field, point or row")),
            (_("Space"), _("a must-say point was said, or not")),
            ("Ctrl+Z", _("undo, as its button says")),
        ]

    def first_focus(self) -> QWidget | None:
        return self.sheet.walk.here()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.sheet.walk.here()
        if event.text() in KEY_MARKS and line is not None:
            line.keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Undo) and self.panel.undo.isEnabled():
            self.undo_requested.emit()
        else:
            super().keyPressEvent(event)

    def _share_room(self) -> None:
        """What happened is asked whole: where that leaves the marks too little, in their place, since they are frozen.

        Notes may be written all the same: whoever asks for them has the sheet, and the question scrolls over it.
        """
        asked = self._stopped.isVisibleTo(self)
        # With gloves what a stop asks needs the room.
        self.copying.stand(low=self._low or (asked and self.look.metrics.gloves))
        room = self.height() - self.header.height()
        if self.copying.isVisibleTo(self):
            room -= self.copying.height()
        if self._body.direction() == QBoxLayout.Direction.TopToBottom:
            room -= self.panel.sizeHint().height()
        whole = min(self._notices.sizeHint().height(), room)
        crowded = self.copying.isVisibleTo(self) and self.look.metrics.gloves
        beneath = not (self._low or crowded) and room - whole >= self.look.metrics.text(_MARKS_BENEATH)
        self.sheet.setVisible(not asked or beneath or self._noting)
        self._notices.setMinimumHeight(whole if asked and beneath else 0)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beneath = event.size().width() < self.look.metrics.text(_BESIDE_FROM) or self.thumb is not None
        direction = QBoxLayout.Direction.TopToBottom if beneath else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(direction)
        low = beneath and event.size().height() < self.look.metrics.text(_TALL_FROM)
        self._low = low
        self._share_room()
        text = self.look.metrics.text
        narrow = event.size().width() < text(_WHOLE_HEAD_FROM)
        upright = event.size().height() >= text(_NARROW_UPRIGHT_FROM if narrow else _UPRIGHT_FROM)
        self.header.stack(beneath, low=low, in_short=low and (narrow or not upright))
        # Beside the pad of a thumb it has two lines, however high the window.
        self.panel.lie(beneath=beneath, low=low or self.thumb is not None, upright=upright)
        self._ended.lie(low=low)
        self._around.setContentsMargins(16, *((0, 16, 0) if low else (16, 16, 16)))

    def _connect(self) -> None:
        sheet, header, panel = self.sheet, self.header, self.panel
        sheet.marked.connect(self.mark_requested)
        sheet.prompted.connect(self.prompted_requested)
        sheet.judged_by.connect(self.method_requested)
        sheet.not_applicable.connect(self.na_requested)
        sheet.noted.connect(self.note_requested)
        sheet.read.connect(self.reading_requested)
        sheet.answered.connect(self.oral_requested)
        if self.thumb is not None:
            follow_thumb(self, self.thumb)
        leading_away = (
            header.occasion_asked,
            header.new_occasion_asked,
            header.stop_asked,
            header.back_asked,
        )
        for signal in (*leading_away, panel.decide_asked, panel.undo_asked):
            signal.connect(self.keep)
        header.occasion_asked.connect(self.occasion_requested)
        header.new_occasion_asked.connect(self.new_occasion_requested)
        header.stop_asked.connect(self.stop_requested)
        header.back_asked.connect(self.back_requested)
        panel.undo_asked.connect(self.undo_requested)
        panel.decide_asked.connect(self.decide_requested)
        panel.about_asked.connect(self._lead)
        panel.notes_asked.connect(self._open_note)
        panel.oral_asked.connect(lambda: sheet.go_to(sheet.walk.oral()))
        self._stopped.end_asked.connect(self.end_requested)
        self._stopped.resume_asked.connect(self.resume_requested)
        self._stopped.discard_asked.connect(self.discard_requested)
        self._ended.take_back_asked.connect(self.take_back_requested)

    def _lead(self, about: str, occasion: str) -> None:
        """To what is missing; where it lies with another occasion, that one is looked at first."""
        if occasion:
            self.keep()
            self.occasion_requested.emit(occasion)
        self.sheet.go_to(about)

    def _open_note(self) -> None:
        self._noting = self._stopped.isVisibleTo(self)
        self._share_room()
        row = self.sheet.current()
        if row is None:
            return
        if row.details is None or not row.details.isVisible():
            row.toggle()
        if row.details is not None:
            row.details.note.edit.setFocus()

"""A sitting's page: who came, who is briefed, where each one's work stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.dialogs import Question
from assessor_app.ui.kit.layout import column
from assessor_app.ui.kit.page import EmptyState, Keys, Page
from assessor_app.ui.sittings.entry_dialog import EntryDialog, IdentifiedDialog
from assessor_app.ui.sittings.entry_list import EntryList
from assessor_app.ui.sittings.head import SittingHead
from assessor_app.ui.sittings.view import EntryView, SittingView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_LOW = 480


class SittingPage(Page):
    """Shows a `SittingView` and asks.

    Signals:
        present_requested(str, str): entry, how identified.
        attend_requested(str, str, str, str): entry, attendance, how identified, note.
        place_requested(str, str, str): entry, bib, bench.
        work_requested(str): begin, or go on with, this entry's assessment.
        slip_requested(str, str): the slip of an assessment, and whose it is.
        before_requested(str): what is arranged for this entry.
        conditions_requested(str): the conditions of this sitting.
        countersign_requested(str): my word on what others decided at this sitting.
        board_requested(), brief_requested(), walk_in_requested(), sign_requested(), close_requested(), again_requested(),
        back_requested().
        entry_opening(object, str): the dialog of an entry, before it opens.
        papers_requested(object): what can be printed of this SittingView.
        photos_requested(str): a phone's photos are to be read for this sitting.
    """

    present_requested = Signal(str, str)
    attend_requested = Signal(str, str, str, str)
    place_requested = Signal(str, str, str)
    work_requested = Signal(str)
    slip_requested = Signal(str, str)
    before_requested = Signal(str)
    conditions_requested = Signal(str)
    countersign_requested = Signal(str)
    brief_requested = Signal()
    walk_in_requested = Signal()
    sign_requested = Signal()
    close_requested = Signal()
    again_requested = Signal()
    entry_opening = Signal(object, str)
    papers_requested = Signal(object)
    photos_requested = Signal(str)
    back_requested = Signal()
    board_requested = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, _("Sitting"))
        self._view = SittingView(id="", title="", about="", sum="")
        self.head = SittingHead(look)
        self.list = EntryList(look)
        self._empty = EmptyState(
            look,
            icon="users",
            sentence=_("Nobody is listed."),
            what_now=_("Add those who are here: a name is enough."),
            action=_("Walk-in"),
        )
        self._carried = False
        self._whole = column(self.head, column(self.list, self._empty, gap=0), gap=0)
        self._whole.setStretch(1, 1)
        self.setLayout(self._whole)
        self._connect()

    def show_data(self, data: object) -> None:
        if not isinstance(data, SittingView):
            raise TypeError(f"the sitting's page shows a SittingView, not {type(data).__name__}")
        if data.id != self._view.id:
            self.head.identified.choose("")
        self._view = data
        self.head.show_view(data)
        self.list.show_entries(data.entries)
        self._place_head()
        self.list.setVisible(bool(data.entries))
        self._empty.setVisible(not data.entries)

    def identified(self) -> str:
        """How those who come are known, as last said; empty before anybody did."""
        return self.head.identified.current()

    def keys(self) -> Keys:
        return [
            (_("a number"), _("the learner with this bib")),
            ("↑ ↓", _("the learner above, below")),
            ("+", _("present")),
            (_("Enter"), _("what the button beside the learner says")),
            ("F2", _("late, absent, turned away, left; bib and bench")),
            ("F3", _("a walk-in")),
        ]

    def first_focus(self) -> QWidget | None:
        return self.list.current() if self._view.entries else self._empty.button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F3 and self._view.open and self._view.may_list:
            self.walk_in_requested.emit()
        elif event.text().isdecimal() and event.text().isascii():
            self.list.type_bib(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_head()

    def ask_close(self) -> None:
        """Asks before the sitting is closed: it is signed, and cannot be opened again."""
        sentence = f"{self._view.sum}\n{self._view.left_over}".strip()
        question = Question(
            self.look,
            _("Close the sitting?"),
            sentence=sentence,
            yes=_("Close the sitting"),
            parent=self.window(),
        )
        question.answered.connect(self.close_requested)
        question.open()

    def _step(self, entry: EntryView) -> None:
        if entry.step == "present":
            self._present(entry)
        elif entry.step == "slip":
            self.slip_requested.emit(entry.assessment, entry.name)
        elif entry.step:
            self.work_requested.emit(entry.id)

    def _present(self, entry: EntryView) -> None:
        if not (self._view.open and self._view.may_list) or entry.attendance == "finished":
            return
        known = self.identified()
        if known:
            self.present_requested.emit(entry.id, known)
            return
        dialog = IdentifiedDialog(self.look, self.window())
        dialog.picked.connect(self.head.identified.choose)
        dialog.picked.connect(lambda key: self.present_requested.emit(entry.id, key))
        dialog.open()

    def _more(self, entry: EntryView) -> None:
        if not entry.changeable:
            return
        dialog = EntryDialog(self.look, entry, identified=self.identified(), parent=self.window())
        dialog.attend_asked.connect(lambda *said: self.attend_requested.emit(entry.id, *said))
        dialog.place_asked.connect(lambda *said: self.place_requested.emit(entry.id, *said))
        dialog.before_asked.connect(lambda: self.before_requested.emit(entry.id))
        self.entry_opening.emit(dialog, entry.id)
        dialog.open()

    def _place_head(self) -> None:
        """Over the learners; in a low window with long lists it scrolls away with them, as does what is stopped."""
        carried = self._low() and bool(self._view.entries)
        if carried == self._carried:
            return
        self._carried = carried
        if carried:
            self.list.carry(self.head)
        else:
            self._whole.insertWidget(0, self.head)

    def _low(self) -> bool:
        """Whether the head, as high as it is now, would leave the learners less than the least."""
        least = self.head.heightForWidth(self.width()) + self.list.minimumSizeHint().height()
        return self.height() < max(self.look.metrics.text(_LOW), least)

    def _connect(self) -> None:
        head = self.head
        head.back_asked.connect(self.back_requested)
        for asked in (head.board_asked, head.stops.go_on_asked):
            asked.connect(self.board_requested)
        head.conditions_asked.connect(lambda: self.conditions_requested.emit(self._view.id))
        head.countersign_asked.connect(lambda: self.countersign_requested.emit(self._view.id))
        head.brief_asked.connect(self.brief_requested)
        head.walk_in_asked.connect(self.walk_in_requested)
        head.sign_asked.connect(self.sign_requested)
        head.close_asked.connect(self.ask_close)
        head.again_asked.connect(self.again_requested)
        head.papers_asked.connect(lambda: self.papers_requested.emit(self._view))
        head.photos_asked.connect(lambda: self.photos_requested.emit(self._view.id))
        self._empty.asked.connect(self.walk_in_requested)
        self.list.step_asked.connect(self._step)
        self.list.present_asked.connect(self._present)
        self.list.more_asked.connect(self._more)

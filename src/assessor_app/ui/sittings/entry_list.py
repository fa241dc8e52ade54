"""The learners of a sitting, one under the other: walked with the arrow keys, found by bib number."""

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from assessor_app.ui.kit.layout import Frame, Scroll, column, holding
from assessor_app.ui.sittings.entry_row import EntryRow
from assessor_app.ui.sittings.view import EntryView
from assessor_app.ui.theme.look import Look
from assessor_app.wording.catalogue import gettext as _

_BIB_PAUSE_MS = 1500


class EntryList(Scroll):
    """Built again only when other people are listed; else repainted in place.

    Signals:
        step_asked(object), present_asked(object), more_asked(object): of this `EntryView`.
    """

    step_asked = Signal(object)
    present_asked = Signal(object)
    more_asked = Signal(object)

    def __init__(self, look: Look) -> None:
        self._box = column(gap=0)
        super().__init__(holding(self._box), name=_("Learners"))
        self._frame = Frame("plain")
        self._box.addWidget(self._frame, 1)
        self._look = look
        self.rows: dict[str, EntryRow] = {}
        self._current = ""
        self._typed = ""
        self._since_digit = QElapsedTimer()

    def show_entries(self, entries: tuple[EntryView, ...]) -> None:
        """Shows these, in this order."""
        if [entry.id for entry in entries] != list(self.rows):
            self._build(entries)
        for entry in entries:
            if self.rows[entry.id].entry != entry:
                self.rows[entry.id].show_entry(entry)

    def carry(self, head: QWidget) -> None:
        """Lets the head scroll away with the learners, where it would leave them no room."""
        self._box.insertWidget(0, head)

    def current(self) -> EntryRow | None:
        """The row that has, or last had, the focus; else the first."""
        return self.rows.get(self._current) or next(iter(self.rows.values()), None)

    def type_bib(self, digit: str) -> None:
        """Gives the focus to the learner whose bib is what was typed in one go."""
        fresh = not self._since_digit.isValid() or self._since_digit.elapsed() > _BIB_PAUSE_MS
        self._typed = digit if fresh else self._typed + digit
        self._since_digit.start()
        for key, made in self.rows.items():
            if made.entry.bib == self._typed:
                self._focus(key)

    def _build(self, entries: tuple[EntryView, ...]) -> None:
        focused = next((key for key, made in self.rows.items() if made.hasFocus()), "")
        known = set(self.rows)
        fresh = [entry.id for entry in entries if entry.id not in known]
        if known and len(fresh) == 1:
            # A walk-in: they stand in front of the assessor now.
            focused = fresh[0]
        self.rows = {entry.id: self._row(entry) for entry in entries}
        before, self._frame = self._frame, Frame("plain", column(*self.rows.values(), None, gap=0))
        self._box.replaceWidget(before, self._frame)
        before.hide()
        before.deleteLater()
        if focused in self.rows:
            made = self.rows[focused]
            made.setFocus(Qt.FocusReason.OtherFocusReason)
            # The rows are only now getting their places.
            QTimer.singleShot(0, made, lambda: self.ensureWidgetVisible(made, 0, 16))

    def _row(self, entry: EntryView) -> EntryRow:
        made = EntryRow(self._look, entry)
        made.step_asked.connect(lambda: self.step_asked.emit(made.entry))
        made.present_asked.connect(lambda: self.present_asked.emit(made.entry))
        made.more_asked.connect(lambda: self.more_asked.emit(made.entry))
        made.entered.connect(lambda: self._enter(made.entry.id))
        made.moved.connect(lambda by: self._move(made.entry.id, by))
        return made

    def _enter(self, key: str) -> None:
        self._current = key

    def _move(self, key: str, by: int) -> None:
        keys = list(self.rows)
        at = keys.index(key) + by
        if 0 <= at < len(keys):
            self._focus(keys[at])

    def _focus(self, key: str) -> None:
        self.rows[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.rows[key], 0, 16)

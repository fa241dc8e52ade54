"""What a touch and a key mean on the board: brush, guard, number pad, and what comes next."""

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.ui.board.guarding import (
    BRUSHES,
    DIMS_MS,
    FALLS_BACK_MS,
    KEY_BRUSHES,
    PLAIN,
    Guard,
    NumberPad,
)
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView
from assessor_app.ui.kit.mirror import led_by
from assessor_app.wording.catalogue import gettext as _


class Hands(QObject):
    """Turns touches and keys into requests; knows nothing of tiles and cells.

    Signals:
        mark_asked(str, str, str, str): entry, criterion, what (one of `guarding.BRUSHES`), how (tap or key).
        pointed(str): this learner's tile was shown, and nothing marked.
        who_said(str, str): a name large, and what comes next.
        brush_changed(str): what a touch paints.
        rested(bool): nobody touched the board for a while, or somebody did again.
    """

    mark_asked = Signal(str, str, str, str)
    pointed = Signal(str)
    who_said = Signal(str, str)
    brush_changed = Signal(str)
    rested = Signal(bool)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.brush, self.covered = PLAIN, False
        self.guard, self.pad = Guard(), NumberPad()
        self._view: BoardView = EMPTY
        self._resting = False
        self._falls = self._timer(FALLS_BACK_MS, lambda: self.take_brush(PLAIN))
        self._dims = self._timer(DIMS_MS, self._rest)

    def show_board(self, view: BoardView) -> None:
        """The board as it stands."""
        self._view = view

    def point(self, entry: str) -> None:
        """Shows whose tile comes next: a touch there marks, one elsewhere only shows."""
        self.guard.arm(entry)
        learner = self._view.learner(entry)
        if learner is not None:
            self._say(learner, self._view.said)

    def take_brush(self, brush: str) -> None:
        """Another brush; any other than *met* falls back after a while."""
        if brush not in BRUSHES:
            raise ValueError(f"no such brush: {brush}")
        self.brush = brush
        if brush == PLAIN:
            self._falls.stop()
        else:
            self._falls.start()
        self.brush_changed.emit(brush)

    def touch(self, entry: str, criterion: str) -> None:
        """A finger on a learner: the brush paints once, and falls back before the next learner is touched."""
        learner = self._view.learner(entry)
        self.stir()
        if learner is None:
            return
        if learner.off:
            self._say(learner, _("{why}: nothing can be marked").format(why=learner.off))
            return
        if not self.guard.lets(entry):
            self.pointed.emit(entry)
            self._say(learner, _("touch again to mark"))
            return
        brush = self.brush
        self.pointed.emit("")
        self._say(learner, "")
        self.mark_asked.emit(entry, criterion, brush, "tap")
        self.take_brush(PLAIN)

    def key(self, sign: str, entry: str, criterion: str) -> bool:
        """A key on the learner who has the focus, or after a bib was typed; whether it meant anything."""
        self.stir()
        if sign.isdecimal() and sign.isascii() and not (sign == "0" and not self.pad.typed):
            typed = self.pad.digit(sign)
            found = next((item for item in self._view.learners if item.bib == typed), None)
            self.who_said.emit(self._name(found) if found else typed, _("then + − 0, or Enter"))
            return True
        what = "not-seen" if sign == "0" else KEY_BRUSHES.get(sign, "")
        if not what:
            return False
        learner = self._meant(entry)
        if learner is not None:
            self._mark_by_key(learner, criterion, what)
        return True

    def typed_learner(self) -> str:
        """The learner whose bib was typed, for Enter: their tile is shown and nothing marked."""
        learner = self.pad.take(self._view.learners)
        return learner.id if learner else ""

    def say_next(self, entry: str) -> None:
        """Says whose tile a key would mark, before the key."""
        learner = self._view.learner(entry)
        if learner is not None and not self.pad.typed:
            self._say(learner, learner.off or _("+ met   − not met today   0 not seen"))

    def stir(self) -> None:
        """Somebody is at the board."""
        self._dims.start()
        if self._resting:
            self._resting = False
            self.rested.emit(False)

    def _meant(self, entry: str) -> LearnerView | None:
        typed = self.pad.typed
        if typed:
            learner = self.pad.take(self._view.learners)
            if learner is None:
                self.who_said.emit(typed, _("nobody has this number"))
            return learner
        return self._view.learner(entry)

    def _mark_by_key(self, learner: LearnerView, criterion: str, what: str) -> None:
        if learner.off:
            self._say(learner, _("{why}: nothing can be marked").format(why=learner.off))
            return
        self.guard.known()
        self.mark_asked.emit(learner.id, criterion, what, "key")

    def _say(self, learner: LearnerView, then: str) -> None:
        self.who_said.emit(self._name(learner), then)

    def _name(self, learner: LearnerView) -> str:
        return learner.bib if self.covered else led_by(learner.bib, learner.name, gap=" ")

    def _rest(self) -> None:
        self._resting = True
        self.guard.arm()
        self.rested.emit(True)

    def _timer(self, milliseconds: int, act: object) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(act)
        return made

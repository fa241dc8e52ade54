"""What a touch and a key mean on the board: brush, guard, number pad, and what comes next."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.ui.board.guarding import (
    BRUSHES,
    DIMS_MS,
    FALLS_BACK_MS,
    FORGETS_MS,
    KEY_BRUSHES,
    PLAIN,
    Guard,
    NumberPad,
)
from assessor_app.ui.board.telling import Telling
from assessor_app.ui.board.view import EMPTY, BoardView, LearnerView
from assessor_app.wording.catalogue import gettext as _


class Hands(QObject):
    """Turns touches and keys into requests; knows nothing of tiles and cells.

    Signals:
        mark_asked(str, str, str, str): entry, criterion, what (one of `guarding.BRUSHES`), how (tap or key).
        pointed(str): this learner's tile was shown, and nothing marked.
        who_said(str, str): a name large, and what comes next.
        brush_changed(str): what a touch paints.
        rested(bool): nobody touched the board for a while, or somebody did again.
        page_wanted(str): whose page was asked for by this touch, which marked nothing.
        forgot(): a bib that was typed is nobody's any more: a key would mark whoever has the focus.
    """

    mark_asked = Signal(str, str, str, str)
    pointed = Signal(str)
    who_said = Signal(str, str)
    brush_changed = Signal(str)
    rested = Signal(bool)
    forgot = Signal()
    page_wanted = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.brush, self.telling = PLAIN, Telling(self.who_said.emit)
        self.by_thumb = False
        """Marks are given on the pad of a thumb: a touch with the plain brush only shows whose it is."""
        self.touched = ""
        """The entry that a touch or a key meant last, until the board rests."""
        self.guard, self.pad = Guard(), NumberPad()
        self._view: BoardView = EMPTY
        self._resting = self.waits = False
        self._falls = _timer(self, FALLS_BACK_MS, lambda: self.take_brush(PLAIN))
        self._forgets = _timer(self, FORGETS_MS, self.forget)
        self._dims = _timer(self, DIMS_MS, self._rest)

    def show_board(self, view: BoardView) -> None:
        """The board as it stands."""
        self._view = view

    def point(self, entry: str) -> None:
        """Shows whose tile comes next: a touch there marks, one elsewhere only shows."""
        self.guard.arm(entry)
        self.forget()
        learner = self._view.learner(entry)
        if learner is not None:
            self.telling.name(learner, self._view.said)

    def forget(self, *, lapsed: bool = True) -> None:
        """A bib that was typed is nobody's any more, and whose it is now is said.

        Where it `lapsed`, nobody said so: the next mark by a key only shows whose it would be.
        """
        self._forgets.stop()
        waited, self.waits = self.waits, False
        if self.pad.forget(lapsed=lapsed) or waited:
            self.telling.say("", "")
            self.forgot.emit()

    def wait_for_touch(self) -> None:
        """The next touch marks nobody: it says whose page is wanted."""
        self.forget(lapsed=False)
        self.waits = True
        self.telling.say("", _("Touch the learner whose page you want. Nothing is marked."))

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

    def touch(self, entry: str, criterion: str, *, mark: str = "") -> None:
        """A finger on a learner: the brush paints once, and falls back before the next learner is touched.

        `mark` is one that the pad of a thumb gives to whoever is meant.
        """
        learner = self._view.learner(entry)
        self.stir()
        wanted = self.waits
        self.forget(lapsed=False)
        if learner is None:
            return
        self.touched = entry
        if wanted:
            self.telling.name(learner, "")
            self.page_wanted.emit(entry)
            return
        if learner.off:
            self.telling.name(learner, _("{why}: nothing can be marked").format(why=learner.off))
            return
        only_shown = self.by_thumb and not mark and self.brush == PLAIN
        if not self.guard.lets(entry) or only_shown:
            self.pointed.emit(entry)
            self.telling.name(learner, "" if only_shown else _("touch again to mark"))
            return
        brush = mark or self.brush
        self.pointed.emit("")
        self.telling.name(learner, "")
        self.mark_asked.emit(entry, criterion, brush, "tap")
        self.take_brush(PLAIN)

    def key(self, sign: str, entry: str, criterion: str) -> bool:
        """A key on the learner who has the focus, or after a bib was typed; whether it meant anything."""
        self.stir()
        if self.pad.starts(sign, self._view.learners):
            typed = self.pad.digit(sign)
            self._forgets.start()
            found = self.pad.meant(self._view.learners)
            then = _several() if len(found) > 1 else _("then + or −, or Enter")
            if len(found) == 1:
                self.telling.name(found[0], then)
            else:
                self.telling.say(typed, then)
            return True
        what = "not-seen" if sign == "0" else KEY_BRUSHES.get(sign, "")
        if not what:
            return False
        learner = self._meant(entry)
        if learner is not None and self.pad.lapsed:
            self.pad.lapsed = False
            self.telling.name(learner, _("press again to mark"))
        elif learner is not None:
            self.touched = learner.id
            self._mark_by_key(learner, criterion, what)
        return True

    def typed_learner(self) -> str:
        """The learner whose bib was typed, for Enter: their tile is shown and nothing marked. Nothing for nobody's."""
        learner = self._meant("")
        return learner.id if learner else ""

    def say_next(self, entry: str) -> None:
        """Says whose tile a key would mark, before the key: the focus went there, and not to a bib."""
        self._forgets.stop()
        self.pad.forget(lapsed=self.pad.lapsed)
        learner = self._view.learner(entry)
        if learner is not None:
            self.telling.name(learner, learner.off or _("+ met   − not met today   0 not seen"))

    def stir(self) -> None:
        """Somebody is at the board."""
        self._dims.start()
        if self._resting:
            self._resting = False
            self.rested.emit(False)

    def _meant(self, entry: str) -> LearnerView | None:
        typed = self.pad.typed
        if not typed:
            return self._view.learner(entry)
        self._forgets.stop()
        found = self.pad.take(self._view.learners)
        if len(found) != 1:
            self.telling.say(typed, _several() if found else _("nobody has this number"))
            return None
        return found[0]

    def _mark_by_key(self, learner: LearnerView, criterion: str, what: str) -> None:
        if learner.off:
            self.telling.name(learner, _("{why}: nothing can be marked").format(why=learner.off))
            return
        self.guard.known()
        self.mark_asked.emit(learner.id, criterion, what, "key")

    def _rest(self) -> None:
        self._resting, self.touched = True, ""
        self.guard.arm()
        self.forget()
        self.rested.emit(True)


def _several() -> str:
    return _("several have this number: touch the tile")


def _timer(parent: QObject, milliseconds: int, act: Callable[[], None]) -> QTimer:
    made = QTimer(parent)
    made.setSingleShot(True)
    made.setInterval(milliseconds)
    made.timeout.connect(act)
    return made

"""Who is marked: brush, guard and number pad, without a widget."""

from dataclasses import dataclass

from assessor_app.ui.board.view import LearnerView

BRUSHES = ("met", "not-met", "not-seen", "prompted", "not-applicable")
PLAIN = "met"
KEY_BRUSHES = {
    "+": "met",
    "-": "not-met",
    "−": "not-met",
    "*": "prompted",
    "/": "not-applicable",
}
FALLS_BACK_MS = 10_000
"""A brush other than *met* falls back after so long, or when another learner is touched."""
DIMS_MS = 60_000
"""Marks dim when nobody touched the board for so long, and the next touch only shows whose tile it is."""


@dataclass
class Guard:
    """The first touch after a pause, a scan, a lock or an undo marks nothing: it shows whose tile it is."""

    armed: bool = False
    shown: str = ""

    def arm(self, shown: str = "") -> None:
        """Arms the guard; a learner whose tile is shown at once is marked by the first touch."""
        self.armed, self.shown = True, shown

    def lets(self, learner: str) -> bool:
        """Whether a touch on this learner may mark now. A touch that may not shows the learner instead."""
        if not self.armed:
            return True
        if self.shown == learner:
            self.armed, self.shown = False, ""
            return True
        self.shown = learner
        return False

    def known(self) -> None:
        """Whoever acts has just been told whose tile it is: by a name that was said before a key."""
        self.armed, self.shown = False, ""


@dataclass
class NumberPad:
    """Bib first, then the mark: `17 -`."""

    typed: str = ""

    def digit(self, sign: str) -> str:
        """Takes one more digit, and returns what is typed so far."""
        self.typed = (self.typed + sign)[-4:]
        return self.typed

    def take(self, learners: tuple[LearnerView, ...]) -> LearnerView | None:
        """The learner with the bib that was typed, which is forgotten then; None for nobody's."""
        typed, self.typed = self.typed, ""
        return next((item for item in learners if typed and item.bib == typed), None)

    def forget(self) -> None:
        self.typed = ""

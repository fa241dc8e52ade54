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
FORGETS_MS = 5_000
"""A bib that was typed is forgotten where no mark follows it for so long."""
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
    """Bib first, then the mark: `17 -`.

    Attributes:
        lapsed: a bib was typed and forgotten by itself: the next mark by a key is for somebody else than was meant.
    """

    typed: str = ""
    lapsed: bool = False

    def starts(self, sign: str, learners: tuple[LearnerView, ...]) -> bool:
        """Whether a sign belongs to a bib. A first 0 is a mark, but where somebody's bib begins with it."""
        if not (sign.isdecimal() and sign.isascii()):
            return False
        return sign != "0" or bool(self.typed) or any(item.bib.startswith("0") for item in learners)

    def digit(self, sign: str) -> str:
        """Takes one more digit, and returns what is typed so far."""
        self.typed, self.lapsed = self.typed + sign, False
        return self.typed

    def meant(self, learners: tuple[LearnerView, ...]) -> tuple[LearnerView, ...]:
        """Everybody with the bib that is typed: nobody, one, or several who share it."""
        return tuple(item for item in learners if self.typed and item.bib == self.typed)

    def take(self, learners: tuple[LearnerView, ...]) -> tuple[LearnerView, ...]:
        """As `meant`, and forgets what was typed."""
        found = self.meant(learners)
        self.typed = ""
        return found

    def forget(self, *, lapsed: bool = False) -> bool:
        """What was typed is nobody's any more; whether there was anything."""
        had, self.typed = bool(self.typed), ""
        self.lapsed = lapsed and (had or self.lapsed)
        return had

"""Who is meant, told large: with the name, or by the bib alone while names are covered."""

from collections.abc import Callable

from assessor_app.ui.board.view import LearnerView
from assessor_app.ui.kit.mirror import led_by


class Telling:
    """What was told last of whom; when names are covered or uncovered it is told anew."""

    def __init__(self, tell: Callable[[str, str], None]) -> None:
        """`tell` shows a name, and what comes next."""
        self._tell = tell
        self._covered = False
        self._last: tuple[LearnerView, str] | None = None

    def name(self, learner: LearnerView, then: str) -> None:
        """Tells who is meant."""
        self._last = (learner, then)
        self._tell(named(learner, covered=self._covered), then)

    def say(self, words: str, then: str) -> None:
        """Tells what is nobody's name."""
        self._last = None
        self._tell(words, then)

    def cover(self, *, on: bool) -> None:
        """Covers names, or uncovers them."""
        if on != self._covered:
            self._covered = on
            if self._last is not None:
                self.name(*self._last)


def named(learner: LearnerView, *, covered: bool) -> str:
    """A learner as they may be named now."""
    return learner.bib if covered else led_by(learner.bib, learner.name, gap=" ")

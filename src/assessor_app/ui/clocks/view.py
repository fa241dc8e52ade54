"""What a clock shows, as values ready to read."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessor_app.domain.timing import ClockFace
from assessor_app.services.board.rounds import FOR_A_ROUND
from assessor_app.wording.floor import reason_words

_MINUTE = 60
_LEFT_TO_RIGHT = "\u200e"
ROOM = ("", "")
PAUSED = "❙❙"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockView:
    """A clock of the room or of a task: what it shows, whether it runs, whether its time is over."""

    words: str
    running: bool
    over: bool = False
    reason: str = ""

    @property
    def said(self) -> str:
        """Its words for a line of a language that is written from the right, where a sign would follow its digits."""
        return _LEFT_TO_RIGHT + self.words


def clock_view(face: ClockFace) -> ClockView:
    """A clock: what is left where it has a limit, else what it ran."""
    words = minutes_words(abs(face.left) if face.left is not None else face.seconds)
    if face.over:
        words = f"+{words}"
    if not face.running:
        words = f"{PAUSED} {words}"
    return ClockView(words=words, running=face.running, over=face.over, reason=reason_words(face.reason))


def learner_clocks(found: Mapping[tuple[str, str], ClockFace]) -> dict[str, tuple[str, ClockView]]:
    """The clock that each learner is shown with, and its task, by entry: one that runs before one that is paused.

    One of a task that its learner left in a rotation is not shown.
    """
    shown = [item for item in found.items() if item[1].reason != FOR_A_ROUND]
    paused_first = sorted(shown, key=lambda item: item[1].running)
    return {entry: (task, clock_view(face)) for (entry, task), face in paused_first if entry}


def minutes_words(seconds: int) -> str:
    """Seconds as minutes and seconds, 12:05; of a clock that was forgotten as hours too, 3:07:12."""
    minutes, seconds = divmod(seconds, _MINUTE)
    if minutes < _MINUTE:
        return f"{minutes}:{seconds:02d}"
    return f"{minutes // _MINUTE}:{minutes % _MINUTE:02d}:{seconds:02d}"

"""Marks that change hands: what that would do is said in the dialog before it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Task
from assessor_app.services.board.move import Moved
from assessor_app.ui.board.dialogs import ALL, SINCE, TASK, MoveDialog
from assessor_app.ui.board.hand import Hand
from assessor_app.ui.board.moving_words import foreseen_words
from assessor_app.ui.board.page import BoardPage
from assessor_app.ui.board.view import seen
from assessor_app.ui.board.words import Standpoint, moment_at
from assessor_app.ui.kit.dialogs import put_away, still_open
from assessor_app.ui.tasks import Failed
from assessor_app.wording.errors import sentence

Read = Callable[[Hand], Moved]
Done = Callable[[Moved], None]
Look = Callable[[Standpoint, Read, Done, Failed], None]
"""Asks what an act would do, on the thread that would do it."""


class Moving:
    """The dialog of one board that moves and swaps marks. `act` runs an act of `hand.Hand` and paints what came of it."""

    def __init__(self, page: BoardPage, act: Callable[..., None], look: Look) -> None:
        self._page, self._act, self._look = page, act, look

    def open(self, at: Standpoint, entry: str) -> None:
        """Asks whose marks are another's, beginning with this entry's."""
        criterion = self._page.showing.criterion
        task = at.form.task_of(criterion) if criterion else at.form.tasks[0]
        dialog = MoveDialog(
            self._page.look,
            seen(self._page.view, self._page.showing),
            entry=entry,
            task=f"{task.id} {task.title}",
            day=at.board.sitting.date,
            now=f"{at.now:%H:%M}",
            parent=self._page.window(),
        )
        asked = _Asked(dialog=dialog, at=at, task=task)
        dialog.chosen.connect(lambda *choice: self._weigh(asked, *choice))
        dialog.moved.connect(lambda *choice: self._move(asked, *choice))
        dialog.what.choose(ALL)
        dialog.open()

    def _weigh(self, asked: "_Asked", source: str, target: str, what: str, since: str, swap: bool) -> None:
        dialog, choice = asked.dialog, (source, target, what, since, swap)
        criteria, moment = asked.which(what, since)

        def say(tell: Callable[[str], None], words: str) -> None:
            # An answer to a choice that was changed meanwhile is none.
            if still_open(dialog) and dialog.asked() == choice:
                tell(words)

        self._look(
            asked.at,
            lambda hand: hand.foresee(source, target, criteria, moment, swap=swap),
            lambda moved: say(dialog.foresee, foreseen_words(moved)),
            lambda error: say(dialog.refuse, refused_words(error)),
        )

    def _move(self, asked: "_Asked", source: str, target: str, what: str, since: str, swap: bool) -> None:
        dialog, (criteria, moment) = asked.dialog, asked.which(what, since)

        def refused(error: KnownError) -> None:
            if still_open(dialog):
                dialog.refuse(refused_words(error))

        self._act(
            lambda hand: hand.move(source, target, criteria, moment, swap=swap),
            failed=refused,
            then=lambda: put_away(dialog),
        )


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A dialog that is open, and what it was opened over."""

    dialog: MoveDialog
    at: Standpoint
    task: Task

    def which(self, what: str, since: str) -> tuple[tuple[str, ...], str]:
        """The criteria (none for all), and the moment (ISO 8601, empty for any)."""
        criteria = tuple(item.id for item in self.task.criteria) if what == TASK else ()
        moment = moment_at(self.at.now, since).isoformat(timespec="seconds") if what == SINCE else ""
        return criteria, moment


def refused_words(error: KnownError) -> str:
    """Why marks do not move, and whose they are where the sentence does not say it."""
    whose, words = str(error.details.get("learner", "")), sentence(error)
    return words if not whose or whose in words else f"{whose}: {words}"

"""What a page does when it may not show what was asked for: it says why, and leads back instead of standing half open."""

from collections.abc import Callable

from assessor_app.domain.errors import KnownError
from assessor_app.domain.seeing import NOT_TO_SEE
from assessor_app.ui.tasks import Failed, Tasks


def turned_away(tasks: Tasks, back: Callable[[], None]) -> Failed:
    """Tells every error as usual; goes `back` where it says that somebody may not see something."""

    def refused(error: KnownError) -> None:
        tasks.trouble.emit(error)
        if error.code in NOT_TO_SEE:
            back()

    return refused

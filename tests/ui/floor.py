"""A real centre behind the pages of the floor, for their tests."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from assessor_app.domain.errors import KnownError
from assessor_app.services.today.look import TodayDesk
from assessor_app.storage.tables.today import TodayTable
from assessor_app.storage.tables.uncopied import UncopiedTable
from assessor_app.ui.acts import Acts
from assessor_app.ui.session import Session
from assessor_app.ui.sittings.presenter import SittingParts
from assessor_app.ui.tasks import Tasks
from assessor_app.ui.theme.look import Look
from story import ASSESSOR, Story, begin


@dataclass
class Floor:
    """A story with its device, and what presenters are built from."""

    story: Story
    look: Look
    tasks: Tasks
    acts: Acts
    session: Session
    table: TodayTable
    troubles: list[str]

    @property
    def parts(self) -> SittingParts:
        device = self.story.device
        return SittingParts(
            desk=device.sittings,
            floor=self.table,
            learners=device.tables.learners,
            sectors={"culinary": "Culinary arts"},
            stops=device.board.stops.standing,
            expected=device.tables.expected,
        )

    @property
    def today(self) -> TodayDesk:
        device = self.story.device
        return TodayDesk(
            floor=self.table,
            settings=device.tables.settings,
            ledger=device.ledger,
            awards=device.awards,
            uncopied=UncopiedTable(device.store),
            clock=device.clock,
        )

    def settle(self, qtbot: QtBot, *, troubled: bool = False) -> None:
        """Waits until everything under way has been shown."""
        qtbot.waitUntil(self.tasks.idle)
        assert troubled or not self.troubles, self.troubles

    def close(self) -> None:
        self.tasks.shutdown()
        self.story.device.close()


def open_floor(tmp_path: Path, look: Look, window: Callable[[], QWidget | None] = lambda: None) -> Floor:
    """A device in a folder of its own, with the assessor signed in."""
    story = begin(tmp_path / "data", tmp_path / "state")
    tasks, session = Tasks(), Session()
    troubles: list[str] = []

    def trouble(error: KnownError) -> None:
        troubles.append(error.code)

    tasks.trouble.connect(trouble)
    session.sign_in(story.device.tables.staff.get(ASSESSOR))
    return Floor(
        story=story,
        look=look,
        tasks=tasks,
        acts=Acts(tasks, look, window),
        session=session,
        table=TodayTable(story.device.store),
        troubles=troubles,
    )

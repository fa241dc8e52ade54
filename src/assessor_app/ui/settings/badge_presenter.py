"""The badge designer at work: reads what is chosen, draws each touch, keeps what is saved."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QBoxLayout, QWidget
from shiboken6 import isValid

from assessor_app.domain.badge_design import BadgeDesign
from assessor_app.domain.errors import KnownError
from assessor_app.ui.kit.layout import clear
from assessor_app.ui.session import Session
from assessor_app.ui.settings.badge_designer import BadgeDesigner, DesignerView, Pictures
from assessor_app.ui.settings.page import SettingsPage
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words


@dataclass(frozen=True, kw_only=True)
class DesignerParts:
    """`save` keeps a design (by whom, of what); `view` tells what can be chosen for a target, `draw` makes pictures of it."""

    save: Callable[[str, str, BadgeDesign | None], None]
    view: Callable[[str], DesignerView]
    draw: Callable[[str, BadgeDesign], Pictures]


class BadgeDesigning(QObject):
    """Wires the section of the settings page that designs badges."""

    def __init__(self, page: SettingsPage, *, tasks: Tasks, session: Session, parts: DesignerParts) -> None:
        super().__init__(page)
        self._page, self._tasks, self._session, self._parts = page, tasks, session, parts
        self._turn = 0
        page.badges_asked.connect(lambda room: self.show(room, ""))

    def show(self, room: QWidget, target: str) -> None:
        """Reads the design of a sector or a form, and shows it in this room."""
        self._tasks.read(partial(self._parts.view, target), done=lambda view: self._arrived(room, view))

    def _arrived(self, room: QWidget, view: DesignerView) -> None:
        box = room.layout() if isValid(room) else None
        if not isinstance(box, QBoxLayout):
            return  # somebody went on meanwhile
        designer = BadgeDesigner(self._page.look, view)
        designer.target_chosen.connect(lambda target: self.show(room, target))
        designer.touched.connect(lambda design: self._draw(designer, view.target, design))
        designer.saved.connect(lambda design: self._save(room, view.target, design))
        clear(box)
        box.addWidget(designer)
        self._draw(designer, view.target, view.design)

    def _draw(self, designer: BadgeDesigner, target: str, design: BadgeDesign) -> None:
        self._turn += 1
        turn = self._turn

        def drawn(pictures: Pictures) -> None:
            # Somebody touched on meanwhile: the newest picture is under way.
            if turn == self._turn and isValid(designer):
                designer.show_pictures(pictures)

        self._tasks.read(partial(self._parts.draw, target, design), done=drawn)

    def _save(self, room: QWidget, target: str, design: BadgeDesign | None) -> None:
        op = partial(self._parts.save, self._session.by, target, design)
        self._tasks.run(op, done=lambda _nothing: self.show(room, target), failed=self._refused)

    def _refused(self, error: KnownError) -> None:
        self._tasks.trouble.emit(error)


def about_words(version: int, at: str, name: str) -> str:
    """Since when a design holds, and who chose it."""
    return _("Version {version}, since {day}, chosen by {name}").format(
        version=version, day=day_words(at), name=name
    )

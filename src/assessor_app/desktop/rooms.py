"""The pages of an open device: each with its presenter, wired to each other and to the frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.desktop.asking import Asking
from assessor_app.desktop.contact import Contact
from assessor_app.desktop.recovery import Recovery
from assessor_app.desktop.standing import read_standing, state_words
from assessor_app.device import Device
from assessor_app.domain.people import Role
from assessor_app.services.recovery.left import Place
from assessor_app.services.settings.table import Values
from assessor_app.ui.acts import Acts
from assessor_app.ui.battery.reading import ReadBattery, battery_words, read_battery
from assessor_app.ui.clocks.watch import Watch
from assessor_app.ui.frame.state import PAGES, FrameState, Wide
from assessor_app.ui.frame.window import MainWindow
from assessor_app.ui.kit.cover import Cover
from assessor_app.ui.kit.page import Page
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks
from assessor_app.wording.roles import role_words

FRESH_EVERY_MS = 20_000


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What every room is built from; `watch` gives the one that all pages of the floor have over its clocks."""

    device: Device
    window: MainWindow
    tasks: Tasks
    acts: Acts
    session: Session
    preferences: Values
    logs: Path
    recovery: Recovery
    contact: Contact
    watch: Callable[[], Watch]
    asking: Asking = field(default_factory=Asking)
    battery: ReadBattery = read_battery


@dataclass(frozen=True, kw_only=True)
class Room:
    """A page behind a name: `show` brings it up (with an id where it needs one), `rail` is its place on the rail.

    `place` says where somebody stands in it, in words of its own; `resume` brings it up there again.
    `closed` rooms have no rail: only their own data stands there. `wide` says when one has the whole window.
    """

    show: Callable[[str], None]
    place: Callable[[], Mapping[str, str]] = dict
    resume: Callable[[str, Mapping[str, str]], None] | None = None
    rail: str = ""
    closed: bool = False
    wide: Wide = Wide.NEVER


Builder = Callable[[Parts, "Frame"], None]
"""Builds the room (or several that belong together) behind a name and adds them to the frame."""


class Frame(QObject):
    """Opens rooms and keeps the frame's words fresh; `last` is the room that was last open on the rail.

    Under a cover (a locked screen) no room opens: what comes to an end meanwhile may lead to one, and must not
    uncover it.

    Signals:
        entered(str): the name of the room that is open now.
        look_changed(): language, colours or sizes are others now.
        idle_changed(int): minutes until an untouched screen locks.
        told(FrameState): what stands around the page, read again.
    """

    entered = Signal(str)
    look_changed = Signal()
    idle_changed = Signal(int)
    told = Signal(object)

    def __init__(self, parts: Parts, builders: Mapping[str, Builder]) -> None:
        super().__init__(parts.window)
        self._parts, self._builders = parts, builders
        self._rooms: dict[str, Room] = {}
        self._aliases: dict[str, tuple[str, Callable[[str], None]]] = {}
        self._about: dict[str, str] = {}
        self._cover = Cover(parts.window)
        self._cover.lock_asked.connect(parts.window.lock_requested)
        self._meant: tuple[str, str] | None = None
        self.last = ""
        self._fresh = QTimer(self)
        self._fresh.setInterval(FRESH_EVERY_MS)
        self._fresh.timeout.connect(self.refresh)
        self._fresh.start()
        parts.window.page_requested.connect(self.open)
        parts.session.changed.connect(self.refresh)
        parts.contact.changed.connect(self.refresh)

    def add(self, name: str, page: Page, room: Room) -> None:
        """Puts a room behind a name."""
        self._parts.window.add_page(name, page)
        self._rooms[name] = room

    def alias(self, name: str, room: str, show: Callable[[str], None]) -> None:
        """Another way into a room: its page, shown otherwise."""
        self._aliases[name] = (room, show)

    def again(self, name: str) -> None:
        """Opens a room as it was last opened: on the same sitting, the same learner."""
        self.open(name, self._about.get(name, ""))

    def shown_about(self) -> str:
        """The id that the room on the screen was opened with: of a sitting, an assessment; empty for most."""
        return self._about.get(self.last, "")

    def place(self) -> Place:
        """Where somebody stands, for the next start."""
        found = self._rooms.get(self.last)
        return Place(room=self.last, about=self.shown_about(), details=found.place() if found else {})

    def resume(self, place: Place) -> None:
        """Opens a room where somebody stood in it."""
        self._build(place.room)
        resume = self._rooms[place.room].resume
        if resume is None or self._cover.lies:
            self.open(place.room, place.about)
        else:
            self._bring(place.room, place.about, lambda about: resume(about, place.details))

    def cover(self) -> None:
        """From now on nothing opens."""
        self._cover.lay()

    def uncover(self, first: str = "", about: str = "") -> None:
        """Opens the room that was meant to open meanwhile, else the last one; for somebody else, their `first`."""
        meant, self._meant = self._meant, None
        if first:
            self._cover.lift(keep=False)
            self._meant = None
            self.open(first, about)
            return
        self._cover.lift(keep=True)
        if meant is not None:
            self.open(*meant)
        elif self.last:
            self.again(self.last)
        self._cover.open_kept()

    def open(self, name: str, about: str = "") -> None:
        """Opens a room, building it the first time: a page costs nothing until somebody goes there."""
        if self._cover.lies:
            self._meant = (name, about)
            return
        self._build(name)
        if name in self._aliases:
            room, show = self._aliases[name]
            self._bring(room, about, show, aliased=True)
        else:
            self._bring(name, about, self._rooms[name].show)

    def _build(self, name: str) -> None:
        if name not in self._rooms and name not in self._aliases:
            self._builders[name](self._parts, self)

    def _bring(self, name: str, about: str, show: Callable[[str], None], *, aliased: bool = False) -> None:
        room = self._rooms[name]
        page = self._parts.window.page(name)
        self._about[name] = "" if aliased else about
        if not room.closed:
            self.last = name
        show(about)
        if room.closed:
            self._parts.window.show_closed(page)
        else:
            self._parts.window.show_page(name, on_rail=room.rail, wide=room.wide)
        self.entered.emit(name)
        self.refresh()

    def refresh(self) -> None:
        """Reads the frame's words again."""
        if self._parts.session.staff is not None:
            self._parts.tasks.read(lambda: _state(self._parts), done=self._tell)

    def stop(self) -> None:
        """Reads nothing any more, whatever changes before the window is gone."""
        self._fresh.stop()
        self._parts.session.changed.disconnect(self.refresh)
        self._parts.contact.changed.disconnect(self.refresh)

    def _tell(self, state: FrameState) -> None:
        self._parts.window.show_state(state)
        self.told.emit(state)


def _state(parts: Parts) -> FrameState:
    device, staff = parts.device, parts.session.staff
    centre = device.tables.settings.centre()
    battery = parts.battery()
    return FrameState(
        centre=centre.name,
        state=state_words(read_standing(device, parts.contact.standing())),
        person=staff.name if staff else "",
        role=role_words(staff.roles) if staff else "",
        pages=pages_for(parts.session),
        sample=centre.sample,
        battery=battery_words(battery),
        low=battery is not None and battery.low,
    )


def pages_for(session: Session) -> tuple[str, ...]:
    """The pages of the rail for whoever is signed in."""
    hidden = set()
    if not session.has(Role.ASSESSOR):
        hidden.add("assess")
    if not session.has(Role.QUALITY_ASSURER):
        hidden.add("quality")
    return tuple(name for name in PAGES if name not in hidden)

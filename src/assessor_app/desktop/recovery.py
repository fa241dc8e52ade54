"""What is written down of where somebody stands, and what is said after the program ended without being closed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.services.clock import stamp
from assessor_app.services.recovery.left import Left, Place, TypedWords, Words, parse_left
from assessor_app.storage.engine.running import RunningMark, running_folder
from assessor_app.ui.drafts import Draft, Typed
from assessor_app.ui.session import Session
from assessor_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from assessor_app.ui.today.view import Ended

LOOK_EVERY_MS = 1000
ALIVE_EVERY = 30
"""After so many looks at the same place it is written again, so that the moment of an end is known."""


class Recovery(QObject):
    """The running mark of one open device, from its making to `end`.

    Signals:
        changed(): there is more to say of the end before, or nothing any more.
    """

    changed = Signal()

    def __init__(
        self, device: Device, tasks: Tasks, session: Session, *, place: Callable[[], Place | None]
    ) -> None:
        """`place` says where somebody stands now; None while there is no window."""
        super().__init__(session)
        self._device, self._tasks, self._session, self._place = device, tasks, session, place
        self._mark = RunningMark(running_folder(device.state), data=device.folder, key=device.key)
        self.left = _found(self._mark)
        self.cleared = 0
        self._stands, self._written, self._same = Place(), "", 0
        for words in self.left.words if self.left else ():
            draft = Draft(feedback=words.feedback, next_step=words.next_step, reasons=words.reasons)
            session.drafts.keep(words.by, words.about, draft)
        for typed in self.left.typed if self.left else ():
            session.drafts.keep_typed(typed.by, typed.about, Typed(fields=typed.fields))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        tasks.ending.connect(self._timer.stop)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Writes the place down where it is another than before."""
        place = self._place()
        self._stands = place or self._stands
        now = self._left()
        asked = repr((replace(now, at=""), self.left))
        self._same += 1
        if asked == self._written and self._same < ALIVE_EVERY:
            return
        self._written, self._same = asked, 0
        what = _packed(now, self.left)
        self._tasks.soon(lambda: _write(self._mark, what))

    def ended(self, by: str) -> Ended | None:
        """What is said to this member of staff of the end before; reads, so not on the GUI thread."""
        left = self.left
        if left is None:
            return None
        from assessor_app.services.recovery.recall import recall
        from assessor_app.ui.today.ended import ended_view

        recalled = recall(self._device.assessing, left, by=by)
        if by != left.by and recalled is None:
            return None
        return ended_view(
            left,
            recalled,
            journal=self._device.recovered,
            cleared=self.cleared,
            today=_now().date().isoformat(),
        )

    def go_on(self, resume: Callable[[Place], None]) -> None:
        """Leads back to where somebody stood."""
        left = self.left
        if left is None:
            return
        from assessor_app.services.recovery.recall import recall

        desk, by = self._device.assessing, self._session.by

        def found(recalled: object) -> None:
            self.forget()
            place = getattr(recalled, "place", None)
            if isinstance(place, Place):
                resume(place)

        self._tasks.read(lambda: recall(desk, left, by=by), done=found)

    def forget(self) -> None:
        """Somebody has read it."""
        self.left = None
        self.look()
        self.changed.emit()

    def swept(self, count: int) -> None:
        """So many files of no evidence were cleared away at this start."""
        self.cleared = count
        if count and self.left is not None:
            self.changed.emit()

    def stop(self) -> None:
        """Writes nothing any more."""
        self._timer.stop()

    def end(self) -> None:
        """A clean end, after everything else: what nobody has read yet is kept for the next start."""
        if self.left is not None:
            _write(self._mark, _packed(None, self.left))
            return
        # At worst the next start says that this one was not closed.
        with suppress(KnownError, OSError):
            self._mark.remove()

    def _left(self) -> Left:
        staff = self._session.staff
        return Left(
            at=stamp(_now()),
            by=staff.id if staff else "",
            place=self._stands,
            words=tuple(
                Words(
                    by=by,
                    about=about,
                    feedback=draft.feedback,
                    next_step=draft.next_step,
                    reasons=dict(draft.reasons),
                )
                for (by, about), draft in self._session.drafts.all().items()
            ),
            typed=tuple(
                TypedWords(by=by, about=about, fields=dict(typed.fields))
                for (by, about), typed in self._session.drafts.all_typed().items()
            ),
            under_way=tuple(sorted(self._session.under_way)),
        )


def _now() -> datetime:
    return datetime.now().astimezone()


def _write(mark: RunningMark, what: dict[str, object]) -> None:
    """A disk that takes no mark stops nobody: what is kept is kept elsewhere."""
    with suppress(KnownError, OSError):
        mark.write(what)


def _packed(now: Left | None, left: Left | None) -> dict[str, object]:
    return {"now": asdict(now) if now else None, "left": asdict(left) if left else None}


def _found(mark: RunningMark) -> Left | None:
    """Where somebody stood at the end before, or at one before that, which nobody has read of."""
    found = mark.read()
    if found is None:
        return None
    now, left = parse_left(found.get("now")), parse_left(found.get("left"))
    if now is None or not now.by:
        return left
    return replace(left, words=now.words, typed=now.typed) if left is not None and not now.at_work else now

"""Contact with the issuer while the data is open: by itself now and then, and when somebody asks for it."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from assessor_app.desktop.network import SystemNetwork
from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.ports import SyncCarrier
from assessor_app.services.syncing.schedule import Link, Now, Schedule, Standing, begin
from assessor_app.ui.long_work import LongWork
from assessor_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from assessor_app.services.syncing.conversation import Synced

LOOK_EVERY_MS = 20_000
WAIT_SECONDS = 30.0
"""How long a sync waits for verdicts."""
_PAUSE_STEP = 0.1

ReadLink = Callable[[], Link]
HandOver = Callable[[Device, LongWork], "Synced"]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """How contact is carried: what tells of the network, and what does a sync; None for the real ones."""

    link: ReadLink | None = None
    act: HandOver | None = None


class Contact(QObject):
    """Syncs on a thread of its own, so that no tap waits for a network.

    Signals:
        changed(): a sync began or ended, or the network did.
        told(int, int): records handed over, of in all.
        ended(SyncCarrier, Synced): what came of a sync; pages show it.
        failed(SyncCarrier, KnownError): it did not begin, or somebody stopped it (`cancelled`).
    """

    changed = Signal()
    told = Signal(int, int)
    ended = Signal(object, object)
    failed = Signal(object, object)
    _over = Signal(object, object)

    def __init__(
        self,
        device: Device,
        tasks: Tasks,
        parent: QObject | None = None,
        *,
        link: ReadLink | None = None,
        act: HandOver | None = None,
    ) -> None:
        super().__init__(parent)
        self._device, self._tasks = device, tasks
        self._act = act or hand_over
        system = SystemNetwork(self)
        self._read_link = link or system.link
        # Whoever comes back to a network need not wait for the next look.
        system.changed.connect(self.look)
        self._schedule: Schedule | None = None
        self._link: Link | None = None
        self._work: LongWork | None = None
        self._by: SyncCarrier | None = None
        self._error: KnownError | None = None
        self._over.connect(self._ends, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        tasks.ending.connect(self._timer.stop)
        self._timer.start()

    def standing(self) -> Standing:
        wait = None
        if self._schedule is not None and self._schedule.usable:
            wait = self._schedule.wait(self._now())
        return Standing(under_way=self._by, link=self._link, wait=wait, error=self._error)

    def look(self) -> None:
        """Whether it is time; nothing happens where the device belongs to nobody, or has no address."""
        if self._work is None:
            self._tasks.read(self._device.tables.enrolment.current, done=self._consider)

    def begin_anew(self) -> None:
        """The chain in use is another one, or its last: what was refused before says nothing of it, and the next is due."""
        self._error = self._schedule = None
        self.changed.emit()
        self.look()

    def sync_now(self) -> None:
        """Begins at once, metered or not: somebody asked for it."""
        if self._work is None:
            self._start(SyncCarrier.NETWORK, partial(self._act, self._device))

    def by_stick(self, folder: Path) -> None:
        """The same by a folder on a stick, on the same thread: never both at once."""
        if self._work is None:
            self._start(SyncCarrier.STICK, partial(by_stick, self._device, folder))

    def cancel(self) -> None:
        """Asks the sync that is under way to stop; what was handed over stays so."""
        if self._work is not None:
            self._work.cancel()

    def stop(self) -> None:
        """Begins nothing any more, and stops what is under way."""
        self._timer.stop()
        self.cancel()

    def _consider(self, enrolment: Enrolment | None) -> None:
        if enrolment is None or not enrolment.url or self._work is not None or not self._timer.isActive():
            return
        every, now = timedelta(minutes=enrolment.policy.sync_minutes), self._now()
        schedule = self._schedule or begin(now, every=every)
        link = self._read_link()
        if link != self._link:
            self._link = link
            self.changed.emit()
        self._schedule = schedule.meets(link, now)
        if self._schedule.is_due(now):
            self.sync_now()

    def _start(self, by: SyncCarrier, act: "Callable[[LongWork], Synced]") -> None:
        work = self._work = LongWork(self._tasks)
        self._by = by
        work.told.connect(self.told)
        self.changed.emit()
        self._tasks.contact(partial(self._talk, by, act, work))

    def _talk(self, by: SyncCarrier, act: "Callable[[LongWork], Synced]", work: LongWork) -> None:
        """On the thread of contacts. Its end is heard whatever becomes of the window meanwhile."""
        try:
            self._over.emit(by, act(work))
        except KnownError as error:
            self._over.emit(by, error)
        except BaseException:
            self._over.emit(by, KnownError("sync-fault"))
            raise

    def _ends(self, by: SyncCarrier, found: object) -> None:
        if isinstance(found, KnownError):
            self._settle(by, found)
            self.failed.emit(by, found)
        else:
            self._settle(by, getattr(found, "error", None))
            self.ended.emit(by, found)

    def _settle(self, by: SyncCarrier, error: KnownError | None) -> None:
        work, self._work, self._by = self._work, None, None
        if work is not None:
            work.deleteLater()
        if by is SyncCarrier.NETWORK:
            self._plan(error)
        self.changed.emit()

    def _plan(self, error: KnownError | None) -> None:
        """When the next one by itself is due; whoever stopped this one meant no other in a minute."""
        self._error = None if error is not None and error.code == "cancelled" else error
        if self._schedule is not None:
            share = random.random()  # noqa: S311 - not a secret
            move = self._schedule.failed if self._error else self._schedule.succeeded
            self._schedule = move(self._now(), share=share)

    def _now(self) -> Now:
        return Now(wall=self._device.clock.now(), monotonic=time.monotonic())


def hand_over(device: Device, work: LongWork) -> "Synced":
    """One sync by network, on the thread of contacts. Raises KnownError `not-enrolled`, `address-missing`, `cancelled`."""
    from assessor_app.device.syncing import carrier
    from assessor_app.services.syncing.sync import sync

    with carrier(device, go_on=lambda: not work.cancelled()) as network:
        return sync(device.syncing, network, wait=WAIT_SECONDS, pause=partial(pause, work), tell=work.tell)


def by_stick(device: Device, folder: Path, work: LongWork) -> "Synced":
    """One sync by stick, on the same thread. Raises KnownError `not-enrolled`, `stick-missing`, `cancelled`."""
    from assessor_app.device.syncing import by_stick as carried

    return carried(device, folder, tell=work.tell)


def pause(work: LongWork, seconds: float) -> None:
    """Waits, unless somebody asks to stop: KnownError `cancelled`."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        if work.cancelled():
            raise KnownError("cancelled")
        time.sleep(min(left, _PAUSE_STEP))

"""Key slots of staff badges: opened by the badge's secret, this computer's half, and the PIN, all three together."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from assessor_app.domain.errors import KnownError
from assessor_app.storage.engine import keyfile
from assessor_app.storage.engine.badge_home import HALF_BYTES, BadgeHome
from assessor_app.storage.engine.keyfile import Slot
from assessor_app.storage.engine.slots import BADGE, KeySlots, Opened, cost_of, try_slot
from assessor_app.trust import secrets as trusted

SECRET_BYTES = 32


class BadgeSlots:
    """The badges of one data folder on this computer. `home` is the folder of `BadgeHome`, outside the data folder."""

    def __init__(
        self,
        folder: Path,
        home: Path,
        *,
        cost: trusted.Cost = trusted.BADGE_COST,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._folder, self._cost, self._now = folder, cost, now
        self._slots = KeySlots(folder)
        self._home = BadgeHome(home)

    def find(self, secret: bytes) -> Slot:
        """The slot of the badge with this secret. Raises KnownError badge-not-here, keys-…."""
        wanted = _slot_of(secret)
        for slot in keyfile.read(self._folder).slots:
            if slot.kind == BADGE and slot.id == wanted:
                return slot
        raise KnownError("badge-not-here")

    def open(self, secret: bytes, pin: str) -> Opened:
        """Open by a badge and its PIN; takes seconds.

        Raises KnownError: badge-not-here, badge-elsewhere (printed on another computer), badge-pin-wrong (`tries`,
        `left`, `wait`), badge-wait (`seconds`), badge-spent, slot-unreadable, keys-…, disk-…
        """
        slot = self.find(secret)
        half = self._home.try_now(slot.id, self._now())
        kek = trusted.key_from_badge(
            secret, here=half, pin=pin, salt=bytes.fromhex(slot.salt), cost=cost_of(slot)
        )
        opened = try_slot(keyfile.read(self._folder), slot, kek, wrong="badge-pin-wrong")
        if opened is None:
            raise self._home.wrong(slot.id)
        self._home.right(slot.id, half)
        return opened

    def of(self, staff: str) -> tuple[Slot, ...]:
        """The badges of a member: one, or none."""
        slots = keyfile.read(self._folder).slots
        return tuple(slot for slot in slots if slot.kind == BADGE and slot.staff == staff)

    def give(self, key: bytes, *, staff: str, label: str, pin: str) -> bytes:
        """A new badge for a member, in place of any before; returns its secret, which is kept nowhere."""
        before = [slot.id for slot in self.of(staff)]
        secret, half = secrets.token_bytes(SECRET_BYTES), secrets.token_bytes(HALF_BYTES)
        salt = secrets.token_bytes(trusted.SALT_BYTES)
        kek = trusted.key_from_badge(secret, here=half, pin=pin, salt=salt, cost=self._cost)
        slot = Slot(_slot_of(secret), BADGE, staff, label, salt=salt.hex(), cost=asdict(self._cost))
        self._home.keep(slot.id, half)
        self._slots.put(key, (slot, kek), instead_of=before)
        for old in before:
            self._home.forget(old)
        return secret

    def take(self, key: bytes, staff: str) -> None:
        """The member's badge opens nothing any more, also where somebody holds the paper."""
        for slot in self.of(staff):
            self._slots.remove(key, slot.id)
            self._home.forget(slot.id)


def _slot_of(secret: bytes) -> str:
    """A badge's slot is known by a hash of its secret: so is whose it is, and one guess at a PIN suffices.

    Of 256 random bits a hash tells nothing.
    """
    return hashlib.sha256(b"assessor staff badge slot" + secret).hexdigest()[:32]

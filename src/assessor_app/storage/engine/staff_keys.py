"""The members' own ways into an open data folder."""

from dataclasses import dataclass, field

from assessor_app.domain.people import Staff
from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.keyfile import Slot
from assessor_app.storage.engine.slots import BADGE, PASSPHRASE, KeySlots


@dataclass(frozen=True, kw_only=True)
class StaffKeysOfFolder:
    """Passphrase slots by member. It holds the open database key, which its repr does not show."""

    slots: KeySlots = field(repr=False)
    key: bytes = field(repr=False)

    def may_open(self, staff_id: str) -> bool:
        return bool(self._of(staff_id))

    def give(self, staff: Staff, passphrase: str) -> None:
        mine = self._of(staff.id)
        if mine:
            self.slots.replace(self.key, mine[0].id, passphrase)
        else:
            self.slots.add_passphrase(self.key, passphrase, staff=staff.id, label=staff.label)

    def relabel(self, staff: Staff) -> None:
        for slot in (*self._of(staff.id), *self._of(staff.id, BADGE)):
            self.slots.relabel(self.key, slot.id, staff.label)

    def take(self, staff_id: str) -> None:
        # The badge first: refused, the passphrase stays, and so does the way in that was asked about.
        for slot in (*self._of(staff_id, BADGE), *self._of(staff_id)):
            self.slots.remove(self.key, slot.id)

    def _of(self, staff_id: str, kind: str = PASSPHRASE) -> list[Slot]:
        return [slot for slot in self.slots.slots() if slot.kind == kind and slot.staff == staff_id]


@dataclass(frozen=True, kw_only=True)
class StaffBadgesOfFolder:
    """Badge slots by member. It holds the open database key, which its repr does not show."""

    slots: BadgeSlots = field(repr=False)
    key: bytes = field(repr=False)

    def has(self, staff_id: str) -> bool:
        return bool(self.slots.of(staff_id))

    def give(self, staff: Staff, pin: str) -> bytes:
        return self.slots.give(self.key, staff=staff.id, label=staff.label, pin=pin)

    def take(self, staff_id: str) -> None:
        self.slots.take(self.key, staff_id)

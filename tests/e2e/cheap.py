"""A passphrase that costs hardly anything to try, for tests alone."""

from assessor_app.storage.engine.badge_slots import BadgeSlots
from assessor_app.storage.engine.slots import KeySlots
from assessor_app.trust import secrets


def guess_cheaply() -> None:
    """A passphrase takes a fifth of a second to try, and thousands of tests open a folder: here, hardly any.

    What is wrapped says its own cost, so nothing else changes; programs that tests start take the real one for what they
    wrap themselves.
    """
    cheap = secrets.Cost(memory_kib=secrets.LEAST_MEMORY_KIB, passes=1)
    opening = (KeySlots.__init__, BadgeSlots.__init__, secrets.lock_slot, secrets.hash_pin)
    for function in opening:
        assert function.__kwdefaults__ is not None
        function.__kwdefaults__["cost"] = cheap

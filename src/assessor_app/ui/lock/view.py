"""What the locked screen shows."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who may unlock: by their own PIN."""

    id: str
    label: str
    role: str


@dataclass(frozen=True, kw_only=True)
class LockView:
    """`current` is whoever was at the screen, None where nobody was or they have no PIN; `others` may take over.

    `sample`: the PINs are no secret.
    """

    current: Person | None = None
    others: tuple[Person, ...] = ()
    sample: bool = False

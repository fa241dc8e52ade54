"""What keeping people needs of the store and of the key slots."""

from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.people import Staff


@dataclass(frozen=True, kw_only=True)
class PinState:
    """A PIN's hash, wrong tries in a row, and the moment (ISO) before which it is not tried again."""

    hash: str = field(repr=False)
    failures: int
    wait_until: str


class PinStore(Protocol):
    """Staff, and what is kept of their PINs."""

    def get(self, staff_id: str) -> Staff:
        """Raises KnownError `no-such-person`."""

    def pin(self, staff_id: str) -> PinState: ...
    def put_pin(self, staff_id: str, pin: PinState) -> None: ...

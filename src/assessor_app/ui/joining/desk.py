"""What the card and the dialog of joining an awarding body are built from."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from assessor_app.services.enrolling.answer import Carrier
from assessor_app.services.enrolling.by_stick import EnrolFolder
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.services.people.pin import PinDesk


@dataclass(frozen=True, kw_only=True)
class JoinDesk:
    """`connect` gives a carrier to an address, which asks between tries whether it goes on; `stick` the folder that goes to the awarding body and comes back."""

    enrolling: EnrolDesk
    pins: PinDesk
    connect: Callable[[str, Callable[[], bool]], AbstractContextManager[Carrier]]
    stick: Callable[[Path], EnrolFolder]

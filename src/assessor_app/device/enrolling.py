"""The desk at which a device joins an awarding body, and who carries its request."""

import platform
from collections.abc import Callable
from typing import TYPE_CHECKING

from assessor_app import __version__

if TYPE_CHECKING:
    from assessor_app.device.desks import Device
    from assessor_app.services.enrolling.desk import EnrolDesk
    from assessor_app.transport.https import HttpsCarrier

_LONGEST_NAME = 100


def enrolling(device: "Device") -> "EnrolDesk":
    from assessor_app.services.enrolling.desk import EnrolDesk

    return EnrolDesk(
        store=device.tables.enrolment,
        ledger=device.ledger,
        trust=device.tables.trust,
        centres=device.tables.settings,
        staff=device.tables.staff,
        shelf=device.shelf,
        papers=device.tables.old_papers,
        version=__version__,
        device_name=computer_name(),
    )


def computer_name() -> str:
    """What people call this computer."""
    return platform.node()[:_LONGEST_NAME]


def carrier_to(url: str, go_on: Callable[[], bool] = lambda: True) -> "HttpsCarrier":
    """Carries to the issuer at this address; it is used as a context. `go_on` is asked between tries.

    Raises KnownError `address-…`.
    """
    from assessor_app.transport.https import HttpsCarrier

    return HttpsCarrier(url, go_on=go_on, version=__version__)

"""Whether an answer is of the sample centre of this folder."""

from assessor_app.device import Device
from assessor_app.services.checking.check import of_own_root


def is_of_sample(device: Device, issuer: str | None) -> bool:
    """Whether this folder is a sample, and the issuer its own root or the one that it joined."""
    if issuer is None or not device.tables.settings.centre().sample:
        return False
    joined = device.enrolling.store.current()
    return of_own_root(device.checks, issuer) or (joined is not None and issuer == joined.issuer)

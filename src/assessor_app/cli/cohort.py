"""A group or form that somebody typed: one that nobody here knows is told as that, and not as nothing to print."""

from assessor_app.device import Device
from assessor_app.domain.errors import KnownError


def require_known(device: Device, *, group: str = "", form: str = "") -> None:
    """Raises KnownError `group-unknown`, `form-unknown`, with those that there are."""
    groups = [name for name, _count in device.tables.learners.groups()]
    if group and group not in groups:
        raise KnownError("group-unknown", group=group, known=", ".join(groups) or "–")
    forms = sorted({code for code, _version in device.tables.forms.all()})
    if form and form not in forms:
        raise KnownError("form-unknown", form=form, known=", ".join(forms) or "–")

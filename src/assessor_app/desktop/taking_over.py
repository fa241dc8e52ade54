"""Whoever takes over in the middle of an assessment goes on there, if they may assess it."""

from datetime import date

from assessor_app.device import Device
from assessor_app.domain.errors import KnownError
from assessor_app.domain.people import Staff, require_may_assess

GONE_ON_IN = frozenset({"assessing", "board"})
"""The rooms in which somebody may go on with another's work: both say first whose it is."""


def may_go_on(device: Device, staff: Staff, room: str, about: str) -> bool:
    """Whether this person may assess what stood in this room: one learner's work, or any form of a sitting.

    `about` is the id of the assessment, or of the sitting.
    """
    tables, today = device.tables, device.clock.now().date()
    try:
        if room == "assessing":
            work = tables.assessments.get(about)
            forms = {(work.form_code, work.form_version)}
        else:
            entries = tables.sittings.entries(about)
            forms = {(entry.form_code, entry.form_version) for entry in entries}
    except KnownError:
        # It was set aside meanwhile.
        return False
    return any(_may(device, staff, form, today) for form in forms)


def _may(device: Device, staff: Staff, form: tuple[str, str], on: date) -> bool:
    try:
        require_may_assess(staff, device.shelf.get(*form), on)
    except KnownError:
        return False
    return True

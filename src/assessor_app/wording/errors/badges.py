"""Sentences about badges, scanning and cameras."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "badge-unreadable": lambda: _("This is not the code of a badge, or the scan broke off: scan it again."),
    "badge-unknown": lambda: _(
        "This badge is not of a learner of this data folder. Look the learner up by name or number."
    ),
    "badge-revoked": lambda: _(
        "This badge of {name} was said to be lost on {day}. Whoever brings it is not known by it: ask for a name, and print a new badge."
    ),
    "badge-none": lambda: _("{name} has no badge that could be lost."),
}

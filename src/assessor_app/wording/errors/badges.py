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
    "badge-elsewhere": lambda: _(
        "This badge opens the data on the computer where it was printed, and not here. Use your passphrase; an administrator can print a badge for this computer."
    ),
    "badge-not-here": lambda: _(
        "This badge does not open this device: it is of another, or it was taken back. Use your passphrase."
    ),
    "badge-pin-short": lambda: _(
        "A badge needs a PIN of at least {fewest} digits: whoever finds the badge has only the PIN left to guess. Change the PIN first, then print the badge."
    ),
    "badge-pin-wrong": lambda: _(
        "This is not the PIN of this badge. Wrong tries in a row: {tries}; after {left} more the badge opens nothing."
    ),
    "badge-spent": lambda: _(
        "The PIN was wrong too often: this badge opens nothing any more. Use your passphrase; an administrator can print another badge."
    ),
    "badge-wait": lambda: _("The PIN of this badge is not heard yet: try again in {seconds} s."),
    "badge-none": lambda: _("{name} has no badge that could be lost."),
}

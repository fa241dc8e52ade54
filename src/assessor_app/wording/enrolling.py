"""What came of joining an awarding body, in words."""

from datetime import date

from assessor_app.services.enrolling.answer import Joined
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import long_day


def joined_words(joined: Joined) -> str:
    """That the device belongs to it now, and until when it may certify."""
    words = _("This device belongs to {name} now, as centre {centre}. It may print certificates until {day}.")
    return words.format(
        name=joined.enrolment.name,
        centre=joined.enrolment.centre,
        day=long_day(date.fromisoformat(joined.certifies_until[:10])),
    )


def left_words(joined: Joined) -> tuple[str, ...]:
    """Forms that the awarding body has in other words than are in use here; none for most."""
    if not joined.differing:
        return ()
    words = _(
        "In use here in other words than the awarding body has: {forms}. They stay as they are; their results may be rejected, so ask the awarding body."
    )
    return (words.format(forms=", ".join(joined.differing)),)

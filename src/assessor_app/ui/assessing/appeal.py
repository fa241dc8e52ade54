"""How to appeal, as the learner reads it on the screen and on the slip."""

from datetime import date

from assessor_app.services.slips.desk import SlipDesk
from assessor_app.services.slips.slip import appeal_until
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.slips import appeal_words


def appeal_of(desk: SlipDesk, decided: date) -> str:
    """What a learner is told of a decision of this day."""
    centre = desk.settings.centre()
    words = appeal_words(centre.name, appeal_until(desk, decided))
    if not centre.phone:
        return words
    return "\n".join((words, _("Telephone: {phone}").format(phone=centre.phone)))

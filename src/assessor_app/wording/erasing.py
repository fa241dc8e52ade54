"""Erasing in words: what keeps something, and why something goes."""

from assessor_app.domain.erasing import Keeps, Why
from assessor_app.wording.catalogue import gettext as _


def keeps_words() -> dict[str, str]:
    """By the code of a `Keeps`."""
    return {
        Keeps.APPEAL: _("an appeal against it is open"),
        Keeps.OPEN_WORK: _("the work is not signed yet"),
        Keeps.AWARD_OPEN: _("its certificate is not made or not registered yet"),
        Keeps.AWARD_STANDS: _("a certificate of theirs stands, and somebody may ask whose it is"),
        Keeps.LISTED: _("they are on the list of a sitting that is not closed"),
        Keeps.UNSENT: _("the awarding body has not decided on a record about them yet"),
        Keeps.ELSEWHERE: _("another computer of the centre recorded work of theirs: erase it there first"),
    }


def why_words(why: Why) -> str:
    """Why something is erased, as a choice."""
    return {
        Why.REQUEST: _("The learner asks for it"),
        Why.RETENTION: _("It need not be kept any longer"),
        Why.MISTAKE: _("It should never have been taken"),
    }[why]

"""Words for what shows an age."""

from assessor_app.domain.age import AgeAnswer, AgeSaid, AgeSeen
from assessor_app.wording.catalogue import gettext as _


def seen_word(seen: AgeSeen) -> str:
    """What was looked at."""
    return {
        AgeSeen.DOCUMENT: _("Identity document"),
        AgeSeen.BIRTH: _("Birth certificate"),
        AgeSeen.SCHOOL: _("School or apprentice's card"),
        AgeSeen.REGISTER: _("The centre's or employer's register"),
    }[seen]


def age_said_words(said: AgeSaid) -> str:
    """What was answered, in a sentence."""
    if said.answer is AgeAnswer.YES and said.seen is not None:
        return _("At least {least}; seen: {what}").format(least=said.least, what=seen_word(said.seen))
    if said.answer is AgeAnswer.NO:
        return _("Younger than {least}, as was answered").format(least=said.least)
    return _("Not known whether at least {least}").format(least=said.least)

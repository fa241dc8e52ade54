"""Words for the floor: what stopped work, why somebody was not filled."""

from assessor_app.domain.filling import LeftOut, Unfillable
from assessor_app.domain.stopping import StopWhy
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def stop_word(why: StopWhy) -> str:
    """What happened."""
    return {
        StopWhy.UNSAFE_ACT: _("unsafe act"),
        StopWhy.INJURY: _("injury"),
        StopWhy.EQUIPMENT: _("equipment failed"),
        StopWhy.ALARM: _("alarm"),
        StopWhy.POWER: _("power cut"),
        StopWhy.LEARNERS_WISH: _("the learner wished it"),
        StopWhy.OTHER: _("something else"),
    }[why]


def left_out_words(why: LeftOut, count: int) -> str:
    """How many were left out of a fill for one reason: "2 not here"."""
    words = {
        LeftOut.NOT_HERE: ngettext("{count} not here", "{count} not here", count),
        LeftOut.OTHER_FORM: ngettext("{count} on another form", "{count} on other forms", count),
        LeftOut.PRIOR_LEARNING: ngettext("{count} by prior learning", "{count} by prior learning", count),
        LeftOut.OTHER_TASK: ngettext("{count} at another task", "{count} at other tasks", count),
        LeftOut.AGE: ngettext("{count} of unknown age", "{count} of unknown age", count),
        LeftOut.STOPPED: ngettext("{count} stopped", "{count} stopped", count),
        LeftOut.ENDED: ngettext("{count} ended", "{count} ended", count),
        LeftOut.DECIDED: ngettext("{count} decided", "{count} decided", count),
        LeftOut.SIGNED: ngettext("{count} signed", "{count} signed", count),
        LeftOut.MARKED: ngettext("{count} marked already", "{count} marked already", count),
    }[why]
    return words.format(count=count)


def unfillable_words(why: Unfillable) -> str:
    """Why a criterion is marked one by one, on a button."""
    return {
        Unfillable.CRITICAL: _("Critical: one by one"),
        Unfillable.NOTE: _("Wants a note: one by one"),
        Unfillable.READING: _("Wants a reading: one by one"),
        Unfillable.PHOTO: _("Wants a photo: one by one"),
    }[why]

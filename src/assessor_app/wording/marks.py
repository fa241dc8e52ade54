"""Words for marks, ends, decisions, attendance and how people were known: one word each, everywhere the same."""

from assessor_app.domain.assessment import Decision, End
from assessor_app.domain.marks import Mark
from assessor_app.domain.sitting import Attendance, Environment, Identified
from assessor_app.wording.catalogue import gettext as _


def mark_word(mark: Mark) -> str:
    """The word that assessors read; to a learner "not met today" is "not yet"."""
    return {
        Mark.MET: _("met"),
        Mark.NOT_MET: _("not met today"),
        Mark.NOT_SEEN: _("not seen"),
        Mark.NOT_APPLICABLE: _("not applicable"),
    }[mark]


def end_words(end: End) -> str:
    """How an attempt ended, and what that means."""
    return {
        End.COMPLETED: _("Completed."),
        End.STOPPED_UNSAFE: _("Stopped: unsafe. An attempt is used, and it cannot be competent."),
        End.INTERRUPTED: _("Interrupted, through no fault of theirs. No attempt is used; go on another day."),
        End.WITHDREW: _("The learner withdrew. An attempt is used."),
    }[end]


def end_word(end: End) -> str:
    return {
        End.COMPLETED: _("completed"),
        End.STOPPED_UNSAFE: _("stopped: unsafe"),
        End.INTERRUPTED: _("interrupted"),
        End.WITHDREW: _("withdrew"),
    }[end]


def decision_word(decision: Decision) -> str:
    return {Decision.COMPETENT: _("competent"), Decision.NOT_YET: _("not yet competent")}[decision]


def attendance_word(attendance: Attendance) -> str:
    return {
        Attendance.EXPECTED: _("expected"),
        Attendance.PRESENT: _("present"),
        Attendance.LATE: _("late"),
        Attendance.ABSENT: _("absent"),
        Attendance.TURNED_AWAY: _("turned away"),
        Attendance.LEFT: _("left"),
        Attendance.TRANSFERRED: _("transferred"),
        Attendance.FINISHED: _("finished"),
    }[attendance]


def identified_word(identified: Identified) -> str:
    """How it was known who stood there."""
    return {
        Identified.KNOWN: _("known to me"),
        Identified.DOCUMENT: _("identity document"),
        Identified.BADGE: _("badge"),
        Identified.VOUCHED: _("vouched for"),
    }[identified]


def environment_word(environment: Environment) -> str:
    return {Environment.WORKPLACE: _("workplace"), Environment.SIMULATED: _("simulated")}[environment]

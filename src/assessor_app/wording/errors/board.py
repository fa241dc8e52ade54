"""Sentences about the board: filling, moving marks, stops and clocks."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "clock-not-running": lambda: _("This clock is not running. Start it first."),
    "forms-differ": lambda: _(
        "These two are assessed on different forms, so marks of one mean nothing for the other. Nothing was moved."
    ),
    "marks-there-already": lambda: _(
        "There are marks on {criterion} already that would be overwritten. Swap the marks of the two instead."
    ),
    "minutes-unreadable": lambda: _("Say the minutes as a whole number from 1 to {most}."),
    "no-such-seat": lambda: _("A room has {most} columns and rows at most. Choose a place within them."),
    "no-such-stop": lambda: _("This stop is not on this device. Open the sitting again."),
    "no-such-task": lambda: _("{form} has no task “{task}”. Choose one of its tasks."),
    "not-filled": lambda: _(
        "Criterion {criterion} is marked one by one ({why}), never filled. Watch and tap each learner."
    ),
    "nothing-to-move": lambda: _("There are no marks to move in what you chose. Nothing was changed."),
    "pause-reason-needed": lambda: _("Say why the clock is paused, in a few words."),
    "restart-reason-needed": lambda: _("Say in a few words why work can go on."),
    "same-learner": lambda: _("Choose two different learners."),
    "seen-in-future": lambda: _("{time} is still to come. Say when the marks on the sheet were made."),
    "sheet-not-copied": lambda: _(
        "No open work has a mark from paper sheet {sheet} yet. Copy its marks first; then its photo has a place."
    ),
    "sheet-of-other-sitting": lambda: _(
        "Paper sheet {sheet} belongs to another sitting. Open that one, or look at the number on the sheet again."
    ),
    "stop-over": lambda: _("Work went on already after this stop. Stop again if you must."),
    "stopped": lambda: _(
        "Work is stopped, and marks are frozen. Say what happened, then go on with your PIN."
    ),
    "why-stopped-needed": lambda: _("Say first what happened, then let work go on."),
    "words-too-long": lambda: _("At most {most} characters fit here. Say it shorter."),
}

"""Sentences about the board: filling, moving marks, stops and clocks."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "clock-not-running": lambda: _("This clock is not running. Start it first."),
    "answer-not-dealt": lambda: _(
        "{learner} is not asked question {question}, so its answer cannot go there. Move the marks of a task, without the oral answers."
    ),
    "forms-differ": lambda: _(
        "These two are assessed on different forms, so marks of one mean nothing for the other. Nothing was moved."
    ),
    "marks-there-already": lambda: _(
        "There are marks on {criterion} already that would be overwritten. Swap the marks of the two instead."
    ),
    "moved-to-age-unsaid": lambda: _(
        "Evidence of {giver} ({piece}, {criterion}) cannot go to {learner}: nobody has said whether they are under 18, and the consents are not recorded. Nothing is moved. Say the age or record the consents on the learner's page, or take that piece out first."
    ),
    "moved-to-minor": lambda: _(
        "Evidence of {giver} ({piece}, {criterion}) cannot go to {learner}: they are under 18, and the guardian's consent and the consent to photos are not both recorded. Nothing is moved. Record the consents on the learner's page, or take that piece out first."
    ),
    "moved-to-refusing": lambda: _(
        "Evidence of {giver} ({piece}, {criterion}) cannot go to {learner}: they do not allow photographs. Nothing is moved. Take that piece out first."
    ),
    "moved-too-many": lambda: _(
        "{learner} would have more evidence on {criterion} than the {most} pieces that the form takes. Nothing is moved. Take a piece out first."
    ),
    "minutes-unreadable": lambda: _("Say the minutes as a whole number from 1 to {most}."),
    "no-such-seat": lambda: _("A room has {most} columns and rows at most. Choose a place within them."),
    "no-such-stop": lambda: _("This stop is not on this device. Open the sitting again."),
    "no-such-task": lambda: _("{form} has no task “{task}”. Choose one of its tasks."),
    "nobody-goes-round": lambda: _(
        "Nobody has a next bench or task to go to. Give out benches on the sitting's page, or tasks at the board."
    ),
    "not-filled": lambda: _(
        "Criterion {criterion} is marked one by one ({why}), never filled. Watch and tap each learner."
    ),
    "nothing-to-move": lambda: _("There are no marks to move in what you chose. Nothing was changed."),
    "pause-reason-needed": lambda: _("Say why the clock is paused, in a few words."),
    "prior-learning-stays": lambda: _(
        "{criterion} rests on prior learning, which is the learner's own and goes to nobody else. Nothing is moved. Move the marks of a task, or since a time, without it."
    ),
    "restart-reason-needed": lambda: _("Say in a few words why work can go on."),
    "same-learner": lambda: _("Choose two different learners."),
    "seen-in-future": lambda: _("{time} is still to come. Say when the marks on the sheet were made."),
    "sheet-not-copied": lambda: _(
        "Nothing of open work was copied from paper sheet {sheet} yet. Copy its marks first; then its photo has a place."
    ),
    "sheet-of-other-sitting": lambda: _(
        "Paper sheet {sheet} belongs to another sitting. Open that one, or look at the number on the sheet again."
    ),
    "sheet-of-other-form": lambda: _(
        "Paper sheet {sheet} is of {form}, and this learner is assessed on another form. Press Done above first."
    ),
    "sheet-of-other-learner": lambda: _(
        "Paper sheet {sheet} is {learner}'s own: it has marks of nobody else. Touch their tile, or press Done above first."
    ),
    "stop-over": lambda: _("Work went on already after this stop. Stop again if you must."),
    "stop-unsaid": lambda: _(
        "The work of {learner} was stopped at {time}, and nobody has said what happened. Say it at the board of the sitting, then sign."
    ),
    "stop-unsaid-discard": lambda: _(
        "Work was stopped, and nobody has said what happened. Say it first; nothing was discarded."
    ),
    "stop-unsaid-here": lambda: _(
        "Work was stopped at {time}, and nobody has said what happened. Say it at the board, then close the sitting."
    ),
    "stopped": lambda: _(
        "Work is stopped, and marks are frozen. Say what happened, then go on with your PIN."
    ),
    "why-stopped-needed": lambda: _("Say first what happened, then let work go on."),
    "words-too-long": lambda: _("At most {most} characters fit here. Say it shorter."),
}

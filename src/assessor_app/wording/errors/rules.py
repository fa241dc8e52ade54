"""Sentences about what is settled before the work, and about countersignatures."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "arrangement-incomplete": lambda: _(
        "Something is missing: {field}. Nothing was kept; write it and keep it again."
    ),
    "interpreter-is-learner": lambda: _(
        "{name} is assessed at this sitting too, and cannot interpret for somebody else. Ask another person."
    ),
    "interpreter-assesses": lambda: _(
        "{name} trains or assesses here, and cannot interpret for a learner. Ask another person."
    ),
    "learner-interprets": lambda: _(
        "{name} interprets for {learner} at this sitting, and cannot be assessed at it too. Take the interpreter back on {learner}'s row, or list {name} at another sitting."
    ),
    "claim-in-future": lambda: _(
        "The work cannot have been done on {date}: that day is still to come. Correct the date."
    ),
    "claim-incomplete": lambda: _(
        "Something is missing: {field}. Nothing was kept; write it and keep it again."
    ),
    "not-prior-learning": lambda: _(
        "{learner} is assessed by observation here. Choose recognition of prior learning before the work, then map evidence."
    ),
    "countersignature-missing": lambda: _(
        "The decision on {learner} waits for a countersignature ({because} {criteria}): {name}. Ask them for their PIN on the decision's page; not yet competent needs none."
    ),
    "countersignature-not-yours": lambda: _(
        "The decision on {learner} does not wait for the word of {name}. Nothing was signed."
    ),
    "no-such-arrangement": lambda: _("This was taken back meanwhile. Open the learner's row again."),
}

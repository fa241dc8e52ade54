"""Sentences about what may happen after a signature: annulled, corrected, appealed against."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "annuls-others-decision": lambda: _(
        "{name} made this decision. Either {name} annuls it with a second person, or an assessor does with a quality assurer."
    ),
    "appeal-day-wrong": lambda: _(
        "An appeal is made between the decision and today: on {first} at the earliest, on {last} at the latest. Look at the day."
    ),
    "appeal-decided": lambda: _("This appeal is decided already. Nothing was added."),
    "appeal-late": lambda: _(
        "The last day for this appeal was {until}. Write why it is heard all the same, or tell whoever appeals that it is too late."
    ),
    "appeal-open": lambda: _(
        "There is an appeal about the result of {learner}. Until it is decided and carried out, nothing is printed, replaced or changed."
    ),
    "assessment-annulled": lambda: _(
        "This work of {learner} was annulled: it counts as nothing. Begin anew."
    ),
    "correction-stale": lambda: _(
        "The result of {learner} was corrected by somebody meanwhile. Look at it again, then correct what is left."
    ),
    "corrects-others-decision": lambda: _(
        "{name} made this decision, and whoever decided corrects it. Ask {name}; where that is not possible, annul it."
    ),
    "needs-new-attempt": lambda: _(
        "A correction does not make {learner} competent. A new attempt does, or a quality assurer returns the work first, or an upheld appeal asks for it."
    ),
    "no-such-appeal": lambda: _("This appeal is not on this device. Look at the learner's history again."),
    "not-signed-yet": lambda: _(
        "The work of {learner} is not signed yet: change it, or set it aside. Nothing has to be annulled or corrected."
    ),
    "nothing-corrected": lambda: _("Nothing was changed, so there is nothing to sign."),
    "own-appeal": lambda: _(
        "{name} assessed or countersigned in this sitting or released this work, and cannot decide an appeal about it. Ask somebody else."
    ),
    "reason-for-it-needed": lambda: _("Write why, in a few words: it stays beside the record."),
    "remedy-needed": lambda: _(
        "Say what follows: a new attempt, a correction or an annulment. An appeal that is dismissed changes nothing."
    ),
    "trainee-is-no-second": lambda: _(
        "{name} is learning to assess, and cannot be the second person. Choose another assessor or a quality assurer."
    ),
    "second-person-needed": lambda: _(
        "Two people annul together, each with a PIN of their own. Choose somebody else as the second."
    ),
}

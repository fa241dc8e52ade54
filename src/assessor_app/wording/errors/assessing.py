"""Sentences about forms, sittings, marks and decisions."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "acknowledged-already": lambda: _(
        "The learner's part is already on record for this result. Nothing was added."
    ),
    "acknowledgement-empty": lambda: _(
        "Something is missing for this way of acknowledging: a signature, a name, a witness, the words, or why not. Add it, or choose another way."
    ),
    "answer-not-said": lambda: _(
        "Tick what was said before you mark the answer met: at least one of the points that must be said. Nothing was kept."
    ),
    "assessment-closed": lambda: _(
        "This assessment is {state} and can no longer be changed. A correction or a new attempt is needed."
    ),
    "catalogue-invalid": lambda: _(
        "The catalogue has errors ({count}), the first at {first}; `assessor-app forms check FILE` says them all."
    ),
    "cooling-off": lambda: _(
        "{learner} may make a new attempt at {form} from {until}. Until then, practise; nothing was started."
    ),
    "critical-not-applicable": lambda: _(
        "Criterion {criterion} is critical: it is met, not met today or not seen, but never “not applicable”."
    ),
    "date-unreadable": lambda: _("“{text}” is not a date. Write it as year-month-day, such as 2026-03-14."),
    "decided-by-other": lambda: _(
        "{name} made this decision, and whoever decides signs. Ask {name} to sign it, or decide anew."
    ),
    "decided-unsigned": lambda: _(
        "{learner} has a decision on this form that nobody signed. Sign it, or change a mark there; then begin here."
    ),
    "ended-otherwise": lambda: _(
        "This attempt ended otherwise ({end}), so it cannot be competent. Decide “not yet”, or say that it was completed."
    ),
    "entry-in-use": lambda: _(
        "This learner stays on the list: work, a printed sheet, a stop or an arrangement is about them. Say “absent”, “turned away” or “transferred” instead."
    ),
    "environment-not-allowed": lambda: _(
        "{form} is assessed in these environments only: {allowed}. Choose one of them."
    ),
    "feedback-too-long": lambda: _(
        "Feedback and next step hold at most {most} characters each. Shorten them."
    ),
    "form-invalid": lambda: _(
        "This form has errors ({count}), the first at {first}; `assessor-app forms check FILE` says them all."
    ),
    "form-version-changed": lambda: _(
        "{form} is already in use here with other content, and a version in use never changes. Give the changed form a new version number."
    ),
    "identity-needed": lambda: _(
        "Say how you know that this is {learner}: by document, badge, known to you, or vouched for."
    ),
    "name-missing": lambda: _("There is no name to read: write the full name, in any script."),
    "no-attempts-left": lambda: _(
        "All attempts that {form} allows ({most}) are used up. Ask your quality assurer what is possible."
    ),
    "no-such-context": lambda: _("{form} has no context “{context}”. Choose one that it names."),
    "no-such-form": lambda: _("The form {form} is not here. Add it, or choose another."),
    "no-such-reading": lambda: _("Criterion {criterion} has no such reading. Look at the form again."),
    "not-marked-yet": lambda: _(
        "No mark stands on criterion {criterion} yet. Mark it first, then say what it was judged by."
    ),
    "not-competent-by-rule": lambda: _(
        "This cannot be “competent” yet: {lack}. “Not yet” is always possible."
    ),
    "not-decided": lambda: _("Nothing is decided for {learner} yet. Decide first, then sign."),
    "not-finalised": lambda: _("This decision is not signed yet, so there is nothing to release."),
    "not-here": lambda: _(
        "{learner} is not marked present. Say that they are here, and how you know them, then start."
    ),
    "note-needed": lambda: _("Write a note: the assessor must know what to mend."),
    "note-too-long": lambda: _(
        "A note holds at most {most} characters; the one on {criterion} is longer. Shorten it."
    ),
    "nothing-chosen": lambda: _("Choose at least one first."),
    "nothing-to-undo": lambda: _("There is nothing of yours left to undo here."),
    "override-needs-reason": lambda: _(
        "Something is short ({lack} {about}): write a reason to go on without it, or complete it."
    ),
    "own-work": lambda: _(
        "{name} assessed or countersigned in this sitting and cannot release its work. Ask another quality assurer."
    ),
    "interest-declared": lambda: _(
        "{name} has a declared interest in the work of {learner}, and neither releases it nor decides about it. Ask somebody else."
    ),
    "place-missing": lambda: _("Say where the sitting is, in at most {most} characters."),
    "question-not-dealt": lambda: _(
        "Question {question} was not dealt to this learner. Ask one of those shown."
    ),
    "reason-needed": lambda: _("“Not applicable” needs a reason for {criterion}. Write it in a few words."),
    "released-already": lambda: _("This work was released already."),
    "sitting-closed": lambda: _(
        "The sitting at {place} on {date} is closed. Open a new one, or repeat it today."
    ),
    "seen-after-closing": lambda: _(
        "The sitting at {place} on {date} is closed and its list is signed, so nothing more is seen at it. Go on with {learner} at an open sitting, or copy the paper sheet of that day."
    ),
    "bib-taken": lambda: _("{learner} has bib {bib} in this sitting. Give another number."),
    "bib-wrong": lambda: _(
        "{bib} cannot be a bib number: it is a number from 1 to 9999, without a zero before it, so that it can be typed."
    ),
    "entry-finished": lambda: _(
        "The work of {learner} is signed, so this sitting has {learner} as finished. If the work was somebody else's, tell the quality assurer."
    ),
    "work-shown": lambda: _(
        "Something was seen of {learner} at this sitting, so they came. Say “left”; or set the work aside first, if it was somebody else's."
    ),
    "sitting-empty": lambda: _("This sitting lists nobody, so there is nothing to repeat. Open a new one."),
    "not-ended": lambda: _("This attempt has not ended, so there is no end to take back. Go on with it."),
    "ended-already": lambda: _("This attempt ended otherwise already. Take that end back first."),
    "reading-unreadable": lambda: _(
        "The reading of {criterion} is not a number. Write the number that the instrument shows."
    ),
    "moment-unreadable": lambda: _(
        "“{text}” is not a moment with its time zone, such as 2026-11-22T14:03:11+01:00."
    ),
    "age-not-known": lambda: _(
        "{form} is for people of {least} years or more, and it is not known whether {learner} is. Nothing was started; look at a document and answer again, or write the birth date under Learners."
    ),
    "age-seen-missing": lambda: _("Say what you have seen that shows the age."),
    "age-unasked": lambda: _(
        "{form} is for people of {least} years or more, and nobody has said whether {learner} is. Nothing was started; touch {learner} in the sitting's list to answer."
    ),
    "too-young": lambda: _(
        "{form} is for people of {least} years or more, and it was answered today that {learner} is younger. Nothing was started; answer again in the sitting's list if that was a slip."
    ),
    "under-age": lambda: _(
        "{form} is for people of {least} years or more, and {learner} is younger by what stands on their page. Nothing was started; mend the birth date there if it is wrong."
    ),
    "signed-before-the-copy": lambda: _(
        "The assessment of {learner} was signed before this folder was put back from a copy: the result is in the learner's"
        " history. Nothing more can be signed on this draft; discard it."
    ),
}

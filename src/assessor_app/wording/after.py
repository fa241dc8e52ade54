"""Words for what happens to a result after it was signed."""

from collections.abc import Mapping, Sequence

from assessor_app.domain.after import Annulment, Appeal, Correction, Mended, Outcome, Remedy, SaidBy, Why
from assessor_app.domain.assessment import Decision
from assessor_app.domain.marks import Judgement, Mark
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.marks import decision_word, mark_word


def why_word(why: Why) -> str:
    """Why an assessment is annulled."""
    return {
        Why.WRONG_LEARNER: _("These marks are another learner's"),
        Why.IRREGULAR: _("It was not done as the rules ask"),
        Why.APPEAL: _("An appeal was upheld"),
        Why.OTHER: _("Another reason"),
    }[why]


def said_by_word(said_by: SaidBy) -> str:
    """Who appeals."""
    return {
        SaidBy.LEARNER: _("the learner"),
        SaidBy.GUARDIAN: _("the learner's guardian"),
        SaidBy.REPRESENTATIVE: _("somebody who speaks for the learner"),
    }[said_by]


def remedy_word(remedy: Remedy) -> str:
    """What an upheld appeal leads to."""
    return {
        Remedy.NEW_ATTEMPT: _("upheld: a new attempt, which uses none"),
        Remedy.CORRECTION: _("upheld: the assessor corrects the result"),
        Remedy.ANNULMENT: _("upheld: the result is annulled"),
    }[remedy]


def annulled_words(annulment: Annulment, names: Mapping[str, str]) -> str:
    """By whom, when, and why."""
    return _("Annulled {day} by {one} and {other}. {why}: “{reason}”").format(
        day=day_words(annulment.at),
        one=names.get(annulment.by, ""),
        other=names.get(annulment.second, ""),
        why=why_word(annulment.why),
        reason=annulment.reason,
    )


def corrected_words(correction: Correction, names: Mapping[str, str]) -> str:
    """What was corrected, by whom, when, and why."""
    changes = [_mended(mark) for mark in correction.mended]
    if correction.redecided:
        changes.insert(0, _("now {decision}").format(decision=decision_word(Decision(correction.decision))))
    what = ", ".join(change for change in changes if change) or _("its words")
    return _("Corrected {day} by {name}: {what}. “{reason}”").format(
        day=day_words(correction.at),
        name=names.get(correction.by, ""),
        what=what,
        reason=correction.reason,
    )


def _mended(mended: Mended) -> str:
    if mended.old is None or mended.old.mark is not mended.new.mark:
        before = mended.old.mark if mended.old is not None else Mark.NOT_SEEN
        return _("{about} {old} → {new}").format(
            about=mended.about, old=mark_word(before), new=mark_word(mended.new.mark)
        )
    what = _("answer")
    if isinstance(mended.new, Judgement):
        readings = mended.old.readings if isinstance(mended.old, Judgement) else {}
        what = _("reading") if mended.new.readings != readings else _("note")
    return _("{what} on {about}").format(what=what, about=mended.about)


def lodged_words(appeal: Appeal, names: Mapping[str, str]) -> str:
    """Who appealed, when, and on what grounds."""
    said = _("Appeal of {day}, {who}, taken down by {name}: “{grounds}”").format(
        day=day_words(appeal.said_on),
        who=said_by_word(appeal.said_by),
        name=names.get(appeal.by, ""),
        grounds=appeal.grounds,
    )
    if not appeal.late:
        return said
    return _("{said} Its last day was {until}; heard because: “{late}”").format(
        said=said, until=day_words(appeal.until), late=appeal.late
    )


def deciders_sentence(names: Sequence[str]) -> str:
    """Who decides an open appeal; and what to do where nobody may."""
    if names:
        return _("The appeal is decided by somebody with no interest in it: {names}.").format(
            names=", ".join(names)
        )
    return _(
        "Nobody on this computer may decide the appeal: whoever assures quality here assessed it, released it, or has an interest. An administrator adds a quality assurer who did not, in Settings."
    )


def ruled_words(appeal: Appeal, names: Mapping[str, str]) -> str:
    """What was decided on an appeal, by whom, and why; that it is open while nobody has."""
    if appeal.outcome is None:
        return _("Not decided yet: nothing is printed or changed meanwhile.")
    remedy = (
        remedy_word(appeal.remedy) if appeal.outcome is Outcome.UPHELD and appeal.remedy else _("dismissed")
    )
    return _("Decided {day} by {name}, {outcome}. “{reasons}”").format(
        day=day_words(appeal.decided_at),
        name=names.get(appeal.decided_by, ""),
        outcome=remedy,
        reasons=appeal.reasons,
    )

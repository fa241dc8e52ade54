"""What a result slip tells its learner, sentence by sentence, in the language in use."""

from datetime import date

from assessor_app.domain.assessment import Decision, End
from assessor_app.domain.form import Form, Reassess
from assessor_app.services.slips.content import Corrected, SlipContent, Towards
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import long_day, moment_words


def result_word(decision: Decision) -> str:
    """The result as the learner hears it."""
    return _("Competent") if decision is Decision.COMPETENT else _("Not yet")


def result_sentence(decision: Decision) -> str:
    """What the result means."""
    if decision is Decision.COMPETENT:
        return _("You have shown all that this micro-credential asks.")
    return _("Not all of it was shown this time.")


def corrected_sentence(corrected: Corrected) -> str:
    """That the result is a corrected one, of when, and in whose place it stands."""
    return _(
        "Corrected result, signed on {at}. It takes the place of the result of {before}, whose slip no longer counts."
    ).format(at=moment_words(corrected.at), before=moment_words(corrected.replaces))


def end_to_learner(end: End) -> str:
    """How the attempt ended, where it was not completed; else nothing."""
    return {
        End.COMPLETED: "",
        End.STOPPED_UNSAFE: _("The work was stopped because it was unsafe."),
        End.INTERRUPTED: _("It was interrupted through no fault of yours; no attempt is used up."),
        End.WITHDREW: _("You withdrew from this attempt."),
    }[end]


def nothing_outstanding(decision: Decision) -> str:
    """Said where the rules of the form find nothing missing."""
    if decision is Decision.COMPETENT:
        return _("Nothing.")
    return _("Nothing by the rules of the form; the assessor's feedback says what is still to be shown.")


def again_words(form: Form, again_from: date) -> str:
    """What a new attempt repeats, and from when."""
    what = {
        Reassess.CRITERION: _("A new attempt repeats what is outstanding"),
        Reassess.TASK: _("A new attempt repeats each task in which something is outstanding"),
        Reassess.WHOLE: _("A new attempt repeats the whole assessment"),
    }[form.rules.reassess]
    return _("{what}, from {day}.").format(what=what, day=long_day(again_from))


def towards_words(towards: Towards) -> str:
    """How far a qualification is: "Certified Electrician: 1 of 4 held"."""
    return _("{title}: {held} of {need} held").format(
        title=towards.title, held=towards.held, need=towards.need
    )


def left_words(towards: Towards) -> str:
    """What else counts towards it: "Basic Wiring, Advanced Circuitry (not offered yet)"."""
    names = [
        _("{title} (not offered yet)").format(title=one.title) if one.planned else one.title
        for one in towards.left
    ]
    return ", ".join(names)


def shown_words(content: SlipContent) -> str:
    """How much was shown: "14 of 18 criteria"."""
    met, all_ = sum(len(task.met) for task in content.shown), sum(task.of for task in content.shown)
    return ngettext("{met} of {all} criterion", "{met} of {all} criteria", all_).format(met=met, all=all_)


def carried_words(content: SlipContent) -> str:
    """How much of it was shown in an earlier attempt; nothing where all was shown in this one."""
    if not content.carried:
        return ""
    return ngettext(
        "{count} criterion of these was shown before and was not repeated.",
        "{count} criteria of these were shown before and were not repeated.",
        content.carried,
    ).format(count=content.carried)


def appeal_words(centre: str, until: date) -> str:
    """How to appeal, by when, and that it costs nothing."""
    return _(
        "You may appeal against this result until {day}: tell {centre} that you appeal, and why. Asking costs you nothing."
    ).format(day=long_day(until), centre=centre)

"""Words of quality assurance: how a mark was entered, what to look at, how the learner took the result."""

from collections.abc import Callable

from assessor_app.domain.assessment import End
from assessor_app.domain.before import Condition
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How
from assessor_app.domain.sitting import Environment
from assessor_app.domain.standing import Lack
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.quality.inside import BURST_SECONDS, Attend, Attention
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.before import condition_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words
from assessor_app.wording.marks import end_word, environment_word

_GRAVE = {
    Attend.APPEALED,
    Attend.CORRECTED,
    Attend.RETURNED,
    Attend.OVERRIDE,
    Attend.END_TAKEN_BACK,
    Attend.CRITICAL_CHANGED,
    Attend.MOVED,
    Attend.BURST,
    Attend.FILLED,
}


def how_word(how: How) -> str:
    """By what means a mark was entered."""
    return {
        How.TAP: _("tapped"),
        How.KEY: _("by key"),
        How.FILL: _("filled in one action"),
        How.PAPER: _("copied from paper"),
        How.WITNESS: _("told by a witness"),
        How.RPL: _("from prior learning"),
        How.PRODUCT: _("judged from the finished piece"),
        How.ORAL: _("judged by an oral answer"),
        How.UNDO: _("undone"),
        How.MOVED: _("moved between learners"),
    }[how]


def acknowledged_word(acknowledged: Acknowledged | None) -> str:
    """How the learner took the result."""
    if acknowledged is None:
        return _("not asked yet")
    return {
        Acknowledged.SIGNED: _("signed"),
        Acknowledged.TYPED: _("typed their name"),
        Acknowledged.MARK: _("made a mark, with a witness"),
        Acknowledged.DECLINED: _("declined to sign"),
        Acknowledged.NOT_AVAILABLE: _("was not available"),
    }[acknowledged]


def attention_shape(item: Attention) -> Shape:
    return Shape.NOT_MET if item.kind in _GRAVE else Shape.WAITING


def attention_words(item: Attention, form: Form) -> str:
    """One thing to look at, in a sentence."""
    sentences: dict[Attend, Callable[[], str]] = {
        Attend.APPEALED: lambda: _("Somebody appealed: “{words}”"),
        Attend.CORRECTED: lambda: _("Corrected after it was signed: “{words}”"),
        Attend.RETURNED: lambda: _("It was returned once: “{words}”"),
        Attend.OVERRIDE: lambda: _("Overridden: {lack}. Reason: “{words}”"),
        Attend.END_TAKEN_BACK: lambda: _("The attempt was ended ({end}), and that was taken back."),
        Attend.CRITICAL_CHANGED: lambda: _("Critical {about} stood as not met, and was changed afterwards."),
        **_entered_words(item.count),
        Attend.NOT_APPLICABLE: lambda: _("{about} was called not applicable: “{words}”"),
        Attend.PROMPTED: lambda: _("{about} was prompted."),
        Attend.UNBRIEFED: lambda: (
            _("Briefed only after the work began: {moment}.")
            if item.about
            else _("Not briefed: nobody said that the task and its criteria were explained.")
        ),
        Attend.INTEREST: lambda: _("An interest of an assessor was declared: “{words}”"),
        Attend.ARRANGED_LATE: lambda: _("Arranged only after the work began: “{words}”"),
        Attend.UNTICKED: lambda: ngettext(
            "{count} condition of the form was not ticked.",
            "{count} conditions of the form were not ticked.",
            item.count,
        ),
        Attend.UNACKNOWLEDGED: lambda: _("The learner's part: {taken}."),
    }
    taken = Acknowledged(item.about) if item.kind is Attend.UNACKNOWLEDGED and item.about else None
    return sentences[item.kind]().format(
        about=item.about,
        words=item.words,
        count=item.count,
        seconds=BURST_SECONDS,
        lack=lack_words(item.about, form) if item.kind is Attend.OVERRIDE else "",
        end=end_word(End(item.about)) if item.kind is Attend.END_TAKEN_BACK else "",
        taken=acknowledged_word(taken),
        moment=moment_words(item.about) if item.kind is Attend.UNBRIEFED and item.about else "",
    )


def _entered_words(count: int) -> dict[Attend, Callable[[], str]]:
    """How so many marks came to stand here."""
    return {
        Attend.MOVED: lambda: ngettext(
            "{count} mark was moved or swapped between this learner and another.",
            "{count} marks were moved or swapped between this learner and another.",
            count,
        ),
        Attend.BURST: lambda: ngettext(
            "{count} mark within {seconds} seconds.", "{count} marks within {seconds} seconds.", count
        ),
        Attend.FILLED: lambda: ngettext(
            "{count} mark was filled in one action.", "{count} marks were filled in one action.", count
        ),
        Attend.PAPER: lambda: ngettext(
            "{count} mark was copied from paper.", "{count} marks were copied from paper.", count
        ),
        Attend.WITNESS: lambda: ngettext(
            "{count} mark rests on a witness's word.", "{count} marks rest on a witness's word.", count
        ),
        Attend.PRIOR: lambda: ngettext(
            "{count} mark is of prior learning.", "{count} marks are of prior learning.", count
        ),
        Attend.CARRIED: lambda: ngettext(
            "{count} mark was carried over from an earlier attempt.",
            "{count} marks were carried over from an earlier attempt.",
            count,
        ),
    }


def lack_words(key: str, form: Form) -> str:
    """What was short, from the key of an override: `reading:2.3:Insulation`."""
    kind, _colon, rest = key.partition(":")
    about, _colon, name = rest.partition(":")
    known = {criterion.id for criterion in form.criteria()}
    if about not in known:
        return _lack_of_no_criterion(kind, about)
    words = {
        "note": _("the note on {about}"),
        "photo": _("the photo for {about}"),
        "reading": _("the reading “{name}” of {about}"),
        "occasions": _("another occasion for {about}"),
        "context": _("{about} in the context “{name}”"),
        "currency": _("recent evidence for {about}"),
        "statement": _("the witness's statement on {about}"),
        "claim": _("the evidence of prior learning for {about}"),
    }.get(kind)
    return words.format(about=about, name=name) if words else key


def _lack_of_no_criterion(kind: str, name: str) -> str:
    """What was short of the whole work; a kind of another version as it is."""
    if kind == Lack.CONDITION and name in set(Condition):
        return _("the condition “{name}”").format(name=condition_word(Condition(name)))
    words = {
        Lack.ATTEMPTS.value: _("no attempt more than the form allows"),
        Lack.COOLING_OFF.value: _("the form's waiting time before a new attempt"),
        Lack.IDENTITY.value: _("how the learner was identified"),
        Lack.ENVIRONMENT.value: _("a place that the form allows (it was: {where})"),
        Lack.INTERVIEW.value: _("the interview on outcome {name}"),
        Lack.SHEET.value: _("the photo of paper sheet {name}"),
    }.get(kind)
    where = environment_word(Environment(name)) if name in set(Environment) else name
    return f"{kind} {name}".strip() if words is None else words.format(name=name, where=where)

"""What stands between a learner and *competent*, in words: one sentence for each kind of lack."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor_app.domain.before import Condition
from assessor_app.domain.form import Form
from assessor_app.domain.marks import Occasion
from assessor_app.domain.sitting import Environment
from assessor_app.domain.standing import Lack, Standing
from assessor_app.wording.before import condition_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.marks import environment_word

_LONGEST_NAME = 48
_MOST_NAMED = 6
# Said once for all that share it: at the start of an attempt nearly everything is still to do.
_GATHERED = frozenset(
    {
        Lack.CRITICAL_NOT_SEEN,
        Lack.NOT_SEEN,
        Lack.ORAL_NOT_ASKED,
        Lack.NOTE,
        Lack.PHOTO,
        Lack.READING,
        Lack.OCCASIONS,
        Lack.CONTEXT,
        Lack.CURRENCY,
        Lack.CONDITION,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence, the kind of lack that it is about, and the criterion or question it leads to first.

    `keys` are the `Standing.key`s of all that it speaks of, `occasions` the ids of those that the first lies with.
    """

    sentence: str
    lack: Lack
    about: str = ""
    keys: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()


def standing_sentence(standing: Standing, form: Form) -> str:
    """One thing in the way, alone: "2.3 Isolates the circuit …: critical, not met"."""
    return _sentences(standing, _on(_named(standing.about, form), standing.where))[standing.lack]


def learners_sentence(standing: Standing, form: Form) -> str:
    """The same to the learner, with the whole criterion; what was not met today is *not yet*.

    No question is told word for word: it may be asked again, of this learner or of the next.
    """
    asked = any(question.id == standing.about for question in form.questions())
    named = _("An oral question") if asked else _named(standing.about, form, whole=True)
    named = _on(named, standing.where)
    to_learner = {
        Lack.CRITICAL_NOT_MET: _("{about}: not yet, and it must be safe every time"),
        Lack.NOT_MET: _("{about}: not yet"),
        Lack.STOPPED: _("The work was stopped because it was unsafe"),
    }
    said = to_learner.get(standing.lack)
    return said.format(about=named) if said else _sentences(standing, named)[standing.lack]


def _sentences(standing: Standing, about: str) -> dict[Lack, str]:
    name, count = standing.name, standing.count
    more = ngettext("{count} more occasion", "{count} more occasions", count).format(count=count)
    short = ngettext("{count} more criterion must be met", "{count} more criteria must be met", count).format(
        count=count
    )
    sentences = {
        Lack.CRITICAL_NOT_MET: _("{about}: critical, not met"),
        Lack.CRITICAL_NOT_SEEN: _("{about}: critical, not seen yet"),
        Lack.NOT_MET: _("{about}: not met today"),
        Lack.NOT_SEEN: _("{about}: not seen yet"),
        Lack.SHARE: short,
        Lack.ORAL_CRITICAL: _("{about}: critical question, not answered well enough"),
        Lack.ORAL: _("{about}: not answered well enough"),
        Lack.ORAL_NOT_ASKED: _("{about}: not asked yet"),
        Lack.STOPPED: _("Stopped because it was unsafe: this attempt cannot be competent"),
        Lack.READING_LIMITS: _("{about}: {name} lies outside its limits"),
        Lack.NOTE: _("{about}: a note is missing"),
        Lack.PHOTO: _("{about}: 1 photo missing"),
        Lack.READING: _(
            "{about}: {name} is missing, or its instrument and calibration date, or whether it lies within the task sheet"
        ),
        Lack.OCCASIONS: _("{about}: {more}"),
        Lack.CONTEXT: _("{about}: not seen yet in “{name}”"),
        Lack.CURRENCY: _("{about}: seen too long ago to count"),
        Lack.SHEET: _("Paper sheet {name}: its photo is missing"),
        Lack.ATTEMPTS: _("An attempt more than the form allows"),
        Lack.COOLING_OFF: _("Begun before the form's waiting time was over"),
        Lack.WITNESS_ALONE: _("{about}: critical, and only a witness saw it"),
        Lack.STATEMENT: _("{about}: the witness's statement is missing"),
        Lack.CLAIM: _("{about}: no evidence of prior learning is mapped to it"),
        Lack.INTERVIEW: _("Outcome {name}: the interview is missing, or was not enough"),
        Lack.IDENTITY: _("Nobody said how this learner was identified"),
        Lack.ENVIRONMENT: _("Seen where the form does not allow it ({where})"),
        Lack.CONDITION: _unticked((standing,)) if standing.lack is Lack.CONDITION else "",
    }
    where = _where(name)
    return {
        lack: sentence.format(about=about, name=name, more=more, where=where)
        for lack, sentence in sentences.items()
    }


def _unticked(found: Sequence[Standing]) -> str:
    """Which conditions of the form nobody ticked, by the words that they have on the sitting's page."""
    which = ", ".join(_on(condition_word(Condition(standing.name)), standing.where) for standing in found)
    return _("Conditions of the form that nobody ticked: {which}").format(which=which)


def _where(name: str) -> str:
    """An environment in words; one that this program does not know is said as it is written."""
    return environment_word(Environment(name)) if name in set(Environment) else name


def standing_lines(standings: Sequence[Standing], form: Form) -> tuple[Said, ...]:
    """All that is in the way, the gravest first, as short as it can be said.

    What many criteria share is said once with how many and which; failures are each said alone.
    """
    groups: dict[tuple[Lack, str, int], list[Standing]] = {}
    for standing in standings:
        key = _group(standing)
        groups.setdefault(key, []).append(standing)
    return tuple(_said(found, form) for found in groups.values())


def _group(standing: Standing) -> tuple[Lack, str, int]:
    lack = standing.lack
    if lack not in _GATHERED:
        return lack, standing.key, 0
    if lack is Lack.OCCASIONS:
        return lack, "", standing.count
    return lack, standing.name if lack is Lack.CONTEXT else "", 0


def _said(found: Sequence[Standing], form: Form) -> Said:
    first = found[0]
    if len(found) == 1:
        sentence = standing_sentence(first, form)
    elif first.lack is Lack.CONDITION:
        sentence = _unticked(found)
    else:
        sentence = _together(first, len(found)).format(
            count=len(found), name=first.name, more=_more(first.count)
        )
        which = _which(found, form)
        sentence = _("{sentence}: {which}").format(sentence=sentence, which=which) if which else sentence
    return Said(
        sentence=sentence,
        lack=first.lack,
        about=first.about,
        keys=tuple(item.key for item in found),
        occasions=tuple(occasion.id for occasion in first.where),
    )


def _more(count: int) -> str:
    return ngettext("{count} more occasion", "{count} more occasions", count).format(count=count)


def _together(first: Standing, count: int) -> str:
    """The sentence for `count` of a kind, with its fields still open."""
    return {
        Lack.CRITICAL_NOT_SEEN: ngettext(
            "{count} critical criterion not seen yet", "{count} critical criteria not seen yet", count
        ),
        Lack.NOT_SEEN: ngettext("{count} criterion not seen yet", "{count} criteria not seen yet", count),
        Lack.ORAL_NOT_ASKED: ngettext("{count} question to ask", "{count} questions to ask", count),
        Lack.NOTE: ngettext("{count} note missing", "{count} notes missing", count),
        Lack.PHOTO: ngettext("{count} photo missing", "{count} photos missing", count),
        Lack.READING: ngettext(
            "{count} reading missing or incomplete", "{count} readings missing or incomplete", count
        ),
        Lack.OCCASIONS: _("{more}"),
        Lack.CONTEXT: ngettext(
            "{count} criterion not seen yet in “{name}”", "{count} criteria not seen yet in “{name}”", count
        ),
        Lack.CURRENCY: ngettext(
            "{count} criterion seen too long ago", "{count} criteria seen too long ago", count
        ),
    }[first.lack]


def _which(found: Sequence[Standing], form: Form) -> str:
    """Ids of criteria, as the sheet shows them; questions have none that people know."""
    known = {criterion.id for criterion in form.criteria()}
    where: dict[str, dict[str, Occasion]] = {}
    for standing in found:
        if standing.about in known:
            where.setdefault(standing.about, {}).update({item.id: item for item in standing.where})
    ids = [_on(about, tuple(occasions.values())) for about, occasions in where.items()]
    if not ids:
        return ""
    shown = ", ".join(ids[:_MOST_NAMED])
    return f"{shown} …" if len(ids) > _MOST_NAMED else shown


def _on(about: str, where: Sequence[Occasion]) -> str:
    """What it is about, and on which occasion where there are several: "3.2 (occasion 1)"."""
    if not where:
        return about
    numbers = ", ".join(str(number) for number in sorted(item.number for item in where))
    return ngettext("{about} (occasion {numbers})", "{about} (occasions {numbers})", len(where)).format(
        about=about, numbers=numbers
    )


def _named(about: str, form: Form, *, whole: bool = False) -> str:
    """A criterion by its id and its first words (or all of them), a question by its first words."""
    for criterion in form.criteria():
        if criterion.id == about:
            text = criterion.text.rstrip(".") if whole else _short(criterion.text)
            return f"{about} {text}"
    for question in form.questions():
        if question.id == about:
            return _("“{question}”").format(question=_short(question.text))
    return about


def _short(text: str) -> str:
    """The first words, cut between words."""
    if len(text) <= _LONGEST_NAME:
        return text.rstrip(".")
    cut = text[:_LONGEST_NAME].rsplit(" ", 1)[0].rstrip(" ,;:")
    return f"{cut} …"

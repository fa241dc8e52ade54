"""What a decision is taken on, said from the work: the rules' result, the rules of evidence, what is in the way."""

from collections.abc import Collection, Mapping, Sequence

from assessor_app.domain.assessment import Work
from assessor_app.domain.form import Form
from assessor_app.domain.standing import OVERRIDABLE, Lack, Standing
from assessor_app.services.deciding.countersign import Waits
from assessor_app.ui.assess.decide import DecideView, Obstacle, RuleLine
from assessor_app.ui.assessing.views import Standpoint, Subject, number_of, shape_of
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, pgettext
from assessor_app.wording.countersigning import wanted_sentence
from assessor_app.wording.marks import identified_word
from assessor_app.wording.names import initials
from assessor_app.wording.standing import Said, standing_lines

_SUFFICIENT = frozenset({Lack.NOTE, Lack.PHOTO, Lack.READING, Lack.OCCASIONS, Lack.CONTEXT})
_UNSEEN = frozenset({Lack.CRITICAL_NOT_SEEN, Lack.NOT_SEEN, Lack.SHARE, Lack.ORAL_NOT_ASKED})


def decide_view(subject: Subject, at: Standpoint, *, waits: Waits | None = None) -> DecideView:
    """The decision page, ready to read. `waits` is what *competent* would wait for."""
    rule, shape = _rule(at.standings)
    kept = at.work.assessment
    return DecideView(
        name=subject.learner.name,
        number=number_of(subject),
        initials=initials(subject.learner.name),
        form=f"{subject.form.ref}  {subject.form.title}",
        rule=rule,
        rule_shape=shape,
        evidence=_evidence(subject, at),
        obstacles=_obstacles(standing_lines(at.standings, subject.form), kept.overrides),
        wanted=wanted_sentences(waits),
        feedback=kept.feedback,
        next_step=kept.next_step,
    )


def wanted_sentences(waits: Waits | None) -> tuple[str, ...]:
    """Whose word is wanted, a sentence each."""
    if waits is None:
        return ()
    return tuple(wanted_sentence(one, may) for one, may in zip(waits.wanted, waits.may, strict=True))


def _rule(standings: Collection[Standing]) -> tuple[str, Shape]:
    if not standings:
        return _("By the rules of the form: competent."), Shape.MET
    if all(standing.overridable for standing in standings):
        return _("By the rules of the form: competent, once what is missing has a reason."), Shape.NOT_MET
    return _("By the rules of the form: not yet competent."), Shape.NOT_MET


def _obstacles(lines: Sequence[Said], kept: Mapping[str, str]) -> tuple[Obstacle, ...]:
    """Reasons are asked for only where they can lead to *competent*; one reason stands for all of a kind."""
    hopeless = any(line.lack not in OVERRIDABLE for line in lines)
    return tuple(
        Obstacle(
            key=line.keys[0],
            shape=shape_of(line.lack),
            sentence=line.sentence,
            overridable=not hopeless,
            reason=kept.get(line.keys[0], ""),
        )
        for line in lines
    )


def all_reasons(lines: Sequence[Said], reasons: Mapping[str, str]) -> dict[str, str]:
    """The reason given for a kind, under the key of each thing of that kind."""
    return {key: reasons[line.keys[0]] for line in lines if line.keys[0] in reasons for key in line.keys}


def _evidence(subject: Subject, at: Standpoint) -> tuple[RuleLine, ...]:
    lacks = {item.lack for item in at.standings}
    judged = not lacks - OVERRIDABLE
    identified = subject.entry.identified if subject.entry else None
    briefed = bool(subject.entry and subject.entry.briefed_at)
    return (
        RuleLine(
            word=pgettext("evidence", "Valid"),
            holds=judged,
            sentence=_("Everything was judged against the form's benchmarks.")
            if judged
            else _("Not everything that the form asks was seen and met."),
        ),
        _sufficient(lacks, at.work),
        RuleLine(
            word=_("Authentic"),
            holds=identified is not None,
            sentence=_("Identified: {how}; seen by the assessor.").format(how=identified_word(identified))
            if identified
            else _("Nobody said how this learner was identified."),
        ),
        RuleLine(
            word=_("Current"),
            holds=Lack.CURRENCY not in lacks,
            sentence=_("Something was seen too long ago.")
            if Lack.CURRENCY in lacks
            else _current(subject.form),
        ),
        RuleLine(
            word=pgettext("evidence", "Fair"),
            holds=briefed,
            sentence=_("Briefed before the work.")
            if briefed
            else _("Not briefed: nobody said that the task and its criteria were explained."),
        ),
    )


def _sufficient(lacks: Collection[Lack], work: Work) -> RuleLine:
    sentence = _seen(work)
    if _UNSEEN & set(lacks):
        sentence = _("Not everything was seen or asked.")
    elif _SUFFICIENT & set(lacks):
        sentence = _("A note, photo, reading or occasion is missing.")
    return RuleLine(word=_("Sufficient"), holds=not (_UNSEEN | _SUFFICIENT) & set(lacks), sentence=sentence)


def _seen(work: Work) -> str:
    count = len(work.occasions)
    return ngettext("Seen on {count} occasion.", "Seen on {count} occasions.", count).format(count=count)


def _current(form: Form) -> str:
    days = form.rules.currency_days
    if days is None:
        return _("The form sets no limit on the age of evidence.")
    return _("All of it was seen within {days} days.").format(days=days)

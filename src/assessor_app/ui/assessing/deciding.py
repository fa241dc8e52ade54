"""What a decision is taken on, said from the work: the rules' result, the rules of evidence, what is in the way."""

from collections.abc import Collection

from assessor_app.domain.assessment import Work
from assessor_app.domain.form import Form
from assessor_app.domain.standing import OVERRIDABLE, Lack, Standing
from assessor_app.ui.assess.decide import DecideView, Obstacle, RuleLine
from assessor_app.ui.assessing.views import Standpoint, Subject, number_of, shape_of
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.marks import identified_word
from assessor_app.wording.names import initials
from assessor_app.wording.standing import standing_lines, standing_sentence

_SUFFICIENT = frozenset({Lack.NOTE, Lack.PHOTO, Lack.READING, Lack.OCCASIONS, Lack.CONTEXT})


def decide_view(subject: Subject, at: Standpoint) -> DecideView:
    """The decision page, ready to read."""
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
        obstacles=_obstacles(at.standings, subject.form),
        feedback=kept.feedback,
        next_step=kept.next_step,
    )


def _rule(standings: Collection[Standing]) -> tuple[str, Shape]:
    if not standings:
        return _("By the rules of the form: competent."), Shape.MET
    if all(standing.overridable for standing in standings):
        return _("By the rules of the form: competent, once what is missing has a reason."), Shape.NOT_MET
    return _("By the rules of the form: not yet competent."), Shape.NOT_MET


def _obstacles(standings: tuple[Standing, ...], form: Form) -> tuple[Obstacle, ...]:
    """What cannot be overridden is said as on the assessment page; each piece of paperwork wants its own reason."""
    graver = tuple(item for item in standings if item.lack not in OVERRIDABLE)
    lines = [
        Obstacle(key=f"{line.lack.value}:{line.about}", shape=shape_of(line.lack), sentence=line.sentence)
        for line in standing_lines(graver, form)
    ]
    lines += [
        Obstacle(
            key=item.key, shape=shape_of(item.lack), sentence=standing_sentence(item, form), overridable=True
        )
        for item in standings
        if item.lack in OVERRIDABLE
    ]
    return tuple(lines)


def _evidence(subject: Subject, at: Standpoint) -> tuple[RuleLine, ...]:
    lacks = {item.lack for item in at.standings}
    judged = not lacks - OVERRIDABLE
    short = bool(lacks & _SUFFICIENT)
    identified = subject.entry.identified if subject.entry else None
    return (
        RuleLine(
            word=_("Valid"),
            holds=judged,
            sentence=_("Everything was judged against the form's benchmarks.")
            if judged
            else _("Not everything that the form asks was seen and met."),
        ),
        RuleLine(
            word=_("Sufficient"),
            holds=not short,
            sentence=_("A note, photo, reading or occasion is missing.") if short else _seen(at.work),
        ),
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
    )


def _seen(work: Work) -> str:
    count = len(work.occasions)
    return ngettext("Seen on {count} occasion.", "Seen on {count} occasions.", count).format(count=count)


def _current(form: Form) -> str:
    days = form.rules.currency_days
    if days is None:
        return _("The form sets no limit on the age of evidence.")
    return _("All of it was seen within {days} days.").format(days=days)

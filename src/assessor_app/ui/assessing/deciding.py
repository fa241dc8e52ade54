"""What a decision is taken on, said from the work: the rules' result, the rules of evidence, what is in the way."""

from collections.abc import Collection, Mapping, Sequence

from assessor_app.domain.evidence_rules import Holds, facts, rule_states
from assessor_app.domain.standing import OVERRIDABLE, Standing
from assessor_app.services.deciding.countersign import Waits
from assessor_app.ui.assess.decide import DecideView, Obstacle, RuleLine
from assessor_app.ui.assessing.views import Standpoint, Subject, number_of, shape_of
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, pgettext
from assessor_app.wording.countersigning import wanted_sentence
from assessor_app.wording.evidence_rules import holds_word, rule_sentence, rule_word
from assessor_app.wording.names import initials
from assessor_app.wording.standing import Said, standing_lines

_HELD = {Holds.YES: Shape.MET, Holds.ASSERTED: Shape.HELD, Holds.NOT_YET: Shape.NOT_MET}


def decide_view(
    subject: Subject, at: Standpoint, *, waits: Waits | None = None, names: Mapping[str, str] | None = None
) -> DecideView:
    """The decision page, ready to read. `waits` is what *competent* would wait for; `names` gives staff by id."""
    rule, shape = _rule(at.standings)
    kept = at.work.assessment
    return DecideView(
        name=subject.learner.name,
        number=number_of(subject),
        initials=initials(subject.learner.name),
        form=f"{subject.form.ref}  {subject.form.title}",
        rule=rule,
        rule_shape=shape,
        evidence=_evidence(subject, at, names or {}),
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


def _evidence(subject: Subject, at: Standpoint, names: Mapping[str, str]) -> tuple[RuleLine, ...]:
    briefed = bool(subject.entry and subject.entry.briefed_at)
    found = facts(subject.form, at.work)
    states = rule_states(at.work, at.standings)
    return (
        *(
            RuleLine(
                word=rule_word(state.rule),
                shape=_HELD[state.holds],
                said=holds_word(state.holds),
                sentence=rule_sentence(state, found, subject.form, names=names),
            )
            for state in states
        ),
        RuleLine(
            word=pgettext("evidence", "Fair"),
            shape=_HELD[Holds.YES if briefed else Holds.NOT_YET],
            said=holds_word(Holds.YES if briefed else Holds.NOT_YET),
            sentence=_("Briefed before the work.")
            if briefed
            else _("Not briefed: nobody said that the task and its criteria were explained."),
        ),
        *_carried(at),
    )


def _carried(at: Standpoint) -> tuple[RuleLine, ...]:
    """What this attempt did not repeat, and from which it comes."""
    marks = [item for item in at.work.judgements.values() if item.carried_from]
    if not marks:
        return ()
    count = len({item.criterion for item in marks})
    attempts = ", ".join(str(number) for number in sorted({item.carried_from for item in marks}))
    return (
        RuleLine(
            word=_("Carried over"),
            shape=Shape.HELD,
            said=_("attempt {attempts}").format(attempts=attempts),
            sentence=ngettext(
                "{count} criterion stands as it was seen then, with its own time and assessor.",
                "{count} criteria stand as they were seen then, with their own times and assessors.",
                count,
            ).format(count=count),
        ),
    )

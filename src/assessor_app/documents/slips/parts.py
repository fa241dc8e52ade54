"""A slip from top to bottom, as pieces of one width."""

from collections import Counter
from collections.abc import Iterator

from assessor_app.documents.phrases import in_a_row
from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.domain.assessment import Decision
from assessor_app.services.slips.content import Shown, SlipContent
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import spoken
from assessor_app.wording.days import long_day, moment_words
from assessor_app.wording.roles import person_words
from assessor_app.wording.slips import (
    again_words,
    appeal_words,
    carried_words,
    corrected_sentence,
    end_to_learner,
    left_words,
    nothing_outstanding,
    result_sentence,
    result_word,
    shown_words,
    towards_words,
)
from assessor_app.wording.standing import learners_sentence

_INDENT = 10.0


def slip_pieces(content: SlipContent, setter: Setter, *, whole: bool) -> list[Piece]:
    """Everything on a slip; `whole` has the room to name each criterion that was shown."""
    head = _head(content, setter) if whole else _short_head(content, setter)
    return [
        *head,
        *_result(content, setter, whole=whole),
        *_shown(content, setter, whole=whole),
        *_outstanding(content, setter),
        *_said(setter, _("Feedback"), content.feedback),
        *_next(content, setter),
        *_towards(content, setter),
        *_appeal(content, setter),
    ]


def _head(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    yield from _sample(content, setter)
    yield from setter.text(content.centre, "strong")
    yield from setter.text(_("Result slip"), "small", after=3)
    yield setter.rule(after=5, weight=1.2)
    yield setter.fit(content.name, "name", after=1)
    yield from setter.text(content.number)
    yield from setter.text(_form(content), "strong")
    yield from setter.text(_when(content), "small")
    yield from setter.text(_("Assessor: {name}").format(name=content.assessor), "small")
    yield from _second_words(content, setter)
    yield setter.gap(5)


def _short_head(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    """The same in fewer lines."""
    yield from _sample(content, setter)
    slip = _("{centre} · Result slip").format(centre=content.centre)
    yield setter.fit(slip, "small", after=1)
    yield setter.rule(after=3, weight=1.2)
    yield setter.fit(content.name, "title")
    number = f"{content.number} · {_form(content)}" if content.number else _form(content)
    yield from setter.text(number, "strong")
    who = _("{when} · Assessor: {name}").format(when=_when(content), name=content.assessor)
    yield from setter.text(who, "small")
    yield from _second_words(content, setter)
    yield setter.gap(3)


def _second_words(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    for word in content.countersigned:
        told = _("Countersigned by {who}, {moment}").format(
            who=person_words(word.person), moment=moment_words(word.at)
        )
        yield from setter.text(told, "small")


def _sample(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    if content.sample:
        yield setter.band(_("SAMPLE: invented people and results"))


def _form(content: SlipContent) -> str:
    return _("{form}, version {version}").format(form=content.form.title, version=content.form.version)


def _when(content: SlipContent) -> str:
    parts = (content.form.code, content.place, long_day(content.decided))
    return in_a_row(spoken(), *parts, gap=" ")


def _result(content: SlipContent, setter: Setter, *, whole: bool) -> Iterator[Piece]:
    yield setter.rule(after=3, weight=1.2)
    if content.corrected is not None:
        yield from setter.text(corrected_sentence(content.corrected), "strong", after=2)
    style, indent = ("result", 30.0) if whole else ("name", 22.0)
    glyph = "●" if content.decision is Decision.COMPETENT else "◐"
    yield from setter.text(result_word(content.decision), style, indent=indent, mark=glyph)
    yield from setter.text(result_sentence(content.decision))
    yield from setter.text(end_to_learner(content.end))
    yield setter.gap(3)
    yield setter.rule(after=4, weight=1.2)


def _shown(content: SlipContent, setter: Setter, *, whole: bool) -> Iterator[Piece]:
    told = _("What was shown: {share}").format(share=shown_words(content))
    yield from setter.text(told, "head", keep=True)
    yield from setter.text(carried_words(content), "small")
    for task in content.shown:
        yield from _shown_whole(task, setter) if whole else _shown_short(task, setter)
    yield setter.gap(4)


def _shown_whole(task: Shown, setter: Setter) -> Iterator[Piece]:
    title = _("{task}: {met} of {all}").format(task=task.title, met=len(task.met), all=task.of)
    yield from setter.text(title, "small", keep=bool(task.met))
    for criterion in task.met:
        yield from setter.text(f"{criterion.id} {criterion.text}", "small", indent=_INDENT)


def _shown_short(task: Shown, setter: Setter) -> Iterator[Piece]:
    title = _("{task}: {met} of {all}").format(task=task.title, met=len(task.met), all=task.of)
    ids = ", ".join(criterion.id for criterion in task.met)
    yield from setter.text(f"{title} ({ids})" if ids else title, "small")


def _outstanding(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    count = len(content.outstanding)
    title = _("What is outstanding: {count}").format(count=count) if count else _("What is outstanding")
    yield from setter.text(title, "head", keep=True)
    critical = {item.id for item in content.form.criteria() if item.critical}
    # Oral questions are not told apart: three of them are one line.
    told = Counter(
        (learners_sentence(one, content.form), one.about in critical) for one in content.outstanding
    )
    for (sentence, is_critical), times in told.items():
        line = f"{sentence} (× {times})" if times > 1 else sentence
        yield from setter.text(line, "small", indent=_INDENT, mark="▲" if is_critical else "–")
    if not count:
        yield from setter.text(nothing_outstanding(content.decision))
    elif any(standing.about in critical for standing in content.outstanding):
        critical_words = _("A critical criterion: it is never set aside.")
        yield from setter.text(critical_words, "small", indent=_INDENT, mark="▲")
    yield setter.gap(4)


def _said(setter: Setter, title: str, text: str) -> Iterator[Piece]:
    """What somebody wrote to the learner; nothing where nobody did."""
    if text.strip():
        yield from setter.text(title, "head", keep=True)
        yield from setter.text(text)
        yield setter.gap(4)


def _next(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    again = again_words(content.form, content.again_from) if content.again_from else ""
    yield from _said(setter, _("Next step"), "\n".join(part for part in (content.next_step, again) if part))


def _towards(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    if not content.towards:
        return
    yield from setter.text(_("Micro-credentials to take next"), "head", keep=True)
    for towards in content.towards:
        yield from setter.text(towards_words(towards), "body", keep=bool(towards.left))
        yield from setter.text(left_words(towards), "body", indent=_INDENT)
    yield setter.gap(4)


def _appeal(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    yield from setter.text(_("How to appeal"), "head", keep=True)
    yield from setter.text(appeal_words(content.centre, content.appeal_until))
    if content.phone:
        yield from setter.text(_("Telephone: {phone}").format(phone=content.phone), "strong")
    yield setter.gap(4)
    yield setter.rule(after=3)
    yield from setter.text(_("This slip tells the learner the result. It is not a certificate."), "small")

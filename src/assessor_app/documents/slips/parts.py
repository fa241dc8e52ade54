"""A slip from top to bottom, as pieces of one width."""

from collections.abc import Iterator

from assessor_app.documents.plain.pieces import Piece, Setter
from assessor_app.domain.assessment import Decision
from assessor_app.services.slips.content import Shown, SlipContent
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import long_day
from assessor_app.wording.slips import (
    again_words,
    appeal_words,
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
    """Everything on a slip; `whole` names each criterion that was shown, else their numbers stand together."""
    return [
        *_head(content, setter),
        *_result(content, setter),
        *_shown(content, setter, whole=whole),
        *_outstanding(content, setter),
        *_said(setter, _("Feedback"), content.feedback),
        *_next(content, setter),
        *_towards(content, setter),
        *_appeal(content, setter),
    ]


def _head(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    if content.sample:
        yield setter.band(_("SAMPLE: invented people and results"))
    yield from setter.text(content.centre, "strong")
    yield from setter.text(_("Result slip"), "small", after=3)
    yield setter.rule(after=5, weight=1.2)
    yield setter.fit(content.name, "name", after=1)
    form = _("{form}, version {version}").format(form=content.form.title, version=content.form.version)
    yield from setter.text(content.number, "body")
    yield from setter.text(form, "strong")
    when = _("{code} · {place} · {day}").format(
        code=content.form.code, place=content.place, day=long_day(content.decided)
    )
    yield from setter.text(when, "small")
    yield from setter.text(_("Assessor: {name}").format(name=content.assessor), "small", after=5)


def _result(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    yield setter.rule(after=3, weight=1.2)
    glyph = "●" if content.decision is Decision.COMPETENT else "◐"
    yield setter.fit(f"{glyph} {result_word(content.decision)}", "result")
    yield from setter.text(result_sentence(content.decision))
    yield from setter.text(end_to_learner(content.end))
    yield setter.gap(3)
    yield setter.rule(after=5, weight=1.2)


def _shown(content: SlipContent, setter: Setter, *, whole: bool) -> Iterator[Piece]:
    told = _("What was shown: {share}").format(share=shown_words(content))
    yield from setter.text(told, "head", keep=True)
    for task in content.shown:
        yield from _shown_whole(task, setter) if whole else _shown_short(task, setter)
    yield setter.gap(5)


def _shown_whole(task: Shown, setter: Setter) -> Iterator[Piece]:
    title = _("{task}: {met} of {all}").format(task=task.title, met=len(task.met), all=task.of)
    yield from setter.text(title, "small", keep=bool(task.met))
    for criterion in task.met:
        yield from setter.text(f"{criterion.id} {criterion.text}", "small", indent=_INDENT)


def _shown_short(task: Shown, setter: Setter) -> Iterator[Piece]:
    title = _("{task}: {met} of {all}").format(task=task.title, met=len(task.met), all=task.of)
    ids = "  ".join(criterion.id for criterion in task.met)
    yield from setter.text(f"{title}   {ids}".rstrip(), "small")


def _outstanding(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    lines = [_bullet(content, index) for index in range(len(content.outstanding))]
    title = _("What is outstanding")
    if lines:
        title = _("What is outstanding: {count}").format(count=len(lines))
    yield from setter.text(title, "head", keep=True)
    for line in lines:
        yield from setter.text(line, "small", indent=_INDENT)
    if not lines:
        yield from setter.text(nothing_outstanding(content.decision))
    elif any(_is_critical(content, index) for index in range(len(lines))):
        yield from setter.text(_("▲ A critical criterion: it is never set aside."), "small")
    yield setter.gap(5)


def _bullet(content: SlipContent, index: int) -> str:
    mark = "▲" if _is_critical(content, index) else "–"
    return f"{mark} {learners_sentence(content.outstanding[index], content.form)}"


def _is_critical(content: SlipContent, index: int) -> bool:
    about = content.outstanding[index].about
    return any(item.critical and item.id == about for item in content.form.criteria())


def _said(setter: Setter, title: str, text: str) -> Iterator[Piece]:
    """What somebody wrote to the learner; nothing where nobody did."""
    if text.strip():
        yield from setter.text(title, "head", keep=True)
        yield from setter.text(text)
        yield setter.gap(5)


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
    yield setter.gap(5)


def _appeal(content: SlipContent, setter: Setter) -> Iterator[Piece]:
    yield from setter.text(_("How to appeal"), "head", keep=True)
    yield from setter.text(appeal_words(content.centre, content.phone, content.appeal_until), after=4)
    yield setter.rule(after=3)
    yield from setter.text(_("This slip tells the learner the result. It is not a certificate."), "small")

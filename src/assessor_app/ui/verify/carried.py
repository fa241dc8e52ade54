"""What a PDF carries beside its page, and several files at once: each part with its own answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assessor_app.domain.answer import Answer
from assessor_app.services.packs.check import Kind, Part, gravest
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.verify import telling
from assessor_app.ui.verify.credential import credential_view
from assessor_app.ui.verify.pack import short_name
from assessor_app.ui.verify.view import AnswerView, InsideRow, InsideView, MatchesView, MatchView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.checking import answer_word
from assessor_app.wording.packs import part_sentence, part_word, parts_differ


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One PDF taken apart: the codes of its pages, and what is attached to it."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class Several:
    """Files that were given together, by name, each with its parts."""

    files: tuple[tuple[str, tuple[Part, ...]], ...]


def carried_view(parts: Sequence[Part], *, today: date) -> AnswerView:
    """The gravest part's answer, with what that part says, and every part that was checked beneath.

    Where page and attachment name different certificates, each may be good and the file is not: nobody can tell what it is.
    """
    worst = gravest(parts)
    counts = next((part for part in parts if part.answer is worst and worst is not None), parts[0])
    view = replace(part_view(counts, today=today), inside=(_checked(parts),))
    differ = parts_differ(parts)
    if differ:
        cannot = answer_word(Answer.CANNOT_TELL)
        return replace(view, shape=Shape.UNKNOWN, word=cannot, sentence=differ)
    return view


def part_view(part: Part, *, today: date) -> AnswerView:
    """One part as an answer of its own; of what has none, why."""
    if part.paper is not None:
        return telling.answer_view(part.paper, today=today)
    if part.credential is not None:
        return credential_view(part.credential, today=today)
    return AnswerView(shape=Shape.UNKNOWN, word=part_word(part), sentence=part_sentence(part))


def file_views(several: Several, *, today: date) -> dict[str, AnswerView]:
    """The answer of each file by its place; `file_matches` lists them under the same keys."""
    return {
        f"file:{place}": _file_view(parts, today=today) for place, (_name, parts) in enumerate(several.files)
    }


def file_matches(several: Several, views: Mapping[str, AnswerView]) -> MatchesView:
    """Every file with its answer, in the order in which they were given."""
    count = len(several.files)
    rows = tuple(
        MatchView(
            key=key,
            name=name,
            line=" · ".join(text for text in (view.name, view.title) if text) or view.sentence,
            shape=view.shape,
            word=view.word,
        )
        for (name, _parts), (key, view) in zip(several.files, views.items(), strict=True)
    )
    return MatchesView(
        words=ngettext("{count} file was checked", "{count} files were checked", count).format(count=count),
        rows=rows,
    )


def _file_view(parts: Sequence[Part], *, today: date) -> AnswerView:
    return part_view(parts[0], today=today) if len(parts) == 1 else carried_view(parts, today=today)


def _checked(parts: Sequence[Part]) -> InsideView:
    return InsideView(
        title=_("What was checked in this file"),
        rows=tuple(
            InsideRow(
                shape=telling.SHAPES[part.answer] if part.answer is not None else Shape.UNKNOWN,
                name=_part_name(part),
                word=part_word(part),
                line=part_sentence(part),
            )
            for part in parts
        ),
    )


def _part_name(part: Part) -> str:
    """What is attached by its name; what stands on the pages by the code that was read there."""
    _file, _arrow, inside = part.name.partition(" → ")
    if inside:
        return inside
    return _("The code on the page") if part.kind is Kind.PAPER else short_name(part.name)

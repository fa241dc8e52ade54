"""From the parts of a pack to what the page shows: the gravest answer, and each part's own."""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath

from assessor_app.services.packs.check import Part, gravest
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.verify.telling import SHAPES
from assessor_app.ui.verify.view import AnswerView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.checking import answer_word, day_text
from assessor_app.wording.packs import pack_sentence, part_number, part_word


def pack_view(parts: Sequence[Part], *, today: date) -> AnswerView:
    """The answer for all of it; whose it is, where the parts agree on that."""
    worst = gravest(parts)
    holders = {part.holder for part in parts if part.holder}
    numbers = {part_number(part) for part in parts if part_number(part)}
    titles = {title for title in map(_title, parts) if title}
    name = holders.pop() if len(holders) == 1 else _("Several people")
    return AnswerView(
        shape=SHAPES[worst] if worst is not None else Shape.UNKNOWN,
        word=answer_word(worst) if worst is not None else _("Nothing to check"),
        sentence=pack_sentence(parts),
        as_of=_("As of {day}").format(day=day_text(today)),
        caution=_("This is what its files say. Ask for an identity document."),
        name=name if worst is not None else _("Files"),
        title=titles.pop() if len(titles) == 1 else "",
        number=numbers.pop() if len(numbers) == 1 else "",
        facts=tuple((short_name(part.name), part_word(part)) for part in parts),
    )


def _title(part: Part) -> str:
    if part.paper is not None:
        return part.paper.claims.title
    return part.credential.said.title if part.credential is not None else ""


def short_name(name: str) -> str:
    """The name of the file without its folder, and what is inside it."""
    file, arrow, inside = name.partition(" → ")
    return f"{PurePosixPath(file).name}{arrow}{inside}"

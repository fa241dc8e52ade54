"""What a move of marks does, in words: before it is done, and after."""

from collections.abc import Sequence

from assessor_app.domain.evidence import Evidence
from assessor_app.services.board.move import Moved
from assessor_app.ui.evidence.view import kind_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext

MOST_NAMED = 6
"""So many pieces of evidence are named; the others are counted."""


def foreseen_words(moved: Moved) -> str:
    """What would change hands, which evidence goes along, and which stays."""
    lines = [_("Changes hands: {what}.").format(what=", ".join(_counts(moved)))]
    if moved.pieces:
        lines.append(_("Evidence goes along: {pieces}.").format(pieces=_named(moved.pieces)))
    if moved.left:
        lines.append(_("Evidence stays where it is: {pieces}.").format(pieces=_named(moved.left)))
    return "\n".join(lines)


def moved_words(moved: Moved) -> str:
    """What changed hands."""
    count, answers, pieces = len(moved.criteria), len(moved.questions), len(moved.pieces)
    said = []
    if count:
        words = ngettext("{count} mark changed hands.", "{count} marks changed hands.", count)
        said.append(words.format(count=count))
    if answers:
        words = ngettext("{count} oral answer changed hands.", "{count} oral answers changed hands.", answers)
        said.append(words.format(count=answers))
    if pieces:
        words = ngettext(
            "{count} piece of evidence went along.", "{count} pieces of evidence went along.", pieces
        )
        said.append(words.format(count=pieces))
    return " ".join(said)


def _counts(moved: Moved) -> list[str]:
    count, answers = len(moved.criteria), len(moved.questions)
    found = []
    if count:
        found.append(ngettext("{count} mark", "{count} marks", count).format(count=count))
    if answers:
        found.append(ngettext("{count} oral answer", "{count} oral answers", answers).format(count=answers))
    return found


def _named(pieces: Sequence[Evidence]) -> str:
    """Which pieces: "Photo 1.1, Sound 1.3, Photo of the whole work and 2 more"."""
    named = [
        f"{kind_word(item.kind)} {item.criterion}"
        if item.criterion
        else _("{kind} of the whole work").format(kind=kind_word(item.kind))
        for item in pieces[:MOST_NAMED]
    ]
    words, more = ", ".join(named), len(pieces) - MOST_NAMED
    if more <= 0:
        return words
    return ngettext("{pieces} and {count} more", "{pieces} and {count} more", more).format(
        pieces=words, count=more
    )

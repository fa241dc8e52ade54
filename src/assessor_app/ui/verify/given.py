"""From what was found in what was given to what the page shows of it."""

from dataclasses import dataclass, field
from datetime import date

from assessor_app.domain.credential_answer import JudgedCredential
from assessor_app.trust.judge import Judged
from assessor_app.ui.verify import telling
from assessor_app.ui.verify.carried import Carried, Several, carried_view, file_matches, file_views
from assessor_app.ui.verify.credential import credential_view
from assessor_app.ui.verify.pack import pack_view
from assessor_app.ui.verify.reading import Found, Pack
from assessor_app.ui.verify.view import AnswerView, MatchesView


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An answer, or several to choose from: `several` are theirs by the keys of `matches`."""

    answer: AnswerView | None = None
    matches: MatchesView | None = None
    several: dict[str, AnswerView] = field(default_factory=dict)


def shown_of(found: Found | Judged, *, today: date) -> Shown:
    """One thing by its answer; several codes to choose from; several files in a list, under the gravest of their answers."""
    if isinstance(found, list):
        return shown_of(found[0], today=today) if len(found) == 1 else _codes(found, today)
    if isinstance(found, Several):
        views = file_views(found, today=today)
        parts = [part for _name, each in found.files for part in each]
        answer = pack_view(parts, today=today)
        return Shown(answer=answer, matches=file_matches(found, views), several=views)
    return Shown(answer=_one(found, today))


def _one(found: Judged | JudgedCredential | Pack | Carried, today: date) -> AnswerView:
    if isinstance(found, JudgedCredential):
        return credential_view(found, today=today)
    if isinstance(found, Pack):
        return pack_view(found.parts, today=today)
    if isinstance(found, Carried):
        return carried_view(found.parts, today=today)
    return telling.answer_view(found, today=today)


def _codes(found: list[Judged], today: date) -> Shown:
    several = {f"code:{place}": judged for place, judged in enumerate(found)}
    return Shown(
        matches=telling.code_matches(several),
        several={key: telling.answer_view(one, today=today) for key, one in several.items()},
    )

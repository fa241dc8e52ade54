"""What the dialog of prior learning says, from what the store holds."""

from collections.abc import Sequence
from datetime import date

from assessor_app.domain.assessment import Work
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.form import Form
from assessor_app.domain.prior import Authenticated, Challenge, Claim
from assessor_app.ui.evidence.view import piece_view
from assessor_app.ui.prior.view import PriorView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import day_words
from assessor_app.wording.marks import mark_word
from assessor_app.wording.prior import authenticated_word


def prior_view(
    form: Form, work: Work, pieces: Sequence[Evidence], *, name: str, occasion: str, today: date
) -> PriorView:
    """The dialog, ready to read; what was taken out cannot be mapped."""
    outcomes = {outcome.id: outcome.text for outcome in form.outcomes}
    return PriorView(
        assessment=work.assessment.id,
        occasion=occasion,
        name=name,
        pieces=tuple((item.id, _piece(item)) for item in pieces if item.counts),
        criteria=tuple((item.id, f"{item.id}  {item.text}") for item in form.criteria()),
        outcomes=tuple((key, f"{key}  {text}") for key, text in outcomes.items()),
        authenticated=tuple((item.value, authenticated_word(item)) for item in Authenticated),
        claims=tuple(_claim(claims) for claims in _grouped(work.prior.claims)),
        interviews=tuple(
            _("{outcome}: “{asked}” “{answered}” {enough}").format(
                outcome=item.outcome,
                asked=item.asked,
                answered=item.answered,
                enough=_("enough") if item.enough else _("not enough"),
            )
            for item in work.prior.interviews
        ),
        challenges=tuple(_challenge(item) for item in work.prior.challenges),
        today=today.isoformat(),
    )


def _piece(item: Evidence) -> str:
    view = piece_view(item)
    return " · ".join(part for part in (view.words, view.title) if part)


def _grouped(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Claims that say the same of the same piece, together."""
    found: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.evidence, claim.what, claim.dated), []).append(claim)
    return list(found.values())


def _claim(claims: Sequence[Claim]) -> str:
    first = claims[0]
    criteria = ", ".join(dict.fromkeys(claim.criterion for claim in claims))
    known = authenticated_word(first.authenticated)
    if first.known:
        known = _("{how} ({words})").format(how=known, words=first.known)
    return _("{criteria}: {what}, of {day}; {known}").format(
        criteria=criteria, what=first.what, day=day_words(first.dated), known=known
    )


def _challenge(test: Challenge) -> str:
    results = "; ".join(f"{criterion} {mark_word(result)}" for criterion, result in test.results.items())
    return _("{day}: {task}. {results}").format(
        day=day_words(test.held_at[:10]), task=test.task.rstrip("."), results=results
    )

"""Recognising prior learning: evidence mapped to criteria marks them, dated as the work was done; interviews by outcome."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from assessor_app.domain.errors import KnownError
from assessor_app.domain.evidence import Evidence
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.prior import Authenticated, Claim, Interview
from assessor_app.domain.sitting import Method
from assessor_app.services.assessing.desk import Desk, open_assessment, reopen_if_decided
from assessor_app.services.assessing.mark import mark
from assessor_app.services.clock import stamp

MOST_CHARACTERS = 4_000


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a piece of evidence is said to show: `what` it is, the day (ISO) of the work, how it was authenticated."""

    what: str
    dated: str
    authenticated: Authenticated
    known: str = ""


def recognise(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    evidence: Evidence,
    criteria: Sequence[str],
    shown: Shown,
) -> tuple[Claim, ...]:
    """Maps a piece of evidence to criteria and marks them met, as of the day of the work; one act, one undo.

    Raises KnownError: `not-prior-learning` where the entry is assessed by observation; `claim-incomplete`;
    `claim-in-future`; `date-unreadable`; `no-such-evidence` for what is of another work, or was taken out; and what
    `mark` raises.
    """
    now = desk.clock.now()
    with desk.transactions.atomic():
        require_prior(desk, assessment, by=by)
        if evidence.assessment != assessment or not evidence.counts:
            raise KnownError("no-such-evidence", id=evidence.id)
        said = _checked(shown, today=now.date())
        if not criteria:
            raise KnownError("claim-incomplete", field="criteria")
        seen = datetime.combine(date.fromisoformat(said.dated), time(12), tzinfo=now.tzinfo)
        act = secrets.token_hex(16)
        return tuple(
            _claim(desk, by, assessment, occasion, evidence, criterion, said, min(seen, now), act)
            for criterion in dict.fromkeys(criteria)
        )


def interview(
    desk: Desk, *, by: str, assessment: str, outcome: str, asked: str, answered: str, enough: bool
) -> Interview:
    """Writes down the interview on one outcome. Raises KnownError: `not-prior-learning`, `claim-incomplete`, `text-too-long`."""
    with desk.transactions.atomic():
        kept = require_prior(desk, assessment, by=by)
        form = desk.forms.get(*kept)
        if outcome not in {item.id for item in form.outcomes}:
            raise KnownError("claim-incomplete", field="outcome")
        made = Interview(
            assessment=assessment,
            outcome=outcome,
            asked=words_of(asked, "asked"),
            answered=words_of(answered, "answered"),
            enough=enough,
            by=by,
            at=stamp(desk.clock.now()),
        )
        reopen_if_decided(desk, desk.assessments.get(assessment), by=by)
        desk.prior.interview(made)
    return made


def require_prior(desk: Desk, assessment: str, *, by: str) -> tuple[str, str]:
    """The form of work that is assessed by prior learning; raises KnownError `not-prior-learning`, `assessment-closed`."""
    kept = open_assessment(desk, assessment, by=by)
    if all(entry.method is not Method.RPL for entry in desk.sittings.entries_of(assessment)):
        raise KnownError("not-prior-learning", learner=desk.learners.get(kept.learner).name)
    return kept.form_code, kept.form_version


def _checked(shown: Shown, *, today: date) -> Shown:
    try:
        dated = date.fromisoformat(shown.dated.strip())
    except ValueError:
        raise KnownError("date-unreadable", text=shown.dated) from None
    if dated > today:
        raise KnownError("claim-in-future", date=dated.isoformat())
    known = shown.known.strip()
    if len(known) > MOST_CHARACTERS:
        raise KnownError("text-too-long", field="known", most=MOST_CHARACTERS, length=len(known))
    return replace(shown, what=words_of(shown.what, "what"), dated=dated.isoformat(), known=known)


def words_of(text: str, field: str) -> str:
    """Words that must be there; raises KnownError `claim-incomplete` (field), `text-too-long`."""
    found = text.strip()
    if not found:
        raise KnownError("claim-incomplete", field=field)
    if len(found) > MOST_CHARACTERS:
        raise KnownError("text-too-long", field=field, most=MOST_CHARACTERS, length=len(found))
    return found


def _claim(
    desk: Desk,
    by: str,
    assessment: str,
    occasion: str,
    evidence: Evidence,
    criterion: str,
    said: Shown,
    seen: datetime,
    act: str,
) -> Claim:
    made = Claim(
        id=secrets.token_hex(16),
        assessment=assessment,
        evidence=evidence.id,
        criterion=criterion,
        what=said.what,
        dated=said.dated,
        authenticated=said.authenticated,
        known=said.known,
        by=by,
        at=stamp(desk.clock.now()),
        sha256=evidence.sha256,
    )
    mark(
        desk,
        by=by,
        assessment=assessment,
        occasion=occasion,
        criterion=criterion,
        mark=Mark.MET,
        how=How.RPL,
        observed_at=stamp(seen),
        act=act,
    )
    desk.prior.claim(made)
    return made

"""A challenge test: a candidate for recognition of prior learning is set a task, and shows these criteria here and now."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, time

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Mark
from assessor_app.domain.prior import Challenge
from assessor_app.services.assessing.desk import Desk, reopen_if_decided
from assessor_app.services.assessing.mark import mark
from assessor_app.services.assessing.prior import require_prior, words_of
from assessor_app.services.clock import stamp

RESULTS = frozenset({Mark.MET, Mark.NOT_MET})


def hold_challenge(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    task: str,
    held_at: datetime,
    results: Mapping[str, Mark],
) -> Challenge:
    """Keeps what was set and when, and marks each criterion as it came out: seen by the assessor; one act, one undo.

    `results` are met or not met by criterion id. Raises KnownError: `not-prior-learning` where the entry is assessed by
    observation; `claim-incomplete`; `claim-in-future`; `no-such-occasion`; and what `mark` raises.
    """
    now = desk.clock.now()
    with desk.transactions.atomic():
        require_prior(desk, assessment, by=by)
        if all(item.id != occasion for item in desk.assessments.occasions(assessment)):
            raise KnownError("no-such-occasion")
        words = words_of(task, "task")
        if not results or not set(results.values()) <= RESULTS:
            raise KnownError("claim-incomplete", field="criteria")
        if held_at > now:
            raise KnownError("claim-in-future", date=held_at.date().isoformat())
        made = Challenge(
            id=secrets.token_hex(16),
            assessment=assessment,
            occasion=occasion,
            task=words,
            held_at=stamp(held_at),
            results=dict(results),
            by=by,
            at=stamp(now),
        )
        # The marks may be the same as before, and the decision did not know of the test.
        reopen_if_decided(desk, desk.assessments.get(assessment), by=by)
        act = secrets.token_hex(16)
        for criterion, came_out in results.items():
            mark(
                desk,
                by=by,
                assessment=assessment,
                occasion=occasion,
                criterion=criterion,
                mark=came_out,
                how=How.TAP,
                observed_at=made.held_at,
                act=act,
            )
        desk.prior.challenge(made)
    return made


def held_on(desk: Desk, day: str) -> datetime:
    """A day (ISO) as the moment at which a test was held: now where it is today, noon of another day.

    Raises KnownError `date-unreadable`.
    """
    now = desk.clock.now()
    try:
        found = date.fromisoformat(day.strip())
    except ValueError:
        raise KnownError("date-unreadable", text=day) from None
    return now if found == now.date() else datetime.combine(found, time(12), tzinfo=now.tzinfo)

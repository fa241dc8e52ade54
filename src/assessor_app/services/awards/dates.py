"""The days that stand on a certificate."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.certificate import add_months
from assessor_app.domain.form import Form
from assessor_app.services.awards.desk import AwardDesk


@dataclass(frozen=True)
class Dates:
    """`provisional_until` is None for a centre that awards alone, `valid_until` where an award never ends."""

    achieved: date
    issued: date
    provisional_until: date | None
    valid_until: date | None


def dates_of(desk: AwardDesk, form: Form, kept: Assessment, now: datetime) -> Dates:
    """The days of a certificate that is issued now (`decisions/0006`)."""
    achieved = date.fromisoformat(kept.decided_at[:10])
    return Dates(
        achieved=achieved,
        issued=now.date(),
        provisional_until=_provisional_until(desk, form, now),
        valid_until=None if form.valid_months is None else add_months(achieved, form.valid_months),
    )


def _provisional_until(desk: AwardDesk, form: Form, now: datetime) -> date | None:
    """As long as the form says, and no longer than the awarding body lets a paper be."""
    joined = desk.enrolment.current()
    if joined is None and not desk.centre.centre().awarding_body:
        return None
    days = form.policy.provisional_days
    most = days if joined is None else joined.policy.provisional_days
    return now.date() + timedelta(days=min(days, most))

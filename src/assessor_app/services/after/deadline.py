"""Until when a learner may appeal."""

from datetime import date, timedelta

from assessor_app.services.settings.table import APPEAL_DAYS, Values, read


def last_day(settings: Values, decided: date) -> date:
    """The last day on which a learner may appeal, counted in calendar days from the decision."""
    return decided + timedelta(days=int(read(settings, APPEAL_DAYS)))

"""Days and moments as people say them, in the language in use."""

from datetime import date, datetime

from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext, spoken


def day_words(iso: str) -> str:
    """An ISO date as "Sun 22 Nov 2026"; text that is no date is given back as it is."""
    # Babel loads a locale's tables: a first window that shows no date does without them.
    from babel.dates import format_date

    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return format_date(day, "EEE d MMM y", locale=_locale())


def short_day(iso: str) -> str:
    """An ISO date as "22 Nov"."""
    from babel.dates import format_date

    try:
        day = date.fromisoformat(iso[:10])
    except ValueError:
        return iso
    return format_date(day, "d MMM", locale=_locale())


def age_words(iso: str, *, now: datetime) -> str:
    """How long ago a moment was, in whole days of the calendar: "today", "3 days ago"; nothing for what is no moment."""
    try:
        days = (now.date() - datetime.fromisoformat(iso).date()).days
    except ValueError:
        return ""
    if days <= 0:
        return _("today")
    return ngettext("{count} day ago", "{count} days ago", days).format(count=days)


def moment_words(iso: str) -> str:
    """An ISO 8601 moment as "Sun 22 Nov 2026, 14:03", by the clock that wrote it."""
    try:
        moment = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day_words(iso)}, {moment:%H:%M}"


def long_day(day: date) -> str:
    """A day written out in full, as "22 November 2026"."""
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=_locale())


def _locale() -> str:
    return spoken().replace("-", "_")

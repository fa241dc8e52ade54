"""What Today says of what exists only here, and of the leave to certify."""

from assessor_app.services.today.look import Expiry, Today
from assessor_app.ui.today.view import Safety
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words, moment_words


def _both(parts: list[str]) -> str:
    """One thing or two, as part of a sentence."""
    return parts[0] if len(parts) == 1 else _("{first} and {second}").format(first=parts[0], second=parts[1])


def safety_words(today: Today) -> Safety:
    """How many records and open assessments exist only here, and when they were last copied."""
    parts = []
    if today.only_here:
        parts.append(
            ngettext("{count} record", "{count} records", today.only_here).format(count=today.only_here)
        )
    if today.open_only_here:
        work = ngettext("{count} open assessment", "{count} open assessments", today.open_only_here)
        parts.append(work.format(count=today.open_only_here))
    only = _("Only here: {what}.").format(what=_both(parts)) if parts else _("Nothing exists only here.")
    last = moment_words(today.last_copy) if today.last_copy else _("never")
    return Safety(
        only_here=only,
        last_copy=_("Last copy to a stick: {when}.").format(when=last),
        urgent=bool(today.only_here or today.open_only_here),
    )


def expiry_words(expiry: Expiry | None) -> str:
    """The warning about the delegation; nothing while it is far off."""
    if expiry is None:
        return ""
    if expiry.days < 0:
        return _(
            "The leave to certify ended on {day}. Assessing goes on; certificates wait for registration until"
            " the leave is renewed."
        ).format(day=day_words(expiry.on))
    sentence = ngettext(
        "The leave to certify ends in {count} day, on {day}. Renew it before, else certificates wait for"
        " registration.",
        "The leave to certify ends in {count} days, on {day}. Renew it before, else certificates wait for"
        " registration.",
        expiry.days,
    )
    return sentence.format(count=expiry.days, day=day_words(expiry.on))

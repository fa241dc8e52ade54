"""What exists on a device alone, as whoever retires it reads it."""

from collections.abc import Mapping
from typing import Any

from assessor_app.domain.left_here import LeftHere
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def alone_words(left: LeftHere) -> str:
    """What it is, and what to do about it: a sync takes no evidence that nobody asks for."""
    if left.nothing:
        return _("Nothing exists on this device alone: everything was handed over.")
    records = ngettext("{count} unsent record", "{count} unsent records", left.records)
    work = ngettext("{count} open assessment", "{count} open assessments", left.open)
    evidence = ngettext("{count} piece of evidence", "{count} pieces of evidence", left.evidence)
    counts = {records: left.records, work: left.open, evidence: left.evidence}
    told = ", ".join(part.format(count=count) for part, count in counts.items() if count)
    if left.asked or not left.evidence:
        words = _(
            "On this device alone: {told}. Sync and finish what is open first, or copy everything to a stick."
        )
    elif left.records or left.open:
        words = _(
            "On this device alone: {told}. Sync and finish what is open first; evidence, for which nobody asks, stays here: copy everything to a stick."
        )
    else:
        words = _(
            "On this device alone: {told}. Nobody asks for it, so it stays here: copy everything to a stick."
        )
    return words.format(told=told)


def unsent_sentence(details: Mapping[str, Any]) -> str:
    """Of the refusal: its details are what `LeftHere` has."""
    return alone_words(
        LeftHere(
            records=int(details["records"]),
            open=int(details["open"]),
            evidence=int(details["evidence"]),
            asked=bool(details["asked"]),
        )
    )

"""What a device that joins says of its centre: kept where the issuer was told nothing else."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from assessor_app.domain.errors import KnownError
from assessor_app.domain.issuer_address import is_for_trying
from assessor_app.formats.cut import plain
from assessor_app.formats.enrolment import Request
from assessor_app.issuer.store import audit, centres, settings
from assessor_app.issuer.store.centres import Centre


def meet(connection: Connection, request: Request, *, centre_id: str, now: datetime) -> None:
    """Keeps name, approval number and country where nobody said them, and marks the centre of a sample, whose people are invented, before anything of it is judged.

    Raises KnownError: "sample-not-here" where the issuer has a host that others reach, "sample-among-others" where a
    sample would join a centre that is none, or the other way round.
    """
    known = centres.find_centre(connection, centre_id)
    if known is None:
        raise LookupError(centre_id)
    told = _sampled(connection, _named(known, request), sample=request.sample is True)
    if told != known:
        centres.change_centre(connection, told)
        audit.note(connection, "centre-changed", by=request.chain, subject=centre_id, at=now)


def _named(known: Centre, request: Request) -> Centre:
    """A centre that was invited by its id alone is called as it calls itself: the id tells a checker nothing."""
    unnamed = known.name == known.id
    return replace(
        known,
        name=(unnamed and plain(request.centre)) or known.name,
        approval_number=known.approval_number or (plain(request.approval_number) if unnamed else ""),
        country=known.country or plain(request.country or ""),
    )


def _sampled(connection: Connection, known: Centre, *, sample: bool) -> Centre:
    if sample and not is_for_trying(settings.needed(connection, "host")):
        raise KnownError("sample-not-here")
    if sample != known.sample and centres.devices_of(connection, known.id):
        raise KnownError("sample-among-others")
    return centres.as_sample(known) if sample else known

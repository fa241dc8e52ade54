"""The numbers that are kept of where records stand, written anew from the records."""

from datetime import datetime

from assessor_app.issuer.deciding.opening import hold_centre
from assessor_app.issuer.store import audit, centres, tally
from assessor_app.issuer.store.engine import Store


def recount(store: Store, *, by: str, now: datetime) -> int:
    """Mends the centres whose numbers drifted, each while nothing is handed over or decided there; how many."""
    with store.read() as connection:
        wrong = {one.standing.centre for one in tally.drift(connection)}
        names = [one.id for one in centres.all_centres(connection) if one.id in wrong]
    for name in names:
        with store.write() as connection:
            hold_centre(connection, name)
            tally.recount(connection, name)
            audit.note(connection, "recounted", by=by, subject=name, at=now)
    return len(names)

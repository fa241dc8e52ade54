"""Rows with good defaults."""

from datetime import UTC, datetime

from assessor_app.issuer.store.centres import Centre, Device, add_centre, add_device
from assessor_app.issuer.store.engine import Store

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
CENTRE = "C-1042"


def a_device(number: int = 1, *, centre: str = CENTRE) -> Device:
    return Device(
        centre=centre,
        id=f"{number:032x}",
        public=f"{number:064x}",
        box=f"{number:064x}",
        name="Floor laptop",
        scope="*",
        days=400,
        delegation=b"",
        delegated_from="2026-11-26T09:00:00+00:00",
        delegated_until="2027-12-31T09:00:00+00:00",
        enrolled_at="2026-11-26T09:00:00+00:00",
    )


def with_device(store: Store, number: int = 1) -> Device:
    """A centre with one device in it."""
    device = a_device(number)
    with store.write() as connection:
        add_centre(connection, Centre(id=CENTRE, name="Weldon Training"), at=NOW)
        add_device(connection, device)
    return device

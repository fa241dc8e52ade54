"""The register as a device hears of it: which one is in force, and on a stick all of it."""

from datetime import datetime

from sqlalchemy import Connection

from assessor_app.formats.feed import RegisterItem
from assessor_app.formats.items import Known, line_of
from assessor_app.formats.piece import cut
from assessor_app.issuer.register.published import heading, published

REGISTER = "register"


def register_items(connection: Connection, *, held: str | None, whole: bool, room: int) -> list[Known]:
    """What is told to whoever holds the register of `held` (its `as_of`, None for none): nothing where that is the newest.

    `whole` has its pieces come along, where there is room for these bytes; else it is fetched from its static host.
    """
    newest = heading(connection)
    if held is not None and moment_of(held) == moment_of(newest.as_of):
        return []
    told = RegisterItem(sha256=newest.sha256, as_of=newest.as_of, valid_until=newest.valid_until)
    if not whole:
        return [told]
    pieces: list[Known] = list(cut(published(connection).content, what=REGISTER))
    size = sum(len(line_of(piece)) for piece in pieces)
    return [told, *pieces] if size <= room else [told]


def moment_of(text: str) -> datetime | None:
    """What a device says, as a moment; None for one that no calendar has."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None

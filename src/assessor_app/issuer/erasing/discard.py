"""Erased evidence leaves the object store: after the transaction that erased it, and again until the store has taken it."""

from assessor_app.domain.errors import KnownError
from assessor_app.issuer.intake.pieces import Pieces
from assessor_app.issuer.store import discarded
from assessor_app.issuer.store.engine import Store

_AT_ONCE = 200


def discard_due(store: Store, pieces: Pieces) -> int:
    """Removes the objects of everything that was erased; how many. Several processes may do it at once: twice is once.

    Raises KnownError("evidence-store-away"): the rest waits.
    """
    count = 0
    while True:
        with store.read() as connection:
            due = discarded.oldest(connection, most=_AT_ONCE)
        if not due:
            return count
        for address, number in due:
            pieces.remove(address, number)
        # The object first: the row says that it may still be there.
        with store.write() as connection:
            discarded.are_gone(connection, due)
        count += len(due)


def try_to_discard(store: Store, pieces: Pieces | None) -> bool:
    """Whether everything that was erased left the object store; what did not is for the service to remove."""
    try:
        if pieces is not None:
            discard_due(store, pieces)
    except KnownError as error:
        if error.code != "evidence-store-away":
            raise
        return False
    with store.read() as connection:
        return not discarded.oldest(connection, most=1)

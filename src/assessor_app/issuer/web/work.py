"""What a process does by itself between requests: the register made again when it is due."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from assessor_app.issuer.register import published
from assessor_app.issuer.web.logs import place_of
from assessor_app.issuer.web.parts import Parts

PAUSE_SECONDS = 1.0
_LEAST_BETWEEN_SECONDS = 2.0


@contextmanager
def working(parts: Parts) -> Iterator[None]:
    """A thread that works for the length of the block, and is waited for at its end."""
    stop = threading.Event()
    thread = threading.Thread(target=_work, args=(parts, stop), name="work")
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def _work(parts: Parts, stop: threading.Event) -> None:
    while not stop.wait(PAUSE_SECONDS):
        try:
            turn(parts)
        except Exception as error:  # noqa: BLE001 - a database that is away comes back, and what is to be done stands in it
            parts.metrics.count("work_faults")
            parts.log.warning("work-failed", **place_of(error))


def turn(parts: Parts) -> None:
    """One look at what is to be done."""
    with parts.store.read() as connection:
        due = published.is_due(connection, now=parts.now())
        before = published.published(connection).as_of
    if due and (parts.now() - before).total_seconds() >= _LEAST_BETWEEN_SECONDS:
        with parts.store.write() as connection:
            made = published.publish(connection, vault=parts.vault, now=parts.now())
        parts.metrics.count("registers")
        parts.log.info("register-published", bytes=len(made.content))

"""What a process does by itself between requests: records judged, the register made again when it is due."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from assessor_app.documents.badge_image.drawer import FormBadges
from assessor_app.domain.errors import KnownError
from assessor_app.issuer.credentials.again import sign_again_due
from assessor_app.issuer.credentials.issue import Issued, issue_due
from assessor_app.issuer.credentials.jwts import sign_jwts_due
from assessor_app.issuer.credentials.lists import publish_lists
from assessor_app.issuer.credentials.transcripts import sign_transcripts_due
from assessor_app.issuer.erasing.discard import discard_due
from assessor_app.issuer.judging.work import judge_due
from assessor_app.issuer.register import published
from assessor_app.issuer.store import parcels, transcripts
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
        parts.wake.set()
        thread.join()


def _work(parts: Parts, stop: threading.Event) -> None:
    while not stop.is_set():
        parts.wake.wait(PAUSE_SECONDS)
        parts.wake.clear()
        try:
            turn(parts, stop)
        except Exception as error:  # noqa: BLE001 - a database that is away comes back, and what is to be done stands in it
            parts.metrics.count("work_faults")
            parts.log.warning("work-failed", **place_of(error))


def turn(parts: Parts, stop: threading.Event) -> None:
    """One look at what is to be done: records that are due, credentials, transcripts, what was erased, then the register and its lists.

    Last of all the database's own log, for which nobody waits.
    """
    while not stop.is_set():
        # Storing is what a device waits for, and both want the same processor and lock.
        parts.receiving.let_pass(stop)
        judged = judge_due(parts.store, now=parts.now())
        for error in judged.faults:
            parts.metrics.count("judging_faults")
            parts.log.warning("judging-failed", **place_of(error))
        if not judged.count:
            break
        parts.metrics.count("records_judged", by=judged.count)
    issue_credentials(parts, stop)
    sign_transcripts(parts, stop)
    discard_evidence(parts)
    with parts.store.read() as connection:
        due = published.is_due(connection, now=parts.now())
        before = published.published(connection).as_of
    if due and (parts.now() - before).total_seconds() >= _LEAST_BETWEEN_SECONDS:
        with parts.store.write() as connection:
            made = published.publish(connection, vault=parts.vault, now=parts.now())
            publish_lists(connection, vault=parts.vault, now=parts.now())
            # The register is made again every few days at the latest: as good a time as any.
            parcels.expire(connection, now=parts.now())
            transcripts.expire(connection, now=parts.now())
        parts.metrics.count("registers")
        parts.log.info(
            "register-published",
            bytes=len(made.register.content),
            papers_read=made.papers,
            buckets_written=made.buckets,
        )
    parts.store.settle()


def discard_evidence(parts: Parts) -> None:
    """Objects of evidence that was erased go; a store that is away is asked again at the next look."""
    if parts.pieces is None:
        return
    try:
        parts.metrics.count("evidence_discarded", by=discard_due(parts.store, parts.pieces))
    except KnownError as error:
        parts.metrics.count("discarding_faults")
        parts.log.warning("discarding-failed", code=error.code)


def issue_credentials(parts: Parts, stop: threading.Event) -> None:
    """A credential for each paper that was registered; those of a stolen key anew."""
    badges = FormBadges()
    _each(parts, stop, lambda: issue_due(parts.store, vault=parts.vault, badges=badges, now=parts.now()))
    _each(parts, stop, lambda: sign_again_due(parts.store, vault=parts.vault, now=parts.now()))
    while not stop.is_set() and sign_jwts_due(parts.store, vault=parts.vault, now=parts.now()):
        parts.log.info("credential-jwts-made")


def _each(parts: Parts, stop: threading.Event, some: Callable[[], Issued]) -> None:
    """Some at a time, until none is due."""
    while not stop.is_set():
        parts.receiving.let_pass(stop)
        issued = some()
        for error in issued.faults:
            parts.metrics.count("credential_faults")
            parts.log.warning("credential-failed", **place_of(error))
        if not issued.count:
            return
        parts.metrics.count("credentials", by=issued.count)


def sign_transcripts(parts: Parts, stop: threading.Event) -> None:
    """Those that devices asked for; what was registered meanwhile has its credential by now."""
    while not stop.is_set():
        parts.receiving.let_pass(stop)
        signed = sign_transcripts_due(parts.store, vault=parts.vault, now=parts.now(), most=1)
        for error in signed.faults:
            parts.metrics.count("credential_faults")
            parts.log.warning("transcript-failed", **place_of(error))
        if not signed.count:
            return
        parts.metrics.count("transcripts", by=signed.count)

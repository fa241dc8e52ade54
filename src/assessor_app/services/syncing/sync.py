"""One sync from beginning to end, kept in the history."""

import time
from collections.abc import Callable

from assessor_app.domain.errors import KnownError
from assessor_app.services.clock import stamp
from assessor_app.services.syncing.carriers import Carrier
from assessor_app.services.syncing.conversation import Pause, Progress, Synced, Talk, Tally, hand_over, talk
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled
from assessor_app.services.syncing.evidence import due, send_evidence
from assessor_app.services.syncing.ports import SyncCarrier

_FIRST_POLL, _LONGEST_POLL, _MOST_QUIET = 0.2, 2.0, 4
_ROUNDS = 3


def sync(
    desk: SyncDesk,
    carrier: Carrier,
    *,
    wait: float = 0,
    pause: Pause = time.sleep,
    tell: Progress | None = None,
) -> Synced:
    """Hands everything over by network and takes what comes; waits up to `wait` seconds for verdicts.

    What goes wrong on the way is in the result, not raised: all that was done before it stands. Raises KnownError
    `not-enrolled`, and `cancelled` once `tell` said so.
    """
    this = talk(desk, carrier, pause=pause, tell=tell)

    def whole() -> None:
        desk.rejoin(carrier)
        this.enrolment = require_enrolled(desk)
        hand_over(this)
        for _round in range(_ROUNDS):  # verdicts may ask for evidence, and evidence brings verdicts
            send_evidence(this)
            await_verdicts(this, wait)
            if this.tally.problems or not due(desk, require_enrolled(desk)):
                return

    return kept(desk, SyncCarrier.NETWORK, this.tally, whole)


def kept(desk: SyncDesk, by: SyncCarrier, tally: Tally, act: Callable[[], None]) -> Synced:
    """Does it, with its row in the history, and says how things stand then."""
    with desk.ledger.transactions.atomic():
        run = desk.runs.begin(by, at=stamp(desk.ledger.clock.now()))
    found: KnownError | None = None
    try:
        act()
    except KnownError as error:
        found = error
    with desk.ledger.transactions.atomic():
        desk.runs.end(
            run,
            sent=tally.sent,
            came=tally.came,
            evidence=tally.evidence,
            code=found.code if found else "",
            at=stamp(desk.ledger.clock.now()),
        )
    if found is not None and found.code == "cancelled":
        raise found
    return standing(desk, tally, found)


def standing(desk: SyncDesk, tally: Tally, error: KnownError | None) -> Synced:
    """The counts as they are now, all of one moment."""
    with desk.ledger.records.at_one_moment():
        return Synced(
            count=desk.ledger.records.count(),
            evidence=desk.lines.evidence(),
            waiting=desk.states.undecided(),
            evidence_due=len(due(desk, require_enrolled(desk))),
            tally=tally,
            error=error,
        )


def await_verdicts(this: Talk, wait: float) -> None:
    """Asks again while the issuer may still be judging, a little later each time.

    As long as a record has no verdict; and for a few looks without news, as long as one waits for another or for evidence,
    or a transcript is to be signed.
    """
    clock, step, quiet = this.desk.ledger.clock, _FIRST_POLL, 0
    end = clock.elapsed() + wait * 1000
    while this.desk.states.undecided() or (quiet < _MOST_QUIET and _comes_soon(this.desk)):
        left = (end - clock.elapsed()) / 1000
        if left <= 0:
            return
        this.pause(min(step, left))
        step = min(step * 1.5, _LONGEST_POLL)
        before = this.tally.came
        hand_over(this)
        quiet = 0 if this.tally.came > before else quiet + 1


def _comes_soon(desk: SyncDesk) -> bool:
    return bool(desk.states.settling() or desk.transcripts.wanted(most=1))

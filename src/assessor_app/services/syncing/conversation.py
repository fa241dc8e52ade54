"""A sync over the network: records up, answers down, until the issuer has no more to say and nothing is unsent here.

Nothing depends on an answer arriving: whoever got none sends again, and what is applied twice is applied once. No call
of the carrier is made inside a transaction.
"""

import random
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.domain.errors import KnownError
from assessor_app.formats.items import Known
from assessor_app.services.clock import stamp
from assessor_app.services.enrolling.ports import Enrolment
from assessor_app.services.syncing.answer import Answer, read_answer
from assessor_app.services.syncing.apply import Applied, apply
from assessor_app.services.syncing.batch import Batch
from assessor_app.services.syncing.carriers import NOBODY, PASSING, Carrier
from assessor_app.services.syncing.compose import Composed, Journey, Ready, compose, prepare
from assessor_app.services.syncing.desk import SyncDesk, require_enrolled
from assessor_app.services.syncing.given import asked
from assessor_app.services.syncing.ports import Fork
from assessor_app.services.syncing.public import fetch_register, renewed_anchors

ATTEMPTS = 4
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0
# What came is not what was signed, or not what was asked for: cut off, changed or swapped on the way, or somebody else's.
_DAMAGED = frozenset(
    {
        "answer-other",
        "envelope-altered",
        "envelope-unreadable",
        "issuer-key-unknown",
        "envelope-other-receiver",
        "signature-invalid",
    }
)
_SHUT = frozenset({"chain-not-yours", "chain-ended", "record-refused"})
Progress = Callable[[int, int], None]
Pause = Callable[[float], None]


@dataclass
class Tally:
    """What a sync brought about: records that left the outbox, news that came, evidence that was closed.

    `taken` and `written` are the names of files on a stick: answers that were applied, and what goes to the issuer.
    """

    sent: int = 0
    came: int = 0
    evidence: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)
    problems: list[KnownError] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    pieces: int = 0

    def add(self, applied: Applied) -> None:
        self.sent += applied.moved
        self.came += applied.came
        self.refused += [one for one in applied.refused if one not in self.refused]
        self.problems += applied.problems


@dataclass(frozen=True, kw_only=True)
class Synced:
    """How a sync ended. `error` is why it ended early; what came before it stands.

    `waiting` counts records without a verdict, `evidence_due` pieces of evidence that are to go and are not there.
    """

    count: Count
    evidence: EvidenceCount
    waiting: int
    evidence_due: int
    tally: Tally
    error: KnownError | None = None

    @property
    def settled(self) -> bool:
        """Whether nothing is unsent and nothing undecided: what the issuer holds is as open as what it has not looked at."""
        return not (self.count.unsent or self.count.held or self.waiting or self.evidence_due)

    @property
    def reached(self) -> bool:
        """Whether the issuer answered to the end, be it with a refusal."""
        return self.error is None or self.error.code not in PASSING | NOBODY


@dataclass
class Talk:
    """A conversation under way. `tell` hears how much was sent of how much, and may raise to cancel.

    `states` has, by address, the places of evidence that the issuer said last that it misses. `unapplied` is the last answer,
    where it is applied while the next envelope is on its way.
    """

    desk: SyncDesk
    enrolment: Enrolment
    carrier: Carrier
    pause: Pause
    tell: Progress
    batch: Batch = field(default_factory=Batch)
    journey: Journey = field(default_factory=Journey)
    tally: Tally = field(default_factory=Tally)
    states: dict[str, tuple[int, ...]] = field(default_factory=dict)
    total: int = 0
    ready: Ready | None = None
    unapplied: Answer | None = None


def talk(
    desk: SyncDesk, carrier: Carrier, *, pause: Pause = time.sleep, tell: Progress | None = None
) -> Talk:
    """A conversation to begin. Raises KnownError `not-enrolled`."""
    total = desk.ledger.records.count().unsent
    return Talk(
        desk=desk,
        enrolment=require_enrolled(desk),
        carrier=carrier,
        pause=pause,
        tell=tell or (lambda _done, _of: None),
        total=total,
    )


def hand_over(this: Talk, *, extra: Sequence[Known] = ()) -> Applied:
    """Sends what is unsent and reads the feed to its end; what came of the last envelope.

    `extra` goes into the first one. Raises KnownError: why this folder may not sign, `enrolment-waits`, what the carrier
    raises when it was tried often enough, what the issuer refused with.
    """
    try:
        return _to_the_end(this, extra)
    finally:
        _settle(this)


def _to_the_end(this: Talk, extra: Sequence[Known]) -> Applied:
    while True:
        this.tell(min(this.tally.sent, this.total), this.total)
        ready, this.ready = this.ready, None
        composed = compose(this.desk, this.enrolment, this.journey, this.batch, extra=extra, ready=ready)
        applied = _exchanged(this, composed)
        if applied is None:
            continue
        extra = ()
        if not (_goes_on(this, applied) or composed.more or this.journey.again):
            return applied


def _goes_on(this: Talk, applied: Applied) -> bool:
    """Whether there is more to read. An answer without the page that was asked for is asked for again, a few times.

    It came behind a later one, or has another's place: what it left unsent goes along once more.
    """
    if applied.page is not None:
        # More of what this device has back may wait behind it.
        return (
            applied.page.more
            or applied.again > 0
            or any(one not in this.journey.given for one in asked(this.desk))
        )
    this.journey.pageless += 1
    this.journey.sent = {chain: seq for chain, seq in this.journey.sent.items() if chain in this.journey.shut}
    return this.journey.pageless < ATTEMPTS


def _exchanged(this: Talk, composed: Composed) -> Applied | None:
    """One envelope and its answer; None where it was not answered and has to be made again."""
    begun = this.desk.ledger.clock.elapsed()
    try:
        applied = _answer(this, composed)
    except KnownError as error:
        _endure(this, composed, error)
        return None
    this.tally.add(applied)
    this.states.update(applied.states)
    if applied.answers != composed.hash:
        # An older answer came in place of this one's: it is applied, and this one is still open.
        _endure(this, composed, KnownError("answer-other"))
        return None
    this.journey.failures = 0
    this.batch = this.batch.after((this.desk.ledger.clock.elapsed() - begun) / 1000)
    _note(this, composed, applied)
    if applied.register is not None:
        this.tally.problems += fetch_register(this.desk, this.carrier, applied.register)
    return applied


def _answer(this: Talk, composed: Composed) -> Applied:
    answer = _read(this, _carried(this, composed))
    page = answer.bare_page
    if page is None or answer.answers != composed.hash or composed.given or not composed.more:
        return apply(this.desk, this.enrolment, answer)
    # What it brings changes nothing of what is said next: the issuer need not wait until it is on the disk.
    this.unapplied = answer
    return Applied(answers=answer.answers, page=page)


def _read(this: Talk, data: bytes) -> Answer:
    try:
        return read_answer(this.desk, this.enrolment, data)
    except KnownError as error:
        if error.code != "issuer-key-unknown" or not renewed_anchors(this.desk, this.enrolment, this.carrier):
            raise
        return read_answer(this.desk, this.enrolment, data)


def _settle(this: Talk) -> None:
    """Applies the answer that waited for it, in its turn: before any that comes after it, and however a conversation ends."""
    answer, this.unapplied = this.unapplied, None
    if answer is None:
        return
    applied = apply(this.desk, this.enrolment, answer)
    this.tally.add(applied)
    this.journey.shut.update(applied.forked)


def _carried(this: Talk, composed: Composed) -> bytes:
    """The answer. While the issuer is at it, the one before is applied, and the records that come next are read and packed here."""
    if not composed.more and this.unapplied is None:
        return this.carrier.envelope(composed.data)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="carrier") as beside:
        answer = beside.submit(this.carrier.envelope, composed.data)
        _settle(this)
        this.ready = prepare(this.desk, this.enrolment, this.journey, this.batch.after(0), before=composed)
        return answer.result()


def _endure(this: Talk, composed: Composed, error: KnownError) -> None:
    """Waits and goes on with less where trying again may help; else raises."""
    if error.code == "envelope-clash":
        _clash(this)
        raise error
    if not (error.code in _DAMAGED or error.code in PASSING or error.code == "envelope-too-large"):
        raise error
    this.journey.failures += 1
    _wait(this, error, failures=this.journey.failures)
    if composed.records:
        this.batch = this.batch.halved()


def patiently(this: Talk, act: Callable[[], None]) -> None:
    """Does something that means the same however often it is done, until somebody answers."""
    for failures in range(1, ATTEMPTS + 1):
        try:
            return act()
        except KnownError as error:
            if error.code not in PASSING:
                raise
            _wait(this, error, failures=failures)
    raise AssertionError("the last wait raises")


def _wait(this: Talk, error: KnownError, *, failures: int) -> None:
    """A little longer each time, and never the same; raises the error when it was tried often enough."""
    seconds = min(_FIRST_PAUSE * 2 ** (failures - 1), _LONGEST_PAUSE) * random.uniform(0.5, 1)  # noqa: S311 - not a secret
    if error.code == "too-often":
        seconds = float(str(error.details.get("seconds", seconds)))
    if failures >= ATTEMPTS or seconds > _LONGEST_PAUSE:
        raise error
    this.tell(min(this.tally.sent, this.total), this.total)
    this.pause(seconds)


def _clash(this: Talk) -> None:
    """Somebody else speaks with this device's key: what the issuer has no receipt for is stranded on this chain."""
    desk, chain = this.desk, this.enrolment.device
    with desk.ledger.transactions.atomic():
        seq = desk.states.receipted(chain) + 1
        desk.states.tell_fork(chain, seq=seq, code=Fork.CLASH, at=stamp(desk.ledger.clock.now()))


def _note(this: Talk, composed: Composed, applied: Applied) -> None:
    """Where each chain goes on from."""
    journey = this.journey
    journey.given.update(composed.given)
    journey.spoke = True
    for chain, seq in composed.through.items():
        journey.sent[chain] = max(journey.sent.get(chain, 0), seq)
    if not composed.more:
        journey.again.clear()
    for chain, first in applied.missing.items():
        # Once a conversation: whoever still misses it then has another reason.
        if chain not in journey.shut and chain not in journey.told_missing:
            journey.told_missing.add(chain)
            journey.again[chain] = first - 1
            journey.sent[chain] = first - 1
    refused = [chain for code, chain in applied.refused if chain and code in _SHUT]
    for chain in (*applied.forked, *refused):
        journey.shut.add(chain)
        journey.again.pop(chain, None)

"""Today: everything that waits for somebody, in one read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from assessor_app.domain.certificate import Waiting
from assessor_app.domain.errors import KnownError
from assessor_app.domain.seeing import Seen, may_see, may_see_work
from assessor_app.formats import cose
from assessor_app.formats.delegation import decode
from assessor_app.services.awards.desk import AwardDesk
from assessor_app.services.awards.issue import waiting
from assessor_app.services.awards.ports import DuePaper, StoppedPaper
from assessor_app.services.clock import Clock, stamp
from assessor_app.services.records.ledger import Ledger, require_may_sign
from assessor_app.services.safekeeping.copy import SettingStore, Uncopied, last_copy
from assessor_app.services.today.ports import FloorReads, ListedSitting, ReturnedLine, WorkLine

WARN_AT_DAYS = (7, 30, 60)
_TOLD_DAYS = 30
_MOST_STOPPED = 100


@dataclass(frozen=True, kw_only=True)
class TodayDesk:
    """The parts that Today reads from."""

    floor: FloorReads
    settings: SettingStore
    ledger: Ledger
    awards: AwardDesk
    uncopied: Uncopied
    clock: Clock


@dataclass(frozen=True, kw_only=True)
class Expiry:
    """A delegation that ends in `days` days (negative when it has), at a threshold that asks for a warning."""

    days: int
    on: str
    within: int


@dataclass(frozen=True, kw_only=True)
class Today:
    """What waits, by kind. `returned` and `unfinished` are lines; the rest are counts.

    `to_make` awards have no certificate and may have one; `to_print` certificates were neither printed nor saved.
    `stopped` are certificates that it rejected lately before they were handed out, or holds. `to_take_back` are papers that the awarding body rejected and that may be in somebody's hands. `refusal` is why nothing may be signed in this folder, None where all is well. `only_here` counts records that no copy and no issuer holds, `open_only_here` assessments that are not signed and
    changed since the copy; `last_copy` is ISO 8601, empty for never.
    """

    sittings: tuple[ListedSitting, ...]
    unfinished: tuple[WorkLine, ...]
    returned: tuple[ReturnedLine, ...]
    sheets: int
    to_release: int
    to_make: int
    to_print: int
    to_take_back: tuple[DuePaper, ...]
    stopped: tuple[StoppedPaper, ...]
    unsent: int
    only_here: int
    open_only_here: int
    last_copy: str
    expiry: Expiry | None
    refusal: KnownError | None
    fresh: bool
    now: datetime


def today(desk: TodayDesk, *, by: str) -> Today:
    """Reads it all; writes nothing. Whose work is unfinished or came back is told to who assesses such work, or moderates."""
    person = desk.awards.staff.get(by)
    works = may_see(person, Seen.WORK)
    waits = _waits(desk)
    copied = last_copy(desk.settings)
    last = copied.at if copied else ""
    now = desk.clock.now()
    return Today(
        sittings=desk.floor.open_sittings(),
        unfinished=tuple(
            line
            for line in (desk.floor.unfinished() if works else ())
            if may_see_work(
                person,
                desk.awards.forms.get(line.form_code, line.form_version),
                decided_by=line.decided_by,
            )
        ),
        returned=desk.floor.returned() if works else (),
        sheets=len(desk.awards.sheets.unconfirmed()),
        to_release=waits.get(Waiting.RELEASE, 0),
        to_make=waits.get(None, 0),
        to_print=desk.awards.certificates.unprinted(),
        to_take_back=desk.awards.returned.due() if may_see(person, Seen.RESULTS) else (),
        stopped=_stopped(desk, now) if may_see(person, Seen.RESULTS) else (),
        unsent=desk.floor.unsent(since=""),
        only_here=desk.floor.unsent(since=last),
        open_only_here=desk.uncopied.open_work(since=last),
        last_copy=last,
        expiry=expiry(desk.ledger.records.active_chain().delegation, now=now),
        refusal=_refusal(desk.ledger),
        fresh=desk.floor.people() == 0,
        now=now,
    )


def _stopped(desk: TodayDesk, now: datetime) -> tuple[StoppedPaper, ...]:
    """A rejection is told for a month: what is to happen then is another award, or nothing."""
    since = stamp(now - timedelta(days=_TOLD_DAYS))
    return desk.awards.returned.stopped(since=since, most=_MOST_STOPPED)


def _refusal(ledger: Ledger) -> KnownError | None:
    try:
        require_may_sign(ledger)
    except KnownError as error:
        return error
    return None


def _waits(desk: TodayDesk) -> dict[Waiting | None, int]:
    """How many awards without paper wait for what; None for those that may be made now."""
    found: dict[Waiting | None, int] = {}
    for group in desk.floor.awards_without_paper():
        reason = waiting(desk.awards, desk.awards.assessments.get(group.assessment))
        found[reason] = found.get(reason, 0) + group.count
    return found


def expiry(delegation: bytes | None, *, now: datetime) -> Expiry | None:
    """The warning that a delegation (an encoded COSE_Sign1) asks for at 60, 30 and 7 days; None before, or without."""
    if delegation is None:
        return None
    ends = datetime.fromtimestamp(decode(cose.decode(delegation).payload).expires, tz=now.tzinfo)
    days = (ends.date() - now.date()).days
    within = next((limit for limit in WARN_AT_DAYS if days <= limit), None)
    return None if within is None else Expiry(days=days, on=ends.date().isoformat(), within=within)

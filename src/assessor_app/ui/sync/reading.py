"""What the page of the closed count reads, and the words made of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.centre import Centre
from assessor_app.domain.count import Count, EvidenceCount
from assessor_app.domain.errors import KnownError
from assessor_app.domain.sync_policy import EvidenceAsked
from assessor_app.services.records.ledger import Ledger, require_may_sign
from assessor_app.services.records.status import Status, status
from assessor_app.services.records.waiting import Only, OpenWork, WaitingRecord
from assessor_app.services.safekeeping.copy import LastCopy, last_copy
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.rows import Row
from assessor_app.ui.kit.rows import Status as Shown
from assessor_app.ui.sync.desk import SyncDesk
from assessor_app.ui.sync.view import CountView, SyncView
from assessor_app.ui.sync.words import PLACES, next_words, record_words, state_word, verdict_words
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import age_words, moment_words, short_day
from assessor_app.wording.errors import sentence

PAGE = 128
_MEGABYTE = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Found:
    """One reading: `why` is the code for which nothing may be signed here, None where all is well.

    `open` and `waiting` are what was asked for (`only`), `first` the first page of it; `here` counts the records that need
    somebody at the centre. `stays` is whether evidence leaves this device only where it is asked for. `only_here` counts the open assessments that changed since the last copy.
    """

    told: Status
    awards: Count
    evidence: EvidenceCount
    stays: bool
    centre: Centre
    only: Only
    open: tuple[OpenWork, ...]
    waiting: int
    first: tuple[WaitingRecord, ...]
    here: int
    last: LastCopy | None
    only_here: int
    why: KnownError | None
    now: datetime


def read_all(desk: SyncDesk, only: Only = Only.ALL) -> Found:
    """Everything that the page says, with the first page of rows."""
    last = last_copy(desk.copies.settings)
    source = desk.waiting
    return Found(
        told=status(desk.ledger.records),
        awards=desk.syncing.lines.awards(),
        evidence=desk.syncing.lines.evidence(),
        stays=_stays(desk),
        centre=desk.copies.settings.centre(),
        only=only,
        open=source.open_work() if only is Only.ALL else (),
        waiting=source.waiting_count(only),
        first=source.waiting(limit=PAGE, offset=0, only=only),
        here=source.waiting_count(Only.HERE),
        last=last,
        only_here=desk.uncopied.open_work(since=last.at if last else ""),
        why=_why_not(desk.ledger),
        now=desk.ledger.clock.now(),
    )


def _stays(desk: SyncDesk) -> bool:
    joined = desk.syncing.enrolment.current()
    return joined is not None and joined.policy.evidence is not EvidenceAsked.ALL


def _why_not(ledger: Ledger) -> KnownError | None:
    try:
        require_may_sign(ledger)
    except KnownError as error:
        return error
    return None


def sync_view(found: Found) -> SyncView:
    """The page but for its rows and what a check found."""
    return SyncView(
        count=_count(found.told.count, closes=not found.told.broken),
        alone=_alone(found.centre, unsent=found.told.count.unsent),
        awards=_awards(found.awards),
        evidence=_evidence(found.evidence, stays=found.stays),
        only_here=_only_here(found.only_here),
        here=found.here,
        copied=_copied(found.last),
        behind=_behind(found),
        restart=_restart(found.why, alone=found.centre.own_root),
    )


def rows_of(found: Found) -> tuple[Row, ...]:
    """The first rows: work that is not signed, then records."""
    ahead = [open_row(work, now=found.now) for work in found.open]
    return (*ahead, *record_rows(found.first, found.centre, now=found.now))[:PAGE]


def open_row(work: OpenWork, *, now: datetime) -> Row:
    words = _("Leaves this device on a stick only, until it is decided and signed.")
    state = Shown(Shape.PROVISIONAL, _("open"))
    whose = f"{work.whose}\n{_form(work.what)}"
    return (state, f"{_('Assessment not signed yet')}\n{since_words(work.since, now=now)}", whose, words)


def record_rows(records: Sequence[WaitingRecord], centre: Centre, *, now: datetime) -> tuple[Row, ...]:
    """Rows of the table for these records."""
    return tuple(_record_row(record, centre, now=now) for record in records)


def _record_row(record: WaitingRecord, centre: Centre, *, now: datetime) -> Row:
    state = Shown(PLACES[record.place], state_word(record))
    body = next_words(record, awarding_body=centre.awarding_body, alone=centre.own_root)
    said = verdict_words(record)
    return (
        state,
        f"{record_words(record.type)}\n{since_words(record.since, now=now)}",
        whose_words(record),
        f"{said}\n{body}" if said else body,
    )


def whose_words(record: WaitingRecord) -> str:
    """Whose it is, and of what; a dash for what is nobody's."""
    return f"{record.whose}\n{_form(record.what)}" if record.whose else _form(record.what) or "—"


def since_words(moment: str, *, now: datetime) -> str:
    """Since when, and how long that is."""
    return _("since {day}, {age}").format(day=short_day(moment), age=age_words(moment, now=now))


def _form(what: str) -> str:
    return what.replace("@", " v")


def _count(count: Count, *, closes: bool) -> CountView:
    return CountView(
        captured=count.captured,
        unsent=count.unsent,
        accepted=count.accepted,
        held=count.held,
        rejected=count.rejected,
        closes=closes,
    )


def _awards(count: Count) -> str:
    """The second line."""
    words = _(
        "Awards: {captured} = {unsent} unsent + {accepted} accepted + {held} held + {rejected} rejected"
    )
    return words.format(
        captured=count.captured,
        unsent=count.unsent,
        accepted=count.accepted,
        held=count.held,
        rejected=count.rejected,
    )


def _evidence(count: EvidenceCount, *, stays: bool) -> str:
    """The third line; nothing where there is none."""
    words = _("Evidence: {captured} = {unsent} unsent + {stored} stored + {lost} lost")
    words = words.format(captured=count.captured, unsent=count.unsent, stored=count.stored, lost=count.lost)
    if stays and count.unsent:
        words = _("{line}; it stays here unless somebody asks for it").format(line=words)
    return words if count.captured else ""


def _alone(centre: Centre, *, unsent: int) -> str:
    if centre.own_root and centre.awarding_body:
        words = _("This centre stands alone: records wait here until it joins {body}.")
        return words.format(body=centre.awarding_body)
    if centre.own_root:
        return _("This centre stands alone: records wait here until it joins an awarding body.")
    if not unsent:
        return _("Everything that was signed here is handed over.")
    return _("Records go to {body} at the next contact.").format(
        body=centre.awarding_body or _("the awarding body")
    )


def _only_here(count: int) -> str:
    words = ngettext(
        "{count} open assessment exists only here.", "{count} open assessments exist only here.", count
    )
    return words.format(count=count) if count else ""


def _copied(last: LastCopy | None) -> str:
    if last is None:
        return _("No copy was made in this folder yet: what exists on this device alone is lost with it.")
    words = _("Last copied {moment}: {inside}, {size} MB.")
    return words.format(
        moment=moment_words(last.at),
        size=f"{last.size / _MEGABYTE:.1f}",
        inside=inside_words(last),
    )


def inside_words(last: LastCopy) -> str:
    """What a copy has in it."""
    records = ngettext("{count} record", "{count} records", last.records).format(count=last.records)
    if not last.open:
        return records
    opened = ngettext("{count} open assessment", "{count} open assessments", last.open)
    return _("{records} and {open}").format(records=records, open=opened.format(count=last.open))


def _behind(found: Found) -> str:
    if found.last is None:
        return ""
    since = found.told.count.captured - found.last.records
    words = ngettext("{count} record since.", "{count} records since.", since)
    return words.format(count=since) if since > 0 else _("Nothing was signed since.")


def _restart(why: KnownError | None, *, alone: bool) -> str:
    if why is None:
        return ""
    reasons = {
        "chain-behind": _(
            "This folder is older than what was last signed on this computer: it was restored from a copy."
        ),
        "chain-without-mark": _("This folder was copied from another computer, which may still be signing."),
        "chain-forked": _(
            "Another copy of this folder went on signing: from record {seq} on there are two of each. The new chain takes"
            " along those that are here, and each is judged by itself."
        ),
        "chain-restored": _(
            "This folder was restored from a copy; the folder that the copy was made of may still be signing."
        ),
    }
    if why.code == "chain-retired":
        words = _(
            "This device was retired: what was signed stays readable. To use it again, start a new chain of records."
        )
        return words if alone else f"{words} {_('The awarding body then gives a new code for it.')}"
    then = _("Nothing is lost. To sign again, start a new chain of records.")
    reason = reasons.get(why.code)
    return f"{reason.format(seq=why.details.get('seq', '…')) if reason else sentence(why)} {then}"

"""A look inside one assessment, as a quality assurer needs it: everything, with what to look at first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from assessor_app.domain.assessment import End, Work
from assessor_app.domain.before import Arranged, unticked
from assessor_app.domain.form import Form
from assessor_app.domain.marks import How, Judgement, Mark
from assessor_app.domain.people import Learner, Role, require_role
from assessor_app.domain.sitting import Entry, Sitting
from assessor_app.domain.stations import Went
from assessor_app.domain.stopping import Stoppage
from assessor_app.domain.timing import Timing
from assessor_app.services.assessing.desk import Desk, whole_work
from assessor_app.services.assessing.ports import Change, Decided, PieceDone, Subject
from assessor_app.services.deciding.ports import Acknowledged, Release, ReleaseKind
from assessor_app.services.people.history import Aftermath
from assessor_app.services.quality.queue import QualityDesk

BURST_SECONDS = 60
BURST_MARKS = 10
"""So many marks within a minute were hardly observed one by one: the abuse that auditors name first."""


NOTHING_AFTER = Aftermath()


class Attend(StrEnum):
    """What deserves a second look, the gravest first."""

    APPEALED = "appealed"
    CORRECTED = "corrected"
    RETURNED = "returned"
    OVERRIDE = "override"
    END_TAKEN_BACK = "end-taken-back"
    CRITICAL_CHANGED = "critical-changed"
    MOVED = "moved"
    BURST = "burst"
    FILLED = "filled"
    PAPER = "paper"
    WITNESS = "witness"
    PRIOR = "prior"
    CARRIED = "carried"
    NOT_APPLICABLE = "not-applicable"
    PROMPTED = "prompted"
    UNBRIEFED = "unbriefed"
    INTEREST = "interest"
    ARRANGED_LATE = "arranged-late"
    UNTICKED = "unticked"
    UNACKNOWLEDGED = "unacknowledged"


@dataclass(frozen=True, kw_only=True)
class Attention:
    """One thing to look at: what it is about (criterion id, `Standing.key` or an end), how many, and words that were given."""

    kind: Attend
    about: str = ""
    count: int = 1
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Inside:
    """One assessment, whole. `names` gives staff by id, `changes` every change, oldest first.

    `decisions` is every change of the decision before it was signed, `went` every change of bench and task, `timings`
    every act on the clocks of this learner's tasks; each oldest first. `pieces` is what was done to its evidence,
    `learners` names, by id, those between whom it changed hands, and `others` by act (`Change.act`) with whom marks did.
    """

    work: Work
    form: Form
    learner: Learner
    sittings: Mapping[str, Sitting]
    names: Mapping[str, str]
    changes: tuple[Change, ...]
    decisions: tuple[Decided, ...]
    acknowledged: Acknowledged | None
    release: Release | None
    attention: tuple[Attention, ...]
    stops: tuple[Stoppage, ...] = ()
    pieces: tuple[PieceDone, ...] = ()
    learners: Mapping[str, str] = field(default_factory=dict)
    others: Mapping[str, str] = field(default_factory=dict)
    went: tuple[Went, ...] = ()
    timings: tuple[Timing, ...] = ()


def look_inside(desk: QualityDesk, *, by: str, assessment: str) -> Inside:
    """Everything on one assessment.

    Raises KnownError `not-allowed` for somebody who is no quality assurer, `no-such-assessment`.
    """
    require_role(desk.desk.staff.get(by), Role.QUALITY_ASSURER)
    work = whole_work(desk.desk, assessment)
    kept = work.assessment
    form = desk.desk.forms.get(kept.form_code, kept.form_version)
    changes = desk.desk.work.changes(assessment)
    pieces = desk.desk.pieces.done(assessment)
    between = {learner for item in pieces for learner in (item.giver, item.taker) if learner}
    acknowledged = desk.outcomes.acknowledgement(assessment)
    release = desk.outcomes.release(assessment)
    return Inside(
        work=work,
        form=form,
        learner=desk.desk.learners.get(kept.learner),
        sittings=desk.reads.sittings_of(assessment),
        stops=desk.desk.stops.of_assessment(assessment),
        pieces=pieces,
        learners={learner: desk.desk.learners.get(learner).name for learner in between},
        others=_others(desk.desk, changes),
        went=desk.reads.went_of(assessment),
        timings=desk.reads.timings_of(assessment),
        names=desk.reads.names(),
        changes=changes,
        decisions=desk.desk.assessments.decisions(assessment),
        acknowledged=acknowledged,
        release=release,
        attention=attention(
            form=form,
            work=work,
            changes=changes,
            acknowledged=acknowledged,
            release=release,
            aftermath=desk.reads.aftermath(assessment),
            entries=desk.desk.sittings.entries_of(assessment),
        ),
    )


def _others(desk: Desk, changes: tuple[Change, ...]) -> dict[str, str]:
    """With whom marks changed hands, by the act that did it."""
    found = {}
    for act, assessment in {one.act: one.assessment for one in changes if one.how is How.MOVED}.items():
        mates = [one.assessment for one in desk.work.changes_of_act(act) if one.assessment != assessment]
        if mates:
            found[act] = desk.learners.get(desk.assessments.get(mates[0]).learner).name
    return found


def attention(
    *,
    form: Form,
    work: Work,
    changes: tuple[Change, ...],
    acknowledged: Acknowledged | None,
    release: Release | None,
    aftermath: Aftermath = NOTHING_AFTER,
    entries: tuple[Entry, ...] = (),
) -> tuple[Attention, ...]:
    """What to look at first."""
    found: list[Attention] = []
    found += _after(aftermath)
    if release is not None and release.kind is ReleaseKind.RETURNED:
        found.append(Attention(kind=Attend.RETURNED, about=release.by, words=release.note))
    for key, reason in work.assessment.overrides.items():
        found.append(Attention(kind=Attend.OVERRIDE, about=key, words=reason))
    found += _ends_taken_back(changes)
    found += _critical_changed(form, changes)
    found += _moved(changes)
    found += _entered(work)
    found += _said(work)
    found += _unbriefed(work, entries)
    found += _before(form, work)
    if acknowledged in {None, Acknowledged.DECLINED, Acknowledged.NOT_AVAILABLE}:
        found.append(Attention(kind=Attend.UNACKNOWLEDGED, about=acknowledged.value if acknowledged else ""))
    return tuple(found)


def _after(aftermath: Aftermath) -> Iterator[Attention]:
    """What happened since the signature: whoever releases now releases the newest revision."""
    for appeal in aftermath.appeals:
        yield Attention(kind=Attend.APPEALED, about=appeal.outcome or "", words=appeal.grounds)
    for correction in aftermath.corrections:
        yield Attention(kind=Attend.CORRECTED, about=correction.by, words=correction.reason)


def _unbriefed(work: Work, entries: tuple[Entry, ...]) -> Iterator[Attention]:
    """Work that began before anybody was told what it is judged by; `about` is when that was said after all."""
    told = sorted(datetime.fromisoformat(entry.briefed_at) for entry in entries if entry.briefed_at)
    if entries and (not told or told[0] > datetime.fromisoformat(work.assessment.started_at)):
        yield Attention(kind=Attend.UNBRIEFED, about=told[0].isoformat() if told else "")


def _before(form: Form, work: Work) -> Iterator[Attention]:
    """What was settled before the work, or was not: interests, arrangements that came late, conditions."""
    for item in work.before.arranged:
        if item.kind is Arranged.INTEREST:
            yield Attention(kind=Attend.INTEREST, about=item.staff, words=item.what)
        elif item.late:
            yield Attention(kind=Attend.ARRANGED_LATE, about=item.kind.value, words=item.what or item.who)
    count = len(unticked(form, work.before, frozenset(item.sitting for item in work.occasions)))
    if count:
        yield Attention(kind=Attend.UNTICKED, count=count)


def _ends_taken_back(changes: tuple[Change, ...]) -> Iterator[Attention]:
    """An attempt that was ended, and then was not: a slip of the finger, or a favour."""
    ends = Counter(change.old for change in changes if isinstance(change.old, End) and change.new is None)
    for end, count in ends.items():
        yield Attention(kind=Attend.END_TAKEN_BACK, about=end.value, count=count)


def _critical_changed(form: Form, changes: tuple[Change, ...]) -> Iterator[Attention]:
    """A critical criterion that was not met, and then was not *not met*, by a tap or by undo: a slip, or a favour."""
    critical = {criterion.id for criterion in form.criteria() if criterion.critical}
    mended = Counter(
        change.about
        for change in changes
        if change.subject is Subject.CRITERION
        and change.about in critical
        and isinstance(change.old, Judgement)
        and change.old.mark is Mark.NOT_MET
        and not (isinstance(change.new, Judgement) and change.new.mark is Mark.NOT_MET)
    )
    for criterion, count in mended.items():
        yield Attention(kind=Attend.CRITICAL_CHANGED, about=criterion, count=count)


def _moved(changes: tuple[Change, ...]) -> Iterator[Attention]:
    """Marks that were given to another learner, or came from one, and stay so: the count of criteria."""
    back = [(one.occasion, one.about, one.old, one.new) for one in changes if one.how is How.UNDO]
    moved = {
        (one.occasion, one.about)
        for one in changes
        if one.how is How.MOVED and (one.occasion, one.about, one.new, one.old) not in back
    }
    if moved:
        yield Attention(kind=Attend.MOVED, count=len(moved))


_TOLD = (
    (How.FILL, Attend.FILLED),
    (How.PAPER, Attend.PAPER),
    (How.WITNESS, Attend.WITNESS),
    (How.RPL, Attend.PRIOR),
)


def _entered(work: Work) -> Iterator[Attention]:
    marks = [item for item in work.judgements.values() if item.mark is not Mark.NOT_SEEN]
    burst = most_within(
        [
            datetime.fromisoformat(item.entered_at)
            for item in marks
            if item.how in {How.TAP, How.KEY} and not item.carried_from
        ]
    )
    if burst >= BURST_MARKS:
        yield Attention(kind=Attend.BURST, count=burst)
    carried = sum(bool(item.carried_from) for item in marks)
    if carried:
        yield Attention(kind=Attend.CARRIED, count=carried)
    for how, kind in _TOLD:
        count = sum(item.how is how for item in marks)
        if count:
            yield Attention(kind=kind, count=count)


def _said(work: Work) -> Iterator[Attention]:
    for item in work.judgements.values():
        if item.mark is Mark.NOT_APPLICABLE:
            yield Attention(kind=Attend.NOT_APPLICABLE, about=item.criterion, words=item.reason)
        if item.prompted:
            yield Attention(kind=Attend.PROMPTED, about=item.criterion)


def most_within(moments: list[datetime], *, seconds: float = BURST_SECONDS) -> int:
    """The largest number of moments that lie within so many seconds of each other."""
    ordered = sorted(moments)
    most = first = 0
    for last, moment in enumerate(ordered):
        while (moment - ordered[first]).total_seconds() > seconds:
            first += 1
        most = max(most, last - first + 1)
    return most

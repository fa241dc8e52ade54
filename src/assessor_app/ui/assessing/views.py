"""What the assessment page shows, said from the work as it stands on disk."""

from dataclasses import dataclass
from datetime import datetime

from assessor_app.domain.assessment import ENDED_EARLY, End, State, Work
from assessor_app.domain.dealing import deal
from assessor_app.domain.form import Criterion, Form, Question, Reading, Task
from assessor_app.domain.marks import METHODS, Judgement, Mark, Occasion, OralAnswer, TakenReading
from assessor_app.domain.people import Learner
from assessor_app.domain.reading_limits import within_limits
from assessor_app.domain.sitting import Entry, Environment
from assessor_app.domain.standing import Lack, Standing
from assessor_app.domain.stopping import Stoppage, held_up
from assessor_app.services.assessing.ports import Change, PieceAct
from assessor_app.services.assessing.ports import Subject as About
from assessor_app.ui.assess.view import (
    AssessView,
    CriterionView,
    OccasionView,
    QuestionView,
    ReadingView,
    StandingView,
    TaskView,
)
from assessor_app.ui.evidence.view import piece_act_word
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import short_day
from assessor_app.wording.marks import decision_word, end_word, end_words, environment_word, mark_word
from assessor_app.wording.names import bench_words, initials
from assessor_app.wording.numbers import number_words
from assessor_app.wording.standing import standing_lines

_DANGER = frozenset({Lack.CRITICAL_NOT_MET, Lack.ORAL_CRITICAL, Lack.STOPPED})
_TO_DO = frozenset({Lack.CRITICAL_NOT_SEEN, Lack.NOT_SEEN, Lack.ORAL_NOT_ASKED, Lack.SHARE})
_LONGEST_FIRST_NAME = 9
_DAY_MINUTES = 24 * 60


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Who is assessed on what: read once when the page opens."""

    learner: Learner
    entry: Entry | None
    form: Form


@dataclass(frozen=True, kw_only=True)
class Standpoint:
    """The work as it stands, the occasion that is looked at, what undo would take back, and the state of the evidence."""

    work: Work
    occasion: str
    standings: tuple[Standing, ...]
    undo: Change | PieceAct | None
    now: datetime
    stopped: bool = False
    stops: tuple[Stoppage, ...] = ()
    pieces: tuple[int, int] = (0, 0)


def assess_view(subject: Subject, at: Standpoint) -> AssessView:
    """The whole page, ready to read."""
    form, kept = subject.form, at.work.assessment
    entry = subject.entry
    where = next((item for item in at.work.occasions if item.id == at.occasion), None)
    return AssessView(
        assessment=kept.id,
        name=subject.learner.name,
        number=number_of(subject),
        initials=initials(subject.learner.name),
        bench=bench_words(entry.bench) if entry and entry.bench else "",
        attempt=_("attempt {count}").format(count=kept.attempt),
        form_ref=form.ref,
        form_title=form.title,
        environment=environment_word(Environment(where.environment)) if where else "",
        timer="" if _over(at.work) else timer_words(form, kept.started_at, now=at.now, stops=at.stops),
        occasions=tuple(OccasionView(id=item.id, words=occasion_words(item)) for item in at.work.occasions),
        occasion=at.occasion,
        contexts=form.contexts(),
        tasks=tuple(_task(task, at) for task in form.tasks),
        questions=tuple(_question(item, at.work.oral.get(item.id)) for item in deal(form, kept.seed)),
        standing=standing_views(at.standings, form, occasion=at.occasion),
        undo=undo_words(at.undo, subject),
        can_undo=_can_undo(at),
        can_decide=kept.is_open and kept.end is not End.INTERRUPTED,
        # Where the attempt ended with the stop, there is nothing to go on with, and the end can be taken back.
        stopped=at.stopped and not _over(at.work),
        ended=ended_words(at.work),
        way_back=way_back_words(at.work),
    )


def number_of(subject: Subject) -> str:
    """The learner's number, or the bib where the number is still to come."""
    bib = subject.entry.bib if subject.entry else ""
    return subject.learner.number or (_("bib {bib}").format(bib=bib) if bib else "")


def timer_words(form: Form, started_at: str, *, now: datetime, stops: tuple[Stoppage, ...] = ()) -> str:
    """Time since the start but for stops, against the time allowed where the form has one; a date after a day."""
    started = datetime.fromisoformat(started_at)
    worked = now - started - held_up(stops, since=started, until=now)
    minutes = int(worked.total_seconds() // 60)
    if not 0 <= minutes < _DAY_MINUTES:
        return _("since {day}").format(day=short_day(started_at))
    if form.conditions.minutes is not None:
        return _("{minutes} of {allowed} min").format(minutes=minutes, allowed=form.conditions.minutes)
    return _("{minutes} min").format(minutes=minutes)


def occasion_words(occasion: Occasion) -> str:
    """An occasion as "1 · 21 Nov · single-phase"."""
    parts = (str(occasion.number), short_day(occasion.date), occasion.context)
    return " · ".join(part for part in parts if part)


def standing_views(standings: tuple[Standing, ...], form: Form, *, occasion: str) -> tuple[StandingView, ...]:
    """What stands in the way, each with its shape; it leads to this occasion where it lies with it too."""
    return tuple(
        StandingView(
            shape=shape_of(line.lack),
            sentence=line.sentence,
            about=line.about,
            occasion="" if occasion in line.occasions else next(iter(line.occasions), ""),
        )
        for line in standing_lines(standings, form)
    )


def shape_of(lack: Lack) -> Shape:
    """Danger for what ends an attempt, an empty circle for what is still to do, else tried and not there."""
    if lack in _DANGER:
        return Shape.DANGER
    return Shape.NOT_SEEN if lack in _TO_DO else Shape.NOT_MET


def undo_words(change: Change | PieceAct | None, subject: Subject) -> str:
    """What undo would take back: "Undo 2031 Amina 2.3 met"."""
    if change is None:
        return ""
    words = subject.learner.name.split()
    about, what = _piece_undone(change) if isinstance(change, PieceAct) else _change_undone(change)
    parts = [number_of(subject), _short(words[0]) if words else "", about, what]
    return _("Undo {what}").format(what=" ".join(part for part in parts if part))


def _change_undone(change: Change) -> tuple[str, str]:
    about = {About.CRITERION: change.about, About.QUESTION: _("question"), About.ATTEMPT: ""}[change.subject]
    return about, end_word(change.new) if isinstance(change.new, End) else _what(change)


def _piece_undone(act: PieceAct) -> tuple[str, str]:
    """What was done to a piece of evidence: "2.3", "photo"."""
    return act.criterion, piece_act_word(act.kind, act.act)


def _short(word: str) -> str:
    """A first name that leaves room for what it stands beside."""
    return word if len(word) <= _LONGEST_FIRST_NAME else f"{word[: _LONGEST_FIRST_NAME - 1]}…"


def ended_words(work: Work) -> str:
    """Why nothing can be marked any more; empty while it can."""
    kept = work.assessment
    if kept.state is State.DISCARDED:
        return _("Discarded: started by mistake.")
    if kept.state is State.ANNULLED:
        return _("Annulled: it counts as nothing.")
    if kept.state is State.FINALISED and kept.decision is not None:
        return _("Signed: {decision}.").format(decision=decision_word(kept.decision))
    if kept.end is not None and kept.end is not End.COMPLETED:
        return end_words(kept.end)
    return ""


def way_back_words(work: Work) -> str:
    """What goes on with an attempt that was ended by a touch; empty where nothing was, or it is signed."""
    kept = work.assessment
    if not kept.is_open or kept.end not in ENDED_EARLY:
        return ""
    return _("Go on") if kept.end is End.INTERRUPTED else _("Take this back and go on")


def _can_undo(at: Standpoint) -> bool:
    """After the end, the end alone: marks are frozen then."""
    if not at.work.assessment.is_open:
        return False
    return not _over(at.work) or (isinstance(at.undo, Change) and at.undo.subject is About.ATTEMPT)


def _over(work: Work) -> bool:
    return bool(ended_words(work))


def _what(change: Change) -> str:
    """What a change did, in a word or two."""
    old, new = change.old, change.new
    if new is None or isinstance(new, End) or isinstance(old, End):
        return ""
    if new.mark is not (old.mark if old is not None else Mark.NOT_SEEN):
        return mark_word(new.mark)
    if isinstance(new, OralAnswer):
        before_said = old.said if isinstance(old, OralAnswer) else ()
        return _("points said") if new.said != before_said else mark_word(new.mark)
    before = old if isinstance(old, Judgement) else Judgement(criterion=new.criterion)
    if new.prompted != before.prompted:
        return _("prompted") if new.prompted else _("not prompted")
    return _beside(before, new) or mark_word(new.mark)


def _beside(before: Judgement, new: Judgement) -> str:
    """What was said beside a mark that stands; nothing where it was the mark."""
    if new.note != before.note:
        return _("note")
    if new.readings != before.readings:
        return _("reading")
    judged_otherwise = before.touched and new.how is not before.how and {new.how, before.how} & METHODS
    return _("judged by") if judged_otherwise else ""


def _task(task: Task, at: Standpoint) -> TaskView:
    views = tuple(_criterion(item, at) for item in task.criteria)
    seen = sum(view.mark != Mark.NOT_SEEN.value for view in views)
    return TaskView(
        id=task.id,
        title=task.title,
        progress=_("{seen} of {all}").format(seen=seen, all=len(views)),
        context=task.context,
        criteria=views,
    )


def _criterion(criterion: Criterion, at: Standpoint) -> CriterionView:
    said = at.work.judgements.get((at.occasion, criterion.id)) or Judgement(criterion=criterion.id)
    return CriterionView(
        id=criterion.id,
        text=criterion.text,
        benchmark=criterion.benchmark,
        critical=criterion.critical,
        mark=said.mark.value,
        reason=said.reason,
        prompted=said.prompted,
        note=said.note,
        by=said.by,
        how=said.how.value,
        needs_note=criterion.note,
        needs_photo=criterion.photo,
        evidence=tuple(
            (kind.value, count) for kind, count in at.work.pieces.get(criterion.id, {}).items() if count
        ),
        readings=tuple(
            reading_view(reading, said.readings.get(index))
            for index, reading in enumerate(criterion.readings)
        ),
    )


def reading_view(reading: Reading, taken: TakenReading | None) -> ReadingView:
    """A reading of the form, and what was taken of it."""
    return ReadingView(
        label=reading.label,
        unit=reading.unit,
        limits=limits_words(reading),
        value=number_words(taken.value) if taken else "",
        within=within_limits(reading, taken) if taken else None,
        task_sheet=reading.task_sheet,
        proven=reading.calibration or bool(reading.instrument),
        instrument=taken.instrument if taken else "",
        calibrated=taken.calibrated if taken else "",
    )


def limits_words(reading: Reading) -> str:
    """The limits as people say them: "at least 1 MΩ"."""
    if reading.task_sheet:
        return _("limits on the task sheet")
    low = "" if reading.low is None else f"{number_words(reading.low)} {reading.unit}".strip()
    high = "" if reading.high is None else f"{number_words(reading.high)} {reading.unit}".strip()
    if low and high:
        return _("from {low} to {high}").format(low=low, high=high)
    if low:
        return _("at least {low}").format(low=low)
    return _("at most {high}").format(high=high) if high else ""


def _question(question: Question, answer: OralAnswer | None) -> QuestionView:
    return QuestionView(
        id=question.id,
        text=question.text,
        must_say=question.must_say,
        said=answer.said if answer else (),
        wrong=question.wrong,
        critical=question.critical,
        mark=answer.mark.value if answer else Mark.NOT_SEEN.value,
    )

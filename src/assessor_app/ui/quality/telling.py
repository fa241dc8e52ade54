"""From what the services read to what the page shows."""

from datetime import datetime

from assessor_app.domain.assessment import End
from assessor_app.domain.form import Criterion, Question, Reading
from assessor_app.domain.marks import SHEET, How, Judgement, Mark, Occasion, OralAnswer, Paper, TakenReading
from assessor_app.domain.reading_limits import within_limits
from assessor_app.domain.stopping import Stoppage
from assessor_app.services.assessing.ports import Change, Decided, PieceDone, Subject
from assessor_app.services.quality.inside import Inside
from assessor_app.services.quality.queue import QueueItem
from assessor_app.ui.evidence.view import kind_word
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.quality.view import CriterionView, InsideView, MarkView, RowView, SectionView
from assessor_app.ui.quality.words import acknowledged_word, attention_shape, attention_words, how_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words, short_day
from assessor_app.wording.floor import stop_word, timing_words, went_words
from assessor_app.wording.marks import decision_word, end_word, environment_word, mark_word
from assessor_app.wording.numbers import number_words

SHAPES = {
    Mark.MET: Shape.MET,
    Mark.NOT_MET: Shape.NOT_MET,
    Mark.NOT_SEEN: Shape.NOT_SEEN,
    Mark.NOT_APPLICABLE: Shape.NOT_APPLICABLE,
}


def row_view(item: QueueItem, *, chosen: bool, looked: bool) -> RowView:
    """A line of the queue."""
    found = item.found
    kept = found.assessment
    number = f"{found.learner_number} · " if found.learner_number else ""
    return RowView(
        id=item.id,
        learner=found.learner_name,
        form=f"{number}{kept.form_code} v{kept.form_version} · {item.title}",
        assessor=found.assessor,
        decided=short_day(kept.decided_at),
        flag=_flag(item),
        own=found.own,
        chosen=chosen,
        looked=looked,
    )


def _flag(item: QueueItem) -> str:
    found = item.found
    if found.returned is not None:
        return _("returned")
    overrides = len(found.assessment.overrides)
    for count, words in (
        (overrides, ngettext("{count} override", "{count} overrides", overrides)),
        (found.filled, ngettext("{count} filled", "{count} filled", found.filled)),
        (found.changed, ngettext("{count} changed", "{count} changed", found.changed)),
        (found.paper, ngettext("{count} from paper", "{count} from paper", found.paper)),
    ):
        if count:
            return words.format(count=count)
    return ""


def inside_view(inside: Inside, *, own: bool) -> InsideView:
    """One assessment, whole."""
    kept = inside.work.assessment
    number = inside.learner.number
    about = (
        f"{number} · {inside.form.ref} · {inside.form.title}"
        if number
        else f"{inside.form.ref} · {inside.form.title}"
    )
    return InsideView(
        id=kept.id,
        learner=inside.learner.name,
        about=about,
        own=own,
        attention=tuple(
            (attention_shape(item), attention_words(item, inside.form)) for item in inside.attention
        ),
        facts=tuple((label, value) for label, value in _facts(inside) if value),
        sections=(*_sections(inside), *_oral(inside)),
        history=_history(inside),
    )


def _facts(inside: Inside) -> list[tuple[str, str]]:
    kept = inside.work.assessment
    who = inside.names.get(kept.decided_by, "")
    return [
        (_("Decided by"), f"{who}, {moment_words(kept.decided_at)}"),
        (_("Attempt"), f"{kept.attempt}, {end_word(kept.end)}" if kept.end else str(kept.attempt)),
        (_("Learner's part"), acknowledged_word(inside.acknowledged)),
        (_("Feedback"), kept.feedback),
        (_("Next step"), kept.next_step),
        (_("Stopped"), "\n".join(_stop(inside, stop) for stop in inside.stops)),
        (_("Where"), "\n".join(went_words(one, inside.names) for one in inside.went)),
        (_("Clocks"), "\n".join(timing_words(one, inside.names) for one in inside.timings)),
        (_("Seen"), "; ".join(_occasion(inside, occasion) for occasion in inside.work.occasions)),
    ]


def _stop(inside: Inside, stop: Stoppage) -> str:
    """When, whom, what happened, who was told, and why work went on."""
    parts = [
        moment_words(stop.at),
        _("this learner") if stop.entry else _("the whole room"),
        stop_word(stop.why) if stop.why is not None else _("nobody said what happened"),
        stop.note,
        _("told: {who}").format(who=stop.told) if stop.told else "",
    ]
    if stop.restarted_at:
        name = inside.names.get(stop.restarted_by, "")
        on = _("went on {moment}, {name}: {why}")
        parts.append(on.format(moment=moment_words(stop.restarted_at), name=name, why=stop.reason))
    return " · ".join(part for part in parts if part)


def _occasion(inside: Inside, occasion: Occasion) -> str:
    sitting = inside.sittings.get(occasion.sitting)
    parts = [short_day(occasion.date), sitting.place if sitting else "", occasion.context]
    if sitting is not None:
        parts.append(environment_word(sitting.environment))
    return " · ".join(part for part in parts if part)


def _sections(inside: Inside) -> list[SectionView]:
    return [
        SectionView(
            title=f"{task.id} {task.title}",
            criteria=tuple(_criterion(inside, criterion) for criterion in task.criteria),
        )
        for task in inside.form.tasks
    ]


def _criterion(inside: Inside, criterion: Criterion) -> CriterionView:
    seen = inside.work.of_criterion(criterion.id)
    marks = tuple(_mark(inside, criterion, occasion, judgement) for occasion, judgement in seen)
    return CriterionView(
        id=criterion.id,
        text=criterion.text,
        beneath=criterion.benchmark,
        critical=criterion.critical,
        marks=marks or (MarkView(shape=Shape.NOT_SEEN, word=mark_word(Mark.NOT_SEEN), how=""),),
    )


def _mark(inside: Inside, criterion: Criterion, occasion: Occasion, judgement: Judgement) -> MarkView:
    said = [_with_paper(judgement.note, judgement.note_paper), judgement.reason]
    said += [
        _reading(criterion.readings[index], taken)
        for index, taken in sorted(judgement.readings.items())
        if index < len(criterion.readings)
    ]
    if judgement.prompted:
        said.insert(0, _("prompted"))
    who = inside.names.get(judgement.by, "")
    context = f"{occasion.context} · " if occasion.context else ""
    how = f"{context}{moment_words(judgement.observed_at)} · {who} · {how_word(judgement.how)}"
    if judgement.entered_at[:16] > judgement.observed_at[:16]:
        how += " · " + _("entered {moment}").format(moment=moment_words(judgement.entered_at))
    return MarkView(
        shape=SHAPES[judgement.mark],
        word=mark_word(judgement.mark),
        how=how,
        said=tuple(words for words in said if words),
    )


def _reading(reading: Reading, taken: TakenReading) -> str:
    words = f"{reading.label}: {number_words(taken.value)} {reading.unit}"
    if taken.instrument:
        words += f" · {taken.instrument}"
    if taken.calibrated:
        words += " · " + _("calibrated {day}").format(day=taken.calibrated)
    apart = {
        True: "",
        False: _("outside the limits"),
        None: _("nobody said whether it lies within the task sheet"),
    }[within_limits(reading, taken)]
    return _with_paper(f"{words} · {apart}" if apart else words, taken.paper)


def _with_paper(words: str, paper: Paper | None) -> str:
    """What stands beside a mark, with the sheet that it was copied from."""
    return f"{words} · {_of_sheet(paper.source, paper.observed_at)}" if words and paper else words


def _of_sheet(source: str, moment: str) -> str:
    said = _("from paper sheet {sheet}, seen {moment}")
    return said.format(sheet=source.removeprefix(SHEET), moment=moment_words(moment))


def _oral(inside: Inside) -> list[SectionView]:
    questions = {question.id: question for question in inside.form.questions()}
    asked = tuple(
        _answer(inside, questions[key], answer)
        for key, answer in inside.work.oral.items()
        if key in questions
    )
    return [SectionView(title=_("Oral questions"), criteria=asked)] if asked else []


def _answer(inside: Inside, question: Question, answer: OralAnswer) -> CriterionView:
    said = [question.must_say[index] for index in answer.said if index < len(question.must_say)]
    missed = [point for index, point in enumerate(question.must_say) if index not in answer.said]
    lines = [answer.note, *([_of_sheet(answer.source, answer.at)] if answer.sheets else [])]
    if said:
        lines.append(_("Said: {points}").format(points="; ".join(said)))
    if missed:
        lines.append(_("Not said: {points}").format(points="; ".join(missed)))
    who = inside.names.get(answer.by, "")
    return CriterionView(
        id=question.id,
        text=question.text,
        beneath="",
        critical=question.critical,
        marks=(
            MarkView(
                shape=SHAPES[answer.mark],
                word=mark_word(answer.mark),
                how=f"{moment_words(answer.at)} · {who}",
                said=tuple(line for line in lines if line),
            ),
        ),
    )


def _history(inside: Inside) -> tuple[str, ...]:
    """Changes of marks, of evidence and of the decision, in the order of time; a decision follows the mark that moved it."""
    changes = [(change.entered_at, _change(inside, change)) for change in inside.changes]
    pieces = [(done.at, _piece(inside, done)) for done in inside.pieces]
    decided = [(one.at, _decided(inside, one)) for one in inside.decisions]
    ordered = sorted([*changes, *pieces, *decided], key=lambda line: datetime.fromisoformat(line[0]))
    return tuple(words for _at, words in ordered)


def _decided(inside: Inside, one: Decided) -> str:
    old, new = (decision_word(side) if side else _("undecided") for side in (one.old, one.new))
    said = (
        f"{old} → {new}" if one.old is not one.new else _("{decision}, with other words").format(decision=new)
    )
    return f"{moment_words(one.at)} · {_('decision')} · {said} · {inside.names.get(one.by, '')}"


def _change(inside: Inside, change: Change) -> str:
    who = inside.names.get(change.by, "")
    if change.subject is Subject.ATTEMPT:
        return f"{moment_words(change.entered_at)} · {_('attempt')} · {_end(change)} · {who}"
    how, other = how_word(change.how), inside.others.get(change.act, "")
    if other:
        how = _("{how}: {other}").format(how=how, other=other)
    return f"{moment_words(change.entered_at)} · {change.about} · {_what(change)} · {how} · {who}"


def _piece(inside: Inside, done: PieceDone) -> str:
    if done.act == "moved":
        giver, taker = (inside.learners.get(learner, "") for learner in (done.giver, done.taker))
        what = _("moved from {giver} to {taker}").format(giver=giver, taker=taker)
    else:
        what = {"added": _("added"), "removed": _("taken out"), "put-back": _("put back")}[done.act]
    parts = [
        moment_words(done.at),
        done.criterion,
        kind_word(done.kind),
        what,
        how_word(How.UNDO) if done.undo else "",
        inside.names.get(done.by, ""),
    ]
    return " · ".join(part for part in parts if part)


def _end(change: Change) -> str:
    if isinstance(change.new, End):
        return end_word(change.new)
    return _("{end} → taken back").format(end=end_word(change.old)) if isinstance(change.old, End) else ""


def _what(change: Change) -> str:
    old, new = (
        mark_word(side.mark if isinstance(side, Judgement | OralAnswer) else Mark.NOT_SEEN)
        for side in (change.old, change.new)
    )
    return f"{old} → {new}" if old != new else _("{mark}, with other words or values").format(mark=new)

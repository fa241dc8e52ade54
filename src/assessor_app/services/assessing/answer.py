"""Oral questions: which must-say points were said, and whether that was enough."""

from dataclasses import replace

from assessor_app.domain.assessment import Assessment
from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Question
from assessor_app.domain.marks import How, Mark, OralAnswer, Paper
from assessor_app.services.assessing.desk import (
    Desk,
    open_assessment,
    reopen_if_decided,
    require_going_on,
)
from assessor_app.services.assessing.in_time import require_seen_in_time
from assessor_app.services.assessing.mark import MOST_NOTE_CHARACTERS, known
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.clock import stamp


def answer(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    question: str,
    mark: Mark,
    said: tuple[int, ...] = (),
    note: str = "",
    paper: Paper | None = None,
) -> OralAnswer:
    """Keeps an oral answer; `said` are indices of must-say points, `paper` is the sheet that it is copied from.

    Raises KnownError: `moment-unreadable`, `question-not-dealt` for a question that this learner was not dealt, `note-too-long`,
    `answer-not-said` for one that is met though nothing of what must be said was; `stopped`,
    `seen-after-closing` where it was not answered before and the sitting is closed.
    """
    if len(note) > MOST_NOTE_CHARACTERS:
        raise KnownError("note-too-long", criterion=question, most=MOST_NOTE_CHARACTERS)
    now, paper = stamp(desk.clock.now()), known(paper)
    at = paper.observed_at if paper else now
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        require_going_on(desk, assessment)
        asked = _dealt(desk, kept, question)
        points = range(len(asked.must_say))
        old = desk.work.oral(assessment).get(question)
        before = old or OralAnswer(question=question, by=by)
        new = OralAnswer(
            question=question,
            mark=mark,
            said=tuple(sorted(set(said) & set(points))),
            note=note.strip(),
            at=at,
            by=by,
            source=paper.source if paper else "",
            entered_at=now if paper else "",
        )
        require_said(asked, new)
        if paper is None and mark is not Mark.NOT_SEEN and before.mark is Mark.NOT_SEEN:
            require_seen_in_time(desk, kept, desk.assessments.occasions(assessment)[-1].id, at)
        if replace(new, at=before.at, source=before.source, entered_at=before.entered_at) == before:
            # Nothing new was said: the first answer stands with its own time, and there is nothing to take back.
            return old or new
        desk.work.put_oral(assessment, new)
        change = Change(
            assessment=assessment,
            subject=Subject.QUESTION,
            about=question,
            old=old,
            new=new,
            observed_at=at,
            entered_at=now,
            how=How.PAPER if paper else How.TAP,
            by=by,
        )
        desk.work.add_change(change)
        reopen_if_decided(desk, kept, by=by)
    return new


def _dealt(desk: Desk, kept: Assessment, question: str) -> Question:
    form = desk.forms.get(kept.form_code, kept.form_version)
    for asked in deal(form, kept.seed):
        if asked.id == question:
            return asked
    raise KnownError("question-not-dealt", question=question)


def require_said(question: Question, answer: OralAnswer) -> None:
    """Raises KnownError `answer-not-said`: a record of a question holds the answer; a bare *met* says that somebody tapped."""
    if answer.mark is Mark.MET and question.must_say and not (answer.said or answer.note):
        raise KnownError("answer-not-said")

"""Oral questions: which must-say points were said, and whether that was enough."""

from dataclasses import replace

from assessor_app.domain.dealing import deal
from assessor_app.domain.errors import KnownError
from assessor_app.domain.form import Question
from assessor_app.domain.marks import How, Mark, OralAnswer
from assessor_app.services.assessing.desk import Desk, open_assessment, reopen_if_decided
from assessor_app.services.assessing.mark import MOST_NOTE_CHARACTERS
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
) -> OralAnswer:
    """Keeps an oral answer; `said` are indices of must-say points.

    Raises KnownError: `question-not-dealt` for a question that this learner was not dealt, `note-too-long`,
    `answer-not-said` for one that is met though nothing of what must be said was.
    """
    if len(note) > MOST_NOTE_CHARACTERS:
        raise KnownError("note-too-long", criterion=question, most=MOST_NOTE_CHARACTERS)
    now = stamp(desk.clock.now())
    with desk.transactions.atomic():
        kept = open_assessment(desk, assessment, by=by)
        form = desk.forms.get(kept.form_code, kept.form_version)
        dealt = {item.id: item for item in deal(form, kept.seed)}
        if question not in dealt:
            raise KnownError("question-not-dealt", question=question)
        must_say = dealt[question].must_say
        points = range(len(must_say))
        old = desk.work.oral(assessment).get(question)
        before = old or OralAnswer(question=question, by=by)
        new = OralAnswer(
            question=question,
            mark=mark,
            said=tuple(sorted(set(said) & set(points))),
            note=note.strip(),
            at=now,
            by=by,
        )
        require_said(dealt[question], new)
        if replace(new, at=before.at) == before:
            # Nothing new was said: the first answer stands with its own time, and there is nothing to take back.
            return old or new
        desk.work.put_oral(assessment, new)
        change = Change(
            assessment=assessment,
            subject=Subject.QUESTION,
            about=question,
            old=old,
            new=new,
            observed_at=now,
            entered_at=now,
            how=How.TAP,
            by=by,
        )
        desk.work.add_change(change)
        reopen_if_decided(desk, kept, by=by)
    return new


def require_said(question: Question, answer: OralAnswer) -> None:
    """Raises KnownError `answer-not-said`: a record of a question holds the answer; a bare *met* says that somebody tapped."""
    if answer.mark is Mark.MET and question.must_say and not (answer.said or answer.note):
        raise KnownError("answer-not-said")

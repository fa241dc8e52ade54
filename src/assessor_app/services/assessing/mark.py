"""Marking: one tap, one committed transaction with its history row."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from math import isfinite

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import (
    BY_HAND,
    METHODS,
    How,
    Judgement,
    Mark,
    Paper,
    TakenReading,
    require_may_not_apply,
)
from assessor_app.services.assessing.desk import (
    Desk,
    open_assessment,
    reopen_if_decided,
    require_running,
)
from assessor_app.services.assessing.in_time import require_in_time
from assessor_app.services.assessing.ports import Change, Subject
from assessor_app.services.clock import stamp

MOST_NOTE_CHARACTERS = 4_000
_SOURCE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def mark(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    criterion: str,
    mark: Mark,
    how: How = How.TAP,
    reason: str = "",
    observed_at: str = "",
    source: str = "",
    act: str = "",
) -> Judgement:
    """Says one thing of one criterion; returns the judgement as it is on disk.

    `reason` is needed for *not applicable* and kept for nothing else. `observed_at` (ISO) is given where it was
    seen earlier than it is entered, `source` where it was written down elsewhere first. Marks of one `act` are
    taken back together. Raises KnownError: `reason-needed`, `critical-not-applicable`, `assessment-closed`,
    `stopped`, `not-allowed`, `seen-after-closing` where nothing was said of it before and the sitting is closed, and what
    the disk may say.
    """

    def marked(old: Judgement) -> Judgement:
        return replace(old.with_mark(mark, reason=reason.strip()), source=source)

    _require_code(source)
    seen = _moment(observed_at) if observed_at else ""
    if mark is Mark.NOT_APPLICABLE:
        _require_may_not_apply(desk, assessment, criterion, reason)
    return _change(desk, by, assessment, occasion, criterion, marked, how=how, observed_at=seen, act=act)


def _require_may_not_apply(desk: Desk, assessment_id: str, criterion: str, reason: str) -> None:
    assessment = desk.assessments.get(assessment_id)
    form = desk.forms.get(assessment.form_code, assessment.form_version)
    require_may_not_apply(criterion, critical=form.criterion(criterion).critical, reason=reason)


def set_prompted(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    criterion: str,
    prompted: bool,
    how: How = How.TAP,
    paper: Paper | None = None,
) -> Judgement:
    """Says whether the learner was helped, as a `paper` sheet says where one is copied; what was prompted is not met."""
    paper = known(paper)

    def prompted_or_not(old: Judgement) -> Judgement:
        # Whoever says so now says it in this attempt.
        source = paper.source if paper else "" if old.carried_from else old.source
        return replace(old, prompted=prompted, source=source)

    seen = paper.observed_at if paper else ""
    return _change(desk, by, assessment, occasion, criterion, prompted_or_not, how=how, observed_at=seen)


def judged_by(desk: Desk, *, by: str, assessment: str, occasion: str, criterion: str, how: How) -> Judgement:
    """Says what a mark was judged by: the finished piece, an oral answer, or by watching (`How.TAP`).

    The mark and when it was seen stay; it is then the mark of whoever says so, and marks after it are judged by the
    same until somebody says otherwise. Raises KnownError `not-marked-yet` where no mark stands, and what `mark` raises.
    """
    if how not in METHODS | {How.TAP}:
        raise ValueError(f"{how} is no method that is said of a mark")
    old = desk.work.judgement(occasion, criterion)
    if old is None or old.mark is Mark.NOT_SEEN:
        raise KnownError("not-marked-yet", criterion=criterion)

    def same(kept: Judgement) -> Judgement:
        return replace(kept, source="" if kept.carried_from else kept.source)

    seen = old.observed_at
    return _change(
        desk, by, assessment, occasion, criterion, same, how=how, observed_at=seen, method_stays=False
    )


def write_note(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    criterion: str,
    note: str,
    paper: Paper | None = None,
) -> Judgement:
    """Keeps a note on a criterion; a mark that stands there stays whose, when and how it was made.

    `paper` is the sheet that the note is copied from. Raises KnownError `note-too-long` beyond 4,000 characters.
    """
    if len(note) > MOST_NOTE_CHARACTERS:
        raise KnownError("note-too-long", criterion=criterion, most=MOST_NOTE_CHARACTERS)

    paper = known(paper)

    def noted(old: Judgement) -> Judgement:
        words = note.strip()
        return old if words == old.note else replace(old, note=words, note_paper=paper if words else None)

    # Also while work is stopped: what happened wants to be written down then.
    return _change(
        desk, by, assessment, occasion, criterion, noted, how=How.KEY, beside=True, running=False, paper=paper
    )


def take_reading(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    criterion: str,
    index: int,
    reading: TakenReading | None,
    paper: Paper | None = None,
) -> Judgement:
    """Writes down a reading (None takes it back); a mark that stands there stays whose, when and how it was made.

    `paper` is the sheet that it is copied from. Raises KnownError `no-such-reading` for an index the form does not have, `date-unreadable` for a calibration
    date that is none.
    """
    kept = desk.assessments.get(assessment)
    asked = desk.forms.get(kept.form_code, kept.form_version).criterion(criterion).readings
    if not 0 <= index < len(asked):
        raise KnownError("no-such-reading", criterion=criterion, index=index)
    if reading is not None and not isfinite(reading.value):
        raise KnownError("reading-unreadable", criterion=criterion)
    if reading is not None and reading.calibrated:
        _require_date(reading.calibrated)

    paper = known(paper)

    def read(old: Judgement) -> Judgement:
        before = old.readings.get(index)
        if before is not None and reading == replace(before, paper=None):
            return old
        readings = {key: value for key, value in old.readings.items() if key != index}
        if reading is not None:
            readings[index] = replace(reading, paper=paper)
        return replace(old, readings=readings)

    return _change(desk, by, assessment, occasion, criterion, read, how=How.KEY, beside=True, paper=paper)


def known(paper: Paper | None) -> Paper | None:
    """The sheet as it goes into a signed record. Raises KnownError `moment-unreadable`; ValueError for words as its code."""
    if paper is None:
        return None
    _require_code(paper.source)
    return replace(paper, observed_at=_moment(paper.observed_at))


def _require_code(source: str) -> None:
    if source and not _SOURCE.fullmatch(source):
        raise ValueError(
            "a source stands in the record for ever: it is a code such as sheet-3, never somebody's words"
        )


def _moment(text: str) -> str:
    """A moment as it goes into a signed record, whichever way of ISO 8601 with an offset it was given in."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise KnownError("moment-unreadable", text=text) from None
    if moment.tzinfo is None:
        raise KnownError("moment-unreadable", text=text)
    return stamp(moment)


def _require_date(text: str) -> None:
    try:
        date.fromisoformat(text)
    except ValueError:
        raise KnownError("date-unreadable", text=text) from None


def _change(
    desk: Desk,
    by: str,
    assessment_id: str,
    occasion: str,
    criterion: str,
    changed: Callable[[Judgement], Judgement],
    *,
    how: How,
    observed_at: str = "",
    act: str = "",
    running: bool = True,
    beside: bool = False,
    method_stays: bool = True,
    paper: Paper | None = None,
) -> Judgement:
    """One change with its history row; `beside` a mark that stands there, which it leaves as it was made.

    `paper` is the sheet from which something beside a mark is copied. What says nothing new is not written: there would
    be nothing in it to take back.
    """
    now = stamp(desk.clock.now())
    if paper is not None:
        how, observed_at = How.PAPER, paper.observed_at
    with desk.transactions.atomic():
        assessment = open_assessment(desk, assessment_id, by=by)
        if running:
            require_running(desk, occasion)
        form = desk.forms.get(assessment.form_code, assessment.form_version)
        form.criterion(criterion)
        old = desk.work.judgement(occasion, criterion)
        new = changed(old or Judgement(criterion=criterion))
        if beside and new == (old or Judgement(criterion=criterion)):
            return new
        if method_stays and not beside and how in BY_HAND:
            how = _method(old, how)
        if beside and new.mark is Mark.NOT_SEEN:
            new = replace(new, source=paper.source if paper else "")
        if not beside or new.mark is Mark.NOT_SEEN:
            new = replace(new, observed_at=observed_at or now, entered_at=now, how=how, by=by)
        if _says_the_same(old, new, seen=observed_at):
            return old or new
        require_in_time(desk, assessment, occasion, old, new)
        desk.work.put_judgement(assessment_id, occasion, new)
        change = Change(
            assessment=assessment_id,
            occasion=occasion,
            subject=Subject.CRITERION,
            about=criterion,
            old=old,
            new=new,
            observed_at=observed_at or now,
            entered_at=now,
            how=how,
            by=by,
            act=act,
        )
        desk.work.add_change(change)
        reopen_if_decided(desk, assessment, by=by)
    return new


def _method(old: Judgement | None, how: How) -> How:
    """A mark that is changed by hand is judged by what it was judged by before."""
    stands = old is not None and old.mark is not Mark.NOT_SEEN and old.how in METHODS
    return old.how if old is not None and stands else how


def _says_the_same(old: Judgement | None, new: Judgement, *, seen: str) -> bool:
    """Whether nothing but the time of entry is another.

    The first entry stands, with its own times: tapped again later on the same occasion, a mark was not seen later.
    Another assessor's word is new, as is a moment that somebody names, and a tap on what was filled or came from
    paper: that one was looked at by itself.
    """
    if old is None or not old.touched:
        return not new.touched
    same_way = old.how is new.how or {old.how, new.how} <= BY_HAND
    same_moment = not seen or new.observed_at == old.observed_at
    stands = replace(new, how=old.how, observed_at=old.observed_at, entered_at=old.entered_at)
    return same_way and same_moment and stands == old

"""Marking: one tap, one committed transaction with its history row."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from math import isfinite

from assessor_app.domain.errors import KnownError
from assessor_app.domain.marks import How, Judgement, Mark, TakenReading
from assessor_app.services.assessing.desk import Desk, open_assessment, reopen_if_decided, require_running
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
    `stopped`, `not-allowed`, and what the disk may say.
    """

    def marked(old: Judgement) -> Judgement:
        return replace(old.with_mark(mark, reason=reason.strip()), source=source)

    if source and not _SOURCE.fullmatch(source):
        raise ValueError(
            "a source stands in the record for ever: it is a code such as sheet-3, never somebody's words"
        )
    seen = _moment(observed_at) if observed_at else ""
    if mark is Mark.NOT_APPLICABLE:
        _require_may_not_apply(desk, assessment, criterion, reason)
    return _change(desk, by, assessment, occasion, criterion, marked, how=how, observed_at=seen, act=act)


def _require_may_not_apply(desk: Desk, assessment_id: str, criterion: str, reason: str) -> None:
    assessment = desk.assessments.get(assessment_id)
    form = desk.forms.get(assessment.form_code, assessment.form_version)
    if form.criterion(criterion).critical:
        raise KnownError("critical-not-applicable", criterion=criterion)
    if not reason.strip():
        raise KnownError("reason-needed", criterion=criterion)


def set_prompted(
    desk: Desk, *, by: str, assessment: str, occasion: str, criterion: str, prompted: bool, how: How = How.TAP
) -> Judgement:
    """Says whether the learner was helped; what was prompted is not met by the rules."""

    def prompted_or_not(old: Judgement) -> Judgement:
        return replace(old, prompted=prompted)

    return _change(desk, by, assessment, occasion, criterion, prompted_or_not, how=how)


def write_note(
    desk: Desk, *, by: str, assessment: str, occasion: str, criterion: str, note: str
) -> Judgement:
    """Keeps a note on a criterion; a mark that stands there stays whose, when and how it was made.

    Raises KnownError `note-too-long` beyond 4,000 characters.
    """
    if len(note) > MOST_NOTE_CHARACTERS:
        raise KnownError("note-too-long", criterion=criterion, most=MOST_NOTE_CHARACTERS)

    def noted(old: Judgement) -> Judgement:
        return replace(old, note=note.strip())

    # Also while work is stopped: what happened wants to be written down then.
    return _change(desk, by, assessment, occasion, criterion, noted, how=How.KEY, beside=True, running=False)


def take_reading(
    desk: Desk,
    *,
    by: str,
    assessment: str,
    occasion: str,
    criterion: str,
    index: int,
    reading: TakenReading | None,
) -> Judgement:
    """Writes down a reading (None takes it back); a mark that stands there stays whose, when and how it was made.

    Raises KnownError `no-such-reading` for an index the form does not have, `date-unreadable` for a calibration
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

    def read(old: Judgement) -> Judgement:
        readings = {key: value for key, value in old.readings.items() if key != index}
        if reading is not None:
            readings[index] = reading
        return replace(old, readings=readings)

    return _change(desk, by, assessment, occasion, criterion, read, how=How.KEY, beside=True)


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
) -> Judgement:
    """One change with its history row; `beside` a mark that stands there, which it leaves as it was made.

    What says nothing new is not written: there would be nothing in it to take back.
    """
    now = stamp(desk.clock.now())
    with desk.transactions.atomic():
        assessment = open_assessment(desk, assessment_id, by=by)
        if running:
            require_running(desk, occasion)
        form = desk.forms.get(assessment.form_code, assessment.form_version)
        form.criterion(criterion)
        old = desk.work.judgement(occasion, criterion)
        new = changed(old or Judgement(criterion=criterion))
        if not beside or new.mark is Mark.NOT_SEEN:
            new = replace(new, observed_at=observed_at or now, entered_at=now, how=how, by=by)
        if _says_the_same(old, new, seen=observed_at):
            return old or new
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


def _says_the_same(old: Judgement | None, new: Judgement, *, seen: str) -> bool:
    """Whether nothing but the time of entry is another.

    The first entry stands, with its own times: tapped again later on the same occasion, a mark was not seen later.
    Another assessor's word is new, as is a moment that somebody names, and a tap on what was filled or came from
    paper: that one was looked at by itself.
    """
    if old is None or not old.touched:
        return not new.touched
    same_way = old.how is new.how or {old.how, new.how} <= {How.TAP, How.KEY}
    same_moment = not seen or new.observed_at == old.observed_at
    stands = replace(new, how=old.how, observed_at=old.observed_at, entered_at=old.entered_at)
    return same_way and same_moment and stands == old

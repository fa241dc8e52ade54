"""Words for the floor: what stopped work, why somebody was not filled, what clocks did, who went where."""

from collections.abc import Mapping

from assessor_app.domain.filling import LeftOut, Unfillable
from assessor_app.domain.stations import Place, Went, WentHow
from assessor_app.domain.stopping import StopWhy
from assessor_app.domain.timing import ClockAct, Timing
from assessor_app.services.board.rounds import FOR_A_ROUND
from assessor_app.services.board.stop import FOR_A_STOP
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import moment_words
from assessor_app.wording.names import bench_words


def stop_word(why: StopWhy) -> str:
    """What happened."""
    return {
        StopWhy.UNSAFE_ACT: _("unsafe act"),
        StopWhy.INJURY: _("injury"),
        StopWhy.EQUIPMENT: _("equipment failed"),
        StopWhy.ALARM: _("alarm"),
        StopWhy.POWER: _("power cut"),
        StopWhy.LEARNERS_WISH: _("the learner wished it"),
        StopWhy.OTHER: _("something else"),
    }[why]


def left_out_words(why: LeftOut, count: int) -> str:
    """How many were left out of a fill for one reason: "2 not here"."""
    words = {
        LeftOut.NOT_HERE: ngettext("{count} not here", "{count} not here", count),
        LeftOut.OTHER_FORM: ngettext("{count} on another form", "{count} on other forms", count),
        LeftOut.PRIOR_LEARNING: ngettext("{count} by prior learning", "{count} by prior learning", count),
        LeftOut.OTHER_TASK: ngettext("{count} at another task", "{count} at other tasks", count),
        LeftOut.AGE: ngettext("{count} of unknown age", "{count} of unknown age", count),
        LeftOut.STOPPED: ngettext("{count} stopped", "{count} stopped", count),
        LeftOut.ENDED: ngettext("{count} ended", "{count} ended", count),
        LeftOut.DECIDED: ngettext("{count} decided", "{count} decided", count),
        LeftOut.SIGNED: ngettext("{count} signed", "{count} signed", count),
        LeftOut.MARKED: ngettext("{count} marked already", "{count} marked already", count),
    }[why]
    return words.format(count=count)


def unfillable_words(why: Unfillable) -> str:
    """Why a criterion is marked one by one, on a button."""
    return {
        Unfillable.CRITICAL: _("Critical: one by one"),
        Unfillable.NOTE: _("Wants a note: one by one"),
        Unfillable.READING: _("Wants a reading: one by one"),
        Unfillable.PHOTO: _("Wants a photo: one by one"),
    }[why]


def reason_words(reason: str) -> str:
    """Why a clock is paused, as it was said; of what is kept as a code, its words."""
    return {FOR_A_STOP: _("stopped"), FOR_A_ROUND: _("on to the next station")}.get(reason, reason)


def timing_words(timing: Timing, names: Mapping[str, str]) -> str:
    """What was done with the clock of a task: "21 Nov 10:05 · task B · paused · Equipment · Joseph Mensah"."""
    limit = timing.minutes
    did = {
        ClockAct.START: _("started, {minutes} min").format(minutes=limit) if limit else _("started"),
        ClockAct.PAUSE: _("paused"),
        ClockAct.GO_ON: _("went on"),
        ClockAct.STOP: _("clock stopped"),
        ClockAct.END: _("time over"),
        ClockAct.MUTE: _("sound off"),
        ClockAct.SOUND: _("sound on"),
    }[timing.act]
    task = _("task {task}").format(task=timing.task) if timing.task else ""
    # Nobody ends a clock: whoever was signed in has it written down.
    who = "" if timing.act is ClockAct.END else names.get(timing.by, "")
    parts = (moment_words(timing.at), task, did, reason_words(timing.reason), who)
    return " · ".join(part for part in parts if part)


def went_words(went: Went, names: Mapping[str, str]) -> str:
    """Where a learner went: "21 Nov 10:05 · bench 1, task A → bench 2, task B · in a rotation · Joseph Mensah"."""
    how = {WentHow.SENT: "", WentHow.ROTATION: _("in a rotation"), WentHow.UNDO: _("rotation undone")}[
        went.how
    ]
    way = f"{_place_words(went.before)} → {_place_words(went.after)}"
    parts = (moment_words(went.at), way, how, names.get(went.by, ""))
    return " · ".join(part for part in parts if part)


def _place_words(place: Place) -> str:
    task = _("task {task}").format(task=place.task) if place.task else ""
    parts = (bench_words(place.bench) if place.bench else "", task)
    return ", ".join(part for part in parts if part) or "–"

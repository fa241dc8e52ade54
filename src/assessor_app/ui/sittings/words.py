"""What stands on a sitting's page, said from what the store holds."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from assessor_app.domain.assessment import State
from assessor_app.domain.before import conditions_of
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import HERE, Attendance, Method, Sitting
from assessor_app.services.deciding.countersign import Waits
from assessor_app.services.sittings.before import NOTHING_SETTLED, Settled
from assessor_app.services.sittings.manifest import PART_DONE
from assessor_app.services.today.ports import EntryLine
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.sittings.view import EntryView, SittingView
from assessor_app.wording.before import arranged_word
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words
from assessor_app.wording.manifest import kind_word
from assessor_app.wording.marks import (
    attendance_word,
    decision_word,
    end_word,
    environment_word,
    identified_word,
)
from assessor_app.wording.names import bench_words, initials
from assessor_app.wording.prior import method_word

FormOf = Callable[[str, str], Form]
_KINDS = 9

_SHAPES = {
    Attendance.EXPECTED: Shape.NOT_SEEN,
    Attendance.PRESENT: Shape.MET,
    Attendance.LATE: Shape.MET,
    Attendance.FINISHED: Shape.REGISTERED,
    Attendance.ABSENT: Shape.NOT_APPLICABLE,
    Attendance.TURNED_AWAY: Shape.NOT_APPLICABLE,
    Attendance.LEFT: Shape.HELD,
    Attendance.TRANSFERRED: Shape.NOT_APPLICABLE,
}


def sitting_view(
    sitting: Sitting,
    lines: Sequence[EntryLine],
    *,
    form_of: FormOf,
    by: str,
    forms: Sequence[Form] = (),
    settled: Settled = NOTHING_SETTLED,
    waiting: Mapping[str, Waits] = MappingProxyType({}),
    meant: Sequence[Form] = (),
) -> SittingView:
    """The page of a sitting. `by` is who looks: only their own decisions wait for their signature.

    `waiting` are the decisions that wait for a countersignature, by the assessment's id; `meant` is the form that it
    was opened for, where nobody is listed yet.
    """
    used = {(line.entry.form_code, line.entry.form_version) for line in lines}
    several = len(used) > 1
    open_ = not sitting.closed_at
    about = [f"{form.ref}  {form.title}" for form in [form_of(*ref) for ref in sorted(used)] or meant]
    about.append(environment_word(sitting.environment))
    if not open_:
        about.append(_("closed"))
    return SittingView(
        id=sitting.id,
        title=_("{place} · {day}").format(place=sitting.place, day=day_words(sitting.date)),
        about=" · ".join(about),
        sum=sum_words(lines),
        entries=tuple(
            _entry(
                line,
                form_of,
                several=several,
                open_=open_,
                arranged=_arranged(line, settled),
                held=line.entry.assessment in waiting,
            )
            for line in lines
        ),
        to_brief=sum(line.entry.attendance in HERE and not line.entry.briefed_at for line in lines),
        to_sign=sum(
            line.state is State.DECIDED and line.decided_by == by and line.entry.assessment not in waiting
            for line in lines
        ),
        to_countersign=sum(
            line.entry.assessment in waiting and waiting[line.entry.assessment].for_person(by)
            for line in lines
        ),
        held=frozenset(waiting),
        open=open_,
        forms=tuple((f"{form.code}/{form.version}", f"{form.ref}  {form.title}") for form in forms),
        left_over=_left_over(lines),
        conditions=_conditions([form_of(*ref) for ref in sorted(used)], settled),
    )


def _conditions(forms: Sequence[Form], settled: Settled) -> str:
    """The word of the button, with how many of the forms' conditions are ticked."""
    asked = sum(len(conditions_of(form)) for form in forms)
    ticked = len(settled.ticked)
    return _("Conditions: {ticked} of {asked}").format(ticked=ticked, asked=asked) if asked else ""


def _arranged(line: EntryLine, settled: Settled) -> list[str]:
    """What is arranged for this learner, kind by kind: who and why stand behind the row."""
    kinds = dict.fromkeys(item.kind for item in settled.arranged if item.entry == line.entry.id)
    method = [method_word(line.entry.method)] if line.entry.method is not Method.OBSERVATION else []
    return [*method, *(arranged_word(kind) for kind in kinds)]


def sum_words(lines: Sequence[EntryLine]) -> str:
    """The reconciliation: listed = finished + part-done + … ; every entry is counted once, so the sum closes."""
    counts = [0] * _KINDS
    for line in lines:
        counts[_kind(line)] += 1
    parts = [_counted(kind, count) for kind, count in enumerate(counts) if count]
    listed = ngettext("{count} listed", "{count} listed", len(lines)).format(count=len(lines))
    return _("{listed} = {parts}").format(listed=listed, parts=" + ".join(parts)) if parts else listed


def _counted(kind: int, count: int) -> str:
    """So many of a kind, in the order of `_kind`."""
    return (
        ngettext("{count} finished", "{count} finished", count),
        ngettext("{count} part-done", "{count} part-done", count),
        ngettext("{count} here, not begun", "{count} here, not begun", count),
        ngettext("{count} expected", "{count} expected", count),
        ngettext("{count} absent", "{count} absent", count),
        ngettext("{count} turned away", "{count} turned away", count),
        ngettext("{count} left", "{count} left", count),
        ngettext("{count} transferred", "{count} transferred", count),
        ngettext("{count} annulled", "{count} annulled", count),
    )[kind].format(count=count)


def _kind(line: EntryLine) -> int:
    attendance = line.entry.attendance
    if line.state is State.ANNULLED:
        return 8
    if attendance is Attendance.FINISHED:
        return 0
    if _part_done(line):
        return 1
    if attendance in HERE:
        return 2
    order = (Attendance.EXPECTED, Attendance.ABSENT, Attendance.TURNED_AWAY, Attendance.LEFT)
    return 3 + order.index(attendance) if attendance in order else 7


def _part_done(line: EntryLine) -> bool:
    """Work that was begun and is not finished here, as the manifest counts it (`services.sittings.manifest.kind_of`)."""
    if line.entry.attendance is Attendance.LEFT:
        return line.state not in {None, State.DISCARDED, State.ANNULLED}
    return line.entry.attendance in HERE and line.state in {State.OPEN, State.DECIDED}


def _left_over(lines: Sequence[EntryLine]) -> str:
    expected = sum(line.entry.attendance is Attendance.EXPECTED for line in lines)
    here = sum(line.entry.attendance in HERE for line in lines)
    said = []
    if expected:
        said.append(
            ngettext(
                "{count} still expected counts as absent.",
                "{count} still expected count as absent.",
                expected,
            ).format(count=expected)
        )
    if here:
        said.append(
            ngettext(
                "{count} here and not finished counts as left; their work stays, to be gone on with.",
                "{count} here and not finished count as left; their work stays, to be gone on with.",
                here,
            ).format(count=here)
        )
    return " ".join(said)


def _entry(
    line: EntryLine, form_of: FormOf, *, several: bool, open_: bool, arranged: Sequence[str], held: bool
) -> EntryView:
    entry = line.entry
    form = form_of(entry.form_code, entry.form_version)
    here = entry.attendance in HERE
    details = [
        line.number,
        bench_words(entry.bench) if entry.bench else "",
        identified_word(entry.identified) if entry.identified else "",
        form.ref if several else "",
        *arranged,
        entry.note,
    ]
    work, about, shape = _work(line, form, held=held)
    step, words = _step(line, open_=open_)
    return EntryView(
        id=entry.id,
        bib=entry.bib,
        name=line.name,
        initials=initials(line.name),
        details=" · ".join(part for part in details if part),
        attendance=entry.attendance.value,
        attendance_words=_attendance(line),
        attendance_shape=_SHAPES[entry.attendance],
        identified=entry.identified.value if entry.identified else "",
        bench=entry.bench,
        here=here,
        not_briefed=here and not entry.briefed_at,
        work=work,
        work_about=about,
        work_shape=shape,
        step=step,
        step_words=words,
        assessment=entry.assessment,
        changeable=open_,
    )


def _attendance(line: EntryLine) -> str:
    """The word of the sum above: who left with work begun is part-done."""
    if line.entry.attendance is Attendance.LEFT and _part_done(line):
        return kind_word(PART_DONE)
    return attendance_word(line.entry.attendance)


def _work(line: EntryLine, form: Form, *, held: bool) -> tuple[str, str, Shape]:
    """Where the work stands, what it waits for, and its shape."""
    if line.state is None:
        return "", "", Shape.NOT_SEEN
    if line.state is State.ANNULLED:
        return _("annulled"), "", Shape.DANGER
    if line.state is State.DISCARDED:
        return _("set aside"), "", Shape.NOT_SEEN
    if line.decision is not None:
        shape = Shape.MET if line.decision.value == "competent" else Shape.NOT_MET
        return decision_word(line.decision), _signed(line, held=held), shape
    if line.end is not None:
        return end_word(line.end), "", Shape.HELD
    seen = _("{seen} of {all} seen").format(seen=line.marked, all=len(form.criteria()))
    return seen, "", Shape.WAITING


def _signed(line: EntryLine, *, held: bool) -> str:
    if held:
        return _("waits for a countersignature")
    if line.state is not State.FINALISED:
        return _("not signed")
    return _("signed") if line.acknowledged else _("to hand over")


def _step(line: EntryLine, *, open_: bool) -> tuple[str, str]:
    if line.state is State.FINALISED:
        return ("slip", _("Result slip")) if line.acknowledged else ("open", _("Hand over"))
    if line.state is State.DECIDED:
        return "open", _("Open")
    if line.state is State.OPEN:
        return "open", _("Go on")
    if not open_:
        return "", ""
    if line.entry.attendance is Attendance.EXPECTED:
        return "present", _("Present")
    anew = line.state is State.ANNULLED
    begin = _("Begin anew") if anew else _("Start")
    return ("start", begin) if anew or line.entry.attendance in HERE else ("", "")


def for_whom(view: SittingView, *, may_list: bool, may_assess: bool) -> SittingView:
    """The page as somebody sees it: nothing is offered that they may not do."""
    steps = {"": True, "slip": True, "present": may_list}
    return replace(
        view,
        may_list=may_list,
        may_assess=may_assess,
        entries=tuple(
            replace(
                entry,
                step=entry.step if steps.get(entry.step, may_assess) else "",
                changeable=entry.changeable and may_list,
            )
            for entry in view.entries
        ),
    )

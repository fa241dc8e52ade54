"""What Today says, from what the store holds."""

from collections.abc import Sequence

from assessor_app.domain.assessment import State
from assessor_app.services.after.look import OpenAppeal
from assessor_app.services.deciding.countersign import Waits
from assessor_app.services.today.look import Today
from assessor_app.services.today.ports import ListedSitting, ReturnedLine, WorkLine
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.kit.mirror import led_by
from assessor_app.ui.today.heaps import heap_of, stopped, to_award, to_countersign, to_take_back
from assessor_app.ui.today.safety import expiry_words, safety_words
from assessor_app.ui.today.view import Heap, TodayView, Waiting
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words, short_day
from assessor_app.wording.errors import sentence
from assessor_app.wording.marks import decision_word, end_word, environment_word


def today_view(
    today: Today,
    *,
    by: str,
    may_start: bool,
    may_release: bool,
    waiting: Sequence[Waits] = (),
    appeals: Sequence[OpenAppeal] = (),
    qualifications: int = 0,
) -> TodayView:
    """The page, ready to read. `by` is who looks: only their own decisions wait for their signature.

    `waiting` are the decisions that wait for a countersignature, `appeals` those that whoever looks may decide,
    `qualifications` how many they may award.
    """
    held = frozenset(one.assessment.id for one in waiting)
    return TodayView(
        day=day_words(today.now.date().isoformat()),
        heaps=tuple(
            heap
            for heap in (
                _appeals(appeals),
                to_take_back(today.to_take_back),
                stopped(today.stopped, rejected=True),
                _sittings(today.sittings, may_start=may_start),
                to_countersign([one for one in waiting if one.for_person(by)]),
                _decided(
                    [line for line in today.unfinished if line.state is State.DECIDED], by=by, held=held
                ),
                _returned(today.returned),
                _started(
                    [line for line in today.unfinished if line.state is State.OPEN],
                    may_start=may_start,
                    copied=today.open_only_here < len(today.unfinished),
                ),
                _paper(today, may_release=may_release, qualifications=qualifications),
                stopped(today.stopped, rejected=False),
            )
            if heap is not None
        ),
        safety=safety_words(today),
        warning=expiry_words(today.expiry),
        refusal=sentence(today.refusal) if today.refusal else "",
        fresh=today.fresh,
        may_start=may_start,
        held=held,
    )


def _appeals(appeals: Sequence[OpenAppeal]) -> Heap | None:
    """Until it is decided, the award and all its papers stand still: it comes first."""
    if not appeals:
        return None
    items = [
        Waiting(
            title=one.learner,
            about=_("{title} · appeal of {day}").format(title=one.title, day=day_words(one.appeal.said_on)),
            shape=Shape.HELD,
            step=_("Look"),
            page="appeal",
            key=one.appeal.assessment,
        )
        for one in appeals
    ]
    count = len(items)
    title = ngettext(
        "{count} appeal waits for your decision", "{count} appeals wait for your decision", count
    )
    return heap_of(title.format(count=count), items)


def _sittings(sittings: Sequence[ListedSitting], *, may_start: bool) -> Heap | None:
    if not sittings:
        return None
    items = [
        Waiting(
            title=_("{place} · {day}").format(place=item.sitting.place, day=day_words(item.sitting.date)),
            about=_("{environment} · {listed} listed · {here} here · {finished} finished").format(
                environment=environment_word(item.sitting.environment),
                listed=item.listed,
                here=item.here,
                finished=item.finished,
            ),
            step=_("Go on") if may_start else _("Open"),
            page="sitting",
            key=item.sitting.id,
        )
        for item in sittings
    ]
    count = len(items)
    return heap_of(
        ngettext("{count} open sitting", "{count} open sittings", count).format(count=count), items
    )


def _decided(lines: Sequence[WorkLine], *, by: str, held: frozenset[str]) -> Heap | None:
    if not lines:
        return None
    own = sum(line.decided_by == by and line.assessment not in held for line in lines)
    items = [
        Waiting(
            title=_name(line),
            about=_("{title} · {decision}").format(title=line.title, decision=_decided_words(line, held)),
            shape=Shape.MET if line.decision and line.decision.value == "competent" else Shape.NOT_MET,
            step=_("Open"),
            page="assessing",
            key=line.assessment,
        )
        for line in lines
    ]
    count = len(lines)
    title = ngettext("{count} decided and not signed", "{count} decided and not signed", count)
    sign = ngettext("Sign {count} decision", "Sign {count} decisions", own).format(count=own)
    return heap_of(title.format(count=count), items, sign=sign if own else "")


def _decided_words(line: WorkLine, held: frozenset[str]) -> str:
    said = decision_word(line.decision) if line.decision else ""
    if line.assessment in held:
        return _("{decision}, waits for a countersignature").format(decision=said)
    return said


def _started(lines: Sequence[WorkLine], *, may_start: bool, copied: bool) -> Heap | None:
    if not lines:
        return None
    items = [
        Waiting(
            title=_name(line),
            about=" · ".join(
                part
                for part in (
                    line.title,
                    line.place,
                    short_day(line.date) if line.date else "",
                    end_word(line.end) if line.end else "",
                )
                if part
            ),
            shape=Shape.HELD if line.end else Shape.WAITING,
            step=_("Go on") if may_start else "",
            page="assessing",
            key=line.assessment,
        )
        for line in lines
    ]
    count = len(lines)
    if copied:
        title = ngettext("{count} started and not finished", "{count} started and not finished", count)
    else:
        title = ngettext(
            "{count} started and not finished: exists only here",
            "{count} started and not finished: they exist only here",
            count,
        )
    return heap_of(title.format(count=count), items)


def _returned(lines: Sequence[ReturnedLine]) -> Heap | None:
    if not lines:
        return None
    items = [
        Waiting(
            title=led_by(line.number, line.name, gap=" "),
            about=_("{title} · {by}: “{note}”").format(title=line.title, by=line.by, note=line.note),
            shape=Shape.HELD,
            step=_("Look"),
            page="assessing",
            key=line.assessment,
        )
        for line in lines
    ]
    count = len(lines)
    title = ngettext(
        "{count} returned by the quality assurer", "{count} returned by the quality assurer", count
    )
    return heap_of(title.format(count=count), items)


def _paper(today: Today, *, may_release: bool, qualifications: int) -> Heap | None:
    items = to_award(qualifications)
    if today.sheets:
        sentence = ngettext(
            "{count} sheet was sent to print", "{count} sheets were sent to print", today.sheets
        )
        items.append(
            Waiting(
                title=sentence.format(count=today.sheets),
                about=_("Did it come out? Say so, else nobody knows how many papers there are."),
                shape=Shape.UNKNOWN,
                step=_("Answer"),
                page="certificates",
            )
        )
    if today.to_make:
        sentence = ngettext(
            "{count} certificate may be made", "{count} certificates may be made", today.to_make
        )
        items.append(
            Waiting(
                title=sentence.format(count=today.to_make),
                shape=Shape.REGISTERED,
                step=_("Make"),
                page="certificates",
            )
        )
    if today.to_print:
        sentence = ngettext("{count} certificate to print", "{count} certificates to print", today.to_print)
        items.append(
            Waiting(
                title=sentence.format(count=today.to_print),
                shape=Shape.REGISTERED,
                step=_("Print"),
                page="certificates",
            )
        )
    if today.to_release:
        sentence = ngettext("{count} waits for release", "{count} wait for release", today.to_release)
        items.append(
            Waiting(
                title=sentence.format(count=today.to_release),
                about=""
                if may_release
                else _("By a quality assurer who assessed in none of these sittings."),
                step=_("Release") if may_release else "",
                page="quality",
            )
        )
    return Heap(title=_("Certificates"), items=tuple(items), beside=True) if items else None


def _name(line: WorkLine) -> str:
    return led_by(line.number, line.name, gap=" ")

"""What Today says, from what the store holds."""

from collections.abc import Sequence

from assessor_app.domain.assessment import State
from assessor_app.services.deciding.countersign import Waits
from assessor_app.services.today.look import Expiry, Today
from assessor_app.services.today.ports import ListedSitting, ReturnedLine, WorkLine
from assessor_app.ui.kit.glyphs import Shape
from assessor_app.ui.today.view import Heap, Safety, TodayView, Waiting
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.days import day_words, moment_words, short_day
from assessor_app.wording.errors import sentence
from assessor_app.wording.marks import decision_word, end_word, environment_word

MOST_LISTED = 6
COUNTERSIGN = "countersign"
"""Where the button of what waits for a countersignature leads: to the pad, and to no other page."""


def today_view(
    today: Today, *, by: str, may_start: bool, may_release: bool, waiting: Sequence[Waits] = ()
) -> TodayView:
    """The page, ready to read. `by` is who looks: only their own decisions wait for their signature.

    `waiting` are the decisions that wait for a countersignature.
    """
    held = frozenset(one.assessment.id for one in waiting)
    return TodayView(
        day=day_words(today.now.date().isoformat()),
        heaps=tuple(
            heap
            for heap in (
                _sittings(today.sittings, may_start=may_start),
                _to_countersign([one for one in waiting if one.for_person(by)]),
                _decided(
                    [line for line in today.unfinished if line.state is State.DECIDED], by=by, held=held
                ),
                _returned(today.returned),
                _started(
                    [line for line in today.unfinished if line.state is State.OPEN],
                    may_start=may_start,
                    copied=today.open_only_here < len(today.unfinished),
                ),
                _paper(today, may_release=may_release),
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


def _both(parts: list[str]) -> str:
    """One thing or two, as part of a sentence."""
    return parts[0] if len(parts) == 1 else _("{first} and {second}").format(first=parts[0], second=parts[1])


def safety_words(today: Today) -> Safety:
    """How many records and open assessments exist only here, and when they were last copied."""
    parts = []
    if today.only_here:
        parts.append(
            ngettext("{count} record", "{count} records", today.only_here).format(count=today.only_here)
        )
    if today.open_only_here:
        work = ngettext("{count} open assessment", "{count} open assessments", today.open_only_here)
        parts.append(work.format(count=today.open_only_here))
    only = _("Only here: {what}.").format(what=_both(parts)) if parts else _("Nothing exists only here.")
    last = moment_words(today.last_copy) if today.last_copy else _("never")
    return Safety(
        only_here=only,
        last_copy=_("Last copy to a stick: {when}.").format(when=last),
        urgent=bool(today.only_here or today.open_only_here),
    )


def expiry_words(expiry: Expiry | None) -> str:
    """The warning about the delegation; nothing while it is far off."""
    if expiry is None:
        return ""
    if expiry.days < 0:
        return _(
            "The leave to certify ended on {day}. Assessing goes on; certificates wait for registration until"
            " the leave is renewed."
        ).format(day=day_words(expiry.on))
    sentence = ngettext(
        "The leave to certify ends in {count} day, on {day}. Renew it before, else certificates wait for"
        " registration.",
        "The leave to certify ends in {count} days, on {day}. Renew it before, else certificates wait for"
        " registration.",
        expiry.days,
    )
    return sentence.format(count=expiry.days, day=day_words(expiry.on))


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
    return _heap(ngettext("{count} open sitting", "{count} open sittings", count).format(count=count), items)


def _to_countersign(waiting: Sequence[Waits]) -> Heap | None:
    """What waits for the word of whoever looks; the first line's button asks for the PIN for all of them."""
    if not waiting:
        return None
    items = [
        Waiting(
            title=one.learner,
            about=_("{title} · decided by another assessor").format(title=one.form.title),
            step=_("Look"),
            page="assessing",
            key=one.assessment.id,
        )
        for one in waiting
    ]
    count = len(waiting)
    title = ngettext(
        "{count} waits for your countersignature", "{count} wait for your countersignature", count
    )
    word = ngettext("Countersign {count}", "Countersign {count}", count).format(count=count)
    return Heap(
        title=title.format(count=count),
        items=(
            *items[:MOST_LISTED],
            Waiting(
                title=_("One PIN for all of them"),
                shape=Shape.UNKNOWN,
                step=word,
                page=COUNTERSIGN,
            ),
        ),
        more=_heap("", items).more,
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
    return _heap(title.format(count=count), items, sign=sign if own else "")


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
    return _heap(title.format(count=count), items)


def _returned(lines: Sequence[ReturnedLine]) -> Heap | None:
    if not lines:
        return None
    items = [
        Waiting(
            title=f"{line.number} {line.name}".strip(),
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
    return _heap(title.format(count=count), items)


def _paper(today: Today, *, may_release: bool) -> Heap | None:
    items = []
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
    if today.to_print:
        sentence = ngettext(
            "{count} certificate may be printed", "{count} certificates may be printed", today.to_print
        )
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


def _heap(title: str, items: Sequence[Waiting], *, sign: str = "") -> Heap:
    rest = len(items) - MOST_LISTED
    more = ngettext("and {count} more", "and {count} more", rest).format(count=rest) if rest > 0 else ""
    return Heap(title=title, items=tuple(items[:MOST_LISTED]), more=more, sign=sign)


def _name(line: WorkLine) -> str:
    return f"{line.number} {line.name}".strip()

"""Words of a sitting's manifest, in the language in use."""

from collections.abc import Mapping

from assessor_app.domain.marks import How
from assessor_app.domain.timing import ClockAct
from assessor_app.services.deciding.ports import Acknowledged
from assessor_app.services.sittings.manifest import (
    ABSENT,
    ANNULLED,
    FINISHED,
    LEFT,
    NOBODY_ASKED,
    PART_DONE,
    TRANSFERRED,
    TURNED_AWAY,
)
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext


def kind_word(kind: str) -> str:
    """What became of a listed learner."""
    return {
        FINISHED: _("finished"),
        PART_DONE: _("part-done"),
        ABSENT: _("absent"),
        TURNED_AWAY: _("turned away"),
        LEFT: _("left"),
        TRANSFERRED: _("transferred"),
        ANNULLED: _("annulled"),
    }[kind]


def sum_sentence(listed: int, count: Mapping[str, int]) -> str:
    """The sum, every part of it: "12 listed = 9 finished + 1 part-done + 2 absent"."""
    parts = [
        _("{count} {what}").format(count=number, what=kind_word(kind))
        for kind, number in count.items()
        if number
    ]
    told = ngettext("{count} listed", "{count} listed", listed).format(count=listed)
    return _("{listed} = {parts}").format(listed=told, parts=" + ".join(parts)) if parts else told


def how_word(how: str) -> str:
    """How a mark was entered; a code of another version as it is."""
    return {
        How.TAP.value: _("by a tap"),
        How.KEY.value: _("by a key"),
        How.FILL.value: _("filled in one action"),
        How.PAPER.value: _("from paper"),
        How.WITNESS.value: _("from a witness"),
        How.RPL.value: _("recognised prior learning"),
        How.PRODUCT.value: _("from the finished piece"),
        How.ORAL.value: _("by an oral answer"),
        How.UNDO.value: _("by an undo"),
    }.get(how, how)


def clocks_sentence(clocks: Mapping[str, int]) -> str:
    """What was done with the clocks of the room and of tasks: "Clocks: started 6, paused 2, time over 5"."""
    counts = [clocks.get(act.value, 0) for act in (ClockAct.START, ClockAct.PAUSE, ClockAct.END)]
    return _("Clocks: started {started}, paused {paused}, time over {over}").format(
        started=counts[0], paused=counts[1], over=counts[2]
    )


def fills_sentence(marks: int, acts: int) -> str:
    """How many marks were filled in, and in how many acts; nothing where none was."""
    if not marks:
        return _("No mark was filled in for many learners at once.")
    filled = _("Filled in one action: {count}").format(count=marks)
    told = ngettext("in {count} action", "in {count} actions", acts).format(count=acts)
    return _("{filled} ({acts})").format(filled=filled, acts=told)


def taken_word(kind: str) -> str:
    """How learners took their results."""
    return {
        Acknowledged.SIGNED.value: _("signed"),
        Acknowledged.TYPED.value: _("typed name"),
        Acknowledged.MARK.value: _("mark with a witness"),
        Acknowledged.DECLINED.value: _("declined"),
        Acknowledged.NOT_AVAILABLE.value: _("not available"),
        NOBODY_ASKED: _("not on record yet"),
    }.get(kind, kind)

"""Where this device belongs, in words."""

from dataclasses import replace

from assessor_app.domain.people import Role, Staff
from assessor_app.services.enrolling.desk import EnrolDesk
from assessor_app.trust.certifying import window_of
from assessor_app.trust.enrolling import RESTARTING
from assessor_app.ui.joining.view import JoinView
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.days import long_day, moment_words


def read_join(desk: EnrolDesk, staff: Staff | None) -> JoinView:
    """The card, for whoever is at the screen: only an administrator joins, or retires the device."""
    may = staff is not None and staff.has(Role.ADMINISTRATOR)
    return replace(_where(desk, may=may), retires=may and not desk.ledger.records.active_chain().retired)


def _where(desk: EnrolDesk, *, may: bool) -> JoinView:
    joined, pending = desk.store.current(), desk.store.pending()
    if joined is None and pending is None:
        words = _("This centre stands alone and is its own awarding body.")
        if not may:
            words = f"{words} {_('An administrator can join one.')}"
        return JoinView(words=words, step=_("Join…") if may else "")
    if pending is not None and pending.purpose == RESTARTING:
        words = _(
            "A new chain was begun on {moment}; the awarding body has not answered yet. Each sync asks it. Where it wants a new"
            " code for this device, as after retiring it, join with that."
        )
        step = _("Join with a new code…") if may else ""
        words = words.format(moment=moment_words(pending.made_at))
        return JoinView(words=words, step=step, url=pending.url, again=True)
    if pending is not None:
        words = _("Asked on {moment}; the answer has not come yet. Everything goes on as it is until then.")
        step = _("Go on…") if may else ""
        words = words.format(moment=moment_words(pending.made_at))
        again = joined is not None
        return JoinView(words=words, step=step, waits=True, url=pending.url, again=again)
    return JoinView(words=_belongs(desk), belongs=True)


def _belongs(desk: EnrolDesk) -> str:
    joined = desk.store.current()
    window = window_of(desk.ledger.records.active_chain().delegation)
    if joined is None:
        return ""
    words = _("This device belongs to {name}, as centre {centre}.").format(
        name=joined.name, centre=joined.centre
    )
    if window is None:
        return words
    until = _("It may print certificates until {day}.").format(day=long_day(window[1].astimezone().date()))
    return f"{words} {until}"

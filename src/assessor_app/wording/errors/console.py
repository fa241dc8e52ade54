"""Sentences of the awarding body's people: their accounts, and what they decide."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "role-missing": lambda: _(
        "Your role at the awarding body does not allow this. Ask somebody whose role does; nothing was changed."
    ),
    "no-such-record": lambda: _("There is no such record here. Look for it in the queue again."),
    "decided-meanwhile": lambda: _(
        "Somebody else decided on this, or it was judged again, since you opened it. Nothing was changed: look at what it says now."
    ),
    "decided-already": lambda: _(
        "This was accepted, or decided already, and stays so. An award is taken away in the register."
    ),
    "not-for-a-person": lambda: _(
        "Nobody can set this objection aside: its signature, its bytes or what it rests on is not in order. Settle that first."
    ),
    "cannot-be-accepted": lambda: _(
        "This cannot be accepted beside what is there: it would count one thing twice. Reject it with a reason."
    ),
    "reason-missing": lambda: _("Give a reason, in a few words. It is kept for ever: name nobody in it."),
    "reason-too-long": lambda: _("A reason has at most {most} characters. Nothing was changed."),
    "no-such-paper": lambda: _("There is no certificate {number} in the register. Nothing was changed."),
    "award-ended": lambda: _("This award was revoked or annulled already. Nothing was changed."),
}

"""Sentences of the awarding body's people: their accounts, and what they decide."""

from collections.abc import Callable

from assessor_app.wording.catalogue import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "award-not-due": lambda: _(
        "This learner does not hold all that the qualification asks for any more, or was awarded it meanwhile. Look at the list again."
    ),
    "role-missing": lambda: _(
        "Your role at the awarding body does not allow this. Ask somebody whose role does; nothing was changed."
    ),
    "record-not-here": lambda: _("There is no such record here. Look for it in the queue again."),
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
    "person-name-unusable": lambda: _("A name has between 1 and {most} characters. Nothing was changed."),
    "person-there": lambda: _(
        "There is an account for {name} already. Give them a new code: assessor-app issuer people renew."
    ),
    "no-such-account": lambda: _(
        "There is no account for {name}. See which there are: assessor-app issuer people list."
    ),
    "person-roles-missing": lambda: _(
        "Give at least one role: registrar, operator or reader. Nothing was changed."
    ),
    "welcome-code-wrong": lambda: _(
        "This code is wrong, was used, or has lapsed. Look at it again, or ask for a new one."
    ),
    "password-too-short": lambda: _("A password has at least {least} characters. Choose a longer one."),
    "password-too-long": lambda: _("A password has at most {most} characters. Choose a shorter one."),
    "password-is-name": lambda: _("A password does not have your name in it. Choose another."),
    "passwords-differ": lambda: _("You typed two different passwords. Type the same one twice."),
    "authenticator-wrong": lambda: _(
        "This is not the code that the authenticator shows now. Look whether its clock is right, and type the next one."
    ),
    "sign-in-wrong": lambda: _(
        "Name, password or code is wrong, or the code was used already. Wait for the next code and try again."
    ),
    "sign-in-first": lambda: _("You are signed out. Sign in and do it again; nothing was changed."),
    "form-stale": lambda: _(
        "This page was not opened in this session. Open it again and repeat what you did; nothing was changed."
    ),
    "centre-not-confirmed": lambda: _("Tick that the whole centre is meant. Nothing was changed."),
    "not-confirmed": lambda: _("Tick that you mean it: this cannot be undone. Nothing was changed."),
    "search-too-short": lambda: _("Type at least {least} letters of the name, or the whole number."),
    "no-such-question": lambda: _("Nobody asked this, or it is gone. Look through the page again."),
    "answered-already": lambda: _("Somebody answered this already. Nothing was changed."),
}

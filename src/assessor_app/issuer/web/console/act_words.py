"""What the log says was done, in words."""

from collections.abc import Callable, Mapping

from assessor_app.wording.catalogue import gettext as _

_ACTS: Mapping[str, Callable[[], str]] = {
    "issuer-made": lambda: _("Issuer set up"),
    "centre-added": lambda: _("Centre added"),
    "centre-changed": lambda: _("Centre changed"),
    "device-invited": lambda: _("Device invited"),
    "device-enrolled": lambda: _("Device enrolled"),
    "personal-erased": lambda: _("Personal data erased"),
    "evidence-erased": lambda: _("Evidence erased"),
    "adopted-key-listed": lambda: _("Own key of an adopted centre listed"),
    "chain-adopted": lambda: _("Earlier records adopted"),
    "policy-changed": lambda: _("What is asked of centres changed"),
    "forms-published": lambda: _("Forms published"),
    "form-withdrawn": lambda: _("Form withdrawn"),
    "paper-says-otherwise": lambda: _("A paper says something else than its record"),
    "suspended": lambda: _("Suspended"),
    "suspension-lifted": lambda: _("Suspension lifted"),
    "key-rotated": lambda: _("Keys changed"),
    "key-compromised": lambda: _("Key listed as compromised"),
    "root-replaced": lambda: _("Root replaced"),
    "person-added": lambda: _("Account added"),
    "person-arrived": lambda: _("Account set up"),
    "person-changed": lambda: _("Roles changed"),
    "person-renewed": lambda: _("New code for an account"),
    "person-ended": lambda: _("Account closed"),
    "signed-in": lambda: _("Signed in"),
    "record-accepted": lambda: _("Record accepted"),
    "record-rejected": lambda: _("Record rejected"),
    "record-overruled": lambda: _("Rejection overruled"),
    "stranded-accepted": lambda: _("Record of a copied folder accepted"),
    "stranded-rejected": lambda: _("Record of a copied folder rejected"),
    "award-revoked": lambda: _("Award revoked"),
    "award-annulled": lambda: _("Award annulled"),
    "endorsement-taken": lambda: _("Endorsement taken"),
    "qualification-awarded": lambda: _("Qualification awarded"),
    "recounted": lambda: _("Records counted anew"),
    "same-learner-answered": lambda: _("Answered whether two are one learner"),
    "register-searched": lambda: _("Register searched by name"),
}


def word(code: str) -> str:
    """An act by its code; one that is not known here by the code itself."""
    make = _ACTS.get(code)
    return make() if make else code

"""Why an issuer holds or rejects a record, in words; a code of a later issuer is told by the issuer's own sentence."""

from collections.abc import Callable, Mapping

from assessor_app.domain.verdict import HeldCode, RejectedCode
from assessor_app.wording.catalogue import gettext as _

HELD: Mapping[str, Callable[[], str]] = {
    HeldCode.UNDECIDED: lambda: _("Stored; the awarding body has not decided yet."),
    HeldCode.MISSING_RECORD: lambda: _("It waits for another record that has not arrived yet."),
    HeldCode.MISSING_PERSONAL: lambda: _("It waits for the name or number that belongs to it."),
    HeldCode.MISSING_EVIDENCE: lambda: _("It waits for evidence that has not arrived yet."),
    HeldCode.MISSING_RELEASE: lambda: _("It waits for the release by a quality assurer."),
    HeldCode.NEEDS_HELD: lambda: _("It rests on another record that is held."),
    HeldCode.WAITING_APPROVAL: lambda: _("It waits for approval by the awarding body."),
    HeldCode.DUPLICATE: lambda: _("The learner has this award already; the awarding body looks at it."),
    HeldCode.SAME_NUMBER: lambda: _(
        "Two learners have the same number; somebody must say whether they are one person."
    ),
    HeldCode.CONFLICT: lambda: _("Two records correct the same one; the awarding body looks at it."),
    HeldCode.ATTEMPTS: lambda: _(
        "Another device recorded attempts of this learner; the awarding body looks at it."
    ),
    HeldCode.COOLING_OFF: lambda: _(
        "It was too soon after an attempt on another device; the awarding body looks at it."
    ),
    HeldCode.UNKNOWN_TYPE: lambda: _(
        "It comes from a newer version of the program than the awarding body's."
    ),
    HeldCode.SUSPENDED: lambda: _("The device was suspended; somebody at the awarding body decides."),
    HeldCode.PERSON_SUSPENDED: lambda: _(
        "Somebody it rests on was suspended; somebody at the awarding body decides."
    ),
    HeldCode.STRANDED: lambda: _(
        "It was signed on a copy of the folder; somebody at the awarding body decides."
    ),
}

REJECTED: Mapping[str, Callable[[], str]] = {
    RejectedCode.UNREADABLE: lambda: _("Its bytes are damaged and cannot be read."),
    RejectedCode.MISPLACED: lambda: _("It says that it belongs elsewhere than where it was sent from."),
    RejectedCode.SIGNATURE: lambda: _("Its signature is not the device's."),
    RejectedCode.OTHER_KEY: lambda: _("It names another key than the device's."),
    RejectedCode.OUT_OF_SCOPE: lambda: _("The device may not certify this form."),
    RejectedCode.OUT_OF_WINDOW: lambda: _("The device might not certify on that day."),
    RejectedCode.NOT_ALLOWED: lambda: _("Whoever did it does not hold the role for it."),
    RejectedCode.NOT_QUALIFIED: lambda: _("The assessor was not qualified for it on that day."),
    RejectedCode.FORM_UNKNOWN: lambda: _("The awarding body has no such form."),
    RejectedCode.FORM_WITHDRAWN: lambda: _("The form was withdrawn before that day."),
    RejectedCode.FORM_DIFFERS: lambda: _("The form that was used is not the awarding body's."),
    RejectedCode.RULES: lambda: _("The form's rules do not allow this decision."),
    RejectedCode.NOT_RELEASED: lambda: _("It needed a release, and there was none."),
    RejectedCode.NEEDS_REJECTED: lambda: _("It rests on another record that was rejected."),
    RejectedCode.NUMBER_TAKEN: lambda: _("Another certificate has this number."),
    RejectedCode.BY_PERSON: lambda: _("Somebody at the awarding body rejected it."),
}


def why(code: str, sentence: str = "") -> str:
    """What a person reads: the sentence of whoever decided comes behind the code's own, or alone where the code is not known."""
    known = HELD.get(code) or REJECTED.get(code)
    if known is None:
        return sentence or _(
            "The awarding body gave a reason that this version does not know ({code})."
        ).format(code=code)
    return f"{known()} {sentence}".strip()


_HELD_NEXT: Mapping[str, Callable[[], str]] = {
    HeldCode.UNDECIDED: lambda: _("Nothing is to be done here: the answer comes with a later sync."),
    HeldCode.MISSING_RECORD: lambda: _(
        "What it waits for goes with a sync by itself. If it lasts, see whether that was set aside."
    ),
    HeldCode.MISSING_PERSONAL: lambda: _("It goes along by itself with the next sync."),
    HeldCode.MISSING_EVIDENCE: lambda: _("Evidence goes after the results: sync where the network is good."),
    HeldCode.MISSING_RELEASE: lambda: _(
        "A quality assurer releases it on the page Quality; after that it is accepted by itself."
    ),
    HeldCode.NEEDS_HELD: lambda: _("Look at the record that it rests on; this one follows by itself."),
    HeldCode.WAITING_APPROVAL: lambda: _(
        "Nothing is to be done here: the approval comes with a later sync. Call the awarding body if it lasts."
    ),
    HeldCode.SAME_NUMBER: lambda: _("Call the awarding body and say whether they are one person."),
}
_REJECTED_NEXT: Mapping[str, Callable[[], str]] = {
    RejectedCode.NEEDS_REJECTED: lambda: _("Look at the record that it rests on."),
    RejectedCode.NOT_QUALIFIED: lambda: _("Somebody who is qualified has to assess again."),
    RejectedCode.NOT_RELEASED: lambda: _("It has to be assessed and released again."),
    RejectedCode.RULES: lambda: _("It has to be assessed again, so that the rules of the form are met."),
    RejectedCode.FORM_WITHDRAWN: lambda: _("It has to be assessed again, on the form that is in use."),
    RejectedCode.FORM_DIFFERS: lambda: _("Ask the awarding body for its form, and assess again on that."),
    RejectedCode.FORM_UNKNOWN: lambda: _("Ask the awarding body for its form, and assess again on that."),
    RejectedCode.OUT_OF_SCOPE: lambda: _(
        "Ask the awarding body for the scope; the award can be certified anew."
    ),
    RejectedCode.OUT_OF_WINDOW: lambda: _(
        "Sync, so that the delegation is renewed; the award can be certified anew."
    ),
}


def what_now(code: str, *, rejected: bool) -> str:
    """What has to happen next, and who does it; of a rejected record somebody at the awarding body may decide again."""
    known = (_REJECTED_NEXT if rejected else _HELD_NEXT).get(code)
    if known is not None:
        return known()
    if rejected:
        return _("Call the awarding body: somebody there can decide again, with a reason.")
    return _("The awarding body decides. Call it if it lasts.")

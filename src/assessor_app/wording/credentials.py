"""What a checker is told about a credential, in words."""

from collections.abc import Callable
from datetime import date

from assessor_app.domain.answer import Answer
from assessor_app.domain.credential_answer import CredentialReason, Finding, JudgedCredential
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.checking import answer_word, day_text


def finding_word(finding: Finding) -> str:
    return {
        Finding.GOOD: _("good"),
        Finding.BAD: _("bad"),
        Finding.UNCHECKED: _("not checked"),
        Finding.NONE: _("none"),
    }[finding]


def part_word(part: str) -> str:
    """The name of a check, as `credentials.judge.Parts` has them."""
    return {
        "structure": _("Form of the file"),
        "signature": _("Signature"),
        "issuer": _("Issuer's key on a list held here"),
        "dates": _("Within its dates"),
        "status": _("List of withdrawals"),
        "ledger": _("Our own records"),
    }[part]


def carrier_word(carrier: str) -> str:
    return {
        "json": _("credential (JSON)"),
        "jwt": _("credential (JWT)"),
        "png": _("badge picture (PNG) with a credential"),
        "svg": _("badge picture (SVG) with a credential"),
    }[carrier]


def judged_sentence(judged: JudgedCredential) -> str:
    """Why the answer is what it is; of a transcript first how many of those inside it is of."""
    as_bad = [] if judged.answer is Answer.VALID else [one for one in judged.members if _same(one, judged)]
    told = credential_sentence(
        judged.reason,
        body=judged.awarding_body or "",
        as_of=judged.as_of,
        successor=judged.successor or "",
        number=judged.said.number or (as_bad[0].said.number if as_bad else ""),
        phone=judged.phone or "",
    )
    if not as_bad:
        return told
    count = len(judged.members)
    some = ngettext(
        "{some} of {count} credential inside: {answer}.",
        "{some} of {count} credentials inside: {answer}.",
        count,
    ).format(some=len(as_bad), count=count, answer=answer_word(judged.answer).lower())
    return f"{some} {told}"


def _same(one: JudgedCredential, other: JudgedCredential) -> bool:
    return (one.answer, one.reason) == (other.answer, other.reason)


def credential_sentence(
    reason: CredentialReason, *, body: str, as_of: date | None, successor: str, number: str, phone: str
) -> str:
    """Why the answer is what it is, and what to do. `body` is the issuer by the list held here, empty where none is."""
    call = (
        _("Call {phone} and quote {number}.").format(phone=phone, number=number)
        if phone and number
        else _("Ask the issuer.")
    )
    day = day_text(as_of) if as_of else _("a day that is not known here")
    told = _SENTENCES[reason]().format(body=body or _("the issuer"), day=day, successor=successor)
    return f"{told} {call}" if reason in _ASKS else told


_ASKS = frozenset({CredentialReason.NO_REGISTER, CredentialReason.COMPROMISED, CredentialReason.OUT_OF_SCOPE})

_SENTENCES: dict[CredentialReason, Callable[[], str]] = {
    CredentialReason.REGISTERED: lambda: _(
        "Signed by {body}, whose list of withdrawals of {day} does not name it."
    ),
    CredentialReason.OWN_LEDGER: lambda: _(
        "Signed by {body}. Our own records hold it, and nothing has taken it back as of {day}."
    ),
    CredentialReason.NO_REGISTER: lambda: _(
        "Signed by {body}. Whether it was withdrawn since cannot be seen here without a network."
    ),
    CredentialReason.UNKNOWN_ISSUER: lambda: _(
        "Nobody here vouches for its issuer. The file says who that is, but anybody can write that. Get the issuer's list of keys from the issuer, and check again."
    ),
    CredentialReason.COMPROMISED: lambda: _(
        "Signed with a key of {body} that has been lost to others since."
    ),
    CredentialReason.ALTERED: lambda: _(
        "Its signature is not that of the issuer that it names: it was changed, or made by somebody else."
    ),
    CredentialReason.OUT_OF_SCOPE: lambda: _(
        "Signed with a key of {body} on a day on which that key was not in use."
    ),
    CredentialReason.NOT_YET: lambda: _("It does not hold yet: it says from when it does."),
    CredentialReason.REVOKED: lambda: _("It has been withdrawn."),
    CredentialReason.SUPERSEDED: lambda: _("It has been replaced by {successor}."),
    CredentialReason.EXPIRED: lambda: _("It has expired: it says until when it held."),
    CredentialReason.REJECTED: lambda: _("The awarding body did not accept it."),
    CredentialReason.ANNULLED: lambda: _("It has been annulled: its result was void."),
}

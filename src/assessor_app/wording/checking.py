"""What a checker is told, in words: the answer, its reason, the state of the paper, and what is wrong with records."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from assessor_app.domain import number as numbers
from assessor_app.domain.answer import Answer, PaperState, Reason
from assessor_app.domain.errors import KnownError
from assessor_app.trust.judge import Judged
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import spoken


def answer_word(answer: Answer) -> str:
    """The answer in a word or two."""
    return {
        Answer.VALID: _("Valid"),
        Answer.CANNOT_TELL: _("Cannot tell"),
        Answer.NOT_VALID: _("Not valid"),
    }[answer]


def state_word(state: PaperState) -> str:
    """Where the paper stands in its life."""
    return {
        PaperState.PROVISIONAL: _("provisional"),
        PaperState.REGISTERED: _("registered"),
        PaperState.SUPERSEDED: _("replaced by another"),
        PaperState.REVOKED: _("withdrawn"),
        PaperState.EXPIRED: _("expired"),
        PaperState.REJECTED: _("not accepted"),
        PaperState.ANNULLED: _("annulled"),
        PaperState.UNKNOWN: _("not known here"),
    }[state]


def day_text(day: date) -> str:
    """A date written out in the language in use, as "21 November 2026"; ISO 8601 where its habits are not known."""
    # Babel loads a locale's tables: a first window that shows no date does without them.
    from babel.core import Locale, UnknownLocaleError
    from babel.dates import format_date

    language = spoken()
    try:
        # English alone does not say which habit: day before month, as in most of the world.
        locale = Locale.parse({"en": "en_GB"}.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
    return format_date(day, format="long", locale=locale)


def number_text(judged: Judged) -> str:
    """The number with its dashes, as the paper shows it; as it stands in the code where it is no number of ours."""
    try:
        return numbers.normalise(judged.claims.number)
    except KnownError:
        return judged.claims.number


def answer_sentence(judged: Judged) -> str:
    """Why the answer is what it is, and what to do. It tells nothing that the paper alone says of its issuer."""
    return _SENTENCES[judged.reason](judged)


def whom_to_call(judged: Judged) -> str:
    """What settles a doubt: whom to call, and which number to quote."""
    number = number_text(judged)
    if judged.phone:
        return _("Call {phone} and quote {number}.").format(phone=judged.phone, number=number)
    if judged.awarding_body:
        return _("Ask {body} and quote {number}.").format(body=judged.awarding_body, number=number)
    return _("Ask the awarding body named on the paper and quote {number}.").format(number=number)


def signed_by(judged: Judged) -> str:
    """Who signed, under whom, and when: from the trust store alone."""
    day = day_text(datetime.fromtimestamp(judged.claims.issued_at, UTC).date())
    if judged.own_award:
        return _("Signed by {centre} as its own award on {day}.").format(
            centre=judged.centre or judged.awarding_body, day=day
        )
    if judged.centre is None:
        return _(
            "Signed by a centre of {body} that its list of keys here does not name yet, on {day}."
        ).format(body=judged.awarding_body, day=day)
    return _("Signed by {centre} under {body} on {day}.").format(
        centre=judged.centre, body=judged.awarding_body, day=day
    )


def _day(day: date | None) -> str:
    return day_text(day) if day else _("a day that is not known here")


def _body(judged: Judged) -> str:
    return judged.awarding_body or judged.centre or _("the awarding body")


def _then(*sentences: str) -> str:
    return " ".join(sentences)


def _registered(judged: Judged) -> str:
    told = _("It stands in the register of {body} as of {day}.")
    return _then(signed_by(judged), told.format(body=_body(judged), day=_day(judged.as_of)))


def _own_ledger(judged: Judged) -> str:
    told = _("Our own records hold it, and nothing has taken it back as of {day}.")
    return _then(signed_by(judged), told.format(day=_day(judged.as_of)))


def _no_register(judged: Judged) -> str:
    told = _("Whether it was withdrawn since cannot be seen without a network.")
    return _then(signed_by(judged), told, whom_to_call(judged))


def _not_yet(judged: Judged) -> str:
    told = _("The register of {body} as of {day} does not have it yet, which is usual for a new certificate.")
    sentence = told.format(body=_body(judged), day=_day(judged.as_of))
    return _then(signed_by(judged), sentence, whom_to_call(judged))


def _lapsed(judged: Judged) -> str:
    told = _("It was provisional until {until}, and nothing here shows that it was registered since.")
    return _then(
        signed_by(judged), told.format(until=_day(judged.claims.provisional_until)), whom_to_call(judged)
    )


def _unknown_issuer(_judged: Judged) -> str:
    return _(
        "The code can be read, but nobody whom this device knows vouches for whoever signed it: that alone does not make"
        " it a forgery. Look up the telephone number of the centre or awarding body yourself, call, and ask."
    )


def _suspended(judged: Judged) -> str:
    told = _(
        "{body} has since suspended the device that signed it, and no fresh register here shows the certificate."
    )
    return _then(signed_by(judged), told.format(body=_body(judged)), whom_to_call(judged))


def _compromised(judged: Judged) -> str:
    told = _("A key of {body} behind it was lost, and no fresh register here shows the certificate.")
    return _then(signed_by(judged), told.format(body=_body(judged)), whom_to_call(judged))


def _altered(judged: Judged) -> str:
    told = _(
        "The code names a key of {body}, but the signature does not fit: what it says was changed or never signed."
    )
    return _then(told.format(body=_body(judged)), _("Do not accept it."), whom_to_call(judged))


def _out_of_scope(judged: Judged) -> str:
    told = _(
        "It was signed by a device that {body} had not allowed to certify {code}, or not on that day. Do not accept it."
    )
    return _then(told.format(body=_body(judged), code=judged.claims.code), whom_to_call(judged))


def _revoked(judged: Judged) -> str:
    told = _("{body} withdrew the award on {day}; none of its papers counts.")
    return told.format(body=_body(judged), day=_day(judged.since))


def _superseded(judged: Judged) -> str:
    if judged.successor is None:
        told = _("It was replaced by another certificate on {day}. Ask the holder for that one.")
        return told.format(day=_day(judged.since))
    told = _("It was replaced by certificate {successor} on {day}. Ask the holder for that one.")
    return told.format(successor=judged.successor, day=_day(judged.since))


def _expired(judged: Judged) -> str:
    told = _("It was valid until {day}. Ask the holder for a newer one.")
    return told.format(day=_day(judged.since or judged.claims.valid_until))


def _rejected(judged: Judged) -> str:
    if judged.own_award:  # the list of a centre alone does not name the body that it joined afterwards
        told = _("The awarding body that {centre} belongs to did not accept it ({day}).")
        said = told.format(centre=judged.centre or _body(judged), day=_day(judged.since))
        return _then(said, whom_to_call(judged))
    told = _("{body} did not accept it ({day}).")
    return _then(told.format(body=_body(judged), day=_day(judged.since)), whom_to_call(judged))


def _annulled(judged: Judged) -> str:
    told = _("The award was annulled on {day}: the assessment behind it does not count.")
    return _then(told.format(day=_day(judged.since)), whom_to_call(judged))


_SENTENCES: dict[Reason, Callable[[Judged], str]] = {
    Reason.REGISTERED: _registered,
    Reason.OWN_LEDGER: _own_ledger,
    Reason.NO_REGISTER: _no_register,
    Reason.NOT_YET_REGISTERED: _not_yet,
    Reason.PROVISIONAL_LAPSED: _lapsed,
    Reason.UNKNOWN_ISSUER: _unknown_issuer,
    Reason.SUSPENDED: _suspended,
    Reason.COMPROMISED: _compromised,
    Reason.ALTERED: _altered,
    Reason.OUT_OF_SCOPE: _out_of_scope,
    Reason.REVOKED: _revoked,
    Reason.SUPERSEDED: _superseded,
    Reason.EXPIRED: _expired,
    Reason.REJECTED: _rejected,
    Reason.ANNULLED: _annulled,
}

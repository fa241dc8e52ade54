"""The certificate's sentences, in the paper's own language."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from assessor_app.documents.content import CertificateContent
from assessor_app.wording.catalogue import SOURCE_LANGUAGE, paper_languages, words

# Where the language alone does not say which habit of dates: day before month, as in most of the world.
_HABITS = {"en": "en_GB"}
_MOST_REMEMBERED = 1024
_MANY = 100
_FROM_LEFT, _FROM_RIGHT = "\N{LEFT-TO-RIGHT MARK}", "\N{RIGHT-TO-LEFT MARK}"


def phrase(language: str) -> Callable[[str], str]:
    """Translates (gettext) in the language of the paper."""
    return words(language).gettext


@lru_cache(_MOST_REMEMBERED)
def date_text(day: date, language: str) -> str:
    """A date written out, as "20 February 2027"; ISO 8601 where the language's habits are not known."""
    locale = _locale(language)
    return day.isoformat() if locale is None else format_date(day, format="long", locale=locale)


def number_text(number: float, language: str) -> str:
    """A number in the habits of the language, as "12.5" or "12,5"."""
    return format_decimal(number, locale=_locale(language) or SOURCE_LANGUAGE)


def hours_text(hours: float, language: str) -> str:
    """How much work the award stands for, as "25 hours"."""
    # Half an hour is plural ("0.5 hours"), and in whatever form a language has for a number that is none of its small ones.
    count = int(hours) if hours == int(hours) else _MANY
    told = words(language).ngettext("{hours} hour", "{hours} hours", count)
    return told.format(hours=number_text(hours, language))


def both_text(names: Sequence[str], language: str) -> str:
    """Names in a row, as "workplace and simulated environment"."""
    return format_list(names, locale=_locale(language) or SOURCE_LANGUAGE)


@cache
def right_to_left(language: str) -> bool:
    """Whether the paper's language reads from right to left, so that its page is laid out mirrored."""
    locale = _locale(language)
    return locale is not None and locale.character_order == "right-to-left"


@cache
def _locale(language: str) -> Locale | None:
    """The habits of the language that the sentences really come out in: English where no translation exists."""
    if language not in paper_languages():
        language = SOURCE_LANGUAGE
    try:
        return Locale.parse(_HABITS.get(language, language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return None


def state_text(content: CertificateContent) -> str:
    """What the title adds while the paper is not registered."""
    if content.provisional_until is None:
        return ""
    _ = phrase(content.language)
    return _("Provisional until {date}").format(date=date_text(content.provisional_until, content.language))


def centre_text(content: CertificateContent) -> str:
    """Under the centre's name: approval, country, and who awards."""
    _ = phrase(content.language)
    awarded = _("Own award of this centre")
    if not content.own_award:
        awarded = _("Awarded by {body}").format(body=content.awarding_body) if content.awarding_body else ""
    approval = (
        _("Centre approval number {number}").format(number=content.centre_approval)
        if content.centre_approval
        else ""
    )
    return in_a_row(content.language, approval, content.centre_country, awarded)


def award_text(content: CertificateContent) -> str:
    """Under the award's title: code, version, level, credits, workload."""
    _ = phrase(content.language)
    code = _("{code}, version {version}").format(code=content.form_code, version=content.form_version)
    return in_a_row(content.language, code, content.level, content.credits, content.workload)


def facts(content: CertificateContent) -> list[tuple[str, str]]:
    """What is told in the row of facts: (label, value)."""
    _ = phrase(content.language)
    told = [
        (_("Achieved on"), date_text(content.achieved, content.language)),
        (_("Issued on"), date_text(content.issued, content.language)),
    ]
    if content.valid_until is not None:
        told.append((_("Valid until"), date_text(content.valid_until, content.language)))
    told.append((_("Environment"), content.environment))
    told.append((_("Method of assessment"), content.assessment_method))
    return [(label, value) for label, value in told if value]


def signatories(content: CertificateContent) -> list[tuple[str, str]]:
    """Who answers for it: (name, role and registration number)."""
    _ = phrase(content.language)
    people = [(content.assessor, _("Assessor"))]
    if content.quality_assurer is not None:
        people.append((content.quality_assurer, _("Quality assurer")))
    return [
        (
            person.name,
            _("{role}, registration {number}").format(role=role, number=person.registration)
            if person.registration
            else role,
        )
        for person, role in people
    ]


def limits_text(content: CertificateContent) -> str:
    """What the award does not reach, and that it is no licence."""
    _ = phrase(content.language)
    limits = _("Limits: {limits}").format(limits=_sentence(content.limits)) if content.limits else ""
    return " ".join(text for text in (limits, _sentence(content.not_a_licence)) if text)


def small_print(content: CertificateContent, *, learning: bool = True) -> str:
    """The rest that an honest paper says; without what was learnt and how where the back says that."""
    _ = phrase(content.language)
    told = [learning_text(content) if learning else "", _sentence(content.endorsement)]
    if content.guideline:
        told.append(_("Guideline edition: {edition}.").format(edition=content.guideline.rstrip(".")))
    if content.supersedes:
        told.append(
            _("Replaces certificate {number}, which is no longer valid.").format(number=content.supersedes)
        )
    if content.provisional_until is not None:
        told.append(
            _(
                "Printed before it was registered: after the date in its title, only an entry in the register keeps it valid."
            )
        )
    return " ".join(text for text in told if text)


def learning_text(content: CertificateContent) -> str:
    """Form of participation and type of quality assurance."""
    _ = phrase(content.language)
    told = (
        (_("Form of participation"), content.participation),
        (_("Type of quality assurance"), content.quality_assurance),
    )
    return " ".join(_sentence(f"{label}: {text}") for label, text in told if text)


def checking(content: CertificateContent) -> list[str]:
    """How anybody checks the paper, in three sentences."""
    _ = phrase(content.language)
    first = _("Check the code on the front with Assessor.")
    if content.host is not None:
        first = _(
            "Point a telephone's camera at the code on the front: the answer counts only on {host}."
        ).format(host=content.host)
    last = ""
    if content.phone:
        last = _("If it cannot tell, call {phone} and quote {number}.").format(
            phone=content.phone, number=content.number
        )
    return [
        first,
        _(
            "The answer names the holder, the award, its level and its date. The paper must say the same; ask for an identity document."
        ),
        last,
    ]


def overleaf_text(content: CertificateContent) -> str:
    """On the front, in place of the outcomes."""
    _ = phrase(content.language)
    return _("The learning outcomes and their criteria stand on the back.")


def outcomes_label(content: CertificateContent) -> str:
    """Above the outcomes, in each of the paper's languages."""
    told = []
    for one in content.both():
        _ = phrase(one.language)
        told.append(_("Learning outcomes shown"))
    return "  ·  ".join(dict.fromkeys(told))


def proof_text(content: CertificateContent) -> str:
    """Beside the code: which answer counts."""
    _ = phrase(content.language)
    if content.host is None:
        return _("Check this code with Assessor.")
    return _("The answer counts only on")


def call_text(content: CertificateContent) -> str:
    """Whom to call."""
    _ = phrase(content.language)
    if not content.phone:
        return ""
    return _("or call {phone} and quote the number.").format(phone=content.phone)


def in_a_row(language: str, *texts: str, gap: str = "  ") -> str:
    """Between middle dots, what is empty left out; in a line from the right each part keeps to itself: the numbers of two Latin parts do not run into one."""
    if not right_to_left(language):
        return f"{gap}·{gap}".join(text for text in texts if text)
    kept = (text if reads_rightwards(text) else f"{_FROM_LEFT}{text}{_FROM_LEFT}" for text in texts if text)
    return _FROM_RIGHT + f"{_FROM_RIGHT}{gap}·{gap}{_FROM_RIGHT}".join(kept)


def reads_rightwards(text: str) -> bool:
    """Whether any letter of it is of a script that is read from the right."""
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text)


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends in its own script's."""
    text = text.strip()
    return text if not text or text[-1] in ".!?।።۔。:" else f"{text}."

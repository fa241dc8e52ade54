"""What setting up a centre asks, page by page: declared, so that a page is a list of questions."""

from collections.abc import Callable
from dataclasses import dataclass

from assessor_app.domain.errors import KnownError
from assessor_app.formats.qr_text import read_host
from assessor_app.services.people.pin import require_strong
from assessor_app.services.people.staff import LONGEST_LABEL, SHORTEST_PASSPHRASE
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.errors import sentence

Answers = dict[str, str]
Check = Callable[[Answers], str]
"""What is wrong with the answers, in one sentence; nothing where they will do."""

_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class Question:
    """One field. `note` stands under it; `country` is a list to choose from."""

    key: str
    label: str
    hint: str = ""
    note: str = ""
    secret: bool = False
    country: bool = False
    check: Check = lambda _answers: ""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page of questions."""

    title: str
    about: str
    questions: tuple[Question, ...]


def sheets() -> tuple[Sheet, ...]:
    """The pages, in order, in the language in use."""
    return (_centre(), _papers(), _administrator(), _pin())


def _centre() -> Sheet:
    return Sheet(
        title=_("Your centre"),
        about=_("This stands on every paper."),
        questions=(
            Question(key="name", label=_("Name of the centre"), check=_needed("name")),
            Question(
                key="approval_number",
                label=_("Approval number"),
                note=_("As your awarding body or authority wrote it; leave it empty if you have none."),
            ),
            Question(key="country", label=_("Country"), country=True, check=_needed("country")),
            Question(
                key="phone",
                label=_("Number to call about a paper"),
                hint="+353 1 555 0100",
                note=_("Whoever doubts a paper calls it: a landline of the centre, not of one person."),
                check=_needed("phone"),
            ),
        ),
    )


def _papers() -> Sheet:
    return Sheet(
        title=_("Who awards"),
        about=_("Both can stay empty. They can no longer be changed on papers that were printed."),
        questions=(
            Question(
                key="awarding_body",
                label=_("Awarding body that registers your papers"),
                note=_("Leave it empty if the award is your own."),
            ),
            Question(
                key="host",
                label=_("Host of your verifier page"),
                hint="check.example.org",
                note=_(
                    "Leads a phone that reads the code to a page about it. Without one the code still proves itself."
                ),
                check=_host,
            ),
        ),
    )


def _administrator() -> Sheet:
    return Sheet(
        title=_("The first administrator"),
        about=_("You: who adds the others, gives them passphrases and PINs, and changes settings."),
        questions=(
            Question(key="administrator", label=_("Full name"), check=_needed("administrator")),
            Question(
                key="label",
                label=_("Name on the sign-in page"),
                note=_("Everybody who opens this computer can read it: a first name will do."),
                check=_needed("label", most=LONGEST_LABEL),
            ),
            Question(
                key="passphrase",
                label=_("Passphrase"),
                secret=True,
                note=_(
                    "Opens this device. Four words that only you would put together are good; at least {count} characters."
                ).format(count=SHORTEST_PASSPHRASE),
                check=_passphrase,
            ),
            Question(
                key="passphrase_again",
                label=_("The passphrase once more"),
                secret=True,
                check=_same("passphrase", "passphrase_again"),
            ),
        ),
    )


def _pin() -> Sheet:
    return Sheet(
        title=_("Your PIN"),
        about=_(
            "Four to eight digits. It signs what you decide and unlocks the screen; it does not open the device."
        ),
        questions=(
            Question(key="pin", label=_("PIN"), secret=True, check=_strong),
            Question(
                key="pin_again", label=_("The PIN once more"), secret=True, check=_same("pin", "pin_again")
            ),
        ),
    )


def _needed(key: str, *, most: int = _LONGEST) -> Check:
    def check(answers: Answers) -> str:
        if not answers[key].strip():
            return _("This is needed.")
        if len(answers[key]) > most:
            return _("At most {most} characters.").format(most=most)
        return ""

    return check


def _same(first: str, second: str) -> Check:
    return lambda answers: "" if answers[first] == answers[second] else _("The two are not the same.")


def _passphrase(answers: Answers) -> str:
    if len(answers["passphrase"]) < SHORTEST_PASSPHRASE:
        return sentence(KnownError("passphrase-too-short", fewest=SHORTEST_PASSPHRASE))
    return ""


def _strong(answers: Answers) -> str:
    return _told(lambda: require_strong(answers["pin"]))


def _host(answers: Answers) -> str:
    return _told(lambda: read_host(answers["host"])) if answers["host"].strip() else ""


def _told(check: Callable[[], object]) -> str:
    try:
        check()
    except KnownError as error:
        return sentence(error)
    return ""

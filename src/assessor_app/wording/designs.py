"""The sentence for each problem in a design: what is wrong, and what to do."""

from collections.abc import Callable, Mapping

from assessor_app.domain.design import CertificateDesign, Part
from assessor_app.formats.form_yaml.problems import Problem, errors_of
from assessor_app.wording.catalogue import gettext as _
from assessor_app.wording.catalogue import ngettext
from assessor_app.wording.forms import problem_sentence, shown, unreadable_sentence

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "part-missing": lambda: _("{part} is missing, and every certificate must say it; put it into a column."),
    "part-twice": lambda: _("{part} stands here a second time; keep one of them."),
    "code-too-small": lambda: _(
        "the code is {side} mm wide, and a telephone does not read it under {least} mm; make it larger."
    ),
    "code-no-room": lambda: _(
        "the column of the code is {width} points wide, and the code with the white around it needs {least}; make it wider."
    ),
    "smallest-above-size": lambda: _("the smallest size {smallest} is above the size {size}; lower it."),
    "colour-too-pale": lambda: _(
        "text in {colour} cannot be read on {ground}: the contrast is under {least}; take a darker or a lighter one."
    ),
    "not-design-id": lambda: _(
        "“{key}” cannot be “{value}”; it is small letters and digits with hyphens, up to 32 of them."
    ),
    "not-colour": lambda: _(
        "“{key}” cannot be “{value}”; a colour is #RRGGBB, or sector, sector-dark or sector-light."
    ),
    "not-colour-name": lambda: _("“{key}” cannot be “{value}”; name a colour that stands under “colours”."),
    "not-hash": lambda: _(
        "“{key}” cannot be “{value}”; a picture is named by its SHA-256, 64 hex characters."
    ),
    "picture-missing": lambda: _("the picture of the logo is not here; choose the logo again."),
}


def part_name(part: Part) -> str:
    """What stands on a certificate, as people call it."""
    return {
        Part.CENTRE: lambda: _("The centre's name"),
        Part.APPROVAL: lambda: _("Approval, country and awarding body"),
        Part.HEADING: lambda: _("What the paper is called"),
        Part.STATE: lambda: _("Until when it is provisional"),
        Part.CERTIFY: lambda: _("“This is to certify that”"),
        Part.HOLDER: lambda: _("The holder's name"),
        Part.IDENTITY: lambda: _("The identity mark"),
        Part.FOUND: lambda: _("“has been assessed and found competent in”"),
        Part.AWARD: lambda: _("The award's title"),
        Part.DETAILS: lambda: _("Code, level, credits and workload"),
        Part.LOGO: lambda: _("The logo"),
        Part.SIGN: lambda: _("The sector's sign"),
        Part.BAR: lambda: _("The bar"),
        Part.OUTCOMES: lambda: _("The learning outcomes"),
        Part.FACTS: lambda: _("Dates, environment and method"),
        Part.SIGNATURES: lambda: _("Who answers for it"),
        Part.PRINT: lambda: _("Limits and small print"),
        Part.PROOF: lambda: _("The code and its number"),
    }[part]()


def design_sentence(problem: Problem) -> str:
    """One sentence for a problem; raises KeyError for a code that has no sentence, which is a bug."""
    if problem.code not in _SENTENCES:
        return problem_sentence(problem)
    details = {name: shown(value) for name, value in problem.details.items()}
    if "part" in details:
        details["part"] = part_name(Part(details["part"]))
    return _SENTENCES[problem.code]().format(**details)


def design_file_refused(name: str, problems: tuple[Problem, ...]) -> str:
    """Why a file of a design was not taken: its first error, where it stands, and how many there are."""
    errors = errors_of(problems)
    told = ngettext(
        "{file} was not taken. In line {line}: {problem}",
        "{file} was not taken. It has {count} errors, the first in line {line}: {problem}",
        len(errors),
    )
    problem = design_sentence(errors[0])
    return told.format(file=shown(name), line=errors[0].line, count=len(errors), problem=problem)


def shipped_about(design: CertificateDesign) -> str:
    """What a design that ships is for, in one sentence."""
    told = {
        "engraver": lambda: _(
            "A bank note's border, wide margins, everything on one axis; it hangs well beside a university degree."
        ),
        "modern": lambda: _(
            "Letters alone, set from a strong left edge with much white; what is beside stays beside."
        ),
        "diploma": lambda: _(
            "A classic diploma with a seal in the sector's sign, a fine double frame and tall serif letters."
        ),
        "trade": lambda: _(
            "A broad stripe in the colour of the trade with its sign and the code; bold, and known from across a hall."
        ),
    }
    return told[design.id]() if design.id in told else design.about


def design_file_unreadable(name: str, details: Mapping[str, object]) -> str:
    """Why a file that is no design at all was not taken, from the details of a KnownError `design-unreadable`."""
    return _("{file} was not taken: {problem}").format(file=shown(name), problem=design_unreadable(details))


def design_unreadable(details: Mapping[str, object]) -> str:
    """One sentence for a KnownError `design-unreadable`, from its details."""
    return unreadable_sentence(details)

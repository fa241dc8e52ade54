"""Results: each learning outcome, and the elements of the EU Recommendation that no other member holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.credentials.naming import named
from assessor_app.domain.credential import CredentialFacts
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import Method
from assessor_app.formats.credential import Result, ResultDescription
from assessor_app.wording.catalogue import words

COMPLETED = "Completed"


@dataclass(frozen=True)
class Shown:
    """A result with what describes it."""

    description: ResultDescription
    result: Result


def results(facts: CredentialFacts, achievement: str) -> tuple[Shown, ...]:
    """Outcomes first, in the order of the form; `achievement` is the URI that their own are made from."""
    return (*_outcomes(facts.form, achievement), *_elements(facts, achievement))


def outcome_name(achievement: str, outcome: str) -> str:
    return named(achievement, "outcome", outcome)


def _outcomes(form: Form, achievement: str) -> Iterator[Shown]:
    achieved = words(form.language).gettext("Achieved")
    for outcome in form.outcomes:
        about = outcome_name(achievement, outcome.id)
        yield Shown(
            ResultDescription(id=about, name=outcome.text, result_type="Status"),
            Result(result_description=about, status=COMPLETED, value=achieved),
        )


def _elements(facts: CredentialFacts, achievement: str) -> Iterator[Shown]:
    """Council Recommendation 2022/C 243/02, Annex I: workload, credits, assessment, participation, quality assurance."""
    form = facts.form
    _ = words(form.language).gettext
    credit = "ECTSCredits" if form.credit_system.upper() == "ECTS" else "Credits"
    elements = (
        ("NotionalLearningHours", _("Notional workload (hours)"), number_value(form.workload_hours)),
        (
            credit,
            _("Credits ({system})").format(system=form.credit_system or "–"),
            "" if form.credits is None else number_value(form.credits),
        ),
        ("AssessmentType", _("Type of assessment"), _assessment(facts)),
        ("AssessmentEnvironment", _("Environment"), _environments(facts)),
        ("ParticipationForm", _("Form of participation"), form.participation),
        ("QualityAssuranceType", _("Type of quality assurance"), form.quality_assurance),
    )
    for kind, name, value in elements:
        if value:
            about = named(achievement, "element", kind)
            yield Shown(
                ResultDescription(id=about, name=name, result_type=f"ext:{kind}"),
                Result(result_description=about, value=value),
            )


def _assessment(facts: CredentialFacts) -> str:
    """How it was assessed, truthfully: what was recognised of prior learning was not observed here."""
    if Method.RPL not in facts.methods:
        return facts.form.assessment_type
    _ = words(facts.form.language).gettext
    if Method.OBSERVATION not in facts.methods:
        return _("Recognition of prior learning")
    return _("Observation and recognition of prior learning")


def _environments(facts: CredentialFacts) -> str:
    _ = words(facts.form.language).gettext
    names = {"workplace": _("workplace"), "simulated": _("simulated environment")}
    return ", ".join(names.get(code, code) for code in facts.environments)


def number_value(value: float) -> str:
    """As people write it: 3 and no 3.0."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))

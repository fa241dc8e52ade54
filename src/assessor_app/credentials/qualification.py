"""From a qualification to its credential: the micro-credentials that it was made of are named inside."""

from collections.abc import Iterator
from dataclasses import dataclass

from assessor_app.credentials.mapping import identity, moment, profile, status_entry
from assessor_app.credentials.naming import credential_name, hash_name, named
from assessor_app.credentials.results import COMPLETED, number_value
from assessor_app.credentials.said import PART_GENRE
from assessor_app.domain.credential import PartFacts, QualificationFacts
from assessor_app.formats.credential import (
    Achievement,
    Alignment,
    Credential,
    Criteria,
    Evidence,
    Image,
    Related,
    Result,
    ResultDescription,
    Subject,
    unless_blank,
    unless_empty,
    unless_none,
)
from assessor_app.wording.catalogue import words

ACHIEVEMENT_TYPE = "Certification"


@dataclass(frozen=True)
class _Shown:
    description: ResultDescription
    result: Result


def qualification_credential(facts: QualificationFacts, *, image: str = "") -> Credential:
    """The credential, not yet signed. `image` is the badge as a data URI, empty for none."""
    _ = words(facts.language).gettext
    about = named(facts.issuer.id, "qualification", facts.code)
    shown = (*_parts(facts), *_elements(facts, about))
    sample = _("SAMPLE: nobody has earned this certificate.") if facts.sample else ""
    released = _("Quality assurer") + f" {facts.released_by}" if facts.released_by else ""
    return Credential(
        id=credential_name(facts.cti),
        name=facts.title,
        description=unless_blank(sample),
        issuer=profile(facts.issuer),
        valid_from=moment(facts.awarded),
        valid_until=unless_blank("" if facts.until is None else f"{facts.until.isoformat()}T23:59:59Z"),
        awarded_date=moment(facts.awarded),
        credential_subject=Subject(
            identifier=tuple(identity(facts)),
            credits_earned=unless_none(_credits(facts)[0]),
            license_number=facts.number,
            result=tuple(one.result for one in shown),
            source=profile(facts.centre, official=released),
            achievement=Achievement(
                id=about,
                achievement_type=ACHIEVEMENT_TYPE,
                name=facts.title,
                description=_rule_words(facts),
                criteria=Criteria(narrative=_rule_words(facts)),
                image=unless_none(Image(id=image, caption=facts.title) if image else None),
                human_code=facts.code,
                in_language=facts.language,
                alignment=unless_empty(tuple(_alignments(facts))),
                related=unless_empty(tuple(_related(facts))),
                result_description=tuple(one.description for one in shown),
            ),
        ),
        evidence=unless_empty(tuple(_evidence(facts))),
        credential_status=unless_none(status_entry(facts.status)),
    )


def _about(facts: QualificationFacts, part: PartFacts) -> str:
    """The part's achievement, by the name that its own credential has for it."""
    return named(facts.issuer.id, "achievement", part.form.code, part.form.version)


def _rule_words(facts: QualificationFacts) -> str:
    _ = words(facts.language).gettext
    if facts.need == len(facts.of):
        rule = _("All of these micro-credentials: {codes}.").format(codes=", ".join(facts.of))
    else:
        rule = _("{need} of these micro-credentials: {codes}.").format(
            need=facts.need, codes=", ".join(facts.of)
        )
    first = _("Held before: {codes}.").format(codes=", ".join(facts.first)) if facts.first else ""
    return " ".join(text for text in (rule, first) if text)


def _parts(facts: QualificationFacts) -> Iterator[_Shown]:
    achieved = words(facts.language).gettext("Achieved")
    for part in facts.parts:
        about = _about(facts, part)
        yield _Shown(
            ResultDescription(id=about, name=f"{part.form.title} ({part.form.ref})", result_type="Status"),
            Result(result_description=about, status=COMPLETED, value=achieved),
        )


def _elements(facts: QualificationFacts, about: str) -> Iterator[_Shown]:
    """Council Recommendation 2022/C 243/02, Annex I: what is the sum of the parts, and what is said of all of them."""
    _ = words(facts.language).gettext
    amount, system = _credits(facts)
    forms = [part.form for part in facts.parts]
    quality = " · ".join(dict.fromkeys(form.quality_assurance for form in forms))
    kind = "ECTSCredits" if system.upper() == "ECTS" else "Credits"
    hours = sum(form.workload_hours for form in forms)
    elements = (
        ("NotionalLearningHours", _("Notional workload (hours)"), number_value(hours) if hours else ""),
        (
            kind,
            _("Credits ({system})").format(system=system or "–"),
            "" if amount is None else number_value(amount),
        ),
        ("AssessmentType", _("Type of assessment"), _("Micro-credentials that were assessed one by one")),
        ("ParticipationForm", _("Form of participation"), " · ".join(dict.fromkeys(form.participation for form in forms))),
        ("QualityAssuranceType", _("Type of quality assurance"), quality),
    )  # fmt: skip
    for name, title, value in elements:
        if value:
            key = named(about, "element", name)
            yield _Shown(
                ResultDescription(id=key, name=title, result_type=f"ext:{name}"),
                Result(result_description=key, value=value),
            )


def _credits(facts: QualificationFacts) -> tuple[float | None, str]:
    """The sum, where all parts count in one system."""
    forms = [part.form for part in facts.parts]
    systems = {form.credit_system for form in forms}
    if len(systems) != 1 or any(form.credits is None for form in forms):
        return None, ""
    return sum(form.credits or 0 for form in forms), systems.pop()


def _alignments(facts: QualificationFacts) -> Iterator[Alignment]:
    for part in facts.parts:
        yield Alignment(
            target_name=part.form.title,
            target_url=_about(facts, part),
            target_code=part.form.code,
            target_type="ceasn:Competency",
        )


def _related(facts: QualificationFacts) -> Iterator[Related]:
    for part in facts.parts:
        yield Related(id=_about(facts, part), version=part.form.version, in_language=part.form.language)


def _evidence(facts: QualificationFacts) -> Iterator[Evidence]:
    """The signed record of the release, and each part by the name of its own credential."""
    _ = words(facts.language).gettext
    if facts.record:
        yield Evidence(
            id=hash_name(facts.record),
            name=_("Signed record of the award"),
            description=_("Kept by the centre; known by the SHA-256 of the record."),
            genre="record",
        )
    for part in facts.parts:
        until = (
            _("Certificate {number}, achieved {day}, valid until {until}.")
            if part.until
            else _("Certificate {number}, achieved {day}.")
        )
        yield Evidence(
            id=credential_name(part.cti),
            name=f"{part.form.title} ({part.form.ref})",
            description=until.format(number=part.number, day=part.achieved, until=part.until),
            genre=PART_GENRE,
        )

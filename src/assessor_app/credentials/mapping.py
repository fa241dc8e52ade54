"""From the facts of a certificate to an Open Badges 3.0 credential (`docs/credentials.md` has the table)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from assessor_app.credentials.naming import credential_name, hash_name, named
from assessor_app.credentials.results import outcome_name, results
from assessor_app.domain.credential import (
    CredentialFacts,
    EvidenceKept,
    Organisation,
    QualificationFacts,
    StatusPlace,
)
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Form, Level
from assessor_app.formats.credential import (
    Achievement,
    Address,
    Alignment,
    Credential,
    Criteria,
    Evidence,
    IdentifierEntry,
    IdentityObject,
    Image,
    Profile,
    StatusEntry,
    Subject,
    unless_blank,
    unless_empty,
    unless_none,
)
from assessor_app.wording.catalogue import words

_EQF = "EQF"
_COUNTRY_CODE = re.compile(r"[A-Z]{2}\Z")
_ESCO = ("http://data.europa.eu/esco/", "https://data.europa.eu/esco/")
_ISCED = re.compile(r"[0-9]{2,4}\Z")


def credential_of(facts: CredentialFacts, *, image: str = "") -> Credential:
    """The credential, not yet signed. `image` is the badge as a data URI, empty for none."""
    form = facts.form
    about = named(facts.issuer.id, "achievement", form.code, form.version)
    shown = results(facts, about)
    return Credential(
        id=credential_name(facts.cti),
        name=form.title,
        description=unless_blank(_description(facts)),
        issuer=profile(facts.issuer),
        valid_from=moment(facts.issued),
        valid_until=unless_blank("" if facts.until is None else f"{facts.until.isoformat()}T23:59:59Z"),
        awarded_date=moment(facts.achieved),
        credential_subject=Subject(
            identifier=tuple(identity(facts)),
            credits_earned=unless_none(form.credits),
            license_number=facts.number,
            result=unless_empty(tuple(one.result for one in shown)),
            source=profile(facts.centre, official=_official(facts)),
            achievement=Achievement(
                id=about,
                achievement_type="MicroCredential",
                name=form.title,
                description=form.description,
                criteria=Criteria(narrative=_criteria(form)),
                image=unless_none(Image(id=image, caption=form.title) if image else None),
                human_code=form.code,
                version=form.version,
                in_language=form.language,
                field_of_study=unless_blank(form.isced_f and f"ISCED-F 2013: {form.isced_f}"),
                credits_available=unless_none(form.credits),
                alignment=unless_empty(tuple(_alignments(form, about))),
                endorsement=unless_empty(tuple(dict(one) for one in facts.endorsements)),
                result_description=unless_empty(tuple(one.description for one in shown)),
            ),
        ),
        evidence=unless_empty(tuple(_evidence(facts))),
        credential_status=unless_none(status_entry(facts.status)),
    )


def moment(at: datetime) -> str:
    """UTC, to the second, as the standard's DateTimeZ."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _description(facts: CredentialFacts) -> str:
    """What the paper says beside the award itself; of invented people it says so first."""
    _ = words(facts.form.language).gettext
    sample = _("SAMPLE: nobody has earned this certificate.") if facts.sample else ""
    return " ".join(text for text in (sample, facts.form.endorsement) if text)


def _criteria(form: Form) -> str:
    """What had to be shown and how far it reaches, in the form's own words, paragraph by paragraph."""
    outcomes = "\n".join(f"- {outcome.text}" for outcome in form.outcomes)
    said = (outcomes, form.assessment_type, form.limits, form.not_a_licence, form.guideline)
    return "\n\n".join(text for text in said if text) or form.title


def profile(of: Organisation, *, official: str = "") -> Profile:
    """An organisation with what is known of it; `official` is who answers for it here."""
    approval = (
        (IdentifierEntry(identifier=of.approval_number, identifier_type="ext:ApprovalNumber"),)
        if of.approval_number
        else ()
    )
    return Profile(
        id=of.id,
        name=of.name,
        url=unless_blank(of.host and f"https://{of.host.lower()}/"),
        phone=unless_blank(of.phone),
        address=unless_none(_address(of)),
        other_identifier=unless_empty(approval),
        official=unless_blank(official),
    )


def _address(of: Organisation) -> Address | None:
    if not of.country:
        return None
    code = bool(_COUNTRY_CODE.match(of.country))
    return Address(
        address_country=unless_blank("" if code else of.country),
        address_country_code=unless_blank(of.country if code else ""),
    )


def _official(facts: CredentialFacts) -> str:
    """Who decided and who released it, by role and registration number: nobody's name."""
    _ = words(facts.form.language).gettext
    people = ((_("Assessor"), facts.assessor), (_("Quality assurer"), facts.quality_assurer))
    return ", ".join(f"{role} {number}" for role, number in people if number)


def identity(facts: CredentialFacts | QualificationFacts) -> Iterator[IdentityObject]:
    """The name as on the paper, and the learner's number salted and hashed: who knows it can check it."""
    yield IdentityObject(hashed=False, identity_hash=facts.holder, identity_type="name")
    if facts.learner_number:
        salt = sha256(b"learner number" + facts.cti).hexdigest()[:32]
        digest = sha256((facts.learner_number + salt).encode()).hexdigest()
        yield IdentityObject(
            hashed=True, identity_hash=f"sha256${digest}", identity_type="identifier", salt=salt
        )


def _alignments(form: Form, about: str) -> Iterator[Alignment]:
    for level in form.levels:
        yield _level(form, level)
    if _ISCED.match(form.isced_f):
        yield Alignment(
            target_name=f"ISCED-F {form.isced_f}",
            target_url=f"http://data.europa.eu/snb/isced-f/{form.isced_f}",
            target_framework="ISCED-F 2013",
            target_code=form.isced_f,
        )
    for skill in form.skills:
        yield Alignment(
            target_name=skill.title,
            target_url=skill.uri,
            target_framework=unless_blank("ESCO" if skill.uri.startswith(_ESCO) else ""),
            target_type="ceasn:Competency",
        )
    for outcome in form.outcomes:
        yield Alignment(
            target_name=outcome.text,
            target_url=outcome_name(about, outcome.id),
            target_framework=form.ref,
            target_code=f"{form.code} {outcome.id}",
            target_type="ceasn:Competency",
        )


def _level(form: Form, level: Level) -> Alignment:
    """The EQF by its own URIs; a national framework's level by a name of ours, since it has none that is known here."""
    _ = words(form.language).gettext
    european = level.framework.upper() == _EQF
    return Alignment(
        target_name=f"{level.framework} {level.level}",
        target_url=f"http://data.europa.eu/snb/eqf/{level.level}"
        if european
        else named("level", level.framework, level.level),
        target_framework="European Qualifications Framework" if european else level.framework,
        target_code=level.level,
        target_description=unless_blank("" if level.referenced else _("Indicative level")),
    )


def _evidence(facts: CredentialFacts) -> Iterator[Evidence]:
    """The signed record and each piece that it names: hashes and kinds, no picture, no voice, no word of anybody."""
    _ = words(facts.form.language).gettext
    if facts.record:
        yield Evidence(
            id=hash_name(facts.record),
            name=_("Signed record of the assessment"),
            description=_("Kept by the centre; known by the SHA-256 of the record."),
            genre="record",
        )
    for number, piece in enumerate(facts.evidence, 1):
        yield Evidence(
            id=hash_name(piece.sha256),
            name=f"{_kind(piece, facts.form)} {number}",
            description=_kept(piece, facts.form),
            genre=piece.kind.value,
        )


def _kind(piece: EvidenceKept, form: Form) -> str:
    _ = words(form.language).gettext
    return {
        Kind.PHOTO: _("Photo"),
        Kind.AUDIO: _("Sound recording"),
        Kind.VIDEO: _("Film"),
        Kind.FILE: _("File"),
        Kind.WITNESS: _("Witness statement"),
        Kind.PRODUCT: _("Product note"),
        Kind.SIMULATION: _("Simulation note"),
    }[piece.kind]


def _kept(piece: EvidenceKept, form: Form) -> str:
    _ = words(form.language).gettext
    if piece.criterion:
        told = _("Criterion {criterion}. Kept by the centre; known by a salted SHA-256.")
        return told.format(criterion=piece.criterion)
    return _("Kept by the centre; known by a salted SHA-256.")


def status_entry(place: StatusPlace | None) -> StatusEntry | None:
    """Where a withdrawal would show; None for nowhere."""
    if place is None:
        return None
    return StatusEntry(
        id=f"{place.url}#{place.index}",
        status_list_index=str(place.index),
        status_list_credential=place.url,
    )

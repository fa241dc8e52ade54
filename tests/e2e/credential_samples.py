"""Facts of a certificate for the tests of credentials."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from assessor_app.credentials.mapping import credential_of
from assessor_app.credentials.qualification import qualification_credential
from assessor_app.credentials.signing import issuing_alone, sign_credential
from assessor_app.domain.credential import (
    CredentialFacts,
    EvidenceKept,
    Organisation,
    PartFacts,
    QualificationFacts,
)
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import Method
from assessor_app.formats.credential import document
from assessor_app.formats.form_yaml import parse_form
from assessor_app.resources import forms_folder
from assessor_app.trust.keys import SigningKey

KEY = SigningKey(bytes(range(32)))
ISSUING = issuing_alone(KEY)
ISSUED = datetime(2026, 3, 14, 10, 30, tzinfo=UTC)


def sample_form() -> Form:
    (path,) = (forms_folder() / "electrical").glob("ELE-SAF.yaml")
    return parse_form(path.read_bytes())


def sample_facts(**changes: Any) -> CredentialFacts:
    facts = CredentialFacts(
        cti=bytes(range(16)),
        number="JB1K-CSCX-0001-W",
        holder="Nguyễn Thị Thu Hà",
        learner_number="L-0007",
        form=sample_form(),
        environments=("simulated", "workplace"),
        methods=frozenset({Method.OBSERVATION}),
        achieved=ISSUED - timedelta(days=1),
        issued=ISSUED,
        until=datetime.now(UTC).date() + timedelta(days=365),
        issuer=Organisation(
            id=ISSUING.did, name="Harbour Street Training Centre", country="IE", host="check.example.org"
        ),
        centre=Organisation(
            id="urn:uuid:5b1a2a34-0d9f-5f0f-8d3b-0c1d2e3f4a5b",
            name="Harbour Street Training Centre",
            country="IE",
            phone="+353 1 555 0142",
            approval_number="SAMPLE-0042",
        ),
        assessor="A-1001",
        quality_assurer="Q-2002",
        evidence=(
            EvidenceKept(kind=Kind.PHOTO, sha256="ab" * 32, criterion="1.2"),
            EvidenceKept(kind=Kind.WITNESS, sha256="cd" * 32),
        ),
        record="ef" * 32,
        sample=True,
    )
    return replace(facts, **changes)


def signed_sample(**changes: Any) -> dict[str, Any]:
    made = document(credential_of(sample_facts(**changes)))
    return sign_credential(made, issuing=ISSUING, created=ISSUED)


def sample_qualification(**changes: Any) -> QualificationFacts:
    """A qualification of two micro-credentials, one of which ends."""
    one = sample_facts()
    first = PartFacts(
        cti=one.cti, number=one.number, form=one.form, achieved=one.achieved.date(), until=one.until
    )
    other = replace(one.form, code="ELE-WIR", title="Cablage de base – « niveau 1 »")
    second = replace(first, cti=bytes(range(16, 32)), number="JB1K-CSCX-0002-V", form=other, until=None)
    facts = QualificationFacts(
        cti=bytes(range(32, 48)),
        number="JB1K-CSCX-0003-T",
        holder=one.holder,
        learner_number=one.learner_number,
        code="ELE-ELEC",
        title="Certified Electrician",
        sector="electrical",
        of=("ELE-SAF", "ELE-WIR", "ELE-CIR"),
        need=2,
        first=("GEN-ONE",),
        parts=(first, second),
        awarded=ISSUED,
        until=one.until,
        issuer=one.issuer,
        centre=one.centre,
        released_by="Q-2002",
        record="ef" * 32,
        sample=True,
    )
    return replace(facts, **changes)


def signed_qualification(**changes: Any) -> dict[str, Any]:
    made = document(qualification_credential(sample_qualification(**changes)))
    return sign_credential(made, issuing=ISSUING, created=ISSUED)

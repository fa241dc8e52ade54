"""What a certificate says, as plain values; the words around them are made where it is drawn."""

from dataclasses import dataclass
from datetime import date

from assessor_app.domain.sitting import Method


@dataclass(frozen=True, kw_only=True)
class Signatory:
    """A person who answers for the decision."""

    name: str
    registration: str
    id: str = ""


@dataclass(frozen=True, kw_only=True)
class PaperContent:
    """Everything that one certificate says. Names in any script; `language` is BCP 47.

    `mark` is the identity mark the learner chose: the birth date, the last characters of a document, or None.
    `level` and `credits` are the words that the QR repeats. `environments` are codes. `methods` are by what it was shown, `challenged` whether in a challenge test too. `provisional_until` is None for a centre that awards alone. `qr` is the QR's text.
    """

    holder: str
    mark: date | str | None
    title: str
    form_code: str
    form_version: str
    level: str | None
    credits: str | None
    workload_hours: float
    outcomes: tuple[str, ...]
    environments: tuple[str, ...]
    assessment_method: str
    participation: str
    quality_assurance: str
    achieved: date
    issued: date
    valid_until: date | None
    provisional_until: date | None
    limits: str
    not_a_licence: str
    endorsement: str
    guideline: str
    centre: str
    centre_approval: str
    centre_country: str
    awarding_body: str
    own_award: bool
    assessor: Signatory
    quality_assurer: Signatory | None
    phone: str
    host: str
    number: str
    qr: str
    language: str
    sample: bool
    supersedes: str
    methods: frozenset[Method] = frozenset()
    challenged: bool = False
    sector: str = ""
    criteria: tuple[tuple[str, ...], ...] = ()
    """Texts of each outcome's criteria, in the outcomes' order."""

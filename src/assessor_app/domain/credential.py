"""What a credential says of one certificate: the same facts at a centre that awards alone and at the central issuer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from assessor_app.domain.certificate import CertificateState
from assessor_app.domain.evidence import Kind
from assessor_app.domain.form import Form
from assessor_app.domain.sitting import Method


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """An awarding body or a centre. `id` is an absolute URI; `country` is ISO 3166-1 alpha-2, or a name."""

    id: str
    name: str
    country: str = ""
    phone: str = ""
    host: str = ""
    approval_number: str = ""


@dataclass(frozen=True, kw_only=True)
class EvidenceKept:
    """A piece of evidence as far as it is told: what it is, of which criterion, and the hash (hex) in the record."""

    kind: Kind
    sha256: str
    criterion: str = ""


@dataclass(frozen=True, kw_only=True)
class StatusPlace:
    """Where a withdrawal would show: a bit of the list at this URL."""

    url: str
    index: int


@dataclass(frozen=True, kw_only=True)
class CredentialFacts:
    """Everything that a credential says, in no format.

    `holder` and the dates are those of the frozen paper; `assessor` and `quality_assurer` are registration numbers,
    empty where there is none; `record` is SHA-256 (hex) of the whole signed record of the decision. `until` is the last
    day on which it holds, None for ever. `endorsements` are signed words of others on the form, as they signed them.
    """

    cti: bytes
    number: str
    holder: str
    learner_number: str
    form: Form
    environments: tuple[str, ...]
    methods: frozenset[Method]
    achieved: datetime
    issued: datetime
    until: date | None
    issuer: Organisation
    centre: Organisation
    assessor: str
    quality_assurer: str
    evidence: tuple[EvidenceKept, ...]
    record: str
    sample: bool = False
    status: StatusPlace | None = None
    endorsements: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartFacts:
    """A micro-credential inside a qualification: its own credential is named by `cti`; `form` is the version that was shown."""

    cti: bytes
    number: str
    form: Form
    achieved: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class QualificationFacts:
    """Everything that the credential of a qualification says, in no format.

    `need` of the micro-credentials `of` (codes) were asked for, after `first`; `parts` are those that were held. `released_by`
    is the registration number of whoever released it, `record` SHA-256 (hex) of that signed record; empty for none.
    """

    cti: bytes
    number: str
    holder: str
    learner_number: str
    code: str
    title: str
    sector: str
    of: tuple[str, ...]
    need: int
    first: tuple[str, ...]
    parts: tuple[PartFacts, ...]
    awarded: datetime
    until: date | None
    issuer: Organisation
    centre: Organisation
    released_by: str
    record: str
    sample: bool = False
    status: StatusPlace | None = None

    @property
    def language(self) -> str:
        """That of its parts: a catalogue has none."""
        return self.parts[0].form.language if self.parts else "en"


OWN_CREDENTIALS = frozenset(
    {CertificateState.PROVISIONAL, CertificateState.OWN_AWARD, CertificateState.REGISTERED}
)
"""The states in which a centre under its own root vouches for a paper with a credential of its own."""


def last_day(*, provisional_until: str, valid_until: str, registered: bool) -> date | None:
    """The day on which a credential ends: the paper's own, or sooner while the paper is only provisional.

    The dates are ISO, empty for none.
    """
    days = [valid_until, "" if registered else provisional_until]
    return min((date.fromisoformat(day) for day in days if day), default=None)

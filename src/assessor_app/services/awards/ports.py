"""What certificates need of the store and of whoever draws them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from assessor_app.domain.centre import Centre
from assessor_app.domain.certificate import Answer, CameOut, Certificate, EventKind, Target
from assessor_app.domain.form import Form
from assessor_app.domain.people import Learner, Staff
from assessor_app.domain.sitting import Method
from assessor_app.services.awards.content import PaperContent
from assessor_app.services.enrolling.ports import Enrolment


@dataclass(frozen=True, kw_only=True)
class Event:
    """What happened to a paper; `at` is ISO, `detail` e.g. the number that supersedes it."""

    kind: EventKind
    at: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetRow:
    """A sheet that was sent to a printer or a file; `copy` counts from 1, `stamp` is empty on the first.

    `stock` is the serial of the security paper that it went to, or empty.
    """

    id: int
    number: str
    copy: int
    target: Target
    stamp: str
    at: str
    by: str
    outcome: CameOut
    stock: str = ""


@dataclass(frozen=True, kw_only=True)
class CertificateLine:
    """A certificate as a list shows it, without its page; `device` names the one that made it, where it was another."""

    number: str
    holder: str
    learner: str
    form_code: str
    form_version: str
    issued_at: str
    provisional_until: str
    valid_until: str
    events: tuple[Event, ...]
    device: str = ""


class CertificateStore(Protocol):
    """Certificates, what happened to them, and their sheets."""

    def add(self, certificate: Certificate) -> None: ...
    def get(self, number: str) -> Certificate:
        """Raises KnownError `no-such-certificate`."""

    def by_cti(self, cti: bytes) -> Certificate | None: ...
    def of_award(self, award: str) -> tuple[str, ...]:
        """Numbers, oldest first."""

    def lines(self, *, words: str = "", limit: int = -1, offset: int = 0) -> tuple[CertificateLine, ...]:
        """Newest first; `words` narrows to holders or numbers that contain each word."""

    def line(self, number: str) -> CertificateLine: ...
    def add_event(self, number: str, event: Event, *, record: str | None) -> None: ...
    def unprinted(self) -> int:
        """How many certificates that count were neither printed nor saved."""

    def awards_without_paper(self) -> tuple[str, ...]:
        """Ids of competent finalised assessments for whose award no certificate was issued, oldest first."""


class MethodReads(Protocol):
    def methods(self, assessment: str) -> frozenset[Method]:
        """By what the criteria that are met were shown."""

    def challenged(self, assessment: str) -> bool:
        """Whether something that is met was shown in a challenge test."""


class SheetStore(Protocol):
    """Sheets sent to a printer or a file."""

    def add(self, *, number: str, copy: int, target: Target, stamp: str, at: str, by: str) -> int: ...
    def of_certificate(self, number: str) -> tuple[SheetRow, ...]: ...
    def get(self, sheet_id: int) -> SheetRow: ...
    def set_outcome(self, sheet_id: int, outcome: CameOut, *, record: str | None) -> None: ...
    def unconfirmed(self) -> tuple[SheetRow, ...]:
        """Sheets of which nobody has said what came out, oldest first."""


class SheetStock(Protocol):
    """Security paper that sheets go to."""

    def answered(self, sheet: int, outcome: CameOut, *, at: str, by: str) -> None:
        """What became of the paper under a sheet, where it went to any: issued, spoiled, or back as it was."""


class NoStock:
    """Plain paper has no numbers."""

    def answered(self, sheet: int, outcome: CameOut, *, at: str, by: str) -> None:
        """Nothing to note."""


class LearnerBook(Protocol):
    def get(self, learner_id: str) -> Learner: ...
    def put(self, learner: Learner, *, at: str, by: str) -> None: ...


@dataclass(frozen=True, kw_only=True)
class DuePaper:
    """A paper that the awarding body rejected and that is out: why, by code and in its own words."""

    number: str
    holder: str
    code: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class StoppedPaper:
    """A certificate that the awarding body rejected before it was handed out, or holds: why, by code and in its own words.

    `elsewhere` for one that another computer of the centre issued.
    """

    number: str
    holder: str
    rejected: bool
    code: str
    sentence: str
    elsewhere: bool = False


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What somebody said of such a paper, and when (ISO 8601)."""

    answer: Answer
    at: str


class ReturnedPapers(Protocol):
    """Papers that do not count and were handed out."""

    def due(self) -> tuple[DuePaper, ...]:
        """Those that were rejected, may be in somebody's hands, and of which nobody said anything; oldest first."""

    def stopped(self, *, since: str, most: int) -> tuple[StoppedPaper, ...]:
        """Those that are held and were looked at, and those that were rejected since then and are not `due`; newest first.

        Of other computers' those that were rejected.
        """

    def why(self, number: str) -> tuple[str, str]:
        """Why the awarding body rejected it: a code and its own sentence, both empty where it did not."""

    def of(self, number: str) -> Returned | None: ...
    def put(self, number: str, answer: Answer, *, at: str, by: str) -> None:
        """The last word on a paper holds."""


class StaffSource(Protocol):
    def get(self, staff_id: str) -> Staff: ...


@dataclass(frozen=True, kw_only=True)
class ChosenDesign:
    """A design as it is kept: the bytes of its file, and the pictures that it or its people need (PNG).

    `pictures` are by SHA-256, `signatures` by the id of the member of staff.
    """

    text: bytes
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    signatures: Mapping[str, bytes] = field(default_factory=dict)


class DesignSource(Protocol):
    def chosen(self, form: Form) -> ChosenDesign | None:
        """The design that certificates of this form are drawn in from now on; None for the program's own."""


class Drawer(Protocol):
    """Whoever draws certificates."""

    def level(self, form: Form) -> str | None:
        """The level in the short words on the paper, which the QR repeats; None where the form names none."""

    def credits(self, form: Form) -> str | None: ...
    def draw(self, content: PaperContent, chosen: ChosenDesign | None = None) -> bytes:
        """The frozen page in a design, as bytes that never change."""


class EnrolmentSource(Protocol):
    def current(self) -> Enrolment | None:
        """The issuer that this device belongs to; None while it stands alone."""


class CentreSource(Protocol):
    def centre(self) -> Centre: ...
